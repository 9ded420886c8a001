package cn.qingfeng.process.delivery;

import cn.qingfeng.notification.NoticeQueued;
import cn.qingfeng.security.engine.EngineRights;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Starts a delivery for every queued notice, in the transaction that wrote it: both exist or neither. */
@Component
class QueuedNotices {

    private final RuntimeService runtime;
    private final EngineRights product;

    QueuedNotices(RuntimeService runtime, EngineRights product) {
        this.runtime = runtime;
        this.product = product;
    }

    @EventListener
    void deliver(NoticeQueued queued) {
        product.run(() -> runtime.startProcessInstanceByKey(
                NoticeDelivery.KEY, NoticeDelivery.businessKey(queued.key(), queued.noticeId())));
    }
}
