package cn.qingfeng.process;

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
import cn.qingfeng.process.Walk.Started;
import cn.qingfeng.process.letter.TransferLetter;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.order.SupervisionOrderProcess;
import cn.qingfeng.process.order.SupervisionOrderProcess.Tasks;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.Measure;
import cn.qingfeng.supervision.order.OrderCalledFor;
import cn.qingfeng.supervision.order.OrderCommand;
import cn.qingfeng.supervision.order.OrderConclusion;
import cn.qingfeng.supervision.order.OrderGround;
import cn.qingfeng.supervision.order.OrderLevel;
import cn.qingfeng.supervision.order.OrderState;
import cn.qingfeng.supervision.order.SupervisionOrder;
import cn.qingfeng.supervision.order.SupervisionOrders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.assertj.core.api.Assertions;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/** Walks every path of supervision-order.bpmn; the build fails when a flow or an element is left out. */
@WalksEveryPath
class SupervisionOrderTests {

    private final Walk walk;
    private final SupervisionOrders orders;
    private final ClueLedger ledger;
    private final Timeline timeline;
    private final WorkingCalendar calendar;
    private final CountyClock clock;
    private final SampleCounty county;
    private final ProcessEngine engine;
    private final PathCoverage coverage;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transactions;
    private final org.springframework.jdbc.core.JdbcTemplate jdbc;

    SupervisionOrderTests(
            Walk walk,
            SupervisionOrders orders,
            ClueLedger ledger,
            Timeline timeline,
            WorkingCalendar calendar,
            CountyClock clock,
            SampleCounty county,
            ProcessEngine engine,
            PathCoverage coverage,
            ApplicationEventPublisher events,
            TransactionTemplate transactions,
            org.springframework.jdbc.core.JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.walk = walk;
        this.orders = orders;
        this.ledger = ledger;
        this.timeline = timeline;
        this.calendar = calendar;
        this.clock = clock;
        this.county = county;
        this.engine = engine;
        this.coverage = coverage;
        this.events = events;
        this.transactions = transactions;
    }

    @BeforeAll
    void county() {
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
        Assertions.assertThat(coverage.size(SupervisionOrderProcess.KEY)).isGreaterThan(50);
        Assertions.assertThat(coverage.missing(SupervisionOrderProcess.KEY)).isEmpty();
    }

    private SupervisionOrder issue(Started clue, OrderLevel level, OrderGround ground) {
        return issue(clue, level, ground, UUID.randomUUID().toString());
    }

    private SupervisionOrder issue(Started clue, OrderLevel level, OrderGround ground, String key) {
        var wish = new OrderCommand(level, ground, ground.limit().orElse(null), "迟迟未办。", "两日内办结。", 2);
        return orders.issue(clue.number, wish, level == OrderLevel.URGE ? "grader" : "supervisor", key);
    }

    private SupervisionOrder now(SupervisionOrder order) {
        return orders.get(order.number());
    }

