package cn.qingfeng.evaluation.result;

import cn.qingfeng.Marks;
import cn.qingfeng.Utc;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.evaluation.result.CountedClue.Out;
import cn.qingfeng.evaluation.score.ClueFigure;
import cn.qingfeng.evaluation.score.UnitInput.Sum;
import cn.qingfeng.insight.figure.Fact;
import cn.qingfeng.insight.figure.Facts;
import cn.qingfeng.insight.figure.Measure;
import cn.qingfeng.organization.Organization;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What clues say about units: the county's own figures ({@link Facts}, rule R8), of the clues that were closed in the days of a
 * round, and of open ones that a unit keeps waiting at the cut. Reports against persons are not among them, not even as a number.
 */
@Component
class ClueCounts {

    /** Red ground 1 (吃拿卡要). */
    private static final String EXTORTION = "problem.extortion";

    private static final int AT_ONCE = 500;

    private final Facts facts;
    private final Organization organization;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    ClueCounts(Facts facts, Organization organization, JdbcTemplate jdbc, Clock clock) {
        this.facts = facts;
        this.organization = organization;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param units those that are rated; clues of units that went into one of them count for that one */
    List<CountedClue> at(LocalDate from, LocalDate to, Set<String> units) {
        var numbers = jdbc.queryForList(
                "select clue_number from clue where kind <> 'REPORT' and lead_unit is not null and"
                        + " (closed_at >= ? and closed_at < ? or is_open = true and registered_at < ?) order by clue_number",
                String.class,
                begin(from),
                begin(to.plusDays(1)),
                begin(to.plusDays(1)));
        var counted = new ArrayList<CountedClue>();
        var red = verified(numbers);
        for (var fact : facts.of(numbers, clock.instant())) {
            var unit = rated(fact.unit(), units);
            var values = values(fact);
            if (unit.isPresent() && !values.isEmpty()) {
                counted.add(new CountedClue(
                        fact.number(),
                        unit.get(),
                        values,
                        !isCleared(fact) && red.contains(fact.number()),
                        null,
                        null));
            }
        }
        return counted;
    }

    private static java.time.LocalDateTime begin(LocalDate day) {
        return Utc.of(day.atStartOfDay(CountyClock.ZONE).toInstant());
    }

    /** The rated unit that stands for one; a listed unit that went into another listed one does not stand for itself. */
    Optional<String> rated(String unit, Set<String> units) {
        var now = organization.current(unit);
        return units.contains(now) ? Optional.of(now) : Optional.of(unit).filter(units::contains);
    }

    private static Map<ClueFigure, Integer> values(Fact fact) {
        var values = new EnumMap<ClueFigure, Integer>(ClueFigure.class);
        for (var figure : ClueFigure.values()) {
            var measure = measure(figure);
            var value = measure.value(fact);
            if (value != null) {
                values.put(figure, value);
            }
        }
        return values;
    }

    private static Measure measure(ClueFigure figure) {
        return Measure.valueOf(figure.name());
    }

    /** Of these, the red ones about asking for favours that were found true. */
    private Set<String> verified(List<String> numbers) {
        var found = new HashSet<String>();
        for (var at = 0; at < numbers.size(); at += AT_ONCE) {
            var some = numbers.subList(at, Math.min(numbers.size(), at + AT_ONCE));
            var values = new ArrayList<Object>(some);
            values.add(EXTORTION);
            found.addAll(jdbc.queryForList(
                    "select clue_number from clue where clue_number in (" + Marks.of(some)
                            + ") and card = 'RED' and status = 'CLOSED' and result in ('RESOLVED', 'PARTLY')"
                            + " and classification = ?",
                    String.class,
                    values.toArray()));
        }
        return found;
    }

    /** A closed clue that was cleared adds nothing to any rate; every other one says whether it was done again. */
    private static boolean isCleared(Fact fact) {
        return Measure.CLOSED.value(fact) != null && Measure.REWORKED.value(fact) == null;
    }

    /** Of clues that counted, those that ought to count no more, and why. */
    Map<String, Out> wrong(Collection<CountedClue> counting, Set<String> units) {
        var before = new HashMap<String, CountedClue>();
        counting.forEach(one -> before.put(one.clue(), one));
        var wrong = new HashMap<String, Out>();
        for (var fact : facts.of(before.keySet().stream().sorted().toList(), clock.instant())) {
            why(fact, before.get(fact.number()), units).ifPresent(why -> wrong.put(fact.number(), why));
        }
        return wrong;
    }

    private Optional<Out> why(Fact fact, CountedClue before, Set<String> units) {
        if (Measure.ENTERED.value(fact) == null) {
            return Optional.of(Out.MISTAKEN);
        }
        if (isCleared(fact)) {
            return Optional.of(Out.CLEARED);
        }
        var now = values(fact);
        var late = List.of(ClueFigure.SIGNED, ClueFigure.CONTACTED, ClueFigure.FINISHED).stream()
                .anyMatch(figure -> Integer.valueOf(0).equals(before.values().get(figure))
                        && !Integer.valueOf(0).equals(now.get(figure)));
        var others = !rated(fact.unit(), units).equals(rated(before.unit(), units));
        return late || others ? Optional.of(Out.CHARGED) : Optional.empty();
    }

    static Map<ClueFigure, Sum> sums(List<CountedClue> clues) {
        var sums = new EnumMap<ClueFigure, Sum>(ClueFigure.class);
        for (var clue : clues) {
            clue.values()
                    .forEach((figure, value) -> sums.merge(
                            figure,
                            new Sum(1, value),
                            (one, other) -> new Sum(one.n() + other.n(), one.part() + other.part())));
        }
        return sums;
    }

    static int red(List<CountedClue> clues) {
        return (int) clues.stream().filter(CountedClue::red).count();
    }
}
