package cn.qingfeng.process.lifecycle;

import static java.util.Map.entry;

import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.classification.Classification;
import cn.qingfeng.process.engine.BpmnBean;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** {@code ${facts.value(execution, 'stoppage')}}: what decision tables may ask of a clue. */
@BpmnBean("facts")
public class Facts {

    /** The names by which a fact may be asked for, with what each comes to. */
    public static final Map<String, Class<?>> TYPES = Map.ofEntries(
            entry("kind", String.class),
            entry("category", String.class),
            entry("card", String.class),
            entry("concernedUnit", String.class),
            entry("stoppage", Boolean.class),
            entry("fixableOnTheSpot", Boolean.class),
            entry("unitsConcerned", Integer.class),
            entry("suspectedViolation", Boolean.class),
            entry("leaderInstruction", Boolean.class),
            entry("mediaExposed", Boolean.class),
            entry("historical", Boolean.class),
            entry("refused", Boolean.class));

    private final ClueLedger ledger;

    Facts(ClueLedger ledger) {
        this.ledger = ledger;
    }

    /** One fact of the clue by the name that decision tables use. */
    public Object value(DelegateExecution execution, String name) {
        var clue = ledger.get(ClueNumber.of(execution.getProcessBusinessKey()));
        return switch (name) {
            case "kind" -> clue.content().kind().name();
            case "category" -> clue.classification().map(Classification::code).orElse(null);
            case "card" -> clue.card().map(Enum::name).orElse(null);
            case "concernedUnit" -> clue.content().concernedUnit();
            default -> {
                var fact = clue.facts().answers().get(name);
                if (fact == null) {
                    throw new IllegalArgumentException("no fact " + name);
                }
                yield fact;
            }
        };
    }
}
