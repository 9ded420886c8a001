package cn.qingfeng.process.engine;

import cn.qingfeng.form.feel.FeelLanguage;
import java.util.Optional;
import java.util.regex.Pattern;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;

/** The FEEL that the engine brings for decisions, lent to forms. Calls to Java are off. */
public class FeelOfEngine implements FeelLanguage {

    private static final FeelEngineApi ENGINE =
            FeelEngineBuilder.forJava().withEnabledExternalFunctions(false).build();

    private static final int LONGEST = 4_000;

    private static final Pattern WORDS = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"");

    /** Loops, functions of an own making and searches by pattern: what may take any time over a short text. */
    private static final Pattern ENDLESS =
            Pattern.compile("\\b(?:for|some|every|function)\\b|\\b(?:matches|replace|split|extract)\\s*\\(");

    /** Whether an expression is worked out in a time that its own length bounds. */
    public static boolean endsSoon(String expression) {
        return expression.length() <= LONGEST
                && !ENDLESS.matcher(WORDS.matcher(expression).replaceAll("\"\""))
                        .find();
    }

    @Override
    public Optional<Expression> read(String expression) {
        if (!endsSoon(expression)) {
            return Optional.empty();
        }
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
