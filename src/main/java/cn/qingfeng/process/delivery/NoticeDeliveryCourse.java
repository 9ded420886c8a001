package cn.qingfeng.process.delivery;

import static cn.qingfeng.process.deployment.diagram.Course.move;
import static cn.qingfeng.process.deployment.diagram.Course.start;

import cn.qingfeng.process.deployment.diagram.Course;
import java.util.List;
import java.util.Map;

/** A notice: sent, or known not to arrive; put off until a moment that each trial sets anew. */
final class NoticeDeliveryCourse {
    private static final String QUEUED = "QUEUED";
    private static final String DONE = "DONE";

    private NoticeDeliveryCourse() {}

    static Course course() {
        return new Course(
                List.of(start(QUEUED)),
                Map.of(),
                Map.of(
                        "deliverNoticeDelegate",
                        List.of(
                                move().to(DONE),
                                move().to(DONE).fails(NoticeDelivery.UNDELIVERABLE),
                                move().when(notice -> notice.state().equals(QUEUED))
                                        .says(NoticeDelivery.WAIT_UNTIL, Course.ANY)
                                        .fails(NoticeDelivery.POSTPONED))),
                Map.of(),
                Map.of(),
                notice -> notice.state().equals(DONE),
                List.of(),
                notice -> true,
                Map.of(),
                Map.of(NoticeDelivery.WAIT_UNTIL.name(), notice -> notice.say(NoticeDelivery.WAIT_UNTIL, null)));
    }
}
