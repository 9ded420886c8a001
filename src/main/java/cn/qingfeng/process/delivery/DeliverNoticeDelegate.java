package cn.qingfeng.process.delivery;

import cn.qingfeng.notification.Outbox;
import cn.qingfeng.process.engine.BpmnBean;
import java.util.Date;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** “发送通知” in notice-delivery.bpmn. */
@BpmnBean(value = "deliverNoticeDelegate", in = NoticeDelivery.KEY)
class DeliverNoticeDelegate implements JavaDelegate {

    private final Outbox outbox;

    DeliverNoticeDelegate(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var delivery = outbox.deliver(NoticeDelivery.noticeId(execution.getProcessBusinessKey())
                .orElseGet(() -> NoticeDelivery.NOTICE_ID.of(execution)));
        switch (delivery.kind()) {
            case DELIVERED -> {
                // The way goes on.
            }
            case UNDELIVERABLE -> throw new BpmnError(NoticeDelivery.UNDELIVERABLE);
            case POSTPONED -> {
                NoticeDelivery.WAIT_UNTIL.set(execution, Date.from(delivery.until()));
                throw new BpmnError(NoticeDelivery.POSTPONED);
            }
        }
    }
}
