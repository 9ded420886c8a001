package cn.qingfeng.process.delivery;

import cn.qingfeng.process.ProcessContract;
import java.util.Map;
import java.util.Set;

/** Everything that {@code processes/notice-delivery.bpmn} and the code must agree on. */
public final class NoticeDelivery {
    public static final String KEY = "notice-delivery";
    /** Which notice. */
    public static final String NOTICE_ID = "noticeId";

    /** Until when a postponed notice waits. */
    public static final String WAIT_UNTIL = "waitUntil";

    /** Error code: the address is refused for good. */
    public static final String UNDELIVERABLE = "noticeUndeliverable";

    /** Error code: not to be tried now, because of quiet hours or a channel that is full. */
    public static final String POSTPONED = "noticePostponed";

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
            false,
            NoticeDeliveryCourse::course);

    private NoticeDelivery() {}
}
