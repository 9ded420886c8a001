package cn.qingfeng.supervision;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Right;
import cn.qingfeng.supervision.order.OrderLevel;
import cn.qingfeng.supervision.order.SupervisionOrders;
import cn.qingfeng.supervision.time.TimeRequests;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The one place that says who may do what to a clue beside its lifecycle: ask for time, press, change a card. */
@Component
@Transactional(readOnly = true)
public class Powers {

    /** What somebody may do to a clue beside the steps of its lifecycle. Words for readers: {@code action.<NAME>}. */
    public enum Action {
        EXTEND,
        SUSPEND,
        RESUME,
        TACKLE,
        URGE,
        ORDER,
        LIST,
        EXPLAIN,
        RAISE,
        LOWER,
        /** Sent back to an earlier step. */
        BACK,
        /** Jumps forward to a later step. */
        FORWARD,
        /** Goes on after a suspension or a failure. */
        PROCEED,
        /** Ended before a unit has begun. */
        CANCEL,
        /** Begun again after it had ended. */
        RESTART,
        /** To be shown who reported, with a second person's consent. */
        REVEAL;

        /** As addresses write it. */
        public String path() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** @throws Refusal not found, for a path that is none */
        public static Action ofPath(String path) {
            return Arrays.stream(values())
                    .filter(action -> action.path().equals(path))
                    .findFirst()
                    .orElseThrow(() -> Refusal.notFound("action.unknown", path));
        }
    }

    /** Where a clue stands still because something that the product does by itself failed and is not tried any longer. */
    public interface StoppedSteps {

        boolean any(ClueNumber number);

        /** How many there are, by clue, the newest first; so many clues at the most. */
        Map<ClueNumber, Integer> newest(int most);
    }

    private static final Set<ClueStatus> AT_A_UNIT =
            EnumSet.of(ClueStatus.DISPATCHED, ClueStatus.RETURNED, ClueStatus.HANDLING, ClueStatus.UNDER_REVIEW);

    private static final Set<ClueStatus> NOT_BEGUN =
            EnumSet.of(ClueStatus.ADMITTED, ClueStatus.GRADED, ClueStatus.DISPATCHED, ClueStatus.RETURNED);

    private final ClueLedger ledger;
    private final ClueAccess access;
    private final Organization organization;
    private final TimeRequests requests;
    private final SupervisionOrders orders;
    private final Optional<StoppedSteps> stopped;

    Powers(
            ClueLedger ledger,
            ClueAccess access,
            Organization organization,
            TimeRequests requests,
            SupervisionOrders orders,
            Optional<StoppedSteps> stopped) {
        this.stopped = stopped;
        this.requests = requests;
        this.orders = orders;
        this.ledger = ledger;
        this.access = access;
        this.organization = organization;
    }

    /** What the person may do to this clue now: what pages offer. */
    public Set<Action> of(String username, ClueNumber number) {
        var clue = ledger.get(number);
        if (!access.maySee(access.viewer(username), clue)) {
            return Set.of();
        }
        return Arrays.stream(Action.values())
                .filter(action -> holds(action, username, clue) && fits(action, clue) && isFree(action, number))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Action.class)));
    }

    /** @throws Refusal not found, for whoever may not see the clue */
    public void requireSight(String username, ClueNumber number) {
        access.requireSight(access.viewer(username), ledger.get(number));
    }

    /**
     * Asks whether it is the person's to do this. Whether the clue's state allows it, is asked where it is done.
     *
     * @throws Refusal not found, for whoever may not see the clue; forbidden, for whoever has not the duty
     */
    public void require(Action action, String username, ClueNumber number) {
        var clue = ledger.get(number);
        access.requireSight(access.viewer(username), clue);
        if (!holds(action, username, clue)) {
            throw Refusal.forbidden("action.forbidden", Refusal.word("action." + action));
        }
    }

    private boolean holds(Action action, String username, Clue clue) {
        return switch (action) {
            case EXTEND, SUSPEND, RESUME, TACKLE ->
                clue.leadUnit()
                        .filter(unit -> organization.mayAct(username, Duty.HANDLER, unit))
                        .isPresent();
            case URGE -> organization.hasOverAll(username, Right.URGE);
            case ORDER, LIST, EXPLAIN -> organization.hasOverAll(username, Right.ORDER);
            case RAISE -> organization.hasOverAll(username, Right.RAISE);
            // A sealed report is its desk's alone, see the repair of reports.
            case BACK, FORWARD, PROCEED, CANCEL, RESTART ->
                clue.content().kind() != ClueKind.REPORT && organization.hasOverAll(username, Right.STEER);
            // R1: down only by whoever may sign the higher card.
            case LOWER ->
                clue.card()
                        .filter(card -> card != Card.BLUE)
                        .filter(card -> organization.hasOverAll(
                                username, card == Card.RED ? Right.LOWER_RED : Right.LOWER_YELLOW))
                        .isPresent();
            case REVEAL -> access.asksForIdentity(access.viewer(username), clue).isPresent();
        };
    }

    /** Whether nobody has asked or presses for it already. */
    private boolean isFree(Action action, ClueNumber number) {
        return switch (action) {
            case EXTEND, SUSPEND, RESUME, TACKLE -> requests.pending(number).isEmpty();
            case URGE -> orders.standing(number, OrderLevel.URGE).isEmpty();
            case ORDER -> orders.standing(number, OrderLevel.ORDER).isEmpty();
            case LIST -> orders.standing(number, OrderLevel.LISTED).isEmpty();
            case EXPLAIN -> orders.explainable(number).isPresent();
            case RAISE, LOWER, REVEAL, BACK, FORWARD, PROCEED, CANCEL, RESTART -> true;
        };
    }

    private boolean fits(Action action, Clue clue) {
        var card = clue.card().orElse(null);
        var handled = clue.status() == ClueStatus.HANDLING && clue.suspendedAt().isEmpty();
        return switch (action) {
            case EXTEND -> handled;
            case SUSPEND -> handled && card != Card.BLUE;
            case RESUME -> clue.suspendedAt().isPresent() && !clue.status().isEnd();
            case TACKLE -> handled && card == Card.RED;
            case URGE, ORDER, LIST, EXPLAIN ->
                AT_A_UNIT.contains(clue.status()) && clue.suspendedAt().isEmpty();
            case RAISE -> AT_A_UNIT.contains(clue.status()) && card != Card.RED;
            case LOWER -> AT_A_UNIT.contains(clue.status()) && card != Card.BLUE;
            case REVEAL -> !clue.content().anonymous();
            case BACK ->
                clue.suspendedAt().isEmpty()
                        && (clue.status() == ClueStatus.CALLING_BACK
                                || AT_A_UNIT.contains(clue.status()) && clue.status() != ClueStatus.RETURNED);
            case FORWARD ->
                handled && clue.contactedAt().isPresent() && clue.finishedAt().isEmpty()
                        || clue.status() == ClueStatus.CALLING_BACK
                        || clue.status() == ClueStatus.CLOSED && card == Card.RED;
            case PROCEED ->
                clue.suspendedAt().isPresent() && !clue.status().isEnd()
                        || stopped.filter(steps -> steps.any(clue.number())).isPresent();
            case CANCEL ->
                clue.suspendedAt().isEmpty()
                        && clue.contactedAt().isEmpty()
                        && clue.finishedAt().isEmpty()
                        && NOT_BEGUN.contains(clue.status());
            case RESTART -> clue.status() == ClueStatus.CLOSED || clue.status() == ClueStatus.NOT_ADMITTED;
        };
    }
}
