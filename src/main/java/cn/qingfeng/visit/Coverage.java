package cn.qingfeng.visit;

import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.visit.Visit.Result;
import cn.qingfeng.visit.Visit.State;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How far the register was reached in a quarter, of the firms that a reader sees: counted firm by firm, from the book itself. */
@Component
@Transactional(readOnly = true)
public class Coverage {

    /**
     * A group of firms in a quarter.
     *
     * @param name the officer's or the town's
     * @param listed firms in the register
     * @param contacted those of them with a contact or visit that was made, however it came out
     * @param reached those of them where somebody was met
     * @param notFound those last found lost or closed
     * @param refused those that last refused
     * @param raised clues that came of visits in the quarter
     * @param solved those of them that were closed
     */
    public record Line(
            String name, int listed, int contacted, int reached, int notFound, int refused, int raised, int solved) {

        /** Contacted of those listed, in per cent. */
        public int share() {
            return listed == 0 ? 0 : Math.round(contacted * 100f / listed);
        }
    }

    /** @param missing key enterprises without any contact in the quarter */
    public record Quarter(
            LocalDate from, Line all, Line key, List<Line> officers, List<Line> towns, List<Firm> missing) {}

    private final Firms firms;
    private final VisitBook book;
    private final ClueLedger clues;
    private final Organization organization;

    Coverage(Firms firms, VisitBook book, ClueLedger clues, Organization organization) {
        this.firms = firms;
        this.book = book;
        this.clues = clues;
        this.organization = organization;
    }

    /** The quarter in which a day lies. */
    public Quarter of(String reader, LocalDate day) {
        var from = VisitBook.quarterOf(day);
        var seen = firms.seenBy(reader);
        var made = book.between(from, from.plusMonths(3).minusDays(1)).stream()
                .filter(visit -> visit.state() == State.MADE)
                .collect(Collectors.groupingBy(Visit::creditCode));
        var closed = closed(made);
        Function<List<Firm>, Function<String, Line>> count = some -> name -> line(name, some, made, closed);
        var officers = organization.personNames(
                seen.stream().map(Firm::officer).filter(one -> one != null).collect(Collectors.toSet()));
        return new Quarter(
                from,
                count.apply(seen).apply(""),
                count.apply(seen.stream().filter(Firm::key).toList()).apply(""),
                lines(seen, firm -> firm.officer() == null ? null : officers.get(firm.officer()), count),
                lines(seen, firm -> organization.unitName(firm.town()), count),
                seen.stream()
                        .filter(firm -> firm.key() && !made.containsKey(firm.creditCode()))
                        .toList());
    }

    private static List<Line> lines(
            List<Firm> seen, Function<Firm, String> by, Function<List<Firm>, Function<String, Line>> count) {
        var groups = new TreeMap<String, List<Firm>>();
        seen.forEach(firm -> {
            var name = by.apply(firm);
            if (name != null) {
                groups.computeIfAbsent(name, one -> new ArrayList<>()).add(firm);
            }
        });
        return groups.entrySet().stream()
                .map(group -> count.apply(group.getValue()).apply(group.getKey()))
                .toList();
    }

    private Map<String, Boolean> closed(Map<String, List<Visit>> made) {
        var numbers = made.values().stream()
                .flatMap(List::stream)
                .map(Visit::clue)
                .filter(one -> one != null)
                .map(ClueNumber::of)
                .toList();
        return clues.all(numbers).entrySet().stream()
                .collect(Collectors.toMap(
                        one -> one.getKey().value(), one -> one.getValue().status() == ClueStatus.CLOSED));
    }

    private static Line line(
            String name, List<Firm> firms, Map<String, List<Visit>> made, Map<String, Boolean> closed) {
        var contacted = 0;
        var reached = 0;
        var notFound = 0;
        var refused = 0;
        var raised = 0;
        var solved = 0;
        for (var firm : firms) {
            var own = made.getOrDefault(firm.creditCode(), List.of());
            if (own.isEmpty()) {
                continue;
            }
            contacted++;
            // How the firm was found last is how it is found.
            var last = own.get(own.size() - 1).result();
            reached += own.stream().anyMatch(visit -> visit.result().reached()) ? 1 : 0;
            notFound += last == Result.LOST || last == Result.CLOSED ? 1 : 0;
            refused += last == Result.REFUSED ? 1 : 0;
            for (var visit : own) {
                raised += visit.clue() == null ? 0 : 1;
                solved += visit.clue() != null && closed.getOrDefault(visit.clue(), false) ? 1 : 0;
            }
        }
        return new Line(name, firms.size(), contacted, reached, notFound, refused, raised, solved);
    }
}
