package cn.qingfeng.process.lifecycle.delegate;

import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.process.engine.BpmnBean;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.lifecycle.RoutingVariables;
import cn.qingfeng.process.table.Decisions;
import cn.qingfeng.process.table.GradingTable;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;

/** After “按规则建议牌别”: keeps card, reason and rule that {@code card-grading} proposed. */
@BpmnBean(value = "recordCardProposal", in = ClueLifecycle.KEY)
class RecordCardProposal implements ExecutionListener {

    private final ClueLedger ledger;

    RecordCardProposal(ClueLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void notify(DelegateExecution execution) {
        var number = ClueNumber.of(execution.getProcessBusinessKey());
        var row = Decisions.row(execution);
        ledger.proposeCard(number, GradingTable.CARD.of(row), GradingTable.REASON.of(row), GradingTable.RULE.of(row));
        RoutingVariables.refresh(execution, ledger.get(number));
    }
}
