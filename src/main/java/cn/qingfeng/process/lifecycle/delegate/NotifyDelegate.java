package cn.qingfeng.process.lifecycle.delegate;

import cn.qingfeng.casework.ClueNotifier;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.process.engine.BpmnBean;
import cn.qingfeng.process.engine.TaskParameter;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** The diagram's “告知…” and “送达…” tasks: tells those concerned what the task's parameter says. */
@BpmnBean("notifyDelegate")
class NotifyDelegate implements JavaDelegate {

    private final ClueNotifier concerned;

    NotifyDelegate(ClueNotifier concerned) {
        this.concerned = concerned;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var event = TaskParameter.NOTICE.in(execution);
        concerned.tell(ClueNumber.of(execution.getProcessBusinessKey()), event);
    }
}
