package cn.qingfeng.process.table;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** What the decision table of the business rule task that just ended said, rule by rule. */
public final class Decisions {

    private Decisions() {}

    public static List<Map<String, Object>> rows(DelegateExecution execution) {
        return ((DmnDecisionResult) execution.getVariable("decisionResult")).getResultList();
    }

    /** The only row of a table that answers with one. */
    public static Map<String, Object> row(DelegateExecution execution) {
        return rows(execution).get(0);
    }
}
