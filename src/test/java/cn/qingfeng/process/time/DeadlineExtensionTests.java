package cn.qingfeng.process.time;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.SupervisionStage;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.clue.timeline.TimelineEntry;
import cn.qingfeng.process.CluePath;
import cn.qingfeng.process.PathCoverage;
import cn.qingfeng.process.Walk;
import cn.qingfeng.process.Walk.Started;
import cn.qingfeng.process.WalksEveryPath;
import cn.qingfeng.process.lifecycle.CardChanges;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.time.DeadlineExtension.Tasks;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.supervision.LimitChange;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.Limits;
import cn.qingfeng.supervision.order.OrderLevel;
import cn.qingfeng.supervision.order.OrderState;
import cn.qingfeng.supervision.order.SupervisionOrders;
import cn.qingfeng.supervision.time.TimeCommand;
import cn.qingfeng.supervision.time.TimeKind;
import cn.qingfeng.supervision.time.TimeRequests;
import cn.qingfeng.supervision.time.TimeState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.JdbcTemplate;

/** Walks every path of deadline-extension.bpmn; the build fails when a flow or an element is left out. */
@WalksEveryPath
class DeadlineExtensionTests {

    private final Walk walk;
    private final CardChanges cards;
    private final TimeRequests requests;
    private final SupervisionOrders orders;
    private final Limits limits;
    private final ClueLedger ledger;
    private final Timeline timeline;
    private final WorkingCalendar calendar;
    private final CountyClock clock;
    private final SampleCounty county;
    private final ProcessEngine engine;
    private final PathCoverage coverage;
    private final JdbcTemplate jdbc;

    DeadlineExtensionTests(
            Walk walk,
            CardChanges cards,
            TimeRequests requests,
            SupervisionOrders orders,
            Limits limits,
            ClueLedger ledger,
            Timeline timeline,
            WorkingCalendar calendar,
            CountyClock clock,
            SampleCounty county,
            ProcessEngine engine,
            PathCoverage coverage,
            JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.walk = walk;
        this.cards = cards;
        this.requests = requests;
        this.orders = orders;
        this.limits = limits;
        this.ledger = ledger;
        this.timeline = timeline;
        this.calendar = calendar;
        this.clock = clock;
        this.county = county;
        this.engine = engine;
        this.coverage = coverage;
    }

    @BeforeAll
    void county() {
        LocaleContextHolder.resetLocaleContext();
        AbstractAssertions.init(engine);
        county.load();
    }

    @AfterEach
    void everyTimelineHolds() {
        clock.moveToPresent();
        Assertions.assertThat(timeline.verify()).isEmpty();
    }

    @AfterAll
    void everyElementAndFlowWasPassed() {
        Assertions.assertThat(coverage.size(DeadlineExtension.KEY)).isGreaterThan(50);
        Assertions.assertThat(coverage.missing(DeadlineExtension.KEY)).isEmpty();
    }

    private String ask(Started clue, TimeKind kind, int days) {
        return ask(clue, kind, days, UUID.randomUUID().toString());
    }

    private String ask(Started clue, TimeKind kind, int days, String key) {
        return requests.ask(clue.number, new TimeCommand(kind, days, "TESTING", null), "handler", key)
                .number();
    }

    private Instant finish(Started clue) {
        return limits.dueAt(clue.number, LimitKind.FINISH).orElseThrow();
    }

    private void told(String event, Started clue, String... people) {
        Assertions.assertThat(jdbc.queryForList(
                        "select distinct recipient from notice where event = ? and clue_number = ?",
                        String.class,
                        event,
                        clue.number.value()))
                .contains(people);
    }

