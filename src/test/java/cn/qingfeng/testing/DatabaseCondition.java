package cn.qingfeng.testing;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** Asked before a Spring context is loaded, so that an absent MySQL is a clear word instead of a failed context. */
class DatabaseCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (!TestDatabase.isMySql()) {
            return ConditionEvaluationResult.enabled("on H2");
        }
        try {
            return ConditionEvaluationResult.enabled(
                    "on " + MySqlServer.needed().origin());
        } catch (TestAbortedException absent) {
            return ConditionEvaluationResult.disabled(absent.getMessage());
        }
    }
}
