package cn.qingfeng.process;

import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import java.util.Arrays;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;

/** After “按规则建议承办单位”: keeps the lead and assisting units that {@code unit-routing} proposed. */
@InDiagrams("recordUnitProposal")
class RecordUnitProposal implements ExecutionListener {

    private final ClueLedger ledger;

    RecordUnitProposal(ClueLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void notify(DelegateExecution execution) {
        var row = Decisions.row(execution);
        var assist = Optional.ofNullable(Decisions.text(row, "assistUnits")).orElse("");
        ledger.proposeUnits(
                ClueNumber.of(execution.getProcessBusinessKey()),
                Decisions.text(row, "leadUnit"),
                Arrays.stream(assist.split(","))
                        .map(String::strip)
                        .filter(code -> !code.isEmpty())
                        .toList(),
                Decisions.text(row, "reason"));
    }
}
