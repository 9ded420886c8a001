package cn.qingfeng.process.lifecycle.delegate;

import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.process.engine.BpmnBean;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.table.Decisions;
import cn.qingfeng.process.table.RoutingTable;
import java.util.Arrays;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;

/** After “按规则建议承办单位”: keeps the lead and assisting units that {@code unit-routing} proposed. */
@BpmnBean(value = "recordUnitProposal", in = ClueLifecycle.KEY)
class RecordUnitProposal implements ExecutionListener {

    private final ClueLedger ledger;
    private final Organization organization;

    RecordUnitProposal(ClueLedger ledger, Organization organization) {
        this.ledger = ledger;
        this.organization = organization;
    }

    @Override
    public void notify(DelegateExecution execution) {
        if (ledger.get(ClueNumber.of(execution.getProcessBusinessKey())).status() == ClueStatus.RETURNED) {
            // Taken from its unit: which one handles it is ruled, not proposed.
            return;
        }
        var row = Decisions.row(execution);
        var assist = Optional.ofNullable(RoutingTable.ASSIST_UNITS.of(row)).orElse("");
        // The table, or the reporter, may name a unit that was closed since: its successor answers.
        var lead = organization.current(RoutingTable.LEAD_UNIT.of(row));
        ledger.proposeUnits(
                ClueNumber.of(execution.getProcessBusinessKey()),
                lead,
                Arrays.stream(assist.split(","))
                        .map(String::strip)
                        .filter(code -> !code.isEmpty())
                        .map(organization::current)
                        .filter(code -> !code.equals(lead))
                        .distinct()
                        .toList(),
                RoutingTable.REASON.of(row));
    }
}
