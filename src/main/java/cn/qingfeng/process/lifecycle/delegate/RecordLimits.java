package cn.qingfeng.process.lifecycle.delegate;

import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.process.engine.BpmnBean;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.lifecycle.RoutingVariables;
import cn.qingfeng.process.table.Decisions;
import cn.qingfeng.process.table.LimitTable;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.Limits;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;

/** After “定受理审查期限”, “按牌定各项时限” and “定报送期限”: keeps what {@code time-limits} said and starts what begins now. */
@BpmnBean(value = "recordLimits", in = ClueLifecycle.KEY)
class RecordLimits implements ExecutionListener {

    private final Limits limits;
    private final ClueLedger ledger;

    RecordLimits(Limits limits, ClueLedger ledger) {
        this.limits = limits;
        this.ledger = ledger;
    }

    @Override
    public void notify(DelegateExecution execution) {
        var number = ClueNumber.of(execution.getProcessBusinessKey());
        var rules = LimitTable.rules(Decisions.rows(execution));
        var status = ledger.get(number).status();
        if (status == ClueStatus.RETURNED) {
            // Taken from its unit, to be ruled on: the case clock runs on.
            return;
        }
        if (rules.stream().anyMatch(rule -> rule.kind() == LimitKind.PASS_UP)) {
            limits.promise(number, rules, LimitKind.PASS_UP);
        } else if (status == ClueStatus.REGISTERED
                && limits.limit(number, LimitKind.LEGAL_CAP).isPresent()) {
            // Reviewed once more after it had ended: the law's clock never begins anew.
            limits.promise(number, rules, LimitKind.ADMISSION);
            limits.reopen(number, LimitKind.LEGAL_CAP);
        } else if (status == ClueStatus.REGISTERED) {
            limits.promise(number, rules, LimitKind.ADMISSION, LimitKind.LEGAL_CAP);
        } else {
            limits.promise(number, rules, LimitKind.DISPATCH);
        }
        RoutingVariables.refresh(execution, ledger.get(number));
    }
}
