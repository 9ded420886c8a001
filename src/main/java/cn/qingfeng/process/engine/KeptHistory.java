package cn.qingfeng.process.engine;

import cn.qingfeng.process.delivery.NoticeDelivery;
import cn.qingfeng.process.table.LimitTable;
import java.util.EnumSet;
import java.util.Set;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.history.AbstractHistoryLevel;
import org.camunda.bpm.engine.impl.history.HistoryLevel;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;

/**
 * What the engine's history keeps: which instances there were and which way each went, by whom; which tables proposed what;
 * what failed; what administrators did. The record of a clue is its timeline, its sheets and its limits, so that nothing of
 * these is kept a second time (ADR 96). It is {@code full} to the engine's tables, which remember the level by its number.
 */
final class KeptHistory extends AbstractHistoryLevel {

    /** The activity instance of a task has its person, begin and end. */
    private static final Set<HistoryEventTypes> OF_TASKS = EnumSet.of(
            HistoryEventTypes.TASK_INSTANCE_CREATE,
            HistoryEventTypes.TASK_INSTANCE_UPDATE,
            HistoryEventTypes.TASK_INSTANCE_MIGRATE,
            HistoryEventTypes.TASK_INSTANCE_COMPLETE,
            HistoryEventTypes.TASK_INSTANCE_DELETE);

    private static final Set<HistoryEventTypes> NEVER = EnumSet.of(
            // Codes for gateways; how a clue stood when, its timeline tells.
            HistoryEventTypes.VARIABLE_INSTANCE_CREATE,
            HistoryEventTypes.VARIABLE_INSTANCE_UPDATE,
            HistoryEventTypes.VARIABLE_INSTANCE_MIGRATE,
            HistoryEventTypes.VARIABLE_INSTANCE_UPDATE_DETAIL,
            HistoryEventTypes.VARIABLE_INSTANCE_DELETE,
            HistoryEventTypes.FORM_PROPERTY_UPDATE,
            // To whom a step is offered follows from duties, whose changes the county's book keeps.
            HistoryEventTypes.IDENTITY_LINK_ADD,
            HistoryEventTypes.IDENTITY_LINK_DELETE,
            // What worked has its effect to show; what failed stays.
            HistoryEventTypes.JOB_CREATE,
            HistoryEventTypes.JOB_SUCCESS,
            HistoryEventTypes.JOB_DELETE);

    static {
        NEVER.addAll(OF_TASKS);
    }

    @Override
    public int getId() {
        return HistoryLevel.HISTORY_LEVEL_FULL.getId();
    }

    @Override
    public String getName() {
        return HistoryLevel.HISTORY_LEVEL_FULL.getName();
    }

    /** @param about what it happens to; null where the engine asks whether such events are kept at all */
    @Override
    public boolean isHistoryEventProduced(HistoryEventType event, Object about) {
        // Of tasks it asks in general too, before it listens for who takes one: their activities tell that.
        return !(event instanceof HistoryEventTypes type
                        && NEVER.contains(type)
                        && (about != null || !OF_TASKS.contains(type)))
                && !(about instanceof DmnDecision table && LimitTable.KEY.equals(table.getKey()))
                && (isAboutFailure(event) || !NoticeDelivery.KEY.equals(processOf(about)));
    }

    private static boolean isAboutFailure(HistoryEventType event) {
        return event == HistoryEventTypes.JOB_FAIL || "incident".equals(event.getEntityType());
    }

    /** The process whose way it is a part of: a notice's own way is its line in the outbox. */
    private static String processOf(Object about) {
        if (about instanceof ExecutionEntity execution) {
            return execution.getProcessDefinition().getKey();
        }
        return about instanceof DelegateTask task ? processOf(((TaskEntity) task).getExecution()) : null;
    }
}
