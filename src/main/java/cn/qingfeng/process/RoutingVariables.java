package cn.qingfeng.process;

import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.classification.Classification;
import cn.qingfeng.process.ClueLifecycle.Variables;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** What of the ledger the engine is told, for its gateways and filters. */
final class RoutingVariables {

    private RoutingVariables() {}

    /** The variables of a clue as it stands. */
    static Map<String, Object> of(Clue clue) {
        var values = new LinkedHashMap<String, Object>();
        values.put(Variables.KIND, clue.content().kind().name());
        clue.classification().map(Classification::code).ifPresent(code -> values.put(Variables.CATEGORY, code));
        clue.proposedCard().ifPresent(card -> values.put(Variables.PROPOSED_CARD, card.name()));
        clue.card().ifPresent(card -> values.put(Variables.CARD, card.name()));
        clue.leadUnit().ifPresent(unit -> {
            values.put(Variables.UNIT, unit);
            values.put(Variables.RETURNABLE, clue.returnable());
        });
        values.put(Variables.STAGE, clue.stage().name());
        clue.dueAt().ifPresent(due -> values.put(Variables.DUE_AT, Date.from(due)));
        return values;
    }

    /** Brings the instance's variables in line with the ledger; writes only what differs, since each write is rows. */
    static void refresh(DelegateExecution execution, Clue clue) {
        if (clue.dueAt().isEmpty() && execution.hasVariable(Variables.DUE_AT)) {
            execution.getProcessInstance().removeVariable(Variables.DUE_AT);
        }
        of(clue).forEach((name, value) -> {
            if (!Objects.equals(execution.getVariable(name), value)) {
                execution.getProcessInstance().setVariable(name, value);
            }
        });
    }
}
