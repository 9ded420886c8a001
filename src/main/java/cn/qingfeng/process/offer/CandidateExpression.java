package cn.qingfeng.process.offer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Stands in a user task for the groups that its diagram names: {@link TaskCandidates} says which of them a task is offered to, and to
 * whom by name, at the moment when the engine makes the offer.
 */
public final class CandidateExpression implements Expression {

    /** What the diagram says; for the half that names people nothing is drawn, and this is the groups' all the same. */
    private final transient List<Expression> drawn;

    private final transient BiFunction<DelegateExecution, List<String>, Collection<String>> offered;

    private CandidateExpression(
            List<Expression> drawn, BiFunction<DelegateExecution, List<String>, Collection<String>> offered) {
        this.drawn = drawn;
        this.offered = offered;
    }

    public static void wrap(TaskDefinition definition, ObjectProvider<TaskCandidates> offers) {
        var drawn = List.copyOf(definition.getCandidateGroupIdExpressions());
        if (drawn.isEmpty()) {
            return;
        }
        var step = definition.getKey();
        definition.getCandidateGroupIdExpressions().clear();
        definition.addCandidateGroupIdExpression(new CandidateExpression(
                drawn,
                (execution, groups) -> offer(offers, execution, step, groups).groups()));
        definition.addCandidateUserIdExpression(new CandidateExpression(
                drawn,
                (execution, groups) -> offer(offers, execution, step, groups).people()));
    }

    private static TaskCandidates.Offer offer(
            ObjectProvider<TaskCandidates> offers, DelegateExecution execution, String step, List<String> groups) {
        return TaskCandidates.clueOf(execution.getProcessBusinessKey())
                .map(number -> offers.getObject().of(number, execution, step, groups))
                .orElseGet(() -> offers.getObject().ofMatter(execution.getProcessBusinessKey(), groups));
    }

    /** The groups to which the diagram offers the task. */
    public static List<String> drawn(TaskDefinition definition, VariableScope scope) {
        return definition.getCandidateGroupIdExpressions().stream()
                .flatMap(expression -> expression instanceof CandidateExpression ours
                        ? ours.groups(scope).stream()
                        : List.<String>of().stream())
                .toList();
    }

    private List<String> groups(VariableScope scope) {
        var groups = new ArrayList<String>();
        for (var expression : drawn) {
            var value = expression.getValue(scope);
            if (value instanceof Collection<?> many) {
                many.forEach(group -> groups.add(group.toString()));
            } else if (value != null) {
                Arrays.stream(value.toString().split(","))
                        .map(String::strip)
                        .filter(group -> !group.isEmpty())
                        .forEach(groups::add);
            }
        }
        return groups;
    }

    @Override
    public Object getValue(VariableScope scope) {
        return offered.apply((DelegateExecution) scope, groups(scope));
    }

    @Override
    public void setValue(Object value, VariableScope scope) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getExpressionText() {
        return String.join(
                ",", drawn.stream().map(Expression::getExpressionText).toList());
    }

    @Override
    public boolean isLiteralText() {
        return false;
    }
}