    private static void refused(String key, Runnable wish) {
        assertThatThrownBy(wish::run)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> Assertions.assertThat(refusal.key()).isEqualTo(key));
    }

    @Test
    void aYellowClueIsExtendedOnceBySignatureAndDecisionAndTimersAndTasksFollow() {
        var clue = walk.handled(Card.YELLOW).go(ClueLifecycle.Tasks.CONTACT_REPORTER);
        clue.go(ClueLifecycle.Tasks.REPLY_WITH_PLAN);
        var old = finish(clue);
        var number = ask(clue, TimeKind.EXTEND, 5);
        Assertions.assertThat(number).isEqualTo("YQ" + clue.number.value().substring(2) + "-1");
        Assertions.assertThat(clue.waiting()).contains(Tasks.SIGN, ClueLifecycle.Tasks.FINISH);
        refused("time.pending", () -> ask(clue, TimeKind.EXTEND, 2));
        clue.go(Tasks.SIGN);
        Assertions.assertThat(finish(clue)).as("the old limit runs").isEqualTo(old);
        clue.go(Tasks.DECIDE_EXTENSION);

        var due = calendar.plusWorkingDays(old, 5).dueAt();
        Assertions.assertThat(finish(clue)).isEqualTo(due);
        Assertions.assertThat(clue.clue().dueAt()).contains(due);
        CluePath.assertThat(clue).isDue(ClueLifecycle.Tasks.FINISH, due);
        var request = requests.get(number);
        Assertions.assertThat(request.state()).isEqualTo(TimeState.APPROVED);
        Assertions.assertThat(request.dueAfter()).contains(due);
        Assertions.assertThat(request.decidedBy()).contains("officehead");
        Assertions.assertThat(limits.changes(clue.number)).singleElement().satisfies(change -> {
            Assertions.assertThat(change.cause()).isEqualTo(LimitChange.Cause.EXTENDED);
            Assertions.assertThat(change.before()).contains(old);
            Assertions.assertThat(change.after()).contains(due);
        });
        Assertions.assertThat(timeline.of(clue.number))
                .extracting(TimelineEntry::act)
                .contains(
                        TimelineAction.EXTENSION_ASKED,
                        TimelineAction.EXTENSION_SIGNED,
                        TimelineAction.EXTENSION_DECIDED);
        told("TASK_WAITS", clue, "unithead", "officehead");
        told("EXTENSION_DECIDED", clue, "handler", "unithead");
    }

    @Test
    void aSecondWishUnderAYellowCardIsSignedAndDecidedBeforeItTurnsRedWithAnOrder() {
        var clue = walk.handled(Card.YELLOW);
        ask(clue, TimeKind.EXTEND, 1);
        clue.go(Tasks.SIGN).go(Tasks.DECIDE_EXTENSION, "outcome", "REFUSE", "reason", "已有足够时间。");
        var old = finish(clue);
        var refusedOnce = ask(clue, TimeKind.EXTEND, 1);
        Assertions.assertThat(clue.clue().card()).contains(Card.YELLOW);
        clue.go(Tasks.SIGN).go(Tasks.DECIDE_RAISING, "outcome", "REFUSE", "reason", "按期办结即可。");
        Assertions.assertThat(clue.clue().card()).contains(Card.YELLOW);
        Assertions.assertThat(finish(clue)).isEqualTo(old);
        Assertions.assertThat(requests.get(refusedOnce).state()).isEqualTo(TimeState.REFUSED);
        var second = ask(clue, TimeKind.EXTEND, 1);
        clue.go(Tasks.SIGN);
        Assertions.assertThat(clue.clue().card()).contains(Card.YELLOW);
        clue.go(Tasks.DECIDE_RAISING);
        Assertions.assertThat(clue.clue().card()).contains(Card.RED);
        Assertions.assertThat(clue.clue().stage()).isEqualTo(SupervisionStage.ORDERED);
        Assertions.assertThat(finish(clue)).isNotEqualTo(old);
        Assertions.assertThat(requests.get(second).state()).isEqualTo(TimeState.APPROVED);
        Assertions.assertThat(orders.of(clue.number)).singleElement().satisfies(order -> {
            Assertions.assertThat(order.level()).isEqualTo(OrderLevel.ORDER);
            Assertions.assertThat(order.state()).isEqualTo(OrderState.OPEN);
            Assertions.assertThat(order.askedBy()).isEqualTo(Timeline.SYSTEM);
        });
        assertThat(clue.instance).variables().containsEntry("card", "RED").containsEntry("stage", "ORDERED");
    }

    @Test
    void aBlueClueIsExtendedByTheWindowsHeadAndTurnsYellowAtASecondWish() {
        var clue = walk.handled(Card.BLUE);
        var old = finish(clue);
        refused("time.too-much", () -> ask(clue, TimeKind.EXTEND, 3));
        Assertions.assertThat(requests.of(clue.number))
                .as("nothing stays behind")
                .isEmpty();
        ask(clue, TimeKind.EXTEND, 2);
        clue.go(Tasks.SIGN).go(Tasks.DECIDE_EXTENSION, "days", 1);
        Assertions.assertThat(finish(clue))
                .isEqualTo(calendar.plusWorkingDays(old, 1).dueAt());
        ask(clue, TimeKind.EXTEND, 2);
        clue.go(Tasks.SIGN).go(Tasks.DECIDE_YELLOW);
        Assertions.assertThat(clue.clue().card()).contains(Card.YELLOW);
    }

    @Test
    void whatTheUnitsLeaderDoesNotSignNeverLeavesTheUnitAndDoesNotCount() {
        var clue = walk.handled(Card.YELLOW);
        ask(clue, TimeKind.EXTEND, 3);
        clue.go(Tasks.SIGN, "outcome", "SEND_BACK", "reason", "抓紧即可办结。");
        Assertions.assertThat(requests.of(clue.number))
                .singleElement()
                .satisfies(request -> Assertions.assertThat(request.state()).isEqualTo(TimeState.NOT_SIGNED));
        var again = ask(clue, TimeKind.EXTEND, 3);
        Assertions.assertThat(requests.get(again).wish()).isEqualTo(1);
    }

    @Test
    void aWishThatComesTooLateIsRefusedAndChangesNothing() {
        var yellow = walk.handled(Card.YELLOW);
        clock.moveTo(finish(yellow).minus(Duration.ofHours(2)));
        refused("time.late.notice", () -> ask(yellow, TimeKind.EXTEND, 1));
        var blue = walk.handled(Card.BLUE);
        clock.moveTo(finish(blue).minus(Duration.ofMinutes(2)));
        ask(blue, TimeKind.EXTEND, 1);
        var late = walk.handled(Card.BLUE);
        clock.moveTo(finish(late).plus(Duration.ofMinutes(2)));
        refused("time.late", () -> ask(late, TimeKind.EXTEND, 1));
        Assertions.assertThat(requests.of(yellow.number)).isEmpty();
        Assertions.assertThat(requests.of(late.number)).isEmpty();
    }

    @Test
    void aSuspendedClueStandsStillUntilItIsResumedAndTheLegalCapDoesNot() {
        var clue = walk.handled(Card.YELLOW);
        var old = finish(clue);
        var cap = limits.dueAt(clue.number, LimitKind.LEGAL_CAP);
        ask(clue, TimeKind.SUSPEND, 0);
        clue.go(Tasks.SIGN).go(Tasks.DECIDE_SUSPENSION);
        Assertions.assertThat(clue.clue().suspendedAt()).isPresent();
        Assertions.assertThat(clue.clue().dueAt()).isEmpty();
        refused("clue.suspended.already", () -> ask(clue, TimeKind.EXTEND, 1));

        clock.moveTo(calendar.plusWorkingDays(clock.instant(), 2).dueAt());
        ask(clue, TimeKind.RESUME, 0);
        clue.go(Tasks.SIGN).go(Tasks.DECIDE_RESUMPTION);
        Assertions.assertThat(clue.clue().suspendedAt()).isEmpty();
        Assertions.assertThat(finish(clue))
                .isEqualTo(calendar.plusWorkingDays(old, 2).dueAt());
        Assertions.assertThat(limits.dueAt(clue.number, LimitKind.LEGAL_CAP)).isEqualTo(cap);
        refused("clue.suspended.not", () -> ask(clue, TimeKind.RESUME, 0));
    }

    @Test
    void whoeverFinishesWhileSuspendedEndsTheSuspensionAndTheTimelineTells() {
        var clue = walk.handled(Card.YELLOW);
        ask(clue, TimeKind.SUSPEND, 0);
        clue.go(Tasks.SIGN).go(Tasks.DECIDE_SUSPENSION);
        clock.moveTo(calendar.plusWorkingDays(clock.instant(), 9).dueAt());
        var resume = ask(clue, TimeKind.RESUME, 0);
        clue.finished();
        Assertions.assertThat(clue.clue().suspendedAt()).isEmpty();
        Assertions.assertThat(requests.get(resume).state()).isEqualTo(TimeState.MOOT);
        Assertions.assertThat(clue.waiting()).doesNotContain(Tasks.SIGN);
        Assertions.assertThat(limits.all(clue.number))
                .noneMatch(limit ->
                        limit.kind() == LimitKind.FINISH && limit.metAt().isEmpty());
        Assertions.assertThat(limits.limit(clue.number, LimitKind.FINISH).orElseThrow())
                .satisfies(limit -> Assertions.assertThat(limit.metAt().orElseThrow())
                        .as("the time in which it stood still is nobody's delay")
                        .isBefore(limit.dueAt().orElseThrow()));
        Assertions.assertThat(timeline.of(clue.number))
                .filteredOn(entry -> entry.act() == cn.qingfeng.clue.timeline.TimelineAction.RESUMED)
                .singleElement()
                .satisfies(entry ->
                        Assertions.assertThat(entry.why().orElseThrow()).contains("已提交办理结果"));
    }

    @Test
    void aSuspendedClueThatEndsIsSuspendedNoMore() {
        var clue = walk.handled(Card.YELLOW);
        ask(clue, TimeKind.SUSPEND, 0);
        clue.go(Tasks.SIGN).go(Tasks.DECIDE_SUSPENSION);
        ledger.withdraw(clue.number, Timeline.PUBLIC, "已办好。");
        Assertions.assertThat(clue.clue().suspendedAt()).isEmpty();
        Assertions.assertThat(clue.clue().dueAt()).isEmpty();
        Assertions.assertThat(timeline.of(clue.number))
                .extracting(cn.qingfeng.clue.timeline.TimelineEntry::act)
                .endsWith(
                        cn.qingfeng.clue.timeline.TimelineAction.WITHDRAWN,
                        cn.qingfeng.clue.timeline.TimelineAction.RESUMED);

        var merged = walk.handled(Card.YELLOW);
        ask(merged, TimeKind.SUSPEND, 0);
        merged.go(Tasks.SIGN).go(Tasks.DECIDE_SUSPENSION);
        ledger.merge(merged.number, "grader", walk.handled(Card.YELLOW).number, "同一件事。");
        Assertions.assertThat(merged.clue().suspendedAt()).isEmpty();
    }

    @Test
    void aCardRaisedWhileSuspendedBringsLimitsThatBeginAtTheResumption() {
        var clue = walk.handled(Card.BLUE);
        cards.raise(clue.number, "supervisor", "须研究。");
        ask(clue, TimeKind.SUSPEND, 0);
        clue.go(Tasks.SIGN).go(Tasks.DECIDE_SUSPENSION);
        cards.raise(clue.number, "supervisor", "企业停产。");
        Assertions.assertThat(clue.clue().dueAt()).isEmpty();
        Assertions.assertThat(clue.clue().nextStepAt())
                .isEqualTo(limits.limit(clue.number, LimitKind.LEGAL_CAP)
                        .orElseThrow()
                        .nextStepAt());
        clock.moveTo(calendar.plusWorkingDays(clock.instant(), 3).dueAt().minus(Duration.ofHours(3)));
        ask(clue, TimeKind.RESUME, 0);
        clue.go(Tasks.SIGN).go(Tasks.DECIDE_RESUMPTION);
        Assertions.assertThat(finish(clue))
                .isEqualTo(calendar.plusWorkingDays(clock.instant(), 15).dueAt());
        Assertions.assertThat(limits.dueAt(clue.number, LimitKind.REPLY))
                .contains(calendar.plusWorkingDays(clock.instant(), 3).dueAt());
    }

    @Test
    void onlyARedClueIsTackledAndNeverPastTheCapWithoutExplicitApproval() {
        var yellow = walk.handled(Card.YELLOW);
        refused("time.not-allowed", () -> ask(yellow, TimeKind.TACKLE, 0));
        var clue = walk.handled(Card.RED);
        clock.moveBy(Duration.ofDays(7));
        ask(clue, TimeKind.TACKLE, 0);
        clue.go(Tasks.SIGN);
        refused("time.beyond-cap", () -> clue.go(Tasks.DECIDE_TACKLING));
        clue.go(Tasks.DECIDE_TACKLING, "beyondCap", true);
        Assertions.assertThat(finish(clue))
                .isEqualTo(calendar.plusNaturalDays(clock.instant(), 30).dueAt());
    }

    @Test
    void aWishIsMootOnceTheWorkIsDoneOrTheClueHasEnded() {
        var done = walk.handled(Card.BLUE).go(ClueLifecycle.Tasks.CONTACT_REPORTER);
        var first = ask(done, TimeKind.EXTEND, 1);
        done.go(ClueLifecycle.Tasks.FINISH);
        Assertions.assertThat(requests.get(first).state()).isEqualTo(TimeState.MOOT);
        Assertions.assertThat(done.waiting()).doesNotContain(Tasks.SIGN);

        var withdrawn = walk.handled(Card.YELLOW);
        var second = ask(withdrawn, TimeKind.EXTEND, 1);
        ledger.withdraw(withdrawn.number, Timeline.PUBLIC, "已办好。");
        Assertions.assertThat(requests.get(second).state()).isEqualTo(TimeState.MOOT);
        Assertions.assertThat(withdrawn.waiting()).isEmpty();
    }

    @Test
    void aWishAboutTheOldLimitIsMootOnceTheCardHasChanged() {
        var clue = walk.handled(Card.YELLOW);
        var number = ask(clue, TimeKind.EXTEND, 3);
        clue.go(Tasks.SIGN);
        cards.raise(clue.number, "supervisor", "企业停产。");
        Assertions.assertThat(requests.get(number).state()).isEqualTo(TimeState.MOOT);
        Assertions.assertThat(clue.waiting()).doesNotContain(Tasks.DECIDE_EXTENSION);
        Assertions.assertThat(requests.get(ask(clue, TimeKind.EXTEND, 3)).wish())
                .as("the red card has its one extension")
                .isEqualTo(1);
    }

    /** What the notices of that kind told these people about the clue, in the order in which they came. */
    private List<String> facts(String event, Started clue, String person) {
        return jdbc.queryForList(
                "select distinct facts from notice where event = ? and clue_number = ? and recipient = ?",
                String.class,
                event,
                clue.number.value(),
                person);
    }

    private List<String> acts(Started clue) {
        return timeline.of(clue.number).stream()
                .map(entry -> entry.act() + " by " + entry.by())
                .toList();
    }

    @Test
    void theLeaderIsToldToSignAndEachWishGoesToThoseWhoDecideItAndToNobodyElse() {
        var blue = walk.handled(Card.BLUE);
        ask(blue, TimeKind.EXTEND, 1);
        Assertions.assertThat(waits(blue, "WISH_SIGN")).containsExactly("unithead");
        blue.go(Tasks.SIGN);
        Assertions.assertThat(waits(blue, "WISH_DECIDE")).containsExactly("fangweimin");
        Assertions.assertThat(acts(blue)).contains("EXTENSION_SIGNED by unithead");

        var red = walk.handled(Card.RED);
        ask(red, TimeKind.EXTEND, 1);
        red.go(Tasks.SIGN);
        Assertions.assertThat(waits(red, "WISH_DECIDE")).containsExactly("grouphead");
    }

    /** Who was told that such a task waits for them. */
    private List<String> waits(Started clue, String kind) {
        return jdbc.queryForList(
                "select distinct recipient from notice where event = 'TASK_WAITS' and clue_number = ? and facts like ?",
                String.class,
                clue.number.value(),
                "%task.waits." + kind + "%");
    }

    @Test
    void whatIsDecidedNamesTheEndThatHoldsThenAlsoWhenTheMatterIsDoneOver() {
        var first = walk.handled(Card.YELLOW);
        var old = finish(first);
        ask(first, TimeKind.EXTEND, 2);
        first.go(Tasks.SIGN).go(Tasks.DECIDE_EXTENSION);
        Assertions.assertThat(facts("EXTENSION_DECIDED", first, "handler"))
                .singleElement()
                .asString()
                .contains(finish(first).toString())
                .doesNotContain(old.toString());

        var again = walk.handled(Card.BLUE).finished().calledBackDissatisfied();
        var rework = limits.dueAt(again.number, LimitKind.REWORK).orElseThrow();
        ask(again, TimeKind.EXTEND, 1);
        again.go(Tasks.SIGN, "outcome", "SEND_BACK", "reason", "来得及。");
        Assertions.assertThat(facts("EXTENSION_DECIDED", again, "handler"))
                .singleElement()
                .asString()
                .contains(rework.toString(), "time.decided.NOT_SIGNED.EXTEND");
        ask(again, TimeKind.EXTEND, 1);
        again.go(Tasks.SIGN).go(Tasks.DECIDE_EXTENSION);
        var moved = calendar.plusWorkingDays(rework, 1).dueAt();
        Assertions.assertThat(limits.dueAt(again.number, LimitKind.REWORK)).contains(moved);
        Assertions.assertThat(facts("EXTENSION_DECIDED", again, "handler"))
                .hasSize(2)
                .anySatisfy(facts -> Assertions.assertThat(facts).contains(moved.toString()));
    }

    @Test
    void aSuspensionAndAResumptionAreToldInWordsOfTheirOwn() {
        var clue = walk.handled(Card.RED);
        ask(clue, TimeKind.SUSPEND, 0);
        clue.go(Tasks.SIGN, "outcome", "SEND_BACK", "reason", "不必中止。");
        ask(clue, TimeKind.SUSPEND, 0);
        clue.go(Tasks.SIGN).go(Tasks.DECIDE_SUSPENSION, "outcome", "REFUSE", "reason", "可以继续办。");
        ask(clue, TimeKind.SUSPEND, 0);
        clue.go(Tasks.SIGN).go(Tasks.DECIDE_SUSPENSION);
        ask(clue, TimeKind.RESUME, 0);
        clue.go(Tasks.SIGN).go(Tasks.DECIDE_RESUMPTION);
        Assertions.assertThat(acts(clue))
                .containsSubsequence(
                        "SUSPENSION_ASKED by handler",
                        "SUSPENSION_DECIDED by grouphead",
                        "SUSPENSION_ASKED by handler",
                        "EXTENSION_SIGNED by unithead",
                        "SUSPENSION_DECIDED by grouphead",
                        "SUSPENDED by grouphead",
                        "RESUMPTION_ASKED by handler",
                        "RESUMPTION_DECIDED by grouphead",
                        "RESUMED by grouphead")
                .noneMatch(act -> act.startsWith("EXTENSION_ASKED") || act.startsWith("EXTENSION_DECIDED"));
        Assertions.assertThat(facts("EXTENSION_DECIDED", clue, "handler"))
                .anySatisfy(facts -> Assertions.assertThat(facts).contains("time.decided.NOT_SIGNED.SUSPEND"))
                .anySatisfy(facts -> Assertions.assertThat(facts).contains("time.decided.REFUSED.SUSPEND"))
                .hasSize(2);
        told("SUSPENDED", clue, "handler", "unithead");
        told("RESUMED", clue, "handler", "unithead");
    }

    @Test
    void aClickThatCameTwiceAsksOnce() {
        var clue = walk.handled(Card.YELLOW);
        Assertions.assertThat(ask(clue, TimeKind.EXTEND, 1, "once-" + clue.number))
                .isEqualTo(ask(clue, TimeKind.EXTEND, 1, "once-" + clue.number));
        Assertions.assertThat(requests.of(clue.number)).hasSize(1);
    }

    @Test
    void nobodySignsOrDecidesWhatIsNotTheOwn() {
        var clue = walk.handled(Card.YELLOW);
        ask(clue, TimeKind.EXTEND, 1);
        assertThatThrownBy(() -> clue.by("handler", Tasks.SIGN)).isInstanceOf(Refusal.class);
        clue.go(Tasks.SIGN);
        assertThatThrownBy(() -> clue.by("unithead", Tasks.DECIDE_EXTENSION)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> clue.by("grader", Tasks.DECIDE_EXTENSION)).isInstanceOf(Refusal.class);
        Assertions.assertThat(clue.waiting()).contains(Tasks.DECIDE_EXTENSION);
    }
}
