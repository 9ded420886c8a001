package cn.qingfeng.process.engine;

import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.lifecycle.CluePhase;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.history.event.HistoricDecisionEvaluationEvent;
import org.camunda.bpm.engine.impl.history.event.HistoricDecisionInputInstanceEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricDecisionInstanceEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricDecisionOutputInstanceEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricDetailEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricIdentityLinkLogEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricIncidentEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricJobLogEvent;
import org.camunda.bpm.engine.impl.history.event.HistoricProcessInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricScopeInstanceEvent;
import org.camunda.bpm.engine.impl.history.event.HistoricTaskInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricVariableUpdateEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.handler.DbHistoryEventHandler;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;

/**
 * The engine's history, without any variable that is not a routing variable: nothing that a person types gets there. Of a
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
        if (!(event instanceof HistoricVariableUpdateEventEntity variable)
                || Routing.keeps(variable.getVariableName()) && !isToldByTheOverview(variable)) {
            if (event instanceof HistoricDecisionEvaluationEvent evaluation) {
                var root = evaluation.getRootHistoricDecisionInstance();
                if (root.getProcessInstanceId() == null || isOfReport(root)) {
                    blur(evaluation);
                }
            } else if (isOfReport(event)) {
                blur(event);
            }
            super.handleEvent(event);
        }
    }

    @Override
    public void handleEvents(List<HistoryEvent> events) {
        events.forEach(this::handleEvent);
    }

    /** What the overview carries is in its history: a phase repeats none of it, but for the answers given in it. */
    private static boolean isToldByTheOverview(HistoricVariableUpdateEventEntity variable) {
        return !variable.getVariableName().equals(ClueLifecycle.Variables.ANSWER)
                && CluePhase.OVERVIEW.contains(variable.getVariableName())
                && CluePhase.of(variable.getProcessDefinitionKey()).isPresent();
    }

    private boolean isOfReport(HistoryEvent event) {
        if (event instanceof HistoricProcessInstanceEventEntity instance && instance.getBusinessKey() != null) {
            return kinds.of(instance.getBusinessKey()) == ClueKind.REPORT;
        }
        var root = event.getRootProcessInstanceId() == null
                ? event.getProcessInstanceId()
                : event.getRootProcessInstanceId();
        var execution = root == null || Context.getCommandContext() == null
                ? null
                : Context.getCommandContext().getExecutionManager().findExecutionById(root);
        return execution != null
                && execution.getBusinessKey() != null
                && kinds.of(execution.getBusinessKey()) == ClueKind.REPORT;
    }

    private static void blur(HistoryEvent event) {
        if (event instanceof HistoricScopeInstanceEvent scope) {
            scope.setStartTime(day(scope.getStartTime()));
            // A notice is delivered seconds after it was caused; when a task was done is nobody else's moment.
            if (!(scope instanceof HistoricTaskInstanceEventEntity)) {
                scope.setEndTime(day(scope.getEndTime()));
            }
        } else if (event instanceof HistoricDetailEventEntity detail) {
            detail.setTimestamp(day(detail.getTimestamp()));
        } else if (event instanceof HistoricIdentityLinkLogEventEntity link) {
            link.setTime(day(link.getTime()));
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
