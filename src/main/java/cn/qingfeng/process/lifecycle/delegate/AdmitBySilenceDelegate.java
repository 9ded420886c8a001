package cn.qingfeng.process.lifecycle.delegate;

import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.process.engine.BpmnBean;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.lifecycle.RoutingVariables;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.Limits;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** “按期满视为受理” in clue-lifecycle.bpmn. */
@BpmnBean(value = "admitBySilenceDelegate", in = ClueLifecycle.KEY)
class AdmitBySilenceDelegate implements JavaDelegate {

    private final ClueLedger ledger;
    private final Limits limits;

    AdmitBySilenceDelegate(ClueLedger ledger, Limits limits) {
        this.ledger = ledger;
        this.limits = limits;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var number = ClueNumber.of(execution.getProcessBusinessKey());
        ledger.admitBySilence(number);
        limits.meet(number, LimitKind.ADMISSION);
        limits.start(number, LimitKind.DECIDE);
        RoutingVariables.refresh(execution, ledger.get(number));
    }
}
