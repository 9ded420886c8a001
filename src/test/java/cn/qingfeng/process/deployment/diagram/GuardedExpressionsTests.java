package cn.qingfeng.process.deployment.diagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.camunda.bpm.engine.impl.el.StartProcessVariableScope;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.StaticApplicationContext;

/** The second wall behind the deployment check: what a diagram that got past it could still not do. */
class GuardedExpressionsTests {

    private final StaticApplicationContext application = new StaticApplicationContext();
    private final GuardedExpressions expressions =
            new GuardedExpressions(application, new DiagramBeans(application), null);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${''.getClass()}",
                "${''.class}",
                "${''.class.name}",
                "${''['class']}",
                "#{''.getClass().forName('java.lang.Runtime')}"
            })
    void noExpressionReachesAClass(String text) {
        assertThatThrownBy(() -> value(text)).isInstanceOf(ELException.class);
    }

    @Test
    void whatDiagramsNeedIsStillEvaluated() {
        assertThat(value("${1 + 1}")).isEqualTo(2L);
        assertThat(value("${'RED' == 'RED' ? 'group-head' : 'office-head'}")).isEqualTo("group-head");
        assertThat(value("${'abc'.length()}")).isEqualTo(3);
    }

    private Object value(String text) {
        expressions.createExpression(text);
        return expressions
                .createValueExpression(text)
                .getValue(expressions.getElContext(StartProcessVariableScope.getSharedInstance()));
    }
}
