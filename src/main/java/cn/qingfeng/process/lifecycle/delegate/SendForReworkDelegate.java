package cn.qingfeng.process.lifecycle.delegate;

import cn.qingfeng.casework.ClueNotifier;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.process.engine.BpmnBean;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.lifecycle.RoutingVariables;
import cn.qingfeng.process.progress.ProgressReports;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.Limits;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** “退回重办” in clue-lifecycle.bpmn. */
@BpmnBean(value = "sendForReworkDelegate", in = ClueLifecycle.KEY)
class SendForReworkDelegate implements JavaDelegate {

    private final ClueLedger ledger;
    private final Limits limits;
    private final ProgressReports progress;
    private final ClueNotifier concerned;

    SendForReworkDelegate(ClueLedger ledger, Limits limits, ProgressReports progress, ClueNotifier concerned) {
        this.progress = progress;
        this.ledger = ledger;
        this.limits = limits;
        this.concerned = concerned;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var number = ClueNumber.of(execution.getProcessBusinessKey());
        ledger.rework(number, Timeline.SYSTEM, null);
        limits.start(number, LimitKind.REWORK);
        progress.review(number);
        concerned.tell(number, NoticeEvent.REWORK);
        RoutingVariables.refresh(execution, ledger.get(number));
    }
}
