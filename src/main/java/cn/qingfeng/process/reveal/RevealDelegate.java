package cn.qingfeng.process.reveal;

import cn.qingfeng.process.engine.InDiagrams;
import cn.qingfeng.process.engine.Told;
import cn.qingfeng.process.reveal.IdentityReveal.Variables;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** The service tasks of identity-reveal.bpmn; what they do, their parameter says. */
@InDiagrams(value = "revealDelegate", in = IdentityReveal.KEY)
class RevealDelegate implements JavaDelegate {

    private final RevealDesk desk;

    RevealDelegate(RevealDesk desk) {
        this.desk = desk;
    }

    @Override
    public void execute(DelegateExecution execution) {
        desk.take(Told.REVEAL.in(execution), (String) execution.getVariable(Variables.REVEAL));
    }
}
