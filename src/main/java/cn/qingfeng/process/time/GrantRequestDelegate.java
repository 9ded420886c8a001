package cn.qingfeng.process.time;

import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.process.engine.BpmnBean;
import cn.qingfeng.process.engine.TaskParameter;
import cn.qingfeng.process.time.DeadlineExtension.Variables;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** What was decided in deadline-extension.bpmn is done; what it is, the task's parameter says. */
@BpmnBean(value = "grantRequestDelegate", in = DeadlineExtension.KEY)
class GrantRequestDelegate implements JavaDelegate {

    private final Granting granting;

    GrantRequestDelegate(Granting granting) {
        this.granting = granting;
    }

    @Override
    public void execute(DelegateExecution execution) {
        granting.grant(
                TaskParameter.GRANT.in(execution),
                ClueNumber.of(execution.getProcessBusinessKey()),
                Variables.REQUEST.of(execution));
    }
}
