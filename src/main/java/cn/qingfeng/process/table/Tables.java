package cn.qingfeng.process.table;

import cn.qingfeng.Refusal;
import cn.qingfeng.security.engine.EngineRights;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.DecisionService;
import org.springframework.stereotype.Component;

/** The newest version of a decision table, asked by our own code. */
@Component
public class Tables {

    private final DecisionService decisions;
    private final EngineRights rights;

    Tables(DecisionService decisions, EngineRights rights) {
        this.decisions = decisions;
        this.rights = rights;
    }

    /**
     * The only row of the table that fits.
     *
     * @throws Refusal conflict, when its owner left none for these facts
     */
    public Map<String, Object> row(DecisionContract table, Map<String, Object> facts) {
        var rows = rows(table, facts);
        if (rows.isEmpty()) {
            throw Refusal.conflict("process.table.no-row", table.key(), facts.toString());
        }
        return rows.get(0);
    }

    /** All rows of the table that fit, in its order. */
    public List<Map<String, Object>> rows(DecisionContract table, Map<String, Object> facts) {
        return rights.call(() -> decisions
                .evaluateDecisionTableByKey(table.key())
                .variables(facts)
                .evaluate()
                .getResultList());
    }
}
