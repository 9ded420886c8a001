package cn.qingfeng.process.repair;

import cn.qingfeng.Refusal;
import cn.qingfeng.casework.CaseMoves;
import cn.qingfeng.casework.ClueNotifier;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.process.lifecycle.ClueInstances;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Tasks;
import cn.qingfeng.process.lifecycle.CluePhase;
import cn.qingfeng.process.lifecycle.VariableSync;
import cn.qingfeng.process.progress.ProgressReports;
import cn.qingfeng.process.repair.Repairs.Place;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.Limits;
import cn.qingfeng.supervision.Powers.Action;
import cn.qingfeng.supervision.order.SupervisionOrders;
import cn.qingfeng.supervision.time.TimeRequests;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The moves of a clue beside its tasks. What each leaves behind is what the tasks' own ways back would have left. */
@Component
@Transactional
class Moves implements CaseMoves {

    private static final String NEXT_CALL = "event_nextCall";
    private static final String RECHECK_DUE = "event_recheckDue";

    private static final Set<String> OF_THE_REVIEW =
            Set.of(Tasks.SIGN_REPLY, Tasks.REVIEW_RESULT, Tasks.VERIFY_ON_SITE);
    private static final Set<String> OF_THE_CALL = Set.of(Tasks.CALL_BACK, NEXT_CALL);

    /** Before a unit has begun. */
    private static final Set<ClueStatus> NOT_BEGUN =
            EnumSet.of(ClueStatus.ADMITTED, ClueStatus.GRADED, ClueStatus.DISPATCHED, ClueStatus.RETURNED);

    private final ClueLedger ledger;
    private final Limits limits;
    private final TimeRequests wishes;
    private final SupervisionOrders orders;
    private final ProgressReports progress;
    private final ClueNotifier concerned;
    private final Repairs repairs;
    private final ClueInstances instances;
    private final VariableSync news;

    Moves(
            ClueLedger ledger,
            Limits limits,
            TimeRequests wishes,
            SupervisionOrders orders,
            ProgressReports progress,
            ClueNotifier concerned,
            Repairs repairs,
            ClueInstances instances,
            VariableSync news) {
        this.ledger = ledger;
        this.limits = limits;
        this.wishes = wishes;
        this.orders = orders;
        this.progress = progress;
        this.concerned = concerned;
        this.repairs = repairs;
        this.instances = instances;
        this.news = news;
    }

    @Override
    public List<Move> open(Action action, ClueNumber number) {
        var clue = ledger.get(number);
        return obstacle(action, clue).isPresent() ? List.of() : fitting(action, clue);
    }

    @Override
    public Optional<Refusal> obstacle(Action action, ClueNumber number) {
        return obstacle(action, ledger.get(number));
    }

    private Optional<Refusal> obstacle(Action action, Clue clue) {
        var number = clue.number();
        if (action != Action.PROCEED && clue.suspendedAt().isPresent()) {
            return Optional.of(Refusal.conflict("steer.suspended", number));
        }
        if (action != Action.FORWARD && wishes.pending(number).isPresent()) {
            return Optional.of(Refusal.conflict("steer.wish", number));
        }
        if (action == Action.CANCEL) {
            var standing = orders.of(number).stream()
                    .filter(order -> order.state().isInForce())
                    .findFirst();
            if (standing.isPresent()) {
                return Optional.of(
                        Refusal.conflict("steer.order", number, standing.get().number()));
            }
        }
        return fitting(action, clue).isEmpty()
                ? Optional.of(
                        Refusal.conflict("steer.none." + action, number, Refusal.word("clue.status." + clue.status())))
                : Optional.empty();
    }

    private List<Move> fitting(Action action, Clue clue) {
        var waiting = clue.status().isEnd() && clue.status() != ClueStatus.CLOSED
                ? Set.<String>of()
                : repairs.waiting(clue.number()).stream().map(Place::step).collect(Collectors.toSet());
        return Stream.of(Move.values())
                .filter(move -> move.action() == action && fits(move, clue, waiting))
                .toList();
    }

    private boolean fits(Move move, Clue clue, Set<String> waiting) {
        var status = clue.status();
        Predicate<Set<String>> at = steps -> waiting.stream().anyMatch(steps::contains);
        return switch (move) {
            case TO_UNIT ->
                status == ClueStatus.UNDER_REVIEW && repairs.hasPhases(clue.number())
                        || status == ClueStatus.CALLING_BACK && at.test(OF_THE_CALL);
            case TO_REVIEW ->
                status == ClueStatus.CALLING_BACK && at.test(OF_THE_CALL)
                        || status == ClueStatus.UNDER_REVIEW && waiting.contains(Tasks.VERIFY_ON_SITE);
            case TO_RULING ->
                status == ClueStatus.DISPATCHED && waiting.contains(Tasks.SIGN_FOR)
                        || status == ClueStatus.HANDLING && repairs.hasPhases(clue.number());
            case TO_RESULT ->
                status == ClueStatus.HANDLING
                        && clue.contactedAt().isPresent()
                        && !waiting.isEmpty()
                        && !waiting.contains(Tasks.FINISH)
                        && repairs.hasPhases(clue.number());
            case TO_CALL -> status == ClueStatus.CALLING_BACK && waiting.contains(NEXT_CALL);
            case TO_RECHECK ->
                status == ClueStatus.CLOSED
                        && clue.card().filter(Card.RED::equals).isPresent()
                        && waiting.contains(RECHECK_DUE);
            case RUN_ON -> clue.suspendedAt().isPresent();
            case RETRY -> clue.suspendedAt().isEmpty() && repairs.hasFailed(clue.number());
            case CALL_OFF ->
                NOT_BEGUN.contains(status)
                        && clue.contactedAt().isEmpty()
                        && clue.finishedAt().isEmpty();
            case REWORK -> status == ClueStatus.CLOSED && (waiting.isEmpty() || repairs.hasPhases(clue.number()));
            case ADMIT_AGAIN -> status == ClueStatus.NOT_ADMITTED;
        };
    }

