package cn.qingfeng.process.lifecycle;

import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.classification.Classification;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Variables;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;

/** What of the ledger the engine is told, for its gateways and filters. */
public final class RoutingVariables {

    /** By definition, of which a version never changes. */
    private static final Map<String, Predicate<String>> CARRIED = new ConcurrentHashMap<>();

    private RoutingVariables() {}

    /** The variables of a clue as it stands. */
    static Map<String, Object> of(Clue clue) {
        var values = new LinkedHashMap<String, Object>();
        values.put(Variables.KIND.name(), clue.content().kind().name());
        clue.classification().map(Classification::code).ifPresent(code -> values.put(Variables.CATEGORY.name(), code));
        clue.proposedCard().ifPresent(card -> values.put(Variables.PROPOSED_CARD.name(), card.name()));
        clue.card().ifPresent(card -> values.put(Variables.CARD.name(), card.name()));
        clue.leadUnit().ifPresent(unit -> {
            values.put(Variables.UNIT.name(), unit);
            values.put(Variables.RETURNABLE.name(), clue.returnable());
        });
        values.put(Variables.STAGE.name(), clue.stage().name());
        clue.dueAt().ifPresent(due -> values.put(Variables.DUE_AT.name(), Date.from(due)));
        return values;
    }

    /** Tells the instance that something happens in, and those that called it, how the clue stands in the ledger. */
    public static void refresh(DelegateExecution execution, Clue clue) {
        prefetch((ExecutionEntity) execution);
        for (var instance = (ExecutionEntity) execution.getProcessInstance();
                instance != null;
                instance = caller(instance)) {
            tell(instance, clue);
        }
    }

    /** The executions of the overview are read in one go; else the engine reads its call first, and then all of them. */
    private static void prefetch(ExecutionEntity execution) {
        var root = execution.getRootProcessInstanceId();
        var context = Context.getCommandContext();
        if (root == null
                || root.equals(execution.getProcessInstanceId())
                || context.getDbEntityManager().getCachedEntity(ExecutionEntity.class, root) != null) {
            return;
        }
        var executions = context.getExecutionManager().findExecutionsByProcessInstanceId(root);
        executions.stream()
                .filter(ExecutionEntity::isProcessInstanceExecution)
                .findFirst()
                .ifPresent(overview -> overview.restoreProcessInstance(executions, null, null, null, null, null, null));
    }

    private static ExecutionEntity caller(ExecutionEntity instance) {
        var calling = instance.getSuperExecution();
        return calling == null ? null : calling.getProcessInstance();
    }

    /** Brings one instance's variables in line with the ledger; writes only what differs, since each write is rows. */
    public static void tell(ExecutionEntity instance, Clue clue) {
        var carried = CARRIED.computeIfAbsent(
                instance.getProcessDefinitionId(), id -> carried(instance.getProcessDefinition()));
        if (clue.dueAt().isEmpty() && instance.hasVariable(Variables.DUE_AT.name())) {
            instance.removeVariable(Variables.DUE_AT.name());
        }
        of(clue).forEach((name, value) -> {
            if ((carried.test(name) || instance.hasVariable(name))
                    && !Objects.equals(instance.getVariable(name), value)) {
                instance.setVariable(name, value);
            }
        });
    }

    /** Overview and phases carry what they need; a diagram from before the phases, and an owner's own, carries everything. */
    private static Predicate<String> carried(ProcessDefinitionEntity definition) {
        return CluePhase.of(definition.getKey())
                .map(CluePhase::carried)
                .or(() -> isOverview(definition) ? Optional.of(CluePhase.OVERVIEW) : Optional.empty())
                .<Predicate<String>>map(names -> names::contains)
                .orElse(name -> true);
    }

    private static boolean isOverview(ProcessDefinitionEntity definition) {
        return definition.getKey().equals(ClueLifecycle.KEY)
                && Arrays.stream(CluePhase.values()).anyMatch(phase -> definition.findActivity(phase.call()) != null);
    }
}
