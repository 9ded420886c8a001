package cn.qingfeng.casework;

import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.supervision.Powers.Action;
import java.util.List;
import java.util.Optional;

/**
 * What a supervisor does to a clue's process beside the path that its tasks take. None of it passes over somebody's signature,
 * the first contact with the reporter or the call to the reporter; ledger, limits, timeline, notices and process follow
 * together. Words for readers: {@code steer.move.<NAME>}, and {@code steer.will.<NAME>} for what follows.
 */
public interface CaseMoves {

    enum Move {
        /** The unit files its result anew. */
        TO_UNIT(Action.BACK, NoticeEvent.SENT_BACK),
        /** The office reviews once more. */
        TO_REVIEW(Action.BACK, null),
        /** It is ruled anew which unit handles it; the case clock runs on. */
        TO_RULING(Action.BACK, null),
        /** What the unit's result waits for is not waited for any longer. */
        TO_RESULT(Action.FORWARD, null),
        /** The next try to call back is made now. */
        TO_CALL(Action.FORWARD, null),
        /** The second look at a closed red clue is taken now. */
        TO_RECHECK(Action.FORWARD, null),
        /** A suspended clue's clock runs on. */
        RUN_ON(Action.PROCEED, NoticeEvent.RESUMED),
        /** What failed is tried once more. */
        RETRY(Action.PROCEED, null),
        /** Ends it before a unit has begun, with an explanation to the reporter. */
        CALL_OFF(Action.CANCEL, NoticeEvent.NOT_ADMITTED),
        /** A closed clue goes back to its unit. */
        REWORK(Action.RESTART, NoticeEvent.REWORK),
        /** What was not admitted, or called off, is reviewed for admission once more. */
        ADMIT_AGAIN(Action.RESTART, null);

        private final Action action;
        private final NoticeEvent told;

        Move(Action action, NoticeEvent told) {
            this.action = action;
            this.told = told;
        }

        public Action action() {
            return action;
        }

        /** Who hears of it is told by this; empty where the task that begins to wait tells enough. */
        public Optional<NoticeEvent> told() {
            return Optional.ofNullable(told);
        }
    }

    /** The moves of that action that the clue's state allows now, in order; empty where {@link #take} would refuse all. */
    List<Move> open(Action action, ClueNumber number);

    /**
     * Makes the move.
     *
     * @param why the reason, for the timeline
     * @throws cn.qingfeng.Refusal conflict, with the reason in words, when the clue's state does not allow it
     */
    void take(Move move, ClueNumber number, String by, String why);

    /**
     * Ends the clue, with what the reporter is told.
     *
     * @param reason a code, as for what is not admitted
     * @throws cn.qingfeng.Refusal as {@link #take}
     */
    void callOff(ClueNumber number, String by, String reason, String explanation, String why);

    /** Why no move of that action is open: a message and its arguments; empty where one is. */
    Optional<cn.qingfeng.Refusal> obstacle(Action action, ClueNumber number);
}
