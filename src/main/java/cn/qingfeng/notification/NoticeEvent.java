package cn.qingfeng.notification;

/** What a notice tells. Its texts are {@code notice.<NAME>.subject} and {@code notice.<NAME>.body}. */
public enum NoticeEvent {
    /** Somebody is to decide the card. */
    TO_DECIDE,
    /** Handed to the lead unit, which is to sign for it. */
    DISPATCHED,
    /** A unit is asked to assist. */
    TO_ASSIST,
    /** The lead unit returned it. */
    RETURNED,
    /** The return was ruled on; the ruling is final. */
    RULED,
    /** A finished clue waits for the unit leader's signature. */
    TO_SIGN,
    /** The reviewer sent the result back. */
    SENT_BACK,
    /** The result passed every check; the reporter is to be called back. */
    FINISHED,
    /** The reporter is not content: the unit works on it once more. */
    REWORK,
    /** The card went up. */
    CARD_RAISED,
    /** The file is closed. */
    CLOSED,
    /** Not admitted. */
    NOT_ADMITTED,
    /** The reporter withdrew. */
    WITHDRAWN,
    /** Merged into another clue. */
    MERGED,
    /** A wrong registration was corrected. */
    CORRECTED,
    /** A notice to somebody could not be delivered and never will by itself; tells the administrators. */
    UNDELIVERABLE
}
