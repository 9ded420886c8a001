package cn.qingfeng.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Refusal;
import cn.qingfeng.casework.CaseMoves;
import cn.qingfeng.casework.CaseMoves.Move;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.clue.timeline.TimelineEntry;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Tasks;
import cn.qingfeng.process.progress.ProgressReport;
import cn.qingfeng.process.task.UserTasks;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.Limits;
import cn.qingfeng.supervision.Powers.Action;
import cn.qingfeng.supervision.check.Difference;
import cn.qingfeng.supervision.check.LedgerAgainstEngine;
import cn.qingfeng.testing.OnTheProduct;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestConstructor.AutowireMode;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Every act of a supervisor at every step of a clue's walk: afterwards ledger and engine agree, no limit is left behind, and the
 * clue can be walked to its end, past the call to the reporter.
 */
@OnTheProduct
@TestInstance(Lifecycle.PER_CLASS)
@TestConstructor(autowireMode = AutowireMode.ALL)
class SteeringTests {

    private static final String WHY = "督查发现需要调整。";
    private static final List<Action> ACTIONS =
            List.of(Action.BACK, Action.FORWARD, Action.PROCEED, Action.CANCEL, Action.RESTART);

    private final Walk walk;
    private final UserTasks desk;
    private final CaseMoves moves;
    private final ClueLedger ledger;
    private final Limits limits;
    private final Timeline timeline;
    private final LedgerAgainstEngine both;
    private final SampleCounty county;
    private final TransactionTemplate transaction;

    SteeringTests(
            Walk walk,
            UserTasks desk,
            CaseMoves moves,
            ClueLedger ledger,
            Limits limits,
            Timeline timeline,
            LedgerAgainstEngine both,
            SampleCounty county,
            TransactionTemplate transaction) {
        this.walk = walk;
        this.desk = desk;
        this.moves = moves;
        this.ledger = ledger;
        this.limits = limits;
        this.timeline = timeline;
        this.both = both;
        this.county = county;
        this.transaction = transaction;
    }

    @BeforeAll
    void county() {
        county.load();
    }

    /** Ways off the straight path, from which a supervisor may have to take a clue too. */
    private List<Function<Card, Walk.Started>> besideThePath() {
        return List.of(
                card -> walk.dispatched(card)
                        .go(
                                Tasks.SIGN_FOR,
                                "outcome",
                                "RETURN",
                                "returnBasis",
                                "NOT_OUR_DUTY",
                                "proposedUnit",
                                "housing-construction",
                                "returnReason",
                                "属住建职责。"),
                card -> graded(card)
                        .go(Tasks.DISPATCH, "assistUnits", List.of("justice"))
                        .go(Tasks.SIGN_FOR),
                card -> graded(card)
                        .go(Tasks.DISPATCH, "assistUnits", List.of("justice"))
                        .go(Tasks.SIGN_FOR)
                        .go(Tasks.CONTACT_REPORTER),
                card -> walk.handled(card)
                        .finished()
                        .go(
                                Tasks.CALL_BACK,
                                "connected",
                                false,
                                "contacted",
                                null,
                                "solved",
                                null,
                                "rating",
                                null,
                                "suggestion",
                                "无人接听。"),
                card -> {
                    var clue = walk.handled(card).go(Tasks.CONTACT_REPORTER);
                    if (card != Card.BLUE) {
                        clue.go(Tasks.REPLY_WITH_PLAN);
                    }
                    return clue.go(Tasks.FINISH, "result", "CANNOT_DO");
                },
                card -> walk.handled(card).finished().calledBackDissatisfied(),
                this::suspended,
                card -> walk.register(Walk.forCard(card))
                        .go(
                                Tasks.REVIEW_ADMISSION,
                                "outcome",
                                "REJECT",
                                "rejectReason",
                                "LITIGATION",
                                "explanation",
                                "已进入诉讼程序，请向法院反映。"));
    }

    private Walk.Started graded(Card card) {
        var clue = walk.register(Walk.forCard(card)).go(Tasks.REVIEW_ADMISSION);
        if (card != Card.BLUE) {
            clue.go(Tasks.TRIAGE, "stoppage", card == Card.RED);
        }
        return clue.go(Walk.decides(card));
    }

