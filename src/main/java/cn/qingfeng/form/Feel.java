package cn.qingfeng.form;

import java.util.Map;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;

/** The expression language of forms. Calls to Java are off, as they are by default. */
final class Feel {

    private static final FeelEngineApi ENGINE =
            FeelEngineBuilder.forJava().withEnabledExternalFunctions(false).build();

    private Feel() {}

    static boolean isExpression(String text) {
        return text != null && text.startsWith("=");
    }

    /** Whether an expression, written with its leading “=”, can be read. */
    static boolean readable(String expression) {
        return ENGINE.parseExpression(body(expression)).isSuccess();
    }

    /** The value, or null when it cannot be worked out; a form in the browser does the same. */
    static Object value(String expression, Map<String, Object> data) {
        var result = ENGINE.evaluateExpression(body(expression), data);
        return result.isSuccess() ? result.result() : null;
    }

    static boolean holds(String expression, Map<String, Object> data) {
        return Boolean.TRUE.equals(value(expression, data));
    }

    private static String body(String expression) {
        return isExpression(expression) ? expression.substring(1) : expression;
    }
}
