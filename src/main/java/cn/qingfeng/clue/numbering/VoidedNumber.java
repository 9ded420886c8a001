package cn.qingfeng.clue.numbering;

import java.time.Instant;

/**
 * A line of the account under which there is no clue (作废). It says no more than that a registration did not come about: not by
 * whom, nor what was told.
 */
public record VoidedNumber(String number, Instant reservedAt, Instant voidedAt, Reason reason) {

    /** Why nothing was registered under the number. */
    public enum Reason {
        /** The same page was sent twice at once; the other one is registered. */
        SENT_TWICE,
        /** What was told was refused after all. */
        REFUSED,
        /** An error undid the registration. */
        FAILED,
        /** The registration was cut off: by a stop, a power cut, or a database that went away. */
        CUT_OFF,
        /** It was taken ahead while many registered, and nobody needed it. */
        NOT_NEEDED
    }
}
