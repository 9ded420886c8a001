package cn.qingfeng.process.lifecycle.delegate;

import cn.qingfeng.casework.ClueNotifier;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.process.engine.BpmnBean;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.lifecycle.RoutingVariables;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.Limits;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** “销号” in clue-lifecycle.bpmn. */
@BpmnBean(value = "closeClueDelegate", in = ClueLifecycle.KEY)
class CloseClueDelegate implements JavaDelegate {

    private final ClueLedger ledger;
    private final Limits limits;
    private final ClueNotifier concerned;

    CloseClueDelegate(ClueLedger ledger, Limits limits, ClueNotifier concerned) {
        this.ledger = ledger;
        this.limits = limits;
        this.concerned = concerned;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var number = ClueNumber.of(execution.getProcessBusinessKey());
        ledger.close(number);
        limits.end(number);
        limits.start(number, LimitKind.RECHECK);
        concerned.tell(number, NoticeEvent.CLOSED);
        RoutingVariables.refresh(execution, ledger.get(number));
    }
}
