package cn.qingfeng.insight.figure;

import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.CallBack;
import cn.qingfeng.clue.CallBack.Rating;
import cn.qingfeng.clue.CallBack.Solved;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.GradingFacts;
import cn.qingfeng.clue.Result;
import cn.qingfeng.clue.classification.Classification;
import cn.qingfeng.clue.content.Consent;
import cn.qingfeng.clue.content.Content;
import cn.qingfeng.clue.content.ReportingChannel;
import cn.qingfeng.supervision.EscalationPlan;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.LimitRule;
import cn.qingfeng.supervision.LimitUnit;
import cn.qingfeng.supervision.Limits;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Clues that go ways of chance over a year with its holidays: returned, suspended, sent back, reworked, raised, withdrawn, merged,
 * corrected, not reached, or still somewhere on the way.
 */
@Component
class Population {

    /** In working hours. */
    static final Map<LimitKind, Integer> HOURS =
            Map.of(LimitKind.SIGN, 4, LimitKind.CONTACT, 8, LimitKind.FINISH, 40, LimitKind.REWORK, 16);

    private static final List<String> UNITS = List.of("lead-office", "assist-office", "other-office", "town-east");
    private static final List<String> LEAVES =
            List.of("problem.extortion", "habit.grumbler", "style.actor", "appeal.plain");
    private static final List<String> GROUNDS = List.of("REPORTER_MATERIAL", "OTHER", "FORCE_MAJEURE");

    /** Its time is over: it stays as it is. */
    private static class Over extends RuntimeException {}

    private final ClueLedger ledger;
    private final Limits limits;
    private final CountyClock clock;
    private final EntityManager entities;
    private final JdbcTemplate jdbc;
    private final List<ClueNumber> known = new ArrayList<>();

    /** What reporters said last: how far it is solved does not stand on the timeline. */
    final Map<String, String> said = new HashMap<>();

    private Random random;
    private Instant at;
    private Instant end;

    Population(ClueLedger ledger, Limits limits, CountyClock clock, EntityManager entities, JdbcTemplate jdbc) {
        this.ledger = ledger;
        this.limits = limits;
        this.clock = clock;
        this.entities = entities;
        this.jdbc = jdbc;
    }

    /** Forgets those of another test. */
    void begin() {
        known.clear();
        said.clear();
    }

