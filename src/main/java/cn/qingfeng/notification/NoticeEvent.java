package cn.qingfeng.notification;

/**
 * What a notice tells. Its texts are {@code notice.<NAME>.subject} and {@code notice.<NAME>.body}.
 *
 * <p>To send one about a clue, in the transaction of its cause: {@code concerned.tell(number, NoticeEvent.URGED)}. Card, unit
 * and running limit are read from the clue; what the ledger does not know is handed over, such as
 * {@code concerned.tell(number, NoticeEvent.OVERDUE, Map.of(Notice.REASON, "limit.SIGN", Notice.DUE_AT, due.toString()))}.
 * The key is made of number, event and the timeline's length, so write the timeline first; where one step tells of the same
 * event twice, say {@code Notice.OCCASION}.
 */
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
    /** A task waits for whoever is told; {@link Notice#REASON} says which, {@link Notice#DUE_AT} until when. */
    TASK_WAITS,
    /** A finished clue waits for the unit leader's signature. */
    TO_SIGN,
    /** The reviewer sent the result back. */
    SENT_BACK,
    /** The result passed every check; the reporter is to be called back. */
    FINISHED,
    /** The reporter is not content: the unit works on it once more. */
    REWORK,
    /** The card went up; the new limit stands in {@link Notice#DUE_AT}. */
    CARD_RAISED,
    /** The card went down; facts as for {@link #CARD_RAISED}. */
    CARD_LOWERED,
    /** A limit comes near: {@link Notice#REASON} names it ({@code limit.FINISH}), {@link Notice#DUE_AT} is its end. */
    REMINDER,
    /** A limit has passed; facts as for {@link #REMINDER}. */
    OVERDUE,
    /** The office urges the unit (催办); {@link Notice#DUE_AT} is until when. */
    URGED,
    /** A supervision order (督办单); {@link Notice#OTHER} is its number, {@link Notice#DUE_AT} its limit. */
    ORDERED,
    /** A listed order (挂牌督办), approved by a county leader; facts as for {@link #ORDERED}. */
    LISTED,
    /** Reported to the whole county (书面通报). */
    REPORTED,
    /** Handed over by a transfer letter (移交函); {@link Notice#OTHER} is its number. */
    TRANSFERRED,
    /** The transfer letter is withdrawn before both sides signed; {@link Notice#REASON} says why. */
    TRANSFER_WITHDRAWN,
    /** The unit asks for time; {@link Notice#DUE_AT} is until when it must be decided. */
    EXTENSION_ASKED,
    /** The wish for time is decided; {@link Notice#REASON} is the decision's message key, {@link Notice#DUE_AT} the limit now. */
    EXTENSION_DECIDED,
    /** The case clock stands still; {@link Notice#REASON} is the ground's message key. */
    SUSPENDED,
    /** The case clock runs again; {@link Notice#DUE_AT} is the new limit. */
    RESUMED,
    /** The unit is asked for a written explanation; {@link Notice#DUE_AT} is until when. */
    EXPLANATION_ASKED,
    /** The unit did not explain in time: to whoever supervises. {@link Notice#OTHER} is the order, {@link Notice#DUE_AT} until when. */
    EXPLANATION_MISSED,
    /**
     * To the reporter: the promised date moved. {@link Notice#DUE_AT} is the new one, {@link Notice#REASON} the message key of
     * the ground. The only event that leaves the house: it tells number, date and ground, no card and no unit.
     */
    PROMISE_MOVED,
    /**
     * Somebody asks to be shown who reported: to those who may decide. {@link Notice#OTHER} is the wish's number, {@link
     * Notice#DUE_AT} until when it must be decided.
     */
    REVEAL_ASKED,
    /** What came of it: to whoever asked. {@link Notice#REASON} says what, {@link Notice#DUE_AT} until when to look. */
    REVEAL_DECIDED,
    /** The file is closed. */
    CLOSED,
    /** Not admitted. */
    NOT_ADMITTED,
    /** The reporter answered a question or wrote of the own accord. */
    REPORTER_WROTE,
    /** The reporter rated the outcome; somebody has still to call or to look. */
    REPORTER_RATED,
    /**
     * A limit got an end beyond the law's: to the office's head. {@link Notice#REASON} names it, {@link Notice#DUE_AT} is its
     * end, {@link Notice#OTHER} the law's.
     */
    BEYOND_CAP,
    /** Everybody whose task it would be keeps out: somebody else does it. */
    STOOD_IN,
    /** The clue may name people of the product: the heads decide who keeps out. */
    PERHAPS_NAMED,
    /** A matter of the sealed register must be passed up by {@link Notice#DUE_AT}; {@link Notice#OTHER} is its number there. */
    SEALED_DUE,
    /** It should have been passed up; facts as for {@link #SEALED_DUE}. */
    SEALED_LATE,
    /** The reporter withdrew. */
    WITHDRAWN,
    /** Merged into another clue. */
    MERGED,
    /** A wrong registration was corrected. */
    CORRECTED,
    /** Every working morning, to each unit's leader: what is open, due and late. */
    MORNING_DIGEST,
    /** The week's dispatch list is made. */
    WEEKLY_LIST,
    /** The month's review pack is made. */
    MONTHLY_REVIEW,
    /** The month's list of wishes to know a reporter is made: to the discipline body. */
    REVEAL_LIST,
    /** A deadline lies in a year, or next year begins, without an official list of holidays. */
    CALENDAR_MISSING,
    /** A unit was closed: tells the one that took its place. {@link Notice#OTHER} is the closed unit's name. */
    UNIT_TAKEN_OVER,
    /** The second wall caught a limit that had passed without effect, or the ledger and the engine differ. */
    CHECK_FAILED,
    /** The product ships files that differ from what an owner put live; {@link Notice#OPEN} says how many. */
    FILES_TO_DECIDE,
    /** What is live does not give what this version of the product needs; {@link Notice#OPEN} says how often. */
    FILES_MISFIT,
    /**
     * An administrator wants to reset the password of somebody who guards a secret, or to give somebody such a duty: to those
     * who may agree or object. {@link Notice#REASON} says what, {@link Notice#DUE_AT} from when it holds if nobody objects.
     */
    GUARDED_ASKED,
    /** What came of it; facts as for {@link #GUARDED_ASKED}. */
    GUARDED_SETTLED,
    /**
     * A change of units or people that was planned could not take effect: to the office and whoever entered it. {@link
     * Notice#REASON} says whether of a unit or a person, {@link Notice#DUE_AT} from when it should have held.
     */
    CHANGE_REFUSED,
    /** Somebody is away and another stands in: {@link Notice#OTHER} names both, {@link Notice#REASON} says what happened. */
    ABSENCE,
    /** The disk that holds the data fills up: {@link Notice#OPEN} is how many megabytes are left. */
    DISK_LOW,
    /** Something happened to a clue that somebody follows: to that person alone. */
    FOLLOWED,
    /** A unit answers for a matter; {@link Notice#OTHER} is its number, {@link Notice#DUE_AT} the end of its running limit. */
    MATTER_ASSIGNED,
    /** A matter has come to its end; facts as for {@link #MATTER_ASSIGNED}. */
    MATTER_ENDED,
    /** The limit of a matter's step has passed; {@link Notice#DUE_AT} is its end. */
    MATTER_LATE,
    /** Whoever has what waits in a matter is asked to go on with it; facts as for {@link #MATTER_ASSIGNED}. */
    MATTER_URGED,
    /** A risk filing ends within a month; {@link Notice#OTHER} is its number, {@link Notice#DUE_AT} its end. */
    FILING_EXPIRING,
    /** A corrected result supports a consequence no more; {@link Notice#OTHER} is its number, {@link Notice#UNIT} its unit. */
    CONSEQUENCE_DOUBTED,
    /** Units read the draft of a month's windows and may object; {@link Notice#OTHER} is its number. */
    WINDOW_DRAFT,
    /** The list of what officials may and must not do (政商交往正负面清单) is to be read and acknowledged. */
    CONDUCT_TO_READ,
    /** Clues are to be entered on the provincial platform; {@link Notice#SOON} says how many soon, {@link Notice#LATE} how many late. */
    PROVINCE_DUE,
    /** Another system has not taken what it is told; {@link Notice#OTHER} names it, {@link Notice#OPEN} says how often. */
    WEBHOOK_FAILING,
    /** A notice to somebody could not be delivered and never will by itself; tells the administrators. */
    UNDELIVERABLE;

    /** Whether it is written for the reporter, and so for nobody else. */
    public boolean forReporter() {
        return this == PROMISE_MOVED;
    }

    /** Whether it is about whoever is told, and not about their work: nobody else is told in their place. */
    boolean personal() {
        return switch (this) {
            case GUARDED_ASKED, GUARDED_SETTLED, REVEAL_DECIDED, ABSENCE, FOLLOWED, CONDUCT_TO_READ, UNDELIVERABLE ->
                true;
            default -> false;
        };
    }

    /** Whether its recipients come from the code that sends it, not from the table by card. */
    public boolean forAdministrators() {
        return switch (this) {
            case TASK_WAITS,
                    TRANSFER_WITHDRAWN,
                    EXTENSION_ASKED,
                    REVEAL_ASKED,
                    REVEAL_DECIDED,
                    REVEAL_LIST,
                    BEYOND_CAP,
                    STOOD_IN,
                    PERHAPS_NAMED,
                    SEALED_DUE,
                    SEALED_LATE,
                    MORNING_DIGEST,
                    WEEKLY_LIST,
                    MONTHLY_REVIEW,
                    CALENDAR_MISSING,
                    UNIT_TAKEN_OVER,
                    CHECK_FAILED,
                    FILES_TO_DECIDE,
                    FILES_MISFIT,
                    GUARDED_ASKED,
                    GUARDED_SETTLED,
                    CHANGE_REFUSED,
                    ABSENCE,
                    DISK_LOW,
                    FOLLOWED,
                    MATTER_ASSIGNED,
                    MATTER_ENDED,
                    MATTER_LATE,
                    MATTER_URGED,
                    FILING_EXPIRING,
                    CONSEQUENCE_DOUBTED,
                    WINDOW_DRAFT,
                    CONDUCT_TO_READ,
                    PROVINCE_DUE,
                    WEBHOOK_FAILING,
                    UNDELIVERABLE -> true;
            default -> false;
        };
    }
}