    private Walk.Started suspended(Card card) {
        var clue = walk.handled(card);
        transaction.executeWithoutResult(begun -> limits.suspend(clue.number, "officehead", "等待鉴定。"));
        return clue;
    }

    /** All states in which a clue of that card may stand: each step of the straight path, and the ways beside it. */
    private List<Function<Card, Walk.Started>> states() {
        var states = new ArrayList<>(besideThePath());
        for (var steps = 0; steps <= 12; steps++) {
            var far = steps;
            states.add(card -> {
                var clue = walk.register(Walk.forCard(card));
                for (var step = 0; step < far && !waiting(clue).isEmpty(); step++) {
                    advance(clue, card);
                }
                return clue;
            });
        }
        return states;
    }

    private static List<String> waiting(Walk.Started clue) {
        return clue.waiting().stream()
                .filter(task -> !task.equals(ProgressReport.Tasks.REPORT))
                .toList();
    }

    private static void advance(Walk.Started clue, Card card) {
        var task = waiting(clue).get(0);
        if (task.equals(Tasks.TRIAGE)) {
            clue.go(task, "stoppage", card == Card.RED);
        } else {
            clue.go(task);
        }
    }

    private List<Difference> differences(List<ClueNumber> of) {
        var numbers = of.stream().map(ClueNumber::value).toList();
        return transaction.execute(status -> both.compare().stream()
                .filter(found -> numbers.contains(found.subject()))
                .toList());
    }

    @ParameterizedTest
    @EnumSource(names = {"BLUE", "RED"})
    void everyActAtEveryStepLeavesLedgerAndEngineInStepAndTheClueCanBeWalkedToItsEnd(Card card) {
        var taken = new EnumMap<Move, List<Walk.Started>>(Move.class);
        for (var state : states()) {
            var clue = state.apply(card);
            var open = ACTIONS.stream()
                    .flatMap(action -> moves.open(action, clue.number).stream())
                    .toList();
            for (var move : open) {
                var one = move == open.get(open.size() - 1) ? clue : state.apply(card);
                var before = one.clue().status();
                take(move, one.number);
                assertThat(timeline.of(one.number).stream()
                                .filter(entry -> entry.by().equals("supervisor")
                                        && entry.why().filter(WHY::equals).isPresent())
                                .map(TimelineEntry::act))
                        .as("%s from %s is on the timeline", move, before)
                        .hasSize(1);
                taken.computeIfAbsent(move, any -> new ArrayList<>()).add(one);
            }
        }
        var every = EnumSet.allOf(Move.class);
        every.remove(Move.RETRY);
        if (card != Card.RED) {
            every.remove(Move.TO_RECHECK);
        }
        if (card == Card.BLUE) {
            // A blue clue is not suspended by its unit; by the office it may be.
            assertThat(taken).containsKey(Move.RUN_ON);
        }
        assertThat(taken.keySet()).containsAll(every);
        var numbers = taken.values().stream()
                .flatMap(List::stream)
                .map(one -> one.number)
                .toList();
        assertThat(differences(numbers)).isEmpty();
        taken.forEach((move, clues) -> clues.forEach(clue -> walkToTheEnd(move, clue, card)));
        assertThat(differences(numbers)).isEmpty();
    }

    private void take(Move move, ClueNumber number) {
        transaction.executeWithoutResult(begun -> {
            if (move == Move.CALL_OFF) {
                moves.callOff(number, "supervisor", "LITIGATION", "已进入诉讼程序，请向法院反映。", WHY);
            } else {
                moves.take(move, number, "supervisor", WHY);
            }
        });
        desk.advance(number);
    }