    private static void refused(String key, Runnable wish) {
        assertThatThrownBy(wish::run)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> Assertions.assertThat(refusal.key()).isEqualTo(key));
    }

    private void calledFor(Started clue, Measure measure, LimitKind kind) {
        transactions.executeWithoutResult(
                status -> events.publishEvent(new OrderCalledFor(clue.number, measure, List.of(kind))));
    }

    private void tomorrow() {
        clock.moveTo(calendar.plusWorkingDays(clock.instant(), 1).dueAt().minus(Duration.ofHours(3)));
    }

    @Test
    void anOrderIsExplainedByTheUnitsLeaderAndConcludedByTheIssuer() {
        var clue = walk.handled(Card.YELLOW);
        var order = issue(clue, OrderLevel.ORDER, OrderGround.POOR_QUALITY);
        Assertions.assertThat(order.number()).matches("DB\\d{8}-\\d{4}");
        Assertions.assertThat(order.responsibleLeader()).contains("unithead");
        Assertions.assertThat(clue.clue().stage()).isEqualTo(SupervisionStage.ORDERED);
        assertThat(clue.instance).variables().containsEntry("stage", "ORDERED");
        Assertions.assertThat(clue.waiting()).contains(Tasks.EXPLAIN);
        clue.go(Tasks.EXPLAIN);
        Assertions.assertThat(now(order).explanation()).contains("人手不足。");
        clue.go(Tasks.CONCLUDE_ORDER);
        Assertions.assertThat(now(order).conclusion()).contains(OrderConclusion.SETTLED);
        Assertions.assertThat(clue.clue().stage()).isEqualTo(SupervisionStage.ON_TIME);
        assertThat(clue.instance).variables().containsEntry("stage", "ON_TIME");
        Assertions.assertThat(timeline.of(clue.number))
                .extracting(TimelineEntry::act)
                .contains(TimelineAction.ORDERED, TimelineAction.EXPLAINED, TimelineAction.ORDER_CONCLUDED);
    }

    @Test
    void anOrderGoesOnAndMayRaiseTheCard() {
        var clue = walk.handled(Card.BLUE);
        var order = issue(clue, OrderLevel.ORDER, OrderGround.LEADER_INSTRUCTION);
        clue.go(Tasks.EXPLAIN).go(Tasks.CONCLUDE_ORDER, "outcome", "CONTINUE", "days", 3, "reason", "还差一项。");
        Assertions.assertThat(now(order).state()).isEqualTo(OrderState.OPEN);
        Assertions.assertThat(now(order).dueAt())
                .isEqualTo(calendar.plusWorkingDays(clock.instant(), 3).dueAt());
        clue.fireBeside("event_explanationMissing").go(Tasks.CONCLUDE_ORDER, "outcome", "RAISE", "reason", "拒不说明。");
        Assertions.assertThat(clue.clue().card()).contains(Card.YELLOW);
        Assertions.assertThat(now(order).conclusion()).contains(OrderConclusion.RAISE);
        assertThat(clue.instance).variables().containsEntry("card", "YELLOW");
        Assertions.assertThat(timeline.of(clue.number))
                .filteredOn(entry -> entry.act() == TimelineAction.EXPLANATION_MISSED)
                .singleElement()
                .satisfies(entry -> Assertions.assertThat(entry.by()).isEqualTo(Timeline.SYSTEM));
        Assertions.assertThat(jdbc.queryForList(
                        "select distinct recipient from notice where event = 'EXPLANATION_MISSED' and clue_number = ?",
                        String.class,
                        clue.number.value()))
                .contains("supervisor")
                .doesNotContain("handler");
    }

    @Test
    void aRedCardCannotBeRaisedSoTheIssuerChoosesAnotherConclusion() {
        var clue = walk.handled(Card.RED);
        issue(clue, OrderLevel.ORDER, OrderGround.OTHER);
        clue.go(Tasks.EXPLAIN);
        refused("clue.card.highest", () -> clue.go(Tasks.CONCLUDE_ORDER, "outcome", "RAISE", "reason", "升。"));
        clue.go(Tasks.CONCLUDE_ORDER, "outcome", "HAND_OVER", "reason", "仍不落实。")
                .go(TransferLetter.Tasks.SIGN)
                .go(TransferLetter.Tasks.RECEIVE);
        Assertions.assertThat(clue.clue().stage()).isEqualTo(SupervisionStage.TRANSFERRED);
    }

    @Test
    void aListedOrderNeedsACountyLeadersApprovalAndTakesTheLowersPlace() {
        var clue = walk.handled(Card.RED);
        var order = issue(clue, OrderLevel.ORDER, OrderGround.NOT_FINISHED);
        var declined = issue(clue, OrderLevel.LISTED, OrderGround.NOT_FINISHED);
        refused("order.open", () -> issue(clue, OrderLevel.LISTED, OrderGround.NOT_FINISHED));
        Assertions.assertThat(clue.clue().stage()).isEqualTo(SupervisionStage.LISTING_PROPOSED);
        clue.go(Tasks.APPROVE_LISTING, "outcome", "REFUSE", "reason", "先督办。");
        Assertions.assertThat(clue.clue().stage()).isEqualTo(SupervisionStage.ORDERED);
        Assertions.assertThat(timeline.of(clue.number))
                .extracting(TimelineEntry::act)
                .contains(TimelineAction.LISTING_PROPOSED, TimelineAction.LISTING_REFUSED);
        Assertions.assertThat(now(declined).state()).isEqualTo(OrderState.NOT_APPROVED);
        Assertions.assertThat(now(order).state()).isEqualTo(OrderState.OPEN);
        refused("order.too-many", () -> issue(clue, OrderLevel.LISTED, OrderGround.NOT_FINISHED));
        tomorrow();
        var listed = issue(clue, OrderLevel.LISTED, OrderGround.NOT_FINISHED);
        clue.go(Tasks.APPROVE_LISTING);
        Assertions.assertThat(now(listed).approvedBy()).contains("leader");
        Assertions.assertThat(clue.clue().stage()).isEqualTo(SupervisionStage.LISTED);
        Assertions.assertThat(now(order).conclusion()).contains(OrderConclusion.SUPERSEDED);
        Assertions.assertThat(clue.waiting().stream().filter(Tasks.EXPLAIN::equals))
                .hasSize(1);
        refused("order.open", () -> issue(clue, OrderLevel.ORDER, OrderGround.NOT_FINISHED));
        refused("order.open", () -> issue(clue, OrderLevel.URGE, OrderGround.NOT_FINISHED));
    }

    @Test
    void anUrgingIsSettledByTheWorkThatItUrged() {
        var clue = walk.dispatched(Card.YELLOW);
        var order = issue(clue, OrderLevel.URGE, OrderGround.NOT_SIGNED_FOR);
        Assertions.assertThat(clue.clue().stage()).isEqualTo(SupervisionStage.URGED);
        clue.go(ClueLifecycle.Tasks.SIGN_FOR);
        Assertions.assertThat(now(order).conclusion()).contains(OrderConclusion.SETTLED);
        Assertions.assertThat(clue.clue().stage()).isEqualTo(SupervisionStage.ON_TIME);
        Assertions.assertThat(clue.beside(SupervisionOrderProcess.KEY).getEndTime())
                .isNotNull();
    }

    @Test
    void anUrgingThatDidNotHelpIsLookedAtByTheOfficeAndMayRaiseTheCard() {
        var settled = walk.handled(Card.BLUE);
        issue(settled, OrderLevel.URGE, OrderGround.OTHER);
        refused("order.open", () -> issue(settled, OrderLevel.URGE, OrderGround.OTHER));
        settled.fireBeside("event_urgingDue")
                .go(Tasks.CONCLUDE_URGING, "outcome", "CONTINUE", "days", 1, "reason", "再给一天。")
                .fireBeside("event_urgingDue")
                .go(Tasks.CONCLUDE_URGING);
        refused("order.too-many", () -> issue(settled, OrderLevel.URGE, OrderGround.OTHER));

        var raised = walk.handled(Card.BLUE);
        issue(raised, OrderLevel.URGE, OrderGround.OTHER);
        raised.fireBeside("event_urgingDue");
        refused(
                "action.forbidden",
                () -> raised.by("grader", Tasks.CONCLUDE_URGING, "outcome", "RAISE", "reason", "升。"));
        raised.go(Tasks.CONCLUDE_URGING, "outcome", "RAISE", "reason", "催办无效。");
        Assertions.assertThat(raised.clue().card()).contains(Card.YELLOW);
    }

    @Test
    void aRuleIssuesOnceAndOnlyNotesWhereAsMuchPressureIsThere() {
        var clue = walk.dispatched(Card.YELLOW);
        calledFor(clue, Measure.URGE, LimitKind.SIGN);
        Assertions.assertThat(orders.of(clue.number)).singleElement().satisfies(order -> {
            Assertions.assertThat(order.askedBy()).isEqualTo(Timeline.SYSTEM);
            Assertions.assertThat(order.ground()).isEqualTo(OrderGround.NOT_SIGNED_FOR);
            Assertions.assertThat(order.times()).isEqualTo(1);
        });
        calledFor(clue, Measure.URGE, LimitKind.CONTACT);
        Assertions.assertThat(orders.of(clue.number)).hasSize(1);
        Assertions.assertThat(timeline.of(clue.number))
                .filteredOn(entry -> entry.act() == TimelineAction.URGED)
                .hasSize(2);
        calledFor(clue, Measure.ORDER, LimitKind.SIGN);
        Assertions.assertThat(orders.of(clue.number))
                .extracting(SupervisionOrder::level, SupervisionOrder::state)
                .containsExactlyInAnyOrder(
                        Assertions.tuple(OrderLevel.URGE, OrderState.CONCLUDED),
                        Assertions.tuple(OrderLevel.ORDER, OrderState.OPEN));
    }

    @Test
    void ordersEndWithTheClue() {
        var clue = walk.handled(Card.YELLOW);
        var order = issue(clue, OrderLevel.ORDER, OrderGround.OTHER);
        ledger.withdraw(clue.number, Timeline.PUBLIC, "已办好。");
        Assertions.assertThat(now(order).conclusion()).contains(OrderConclusion.ENDED);
        Assertions.assertThat(clue.waiting()).isEmpty();
        refused("clue.status.wrong", () -> issue(clue, OrderLevel.ORDER, OrderGround.OTHER));
    }

    @Test
    void aClickThatCameTwiceIssuesOnce() {
        var clue = walk.handled(Card.YELLOW);
        var key = "once-" + clue.number;
        Assertions.assertThat(
                        issue(clue, OrderLevel.ORDER, OrderGround.OTHER, key).number())
                .isEqualTo(issue(clue, OrderLevel.ORDER, OrderGround.OTHER, key).number());
    }

    @Test
    void onlyOneOfManyWhoPressAtOnceGetsThroughAndNumbersHaveNoGap() throws Exception {
        var clue = walk.handled(Card.YELLOW);
        var officials = Executors.newFixedThreadPool(4);
        try {
            var clicks = new ArrayList<Callable<String>>();
            for (var i = 0; i < 4; i++) {
                clicks.add(() -> {
                    try {
                        return issue(clue, OrderLevel.ORDER, OrderGround.OTHER).number();
                    } catch (RuntimeException lost) {
                        return null;
                    }
                });
            }
            for (var click : officials.invokeAll(clicks)) {
                click.get();
            }
        } finally {
            officials.shutdownNow();
        }
        Assertions.assertThat(orders.of(clue.number)).hasSize(1);
        var next = issue(walk.handled(Card.YELLOW), OrderLevel.ORDER, OrderGround.OTHER);
        Assertions.assertThat(ordinal(next))
                .isEqualTo(ordinal(orders.of(clue.number).get(0)) + 1);
    }

    private static int ordinal(SupervisionOrder order) {
        return Integer.parseInt(order.number().substring(order.number().indexOf('-') + 1));
    }

    @Test
    void nobodyExplainsOrConcludesWhatIsNotTheOwn() {
        var clue = walk.handled(Card.YELLOW);
        issue(clue, OrderLevel.ORDER, OrderGround.OTHER);
        for (var other : List.of("handler", "officehead", "supervisor", "leader")) {
            notTheirs(() -> clue.by(other, Tasks.EXPLAIN));
        }
        clue.go(Tasks.EXPLAIN);
        for (var other : List.of("unithead", "grader", "officehead")) {
            notTheirs(() -> clue.by(other, Tasks.CONCLUDE_ORDER));
        }
    }

    /** Who watches orders in Cockpit sees that there is such a task; anybody else does not even learn that. */
    private static void notTheirs(Runnable attempt) {
        assertThatThrownBy(attempt::run).isInstanceOfAny(Refusal.class, AuthorizationException.class);
    }
}
