package cn.qingfeng.form.feel;

import java.util.Map;
import java.util.Optional;

/**
 * FEEL, the expression language of Camunda Forms. This room knows nothing of the engine, which brings the language:
 * who speaks it is found as a service.
 */
public interface FeelLanguage {

    /** Reads an expression, written without its leading “=”; empty when it is not one. */
    Optional<Expression> read(String expression);

    /** An expression that was read. */
    interface Expression {

        /** Its value as a plain Java value; empty when it is null or cannot be worked out. */
        Optional<Object> value(Map<String, Object> data);
    }
}