    void live(int clues, Instant from, Instant to, long seed) {
        random = new Random(seed);
        end = to;
        for (var each = 0; each < clues; each++) {
            at = from.plusSeconds(random.nextLong(Duration.between(from, to).toSeconds()));
            ClueNumber number = null;
            try {
                clock.moveTo(at);
                number = registered();
                known.add(number);
                way(number);
            } catch (Over over) {
                // It is on its way when the figures are read.
            }
            entities.flush();
            if (number != null) {
                papers(number);
            }
            entities.clear();
        }
        clock.moveTo(end);
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    /** Time passes, short or long. */
    private void later() {
        at = at.plus(Duration.ofMinutes(5 + random.nextInt(chance(25) ? 9000 : 700)));
        if (at.isAfter(end)) {
            throw new Over();
        }
        clock.moveTo(at);
    }

    private ClueNumber registered() {
        var kind = chance(4) ? ClueKind.REPORT : chance(80) ? ClueKind.APPEAL : ClueKind.SUGGESTION;
        return ledger.register(
                        new Content(
                                kind,
                                "题" + random.nextInt(),
                                "经过",
                                "请解决",
                                chance(20) ? "town-west村口" : "县城",
                                null,
                                null,
                                null,
                                any(List.of(ReportingChannel.values())),
                                null,
                                null,
                                chance(20),
                                Consent.OFFICE_ONLY),
                        GradingFacts.plain(),
                        chance(90) ? Classification.of(any(LEAVES)) : null,
                        "headclerk")
                .number();
    }

    private void way(ClueNumber number) {
        later();
        if (ledger.get(number).content().kind() == ClueKind.REPORT) {
            return;
        }
        if (chance(5)) {
            ledger.refuseAdmission(number, "headgrader", "litigation", "不属于受理范围");
            return;
        }
        if (chance(6)) {
            var into = any(known);
            var other = ledger.get(into);
            if (!into.equals(number)
                    && other.content().kind() != ClueKind.REPORT
                    && other.status() != ClueStatus.MERGED
                    && other.status() != ClueStatus.CORRECTED) {
                if (chance(50)) {
                    ledger.merge(number, "headgrader", into, "同一事项");
                } else {
                    ledger.linkDuplicate(number, "headgrader", into);
                }
                return;
            }
        }
        if (chance(3)) {
            ledger.correct(number, "headgrader", registered(), "登错了");
            return;
        }
        ledger.admit(number, "headgrader", null);
        later();
        var card = any(List.of(Card.values()));
        ledger.proposeCard(number, card, "理由", "r1");
        later();
        ledger.decideCard(number, "headgrader", card, null);
        handled(number);
    }

    private void handled(ClueNumber number) {
        later();
        withdrawn(number);
        ledger.dispatch(number, "headgrader", any(UNITS), List.of(), "尽快");
        limits.promise(
                number,
                HOURS.entrySet().stream()
                        .map(each -> new LimitRule(
                                each.getKey(), each.getValue(), LimitUnit.WORKING_HOURS, "试", EscalationPlan.NONE))
                        .toList(),
                LimitKind.SIGN,
                LimitKind.CONTACT,
                LimitKind.FINISH);
        later();
        if (chance(20) && ledger.get(number).returnable()) {
            ledger.sendOrderBack(number, "leadhead", null, "不归我管");
            limits.meet(number, LimitKind.SIGN);
            later();
            ledger.rule(number, "headgrader", any(UNITS), "归你管");
            limits.start(number, LimitKind.SIGN);
            later();
        }
        ledger.sign(number, "leadhand");
        limits.meet(number, LimitKind.SIGN);
        later();
        if (chance(80)) {
            ledger.contacted(number, "leadhand", at, "沟通");
            limits.meet(number, LimitKind.CONTACT);
            later();
        }
        if (chance(20)) {
            limits.suspend(number, "headgrader", "等鉴定");
            later();
            limits.resume(number, "headgrader", "出来了");
            later();
        }
        withdrawn(number);
        finished(number, LimitKind.FINISH);
        while (chance(20)) {
            later();
            ledger.sendBack(number, "reviewer", "证据不足");
            limits.reopen(number, LimitKind.FINISH);
            later();
            finished(number, LimitKind.FINISH);
        }
        accepted(number);
        calledBack(number);
    }

    private void withdrawn(ClueNumber number) {
        if (chance(3)) {
            ledger.withdraw(number, "headgrader", "不办了");
            limits.end(number);
            throw new Over();
        }
    }

    private void finished(ClueNumber number, LimitKind limit) {
        var result = any(List.of(Result.values()));
        ledger.finish(number, "leadhand", result, "办好了");
        limits.meet(number, limit);
        if (result == Result.CANNOT_DO) {
            later();
            ledger.confirmCannotDo(number, "reviewer", "是的");
        }
        if (chance(50)) {
            later();
            ledger.signReply(number, "leadhead", "同意");
        }
    }

    private void accepted(ClueNumber number) {
        later();
        ledger.reviewed(number, "reviewer", "通过");
        if (chance(50)) {
            // In a transaction of its own, and nothing on the timeline tells of it.
            later();
        }
        ledger.accept(number);
    }

    private void calledBack(ClueNumber number) {
        later();
        if (chance(15)) {
            while (!ledger.notReached(number, "caller", false, "没接")) {
                later();
            }
            if (!ledger.get(number).content().anonymous()) {
                said.remove(number.value());
            }
            closed(number);
            return;
        }
        var word = new CallBack(any(List.of(Solved.values())), any(List.of(Rating.values())));
        var course = word.course(ledger.get(number));
        ledger.callBack(number, "caller", word, "说了");
        said.put(number.value(), word.solved().name());
        switch (course) {
            case CLOSE -> closed(number);
            case REWORK -> {
                ledger.rework(number, "caller", "不满意");
                limits.start(number, LimitKind.REWORK);
                later();
                finished(number, LimitKind.REWORK);
                accepted(number);
                calledBack(number);
            }
            case RAISE -> {
                ledger.raiseCard(number, "又不满意");
                handled(number);
            }
            case CONCLUDE -> {
                later();
                ledger.conclude(number, "grouphead", "到此为止");
                closed(number);
            }
        }
    }

    private void closed(ClueNumber number) {
        ledger.close(number);
        limits.end(number);
    }

    /** What is only told apart by its ground. */
    private void papers(ClueNumber number) {
        var moment = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
        for (var each = 0; chance(15); each++) {
            jdbc.update(
                    "insert into time_request (request_number, version, clue_number, kind, state, card, unit_code, wish, asked_by,"
                            + " asked_at, once_key, working_days, beyond_cap, ground, decide_by, most, notice, over_cap)"
                            + " values (?, 0, ?, ?, ?, 'RED', 'lead-office', 1, 'leadhand', ?, ?, 2, false, ?, ?, 1, 1, 1)",
                    "YQ" + number.value().substring(2) + "-" + each,
                    number.value(),
                    any(List.of("EXTEND", "EXTEND", "SUSPEND")),
                    any(List.of("APPROVED", "REFUSED")),
                    moment,
                    number.value() + each,
                    any(GROUNDS),
                    moment);
        }
        for (var each = 0; chance(15); each++) {
            jdbc.update(
                    "insert into supervision_order (order_number, version, clue_number, pressure, state, ground, times, unit_code,"
                            + " problem, demand, due_at, issued_by, issued_at, once_key)"
                            + " values (?, 0, ?, ?, ?, ?, 1, 'lead-office', 'p', 'd', ?, 'supervisor', ?, ?)",
                    "DB" + number.value().substring(2) + "-" + each,
                    number.value(),
                    any(List.of("URGE", "ORDER", "LISTED")),
                    any(List.of("OPEN", "PROPOSED", "CONCLUDED")),
                    any(List.of("NOT_SIGNED_FOR", "NOT_FINISHED", "OTHER")),
                    moment,
                    moment,
                    number.value() + each);
        }
    }
}
