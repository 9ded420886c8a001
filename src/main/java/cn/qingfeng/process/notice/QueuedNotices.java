package cn.qingfeng.process.notice;

import cn.qingfeng.notification.NoticeQueued;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Starts a delivery for every queued notice, in the transaction that wrote it: both exist or neither. */
@Component
class QueuedNotices {

    private final RuntimeService runtime;
    private final IdentityService identity;

    QueuedNotices(RuntimeService runtime, IdentityService identity) {
        this.runtime = runtime;
        this.identity = identity;
    }

    @EventListener
    void deliver(NoticeQueued queued) {
        // The product sends, not the person whose deed is told: nobody needs a right to start deliveries by hand.
        var person = identity.getCurrentAuthentication();
        identity.clearAuthentication();
        try {
            runtime.startProcessInstanceByKey(
                    NoticeDelivery.KEY,
                    queued.clueNumber(),
                    Variables.putValue(NoticeDelivery.NOTICE_ID, queued.noticeId()));
        } finally {
            if (person != null) {
                identity.setAuthentication(person);
            }
        }
    }
}
