package cn.qingfeng.clue;

import java.util.EnumSet;
import java.util.Set;

/** What can stand on a clue's timeline. Its words for readers are the messages {@code timeline.<ACT>}. */
public enum Act {
    REGISTERED,
    TOLD_WITH,
    ADMITTED,
    ADMITTED_BY_SILENCE,
    NOT_ADMITTED,
    LINKED,
    FACTS_ESTABLISHED,
    CARD_PROPOSED,
    CARD_PASSED_UPWARD,
    CARD_DECIDED,
    CARD_RAISED,
    CARD_LOWERED,
    LIMITS_SET,
    UNITS_PROPOSED,
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
    CALLED_BACK,
    CANNOT_CALL_BACK,
    REWORK,
    CONCLUDED,
    CLOSED,
    RECHECKED,
    HANDED_OVER,
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
    TRANSFER_SIGNED,
    TRANSFER_RECEIVED,
    EXTENSION_ASKED,
    EXTENSION_DECIDED,
    SUSPENDED,
    RESUMED,
    TACKLED,
    REVEAL_ASKED,
    REVEAL_GRANTED,
    REVEAL_REFUSED,
    REVEAL_WITHDRAWN,
    REVEAL_LAPSED,
    IDENTITY_SEEN,
    REVEAL_ENDED;

    private static final Set<Act> ABOUT_THE_REPORTER = EnumSet.range(REVEAL_ASKED, REVEAL_ENDED);

    /** Whether it is about who reported and who looked: no unit reads of it. */
    public boolean isAboutTheReporter() {
        return ABOUT_THE_REPORTER.contains(this);
    }
}
