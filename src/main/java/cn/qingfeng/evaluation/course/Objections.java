package cn.qingfeng.evaluation.course;

import cn.qingfeng.Refusal;
import cn.qingfeng.Utc;
import cn.qingfeng.evaluation.Round;
import cn.qingfeng.evaluation.RoundStage;
import cn.qingfeng.evaluation.Rounds;
import cn.qingfeng.evaluation.Terms;
import cn.qingfeng.keys.SealedColumn;
import cn.qingfeng.keys.Sealer;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.HeldDuty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Right;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
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

/** What units have against the draft of their scores: once a draft, within its three working days, and ruled with a reason. */
@Service
@Transactional
public class Objections {

    static final String STEP = "userTask_objections";

    private static final int LONGEST = 1000;
    private static final int MOST_CLUES = 20;
    private static final String WORDS = "objection";
    private static final String RULING = "objection-ruling";

    /**
     * An objection.
     *
     * @param granted null while it is not ruled
     * @param clues the clues that are taken out of the unit's figures
     */
    public record Objection(
            String id, String unit, String words, Instant at, Boolean granted, String ruling, Set<String> clues) {}

    private final Rounds rounds;
    private final Terms terms;
    private final Organization organization;
    private final Sealer sealer;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    Objections(Rounds rounds, Terms terms, Organization organization, Sealer sealer, JdbcTemplate jdbc, Clock clock) {
        this.rounds = rounds;
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

    /** @throws Refusal forbidden for another's unit; conflict outside the three days, or a second time */
    public void raise(String by, String number, String unit, String words) {
        if (!ledBy(by).contains(unit)) {
            throw Refusal.forbidden("round.objection.forbidden");
        }
        var round = rounds.lock(number);
        if (round.stage() != RoundStage.DRAFT || !terms.runs(number, STEP)) {
            throw Refusal.conflict("round.objection.late");
        }
        if (rounds.unitsOf(number).stream().noneMatch(one -> one.unit().equals(unit))) {
            throw Refusal.conflict("round.objection.unit");
        }
        if (of(round).stream().anyMatch(one -> one.unit().equals(unit))) {
            throw Refusal.conflict("round.objection.twice");
        }
        var id = UUID.randomUUID().toString();
        jdbc.update(
                "insert into evaluation_objection (id, round, unit, draft, sealed_words, raised_by, raised_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                id,
                number,
                unit,
                round.drafts(),
                sealer.seal(WORDS, id, text(words)),
                by,
                Utc.of(clock.instant()));
    }

    /** @throws Refusal forbidden for whoever does not check rounds; conflict when it is not the time for it */
    public void rule(String by, String number, String id, boolean granted, String ruling, String clues) {
        if (!organization.hasOverAll(by, Right.CHECK_ROUNDS)) {
            throw Refusal.forbidden("round.rule.forbidden");
        }
        var round = rounds.lock(number);
        Rounds.require(round, RoundStage.OBJECTED);
        if (of(round).stream().noneMatch(one -> one.id().equals(id))) {
            throw Refusal.notFound("round.objection.unknown");
        }
        var named = Arrays.stream(clues.strip().split("[\\s,，、;；]+"))
                .filter(one -> !one.isEmpty())
                .distinct()
                .toList();
        if (named.size() > MOST_CLUES || named.stream().anyMatch(one -> one.length() > 20)) {
            throw Refusal.invalid("round.rule.clues", MOST_CLUES);
        }
        jdbc.update(
                "update evaluation_objection set granted = ?, sealed_ruling = ?, clues = ?, ruled_by = ?, ruled_at = ? where id = ?",
                granted,
                sealer.seal(RULING, id, text(ruling)),
                granted && !named.isEmpty() ? String.join(" ", named) : null,
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
    public List<Objection> of(Round round) {
        return jdbc.query(
                "select * from evaluation_objection where round = ? and draft = ? order by raised_at, id",
                (row, n) -> {
                    var id = row.getString("id");
                    var ruling = row.getString("sealed_ruling");
                    var clues = row.getString("clues");
                    return new Objection(
                            id,
                            row.getString("unit"),
                            sealer.open(WORDS, id, row.getString("sealed_words")),
                            Utc.of(row, "raised_at"),
                            row.getObject("granted", Boolean.class),
                            ruling == null ? null : sealer.open(RULING, id, ruling),
                            clues == null ? Set.of() : Set.of(clues.split(" ")));
                },
                round.number(),
                round.drafts());
    }

    @Configuration(proxyBeanMethods = false)
    static class Sealed {

        @Bean
        SealedColumn sealedWordsOfObjections() {
            return new SealedColumn(WORDS, "evaluation_objection", List.of("id"), "sealed_words", List.of("id"), "");
        }

        @Bean
        SealedColumn sealedRulingsOfObjections() {
            return new SealedColumn(RULING, "evaluation_objection", List.of("id"), "sealed_ruling", List.of("id"), "");
        }
    }
}
