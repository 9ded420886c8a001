package cn.qingfeng.process;

import cn.qingfeng.clue.ClueKind;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.history.event.HistoricActivityInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricProcessInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricScopeInstanceEvent;
import org.camunda.bpm.engine.impl.history.event.HistoricTaskInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricVariableUpdateEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.handler.DbHistoryEventHandler;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;

/**
 * The engine's history, without any variable that is not a routing variable: nothing that a person types gets there. Of a
 * report against a person it knows the day alone when something began: the minute would tell which appeal was told with it.
 */
final class RoutingHistory extends DbHistoryEventHandler {

    private static final ZoneId COUNTY = ZoneId.of("Asia/Shanghai");

    /** Says of which kind the clue with this business key is. */
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
                || Routing.keeps(variable.getVariableName())) {
            if (event instanceof HistoricScopeInstanceEvent scope && isOfReport(event)) {
                blur(scope);
            }
            super.handleEvent(event);
        }
    }

    @Override
    public void handleEvents(List<HistoryEvent> events) {
        events.forEach(this::handleEvent);
    }

    private boolean isOfReport(HistoryEvent event) {
        if (event instanceof HistoricProcessInstanceEventEntity instance && instance.getBusinessKey() != null) {
            return kinds.of(instance.getBusinessKey()) == ClueKind.REPORT;
        }
        var root = event.getRootProcessInstanceId();
        var execution = root == null || Context.getCommandContext() == null
                ? null
                : Context.getCommandContext().getExecutionManager().findExecutionById(root);
        return execution != null
                && execution.getBusinessKey() != null
                && kinds.of(execution.getBusinessKey()) == ClueKind.REPORT;
    }

    private static void blur(HistoricScopeInstanceEvent event) {
        event.setStartTime(day(event.getStartTime()));
        if (event instanceof HistoricActivityInstanceEventEntity
                && !(event instanceof HistoricTaskInstanceEventEntity)) {
            event.setEndTime(day(event.getEndTime()));
        }
    }

    /** A task's own moment, which the engine shows beside it. */
    static void blur(TaskEntity task) {
        task.setCreateTime(day(task.getCreateTime()));
    }

    static Date day(Date moment) {
        return moment == null
                ? null
                : Date.from(Instant.ofEpochMilli(moment.getTime())
                        .atZone(COUNTY)
                        .toLocalDate()
                        .atStartOfDay(COUNTY)
                        .toInstant());
    }
}
