package cn.qingfeng.process.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngine;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RememberedFeelTests {

    private static final List<Object> VALUES = new ArrayList<>(
            List.of("RED", "BLUE", "red", "", "a,b", "1", "true", true, false, 0, 1, 2, 2L, -1, 1.5, 3_000_000_000L));

    private final ScalaFeelEngine library = new ScalaFeelEngine(List.of());
    private final RememberedFeel remembered = new RememberedFeel();

    /** Answer or refusal, whatever the library says. */
    private static Object of(Callable<Object> question) {
        try {
            return question.call();
        } catch (Exception | Error refused) {
            return refused.getClass();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"RED\"",
                "\"RED\",\"BLUE\"",
                "\"RED\" , \"BLUE\"",
                "\"\"",
                "\"a,b\"",
                "not(\"RED\")",
                "not(\"RED\", \"BLUE\")",
                "true",
                "false",
                "not(true)",
                "1",
                "> 1",
                ">=2",
                "< 1.5",
                "<= -1",
                "1,2",
                "[1..2]",
                "]1..2[",
                "other",
                "cell > 1",
                "? = \"RED\"",
                "null",
                "contains(?, \"E\")",
                "\"R\\\"ED\"",
                "= 1",
                "1 2",
                "\"RED",
                "-1",
                "not(> 1)"
            })
    void aCellAnswersAsTheLibraryDoesEachTime(String cell) {
        for (var value : VALUES) {
            for (var other : List.of(1, 2, "RED")) {
                var variables = Variables.createVariables()
                        .putValue("cell", value)
                        .putValue("other", other)
                        .asVariableContext();
                var expected = of(() -> library.evaluateSimpleUnaryTests(cell, "cell", variables));
                for (var time = 0; time < 2; time++) {
                    assertThat(of(() -> remembered.evaluateSimpleUnaryTests(cell, "cell", variables)))
                            .as("%s against %s, other %s", value, cell, other)
                            .isEqualTo(expected);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cell",
                "other",
                "absent",
                "null",
                "true",
                "false",
                "\"RED\"",
                "\"停产\"",
                "0",
                "30",
                "1.50",
                "-2",
                "cell = \"RED\"",
                "if other = 1 then \"A\" else \"B\"",
                "cell + 1",
                "\"a\" + \"b\"",
                "\"open"
            })
    void anExpressionGivesWhatTheLibraryGives(String expression) {
        for (var value : VALUES) {
            for (var other : List.of(1, 2)) {
                var variables =
                        Variables.fromMap(Map.of("cell", value, "other", other)).asVariableContext();
                var expected = of(() -> library.evaluateSimpleExpression(expression, variables));
                for (var time = 0; time < 2; time++) {
                    assertThat(of(() -> remembered.evaluateSimpleExpression(expression, variables)))
                            .as("%s with %s, %s", expression, value, other)
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void nothingIsKeptOfWhatIsNoPlainValue() {
        var none = Variables.createVariables().putValue("cell", null).asVariableContext();
        assertThat(remembered.evaluateSimpleUnaryTests("\"RED\"", "cell", none))
                .isEqualTo(library.evaluateSimpleUnaryTests("\"RED\"", "cell", none));
    }
}
