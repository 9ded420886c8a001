package cn.qingfeng.process.time;

import cn.qingfeng.process.engine.BpmnBean;
import cn.qingfeng.process.time.DeadlineExtension.Variables;
import cn.qingfeng.supervision.time.TimeRequests;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** “核对申请” in deadline-extension.bpmn: what comes late or asks for too much is refused, and leaves nothing behind. */
@BpmnBean(value = "checkWishDelegate", in = DeadlineExtension.KEY)
class CheckWishDelegate implements JavaDelegate {

    private final TimeRequests requests;

    CheckWishDelegate(TimeRequests requests) {
        this.requests = requests;
    }

    @Override
    public void execute(DelegateExecution execution) {
        requests.hold(Variables.REQUEST.of(execution));
    }
}
