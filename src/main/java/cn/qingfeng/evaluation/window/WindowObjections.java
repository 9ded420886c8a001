package cn.qingfeng.evaluation.window;

import cn.qingfeng.Refusal;
import cn.qingfeng.Utc;
import cn.qingfeng.evaluation.RoundStage;
import cn.qingfeng.evaluation.Terms;
import cn.qingfeng.evaluation.window.WindowCounts.Check;
import cn.qingfeng.keys.SealedColumn;
import cn.qingfeng.keys.Sealer;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.HeldDuty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Right;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What units have against a mark or a check in the draft of a month, with a ground, and how somebody else rules on it. */
@Service
@Transactional
class WindowObjections {

    private static final int LONGEST = 1000;
    private static final String WORDS = "window-objection";
    private static final String RULING = "window-objection-ruling";

    /**
     * An objection.
     *
     * @param ref the matter of the mark or the check
     * @param granted null while it is not ruled
     */
    record Objection(String id, String unit, String ref, String words, Instant at, Boolean granted, String ruling) {}

    /**
     * What a unit may object to.
     *
     * @param ref its matter
     * @param mark null where it is a check
     */
    record Target(String ref, String window, WindowMarks.Mark mark, Check check) {}

    private final WindowBook book;
    private final WindowMarks marks;
    private final WindowCounts figures;
    private final Terms terms;
    private final Organization organization;
    private final Sealer sealer;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    WindowObjections(
            WindowBook book,
            WindowMarks marks,
            WindowCounts figures,
            Terms terms,
            Organization organization,
            Sealer sealer,
            JdbcTemplate jdbc,
            Clock clock) {
        this.book = book;
        this.marks = marks;
        this.figures = figures;
        this.terms = terms;
        this.organization = organization;
        this.sealer = sealer;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The units whose leader somebody is. */
    Set<String> ledBy(String person) {
        return organization.dutiesOf(person).stream()
                .filter(held -> held.duty() == Duty.UNIT_LEADER)
                .map(HeldDuty::unit)
                .map(organization::current)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether objections are taken now. */
    boolean areTaken(WindowRound round) {
        return round.stage() == RoundStage.DRAFT && terms.runs(round.number(), WindowRounds.OBJECTIONS);
    }

    /** The marks and checks that count in a round against windows of these units. */
    List<Target> targets(WindowRound round, Set<String> units) {
        var own = book.entered(round.number()).stream()
                .filter(one -> units.contains(organization.current(one.unit())))
                .map(WindowBook.Entered::window)
                .collect(Collectors.toSet());
        var targets = new ArrayList<Target>();
        marks.of(round).stream()
                .filter(mark -> mark.state() != WindowMarks.State.OUT && own.contains(mark.window()))
                .forEach(mark -> targets.add(new Target(mark.number(), mark.window(), mark, null)));
        figures.checks(round).stream()
                .filter(check -> own.contains(check.window()))
                .forEach(check -> targets.add(new Target(check.number(), check.window(), null, check)));
        return targets;
    }

    /** @throws Refusal invalid for what is not against a window of the own unit; conflict outside the three days, or a second time */
    void raise(String by, String number, String ref, String words) {
        var round = book.lock(number);
        if (!areTaken(round)) {
            throw Refusal.conflict("round.objection.late");
        }
        var led = ledBy(by);
        var target = targets(round, led).stream()
                .filter(one -> one.ref().equals(ref))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("window.objection.target"));
        if (of(round).stream().anyMatch(one -> one.ref().equals(ref))) {
            throw Refusal.conflict("window.objection.twice");
        }
        var unit = book.entered(number).stream()
                .filter(one -> one.window().equals(target.window()))
                .map(one -> organization.current(one.unit()))
                .findFirst()
                .orElseThrow();
        var id = UUID.randomUUID().toString();
        jdbc.update(
                "insert into window_objection (id, round, draft, unit, ref, sealed_words, raised_by, raised_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                number,
                round.drafts(),
                unit,
                ref,
                sealer.seal(WORDS, id, text(words)),
                by,
                Utc.of(clock.instant()));
    }

    /** Whether somebody rules on objections, of windows at least. */
    boolean rules(String person) {
        return organization.hasOverAll(person, Right.RULE_WINDOWS);
    }

    /** @throws Refusal forbidden for whoever does not rule, or made the check; conflict when it is not the time for it */
    void rule(String by, String number, String id, boolean granted, String ruling) {
        if (!rules(by)) {
            throw Refusal.forbidden("round.rule.forbidden");
        }
        var round = book.lock(number);
        if (round.stage() != RoundStage.OBJECTED) {
            throw Refusal.conflict("round.skipped");
        }
        var objection = of(round).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("round.objection.unknown"));
        if (figures.checks(round).stream()
                .anyMatch(check ->
                        check.number().equals(objection.ref()) && check.by().equals(by))) {
            throw Refusal.conflict("window.rule.own");
        }
        jdbc.update(
                "update window_objection set granted = ?, sealed_ruling = ?, ruled_by = ?, ruled_at = ? where id = ?",
                granted,
                sealer.seal(RULING, id, text(ruling)),
                by,
                Utc.of(clock.instant()),
                id);
    }

    private static String text(String typed) {
        var words = typed == null ? "" : typed.strip();
        if (words.isEmpty() || words.length() > LONGEST) {
            throw Refusal.invalid("round.objection.words", LONGEST);
        }
        return words;
    }

    /** Those against the newest draft, in the order in which they came. */
    @Transactional(readOnly = true)
    List<Objection> of(WindowRound round) {
        return jdbc.query(
                "select * from window_objection where round = ? and draft = ? order by raised_at, id",
                (row, n) -> {
                    var id = row.getString("id");
                    var ruling = row.getString("sealed_ruling");
                    return new Objection(
                            id,
                            row.getString("unit"),
                            row.getString("ref"),
                            sealer.open(WORDS, id, row.getString("sealed_words")),
                            Utc.of(row, "raised_at"),
                            row.getObject("granted", Boolean.class),
                            ruling == null ? null : sealer.open(RULING, id, ruling));
                },
                round.number(),
                round.drafts());
    }

    @Configuration(proxyBeanMethods = false)
    static class Sealed {

        @Bean
        SealedColumn sealedWordsOfWindowObjections() {
            return new SealedColumn(WORDS, "window_objection", List.of("id"), "sealed_words", List.of("id"), "");
        }

        @Bean
        SealedColumn sealedRulingsOfWindowObjections() {
            return new SealedColumn(RULING, "window_objection", List.of("id"), "sealed_ruling", List.of("id"), "");
        }
    }
}
