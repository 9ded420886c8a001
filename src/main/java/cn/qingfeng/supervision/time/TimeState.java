package cn.qingfeng.supervision.time;

/** How far a wish for time has come. Words for readers are the messages {@code time.state.<NAME>}. */
public enum TimeState {
    /** Waits for the signature of the unit's leader. */
    ASKED,
    /** Signed; waits for the decision. */
    SIGNED,
    /** The unit's leader did not sign: it never left the unit and does not count. */
    NOT_SIGNED,
    APPROVED,
    REFUSED,
    /** No time: the card went up instead. */
    RAISED,
    /** The work was done, or the clue ended, before it was decided. */
    MOOT;

    /** Whether somebody still has to decide. */
    public boolean isPending() {
        return this == ASKED || this == SIGNED;
    }
}
