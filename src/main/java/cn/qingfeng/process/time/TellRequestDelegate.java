package cn.qingfeng.process.time;

import cn.qingfeng.process.engine.BpmnBean;
import cn.qingfeng.process.engine.TaskParameter;
import cn.qingfeng.process.time.DeadlineExtension.Variables;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** The telling tasks of deadline-extension.bpmn; what they tell, their parameter says. */
@BpmnBean(value = "tellRequestDelegate", in = DeadlineExtension.KEY)
class TellRequestDelegate implements JavaDelegate {

    private final Granting granting;

    TellRequestDelegate(Granting granting) {
        this.granting = granting;
    }

    @Override
    public void execute(DelegateExecution execution) {
        granting.tell(TaskParameter.ABOUT_REQUEST.in(execution), Variables.REQUEST.of(execution));
    }
}