    @Override
    public void take(Move move, ClueNumber number, String by, String why) {
        require(move, number);
        switch (move) {
            case TO_UNIT -> toUnit(number, by, why);
            case TO_REVIEW -> {
                ledger.backTo(number, by, ClueStatus.UNDER_REVIEW, why);
                limits.meet(number, LimitKind.CALL_BACK);
                limits.reopen(number, LimitKind.REVIEW);
                repairs.within(number, Set.of(Tasks.VERIFY_ON_SITE, Tasks.CALL_BACK, NEXT_CALL), Tasks.REVIEW_RESULT);
            }
            case TO_RULING -> toRuling(number, by, why);
            case TO_RESULT -> {
                forward(number, by, Tasks.FINISH, why);
                limits.meet(number, LimitKind.CONTACT, LimitKind.REPLY, LimitKind.MATTER);
                repairs.beginPhase(number, CluePhase.HANDLING, "REWORK", Tasks.FINISH);
                progress.review(number);
            }
            case TO_CALL -> {
                forward(number, by, Tasks.CALL_BACK, why);
                repairs.within(number, Set.of(NEXT_CALL), Tasks.CALL_BACK);
            }
            case TO_RECHECK -> {
                forward(number, by, Tasks.RECHECK, why);
                repairs.within(number, Set.of(RECHECK_DUE), Tasks.RECHECK);
            }
            case RUN_ON -> limits.resume(number, by, why);
            case RETRY ->
                repairs.retry(number)
                        .forEach(step ->
                                ledger.processRepaired(number, by, TimelineAction.STEP_REPAIRED, step, step, why));
            case CALL_OFF -> throw Refusal.conflict("steer.none.CANCEL");
            case REWORK -> rework(number, by, why);
            case ADMIT_AGAIN -> {
                ledger.reopen(number, by, why);
                instances.startAgain(number);
            }
        }
        news.tell(number);
        move.told().ifPresent(event -> concerned.tell(number, event));
    }

    private void require(Move move, ClueNumber number) {
        obstacle(move.action(), number).ifPresent(refusal -> {
            throw refusal;
        });
        var clue = ledger.get(number);
        if (!fitting(move.action(), clue).contains(move)) {
            throw Refusal.conflict(
                    "steer.not-this",
                    number,
                    Refusal.word("clue.status." + clue.status()),
                    Refusal.word("steer.move." + move));
        }
    }

    /** As a review that sends the result back; the case clock does not begin anew. */
    private void toUnit(ClueNumber number, String by, String why) {
        ledger.backTo(number, by, ClueStatus.HANDLING, why);
        limits.meet(number, LimitKind.REVIEW, LimitKind.CALL_BACK);
        limits.reopen(number, ledger.get(number).reworks() > 0 ? LimitKind.REWORK : LimitKind.FINISH);
        repairs.beginPhase(number, CluePhase.HANDLING, "REWORK", Tasks.FINISH);
        progress.review(number);
    }

    private void toRuling(ClueNumber number, String by, String why) {
        var signed = ledger.get(number).status() == ClueStatus.HANDLING;
        ledger.backTo(number, by, ClueStatus.RETURNED, why);
        limits.meet(number, LimitKind.SIGN);
        limits.start(number, LimitKind.RULING);
        if (signed) {
            repairs.beginPhase(number, CluePhase.DISPATCH, "DECIDED", Tasks.RULE_ON_RETURN);
            progress.review(number);
        } else {
            repairs.within(number, Set.of(Tasks.SIGN_FOR), Tasks.RULE_ON_RETURN);
        }
    }

    private void forward(ClueNumber number, String by, String step, String why) {
        var from = repairs.waiting(number).stream().map(Place::name).distinct().collect(Collectors.joining("、"));
        ledger.processRepaired(number, by, TimelineAction.STEERED_FORWARD, from, repairs.nameOf(number, step), why);
    }

    /** As when the second look at a red clue finds that the trouble is back. */
    private void rework(ClueNumber number, String by, String why) {
        var running = instances.overview(number).isPresent();
        ledger.rework(number, by, why);
        limits.meet(number, LimitKind.RECHECK);
        limits.start(number, LimitKind.REWORK);
        if (running) {
            repairs.beginPhase(number, CluePhase.HANDLING, "REWORK", Tasks.FINISH);
        } else {
            instances.startAt(number, CluePhase.HANDLING, "REWORK");
        }
        progress.review(number);
    }

    @Override
    public void callOff(ClueNumber number, String by, String reason, String explanation, String why) {
        require(Move.CALL_OFF, number);
        ledger.callOff(number, by, reason, explanation, why);
        limits.end(number);
        repairs.end(number, why);
        concerned.tell(number, Move.CALL_OFF.told().orElseThrow());
    }
}
