package cn.qingfeng.process;

import cn.qingfeng.form.FeelLanguage;
import java.util.Optional;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;

/** The FEEL that the engine brings for decisions, lent to forms. Calls to Java are off. */
public class FeelOfEngine implements FeelLanguage {

    private static final FeelEngineApi ENGINE =
            FeelEngineBuilder.forJava().withEnabledExternalFunctions(false).build();

    @Override
    public Optional<Expression> read(String expression) {
        var parsed = ENGINE.parseExpression(expression);
        if (!parsed.isSuccess()) {
            return Optional.empty();
        }
        return Optional.of(data -> {
            var result = ENGINE.evaluate(parsed.parsedExpression(), data);
            return result.isSuccess() ? Optional.ofNullable(result.result()) : Optional.empty();
        });
    }
}
