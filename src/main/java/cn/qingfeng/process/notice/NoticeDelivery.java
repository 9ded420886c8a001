package cn.qingfeng.process.notice;

/** Everything that {@code processes/notice-delivery.bpmn} and the code must agree on. */
final class NoticeDelivery {
    static final String KEY = "notice-delivery";
    /** The only variable: which notice. */
    static final String NOTICE_ID = "noticeId";

    /** Error code: the address is refused for good. */
    static final String UNDELIVERABLE = "noticeUndeliverable";

    static final class Elements {
        static final String NOTICE_QUEUED = "startEvent_noticeQueued";
        static final String DELIVER_NOTICE = "serviceTask_deliverNotice";
        static final String NOTICE_DELIVERED = "endEvent_noticeDelivered";

        static final String NOTICE_UNDELIVERABLE = "endEvent_noticeUndeliverable";

        private Elements() {}
    }

    private NoticeDelivery() {}
}