    private void walkToTheEnd(Move move, Walk.Started clue, Card card) {
        var ended = clue.clue().status() == ClueStatus.CLOSED;
        for (var step = 0; step < 30 && !waiting(clue).isEmpty(); step++) {
            advance(clue, clue.clue().card().orElse(card));
        }
        if (clue.standing().contains("event_nextCall")) {
            clue.fire("event_nextCall").go(Tasks.CALL_BACK);
        }
        if (clue.standing().contains("event_recheckDue")) {
            clue.fire("event_recheckDue").go(Tasks.RECHECK);
        }
        var acts = timeline.of(clue.number).stream().map(TimelineEntry::act).toList();
        if (move == Move.CALL_OFF) {
            assertThat(clue.clue().status()).isEqualTo(ClueStatus.NOT_ADMITTED);
        } else {
            assertThat(clue.clue().status()).as("%s, %s", move, acts).isEqualTo(ClueStatus.CLOSED);
            assertThat(acts.subList(0, acts.lastIndexOf(TimelineAction.CLOSED)))
                    .as("the reporter is called back before the clue closes")
                    .contains(TimelineAction.CALLED_BACK);
        }
        assertThat(clue.standing()).as("%s", move).isEmpty();
        assertThat(limits.running(clue.number).stream()
                        .map(limit -> limit.kind())
                        .filter(kind -> kind != LimitKind.RECHECK))
                .as("what is still owed after %s of a clue that had ended: %s", move, ended)
                .isEmpty();
    }

    @Test
    void noActPassesOverASignatureAReviewOrTheCallToTheReporter() {
        var clue = walk.handled(Card.YELLOW);
        refuses(Move.TO_RESULT, clue, "steer.none.FORWARD");
        clue.go(Tasks.CONTACT_REPORTER).go(Tasks.REPLY_WITH_PLAN).go(Tasks.FINISH);
        for (var step : List.of(Tasks.SIGN_REPLY, Tasks.REVIEW_RESULT, Tasks.CALL_BACK)) {
            assertThat(moves.open(Action.FORWARD, clue.number)).as(step).isEmpty();
            assertThat(moves.open(Action.CANCEL, clue.number)).as(step).isEmpty();
            assertThat(moves.open(Action.RESTART, clue.number)).as(step).isEmpty();
            clue.go(step);
        }
        refuses(Move.TO_UNIT, clue, "steer.none.BACK");
    }

    @Test
    void whatEndedForGoodIsNotStartedAgainAndASuspendedClueMovesNowhereElse() {
        var withdrawn = walk.handled(Card.YELLOW);
        transaction.executeWithoutResult(begun -> ledger.withdraw(withdrawn.number, "officehead", "反映人撤回。"));
        refuses(Move.REWORK, withdrawn, "steer.none.RESTART");
        var still = suspended(Card.YELLOW);
        refuses(Move.TO_RULING, still, "steer.suspended");
        take(Move.RUN_ON, still.number);
        refuses(Move.RUN_ON, still, "steer.none.PROCEED");
    }

    private void refuses(Move move, Walk.Started clue, String key) {
        var before = timeline.of(clue.number).size();
        assertThatThrownBy(() -> take(move, clue.number))
                .isInstanceOfSatisfying(
                        Refusal.class, refused -> assertThat(refused.key()).isEqualTo(key));
        assertThat(timeline.of(clue.number)).hasSize(before);
    }

    @Test
    void theCaseClockNeverBeginsAnewWhenAClueGoesBack() {
        var starts = Map.<Move, Function<Walk.Started, Walk.Started>>of(
                Move.TO_RULING, clue -> clue, Move.TO_UNIT, Walk.Started::finished);
        starts.forEach((move, bring) -> {
            var clue = bring.apply(walk.handled(Card.YELLOW));
            var end = limits.limit(clue.number, LimitKind.FINISH).orElseThrow().dueAt();
            take(move, clue.number);
            if (move == Move.TO_RULING) {
                clue.go(Tasks.RULE_ON_RETURN).go(Tasks.SIGN_FOR);
            }
            assertThat(limits.limit(clue.number, LimitKind.FINISH).orElseThrow())
                    .returns(end, limit -> limit.dueAt())
                    .returns(true, limit -> limit.isOwed());
        });
        var refused = walk.register(Walk.forCard(Card.YELLOW));
        var cap =
                limits.limit(refused.number, LimitKind.LEGAL_CAP).orElseThrow().dueAt();
        refused.go(Tasks.REVIEW_ADMISSION);
        take(Move.CALL_OFF, refused.number);
        take(Move.ADMIT_AGAIN, refused.number);
        assertThat(limits.limit(refused.number, LimitKind.LEGAL_CAP).orElseThrow())
                .returns(cap, limit -> limit.dueAt())
                .returns(true, limit -> limit.isOwed());
        assertThat(refused.waiting()).containsExactly(Tasks.REVIEW_ADMISSION);
    }
}
