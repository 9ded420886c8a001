package cn.qingfeng.process.engine;

import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.ClueKind;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.ActivityTypes;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.history.event.HistoricActivityInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricDecisionEvaluationEvent;
import org.camunda.bpm.engine.impl.history.event.HistoricDecisionInputInstanceEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricDecisionInstanceEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricDecisionOutputInstanceEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricDetailEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricIncidentEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricJobLogEvent;
import org.camunda.bpm.engine.impl.history.event.HistoricProcessInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricScopeInstanceEvent;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.impl.history.handler.DbHistoryEventHandler;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;

/**
 * The engine's history, without any variable: nothing that a person types gets there. Which events there are at all, {@link
 * KeptHistory} says. Of a
 * report against a person, and of what is told about one, it knows the day alone when something was: the minute would tell
 * which appeal was told with it. So it is with a table that was asked outside of any process, since nobody could say later
 * for which clue.
 */
public final class RoutingHistory extends DbHistoryEventHandler {

    /** Says of which kind the clue is that a business key names; null where it names none. */
    interface Kinds {
        ClueKind of(String businessKey);
    }

    private final Kinds kinds;

    RoutingHistory(Kinds kinds) {
        this.kinds = kinds;
    }

    @Override
    public void handleEvent(HistoryEvent event) {
        if (event instanceof HistoricDetailEventEntity) {
            return;
        }
        if (event instanceof HistoricDecisionEvaluationEvent evaluation) {
            var root = evaluation.getRootHistoricDecisionInstance();
            if (root.getProcessInstanceId() == null || isOfReport(root)) {
                blur(evaluation);
            }
        } else if (isOfReport(event)) {
            blur(event);
        }
        if (event instanceof HistoricActivityInstanceEventEntity step
                && step.getEndTime() != null
                && (step.getTaskAssignee() != null || !ActivityTypes.TASK_USER_TASK.equals(step.getActivityType()))) {
            // Taken and done in one go: the engine writes the person with an update alone, and the end has become of
            // it. What is nobody's task ends in the same words, so that all ends of a transaction are one statement.
            step.setEventType(HistoryEventTypes.ACTIVITY_INSTANCE_UPDATE.getEventName());
        }
        super.handleEvent(event);
    }

    /**
     * The engine reads the row of whatever ends, one by one, for the moment in which it began. Of a task, the task knows; of all
     * else that is open about a clue {@link NotLookedFor.Beginnings} reads the moments together.
     */
    @Override
    protected void insertOrUpdate(HistoryEvent event) {
        var began = isOpen(event) ? began((HistoricScopeInstanceEvent) event) : null;
        if (began == null) {
            super.insertOrUpdate(event);
        } else {
            ((HistoricScopeInstanceEvent) event).setStartTime(began);
            Context.getCommandContext().getDbEntityManager().merge(event);
        }
    }

    /** An instance or a step that was written in an earlier transaction. */
    private boolean isOpen(HistoryEvent event) {
        return (event instanceof HistoricActivityInstanceEventEntity
                        || event instanceof HistoricProcessInstanceEventEntity)
                && !isInitialEvent(event)
                && Context.getCommandContext().getDbEntityManager().getCachedEntity(event.getClass(), event.getId())
                        == null;
    }

    private static Date began(HistoricScopeInstanceEvent event) {
        var context = Context.getCommandContext();
        var task = event instanceof HistoricActivityInstanceEventEntity step
                        && step.isEventOfType(HistoryEventTypes.ACTIVITY_INSTANCE_UPDATE)
                        && step.getTaskId() != null
                ? context.getDbEntityManager().getCachedEntity(TaskEntity.class, step.getTaskId())
                : null;
        return task == null
                ? context.getSession(NotLookedFor.Beginnings.class).of(event.getId(), event.getRootProcessInstanceId())
                : task.getCreateTime();
    }

    @Override
    public void handleEvents(List<HistoryEvent> events) {
        events.forEach(this::handleEvent);
    }

    private boolean isOfReport(HistoryEvent event) {
        if (event instanceof HistoricProcessInstanceEventEntity instance && instance.getBusinessKey() != null) {
            return kinds.of(instance.getBusinessKey()) == ClueKind.REPORT;
        }
        // Every instance about a clue has its number, those that another calls too; the own one is at hand already.
        var key = businessKey(event.getProcessInstanceId()).or(() -> businessKey(event.getRootProcessInstanceId()));
        return key.map(kinds::of).filter(ClueKind.REPORT::equals).isPresent();
    }

    private static Optional<String> businessKey(String instance) {
        return instance == null || Context.getCommandContext() == null
                ? Optional.empty()
                : Optional.ofNullable(Context.getCommandContext()
                                .getExecutionManager()
                                .findExecutionById(instance))
                        .map(ExecutionEntity::getBusinessKey);
    }

    private static void blur(HistoryEvent event) {
        if (event instanceof HistoricScopeInstanceEvent scope) {
            scope.setStartTime(day(scope.getStartTime()));
            scope.setEndTime(day(scope.getEndTime()));
        } else if (event instanceof HistoricIncidentEventEntity incident) {
            incident.setCreateTime(day(incident.getCreateTime()));
        } else if (event instanceof HistoricJobLogEvent log) {
            log.setTimestamp(day(log.getTimestamp()));
            log.setJobDueDate(day(log.getJobDueDate()));
        }
    }

    private static void blur(HistoricDecisionEvaluationEvent evaluation) {
        blur(evaluation.getRootHistoricDecisionInstance());
        evaluation.getRequiredHistoricDecisionInstances().forEach(RoutingHistory::blur);
    }

    private static void blur(HistoricDecisionInstanceEntity asked) {
        asked.setEvaluationTime(day(asked.getEvaluationTime()));
        asked.getInputs()
                .forEach(input ->
                        ((HistoricDecisionInputInstanceEntity) input).setCreateTime(day(input.getCreateTime())));
        asked.getOutputs()
                .forEach(output ->
                        ((HistoricDecisionOutputInstanceEntity) output).setCreateTime(day(output.getCreateTime())));
    }

    /** A task's own moment, which the engine shows beside it. */
    static void blur(TaskEntity task) {
        task.setCreateTime(day(task.getCreateTime()));
    }

    /** Midnight at which the day of that moment began in the county. */
    public static Date day(Date moment) {
        return moment == null
                ? null
                : Date.from(Instant.ofEpochMilli(moment.getTime())
                        .atZone(CountyClock.ZONE)
                        .toLocalDate()
                        .atStartOfDay(CountyClock.ZONE)
                        .toInstant());
    }
}
