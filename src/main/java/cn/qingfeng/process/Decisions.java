package cn.qingfeng.process;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** What the decision table of the business rule task that just ended said, rule by rule. */
final class Decisions {

    private Decisions() {}

    static List<Map<String, Object>> rows(DelegateExecution execution) {
        return ((DmnDecisionResult) execution.getVariable("decisionResult")).getResultList();
    }

    /** The only row of a table that answers with one. */
    static Map<String, Object> row(DelegateExecution execution) {
        return rows(execution).get(0);
    }

    static int number(Map<String, Object> row, String output) {
        return ((Number) row.get(output)).intValue();
    }

    static String text(Map<String, Object> row, String output) {
        return (String) row.get(output);
    }
}
