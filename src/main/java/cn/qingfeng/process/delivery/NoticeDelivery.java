package cn.qingfeng.process.delivery;

import cn.qingfeng.process.ProcessContract;
import cn.qingfeng.process.ProcessVariable;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everything that {@code processes/notice-delivery.bpmn} and the code must agree on. */
public final class NoticeDelivery {
    public static final String KEY = "notice-delivery";
    /** Which notice, of deliveries that began before its id stood in the business key. */
    public static final ProcessVariable<String> NOTICE_ID = ProcessVariable.code("noticeId");

    /** Between what the notice is about, which begins with the clue's number, and its id. */
    private static final char ID = '#';

    private static final int ID_LENGTH = 36;

    /** Until when a postponed notice waits. */
    public static final ProcessVariable<Date> WAIT_UNTIL = ProcessVariable.moment("waitUntil");

    /** Error code: the address is refused for good. */
    public static final String UNDELIVERABLE = "noticeUndeliverable";

    /** Error code: not to be tried now, because of quiet hours or a channel that is full. */
    public static final String POSTPONED = "noticePostponed";

    /** The business key of one delivery: it is found by its clue in Cockpit, and carries no variable. */
    static String businessKey(String eventKey, String noticeId) {
        return eventKey + ID + noticeId;
    }

    /** The notice's id in a business key; empty in one from before. */
    public static Optional<String> noticeId(String businessKey) {
        var at = businessKey == null ? -1 : businessKey.lastIndexOf(ID);
        return at >= 0 && businessKey.length() - at - 1 == ID_LENGTH
                ? Optional.of(businessKey.substring(at + 1))
                : Optional.empty();
    }

    static final class Elements {
        static final String NOTICE_QUEUED = "startEvent_noticeQueued";
        static final String DELIVER_NOTICE = "serviceTask_deliverNotice";
        static final String WAIT_IS_OVER = "event_waitIsOver";

        private Elements() {}
    }

    /** What diagram and code agree on. */
    public static final ProcessContract CONTRACT = new ProcessContract(
            KEY,
            Set.of(Elements.NOTICE_QUEUED, Elements.DELIVER_NOTICE),
            // Its own, of which no history is kept.
            Set.of(),
            Set.of(),
            Map.of(),
            Set.of(),
            false,
            NoticeDeliveryCourse::course);

    private NoticeDelivery() {}
}
