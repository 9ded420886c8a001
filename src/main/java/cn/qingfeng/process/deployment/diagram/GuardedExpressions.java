package cn.qingfeng.process.deployment.diagram;

import cn.qingfeng.process.deployment.DeploymentWords;
import jakarta.ws.rs.core.Response.Status;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.BaseDelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.el.Expression;
import org.camunda.bpm.engine.impl.el.JuelExpression;
import org.camunda.bpm.engine.rest.exception.InvalidRequestException;
import org.camunda.bpm.engine.spring.SpringExpressionManager;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.springframework.context.ApplicationContext;

/**
 * The engine's expressions with two walls. In a query only {@link QueryExpressions} are evaluated (CVE-2026-109432: the
 * engine lets any signed-in person put one into {@code orQueries}, and whoever may store a filter into that). Everywhere
 * else no expression reaches Java's reflection or a bean that is not {@link cn.qingfeng.process.engine.BpmnBean}.
 */
public class GuardedExpressions extends SpringExpressionManager {

    private static final Pattern NAME = Pattern.compile("\\$\\{\\s*(\\w+)\\s*}");

    private final DiagramBeans beans;
    private final DeploymentWords words;

    public GuardedExpressions(ApplicationContext application, DiagramBeans beans, DeploymentWords words) {
        super(application, beans);
        this.beans = beans;
        this.words = words;
    }

    @Override
    protected ELResolver createElResolver() {
        var resolvers = new CompositeELResolver();
        resolvers.add(new NoReflection());
        resolvers.add(super.createElResolver());
        return resolvers;
    }

    @Override
    public Expression createExpression(String text) {
        ensureInitialized();
        var named = NAME.matcher(text);
        var name = named.matches() ? named.group(1) : null;
        return new JuelExpression(createValueExpression(text), this, text) {
            @Override
            public Object getValue(VariableScope scope, BaseDelegateExecution execution) {
                // Only a query evaluates without any scope.
                if (scope == null && !isLiteralText() && !QueryExpressions.allows(text)) {
                    // Not the engine's own exception: the engine would wrap that one, and the caller read “500”.
                    throw new InvalidRequestException(Status.BAD_REQUEST, words.say("deployment.queryExpression"));
                }
                // A bean's name means the bean: no variable takes its place, so that none are read to look for one.
                return scope != null && name != null && beans.containsKey(name)
                        ? beans.get(name)
                        : super.getValue(scope, execution);
            }
        };
    }
}
