package cn.qingfeng.process;

import cn.qingfeng.process.IdentityReveal.Variables;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** The service tasks of identity-reveal.bpmn; what they do, says {@link IdentityReveal#DOINGS} by the task. */
@InDiagrams("revealDelegate")
class RevealDelegate implements JavaDelegate {

    private final RevealDesk desk;

    RevealDelegate(RevealDesk desk) {
        this.desk = desk;
    }

    @Override
    public void execute(DelegateExecution execution) {
        desk.take(IdentityReveal.DOINGS.get(execution.getCurrentActivityId()), (String)
                execution.getVariable(Variables.REVEAL));
    }
}
