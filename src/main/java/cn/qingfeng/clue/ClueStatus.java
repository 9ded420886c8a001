package cn.qingfeng.clue;

import java.util.EnumSet;
import java.util.Set;

/** Where a clue stands in the ledger. */
public enum ClueStatus {
    /** Registered, admission not yet decided. */
    REGISTERED,
    /** Admitted, the card not yet decided. */
    ADMITTED,
    /** The card is decided, the dispatch order not yet signed. */
    GRADED,
    /** Dispatched, not yet signed for. */
    DISPATCHED,
    /** The unit sent the order back; a ruling is awaited. */
    RETURNED,
    /** A unit is handling it. */
    HANDLING,
    /** The unit filed a result; signature, review and checks are under way. */
    UNDER_REVIEW,
    /** The result is accepted, the reporter has not yet been called back. */
    CALLING_BACK,
    /** Dissatisfied twice under a red card; the leading group's office concludes. */
    CONCLUDING,
    /** Closed: the reporter was called back. */
    CLOSED,
    /** Not admitted, with an explanation. */
    NOT_ADMITTED,
    /** Linked to the clue that reports the same matter. */
    MERGED,
    /** Withdrawn by the reporter. */
    WITHDRAWN,
    /** Registered wrongly; another clue took its place. */
    CORRECTED,
    /** Handed to the discipline body. */
    HANDED_OVER,
    /** Above the county's competence and passed up; what it said is no longer here. */
    PASSED_UP;

    private static final Set<ClueStatus> ENDS =
            EnumSet.of(CLOSED, NOT_ADMITTED, MERGED, WITHDRAWN, CORRECTED, HANDED_OVER, PASSED_UP);

    /** Whether nothing more is to be done, apart from looking again at a closed red clue. */
    public boolean isEnd() {
        return ENDS.contains(this);
    }

    /** All states in which somebody still owes something. */
    public static Set<ClueStatus> open() {
        return EnumSet.complementOf(EnumSet.copyOf(ENDS));
    }
}
