package cn.qingfeng.process.reveal;

import cn.qingfeng.process.engine.BpmnBean;
import cn.qingfeng.process.engine.TaskParameter;
import cn.qingfeng.process.reveal.IdentityReveal.Variables;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** The service tasks of identity-reveal.bpmn; what they do, their parameter says. */
@BpmnBean(value = "revealDelegate", in = IdentityReveal.KEY)
class RevealDelegate implements JavaDelegate {

    private final RevealProcesses desk;

    RevealDelegate(RevealProcesses desk) {
        this.desk = desk;
    }

    @Override
    public void execute(DelegateExecution execution) {
        desk.take(TaskParameter.REVEAL.in(execution), Variables.REVEAL.of(execution));
    }
}
