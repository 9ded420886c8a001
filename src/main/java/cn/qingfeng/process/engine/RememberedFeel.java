package cn.qingfeng.process.engine;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngine;
import org.camunda.bpm.engine.variable.context.VariableContext;

/**
 * The engine's own FEEL for decisions, asked once for each question. It reads each cell anew and makes all of the language's
 * functions anew for it, which was a tenth of a clue's whole life. A cell of plain words and numbers answers the same whenever the
 * same value is held against it, so its answer is kept; an input that is nothing but a variable's name is that variable. Whatever
 * else stands in a table goes to the library every time.
 */
class RememberedFeel extends ScalaFeelEngine {

    private static final String PLAIN = "(?:\"[^\"\\\\]*\"|true|false|-?\\d+(?:\\.\\d+)?)";
    private static final Pattern LITERAL = Pattern.compile(PLAIN);
    private static final Pattern TEST = Pattern.compile("(?:[<>]=?\\s*)?" + PLAIN);
    private static final Pattern TESTS = Pattern.compile(
            "\\s*(?:%1$s(?:\\s*,\\s*%1$s)*|not\\(\\s*%1$s(?:\\s*,\\s*%1$s)*\\s*\\))\\s*".formatted(TEST));

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Words of the language, which are no variables. */
    private static final List<String> WORDS = List.of("null", "true", "false");

    /** Tables and what is held against them are few; who tries many is answered by the library. */
    private static final int MOST = 5_000;

    private record Question(String cell, Object value) {}

    private final Map<Question, Object> answers = new ConcurrentHashMap<>();

    RememberedFeel() {
        super(List.of());
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T evaluateSimpleExpression(String expression, VariableContext variables) {
        if (NAME.matcher(expression).matches() && !WORDS.contains(expression)) {
            var variable = variables.resolve(expression);
            if (variable != null && isPlain(variable.getValue()) && !(variable.getValue() instanceof Number)) {
                return (T) variable.getValue();
            }
        } else if (LITERAL.matcher(expression).matches()) {
            return (T) remembered(
                    new Question(expression, ""), () -> super.evaluateSimpleExpression(expression, variables));
        }
        return super.evaluateSimpleExpression(expression, variables);
    }

    @Override
    public boolean evaluateSimpleUnaryTests(String expression, String input, VariableContext variables) {
        var variable = variables.resolve(input);
        return variable != null
                        && isPlain(variable.getValue())
                        && TESTS.matcher(expression).matches()
                ? (Boolean) remembered(
                        new Question(expression, variable.getValue()),
                        () -> super.evaluateSimpleUnaryTests(expression, input, variables))
                : super.evaluateSimpleUnaryTests(expression, input, variables);
    }

    private static boolean isPlain(Object value) {
        return value instanceof String || value instanceof Boolean || value instanceof Number;
    }

    /** What the library refuses is refused each time. */
    private Object remembered(Question question, Supplier<Object> library) {
        var known = answers.get(question);
        if (known == null) {
            known = library.get();
            if (known != null && answers.size() < MOST) {
                answers.put(question, known);
            }
        }
        return known;
    }
}
