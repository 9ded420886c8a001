package cn.qingfeng.clue.timeline;

import java.util.EnumSet;
import java.util.Set;

/** What can stand on a clue's timeline. Its words for readers are the messages {@code timeline.<ACT>}. */
public enum TimelineAction {
    REGISTERED,
    /** It came from an old ledger or another system (导入), from when it was registered there. */
    IMPORTED,
    /** What was imported by mistake was taken out again. */
    IMPORT_WITHDRAWN,
    TOLD_WITH,
    ADMITTED,
    ADMITTED_BY_SILENCE,
    NOT_ADMITTED,
    LINKED,
    FACTS_ESTABLISHED,
    SCREENED,
    PERHAPS_NAMED,
    RECUSED,
    RECUSAL_LIFTED,
    CARD_PROPOSED,
    CARD_PASSED_UPWARD,
    CARD_DECIDED,
    CARD_RAISED,
    /** It was found untrue, and whoever it was about was cleared. */
    CLEARED,
    CARD_LOWERED,
    LIMITS_SET,
    UNITS_PROPOSED,
    TAKEN_OVER,
    /** Tasks in hand went to a substitute, or came back. */
    SUBSTITUTED,
    /** Somebody did a step in another's place. */
    ACTED_FOR,
    DISPATCHED,
    SIGNED_FOR,
    RETURNED,
    RULED,
    CONTACTED,
    ASKED,
    ANSWERED,
    CONSENT_WITHDRAWN,
    REPLIED,
    ASSISTED,
    FINISHED,
    CANNOT_DO_CONFIRMED,
    REPLY_SIGNED,
    SENT_BACK,
    RESULT_ACCEPTED,
    VERIFIED_ON_SITE,
    RATED,
    FILE_ADDED,
    FILE_RELEASED,
    FILE_QUARANTINED,
    PAPER_ISSUED,
    PAPER_SIGNED,
    PAPER_SENT,
    PAPER_VOIDED,
    CALLED_BACK,
    CANNOT_CALL_BACK,
    REWORK,
    CONCLUDED,
    CLOSED,
    RECHECKED,
    HANDED_OVER,
    SEALED_ENTERED,
    PASSED_UP,
    WITHDRAWN,
    MERGED,
    CORRECTED,
    REMINDED,
    OVERDUE_TOLD,
    URGED,
    ORDERED,
    LISTED,
    EXPLAINED,
    EXPLANATION_MISSED,
    ORDER_CONCLUDED,
    REPORTED,
    TRANSFER_CALLED,
    TRANSFER_SIGNED,
    TRANSFER_RECEIVED,
    TRANSFER_WITHDRAWN,
    PROGRESS_REPORTED,
    MATTER_SETTLED,
    RELAY_ASKED,
    RELAYED,
    NOT_REACHED,
    UNREACHED,
    LISTING_PROPOSED,
    LISTING_REFUSED,
    EXTENSION_SIGNED,
    EXTENSION_NOT_SIGNED,
    SUSPENSION_ASKED,
    SUSPENSION_DECIDED,
    RESUMPTION_ASKED,
    RESUMPTION_DECIDED,
    TACKLING_ASKED,
    TACKLING_DECIDED,
    EXTENSION_ASKED,
    EXTENSION_DECIDED,
    SUSPENDED,
    RESUMED,
    TACKLED,
    VERSION_CHANGED,
    STEP_REPAIRED,
    /** A supervisor took it from its unit, to have it ruled anew which unit handles it. */
    RECALLED,
    STEERED_BACK,
    STEERED_FORWARD,
    /** Ended after its admission, before a unit began. */
    CALLED_OFF,
    REOPENED,
    /** It was put on the agenda of a joint meeting. */
    MEETING_CALLED,
    MEETING_HELD,
    MEETING_CALLED_OFF,
    /** The meeting decided what a unit does. */
    MEETING_DECIDED,
    MEETING_TASK_DONE,
    /** What the unit did is not enough. */
    MEETING_TASK_RETURNED,
    /** It is not to be done any more. */
    MEETING_TASK_DROPPED,
    MEETING_TASK_LATE,
    REVEAL_ASKED,
    REVEAL_GRANTED,
    REVEAL_REFUSED,
    REVEAL_WITHDRAWN,
    REVEAL_LAPSED,
    IDENTITY_SEEN,
    /** It was entered on the provincial platform, under a number. */
    PROVINCE_ENTERED,
    /** It need not be entered there. */
    PROVINCE_EXEMPT,
    /** It was taken out, with who reported, to be entered there. */
    PROVINCE_TAKEN,
    REVEAL_ENDED,
    /** A step that the process owner added, from its name to what came of it. */
    ADDED_STEP;

    private static final Set<TimelineAction> ABOUT_THE_REPORTER = EnumSet.range(REVEAL_ASKED, REVEAL_ENDED);

    /** Whether it is about who reported and who looked: no unit reads of it. */
    public boolean isAboutTheReporter() {
        return ABOUT_THE_REPORTER.contains(this);
    }
}
