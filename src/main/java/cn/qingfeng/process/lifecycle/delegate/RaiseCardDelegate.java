package cn.qingfeng.process.lifecycle.delegate;

import cn.qingfeng.casework.ClueNotifier;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.process.engine.BpmnBean;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.lifecycle.RoutingVariables;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** “升牌” in clue-lifecycle.bpmn: after a second dissatisfied call-back. */
@BpmnBean(value = "raiseCardDelegate", in = ClueLifecycle.KEY)
class RaiseCardDelegate implements JavaDelegate {

    private final ClueLedger ledger;
    private final ClueNotifier concerned;

    RaiseCardDelegate(ClueLedger ledger, ClueNotifier concerned) {
        this.ledger = ledger;
        this.concerned = concerned;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var number = ClueNumber.of(execution.getProcessBusinessKey());
        ledger.raiseCard(number, null);
        concerned.tell(number, NoticeEvent.CARD_RAISED);
        RoutingVariables.refresh(execution, ledger.get(number));
    }
}
