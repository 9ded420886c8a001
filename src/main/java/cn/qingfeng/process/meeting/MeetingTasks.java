package cn.qingfeng.process.meeting;

import cn.qingfeng.casework.ClueNotifier;
import cn.qingfeng.meeting.DecisionOver;
import cn.qingfeng.meeting.DecisionTaken;
import cn.qingfeng.meeting.Meetings;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.meeting.MeetingTask.Messages;
import cn.qingfeng.process.meeting.MeetingTask.Tasks;
import cn.qingfeng.process.meeting.MeetingTask.Variables;
import cn.qingfeng.process.task.TaskHandler;
import cn.qingfeng.process.task.TaskHandlers;
import cn.qingfeng.security.engine.EngineRights;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Starts and ends {@code meeting-task} with the decisions, in the same transaction, and takes what the unit answers. */
@Component
class MeetingTasks implements TaskHandlers {

    private final Meetings meetings;
    private final ClueNotifier concerned;
    private final RuntimeService runtime;
    private final TaskService tasks;
    private final EngineRights rights;

    MeetingTasks(
            Meetings meetings, ClueNotifier concerned, RuntimeService runtime, TaskService tasks, EngineRights rights) {
        this.meetings = meetings;
        this.concerned = concerned;
        this.runtime = runtime;
        this.tasks = tasks;
        this.rights = rights;
    }

    /** Its step waits with the person who was named; where that one may not take it, with the unit. */
    @EventListener
    void on(DecisionTaken taken) {
        var decision = meetings.decision(taken.decision());
        rights.run(() -> {
            var started = runtime.startProcessInstanceByKey(
                    MeetingTask.KEY,
                    taken.number().value(),
                    Map.ofEntries(
                            Variables.DECISION.with(decision.id()),
                            ClueLifecycle.Variables.UNIT.with(decision.unit())));
            var task = tasks.createTaskQuery()
                    .processInstanceId(started.getId())
                    .taskDefinitionKey(Tasks.CARRY_OUT)
                    .singleResult();
            if (task != null && task.getAssignee() == null && decision.person() != null) {
                tasks.setAssignee(task.getId(), decision.person());
            }
        });
        if (decision.person() != null) {
            concerned.tellPeople(
                    taken.number(),
                    NoticeEvent.TASK_WAITS,
                    "meeting.decision",
                    decision.id(),
                    Set.of(decision.person()),
                    decision.dueAt());
        }
    }

    @EventListener
    void on(DecisionOver over) {
        rights.run(() -> runtime.createMessageCorrelation(Messages.OVER)
                .processInstanceBusinessKey(over.number().value())
                .processInstanceVariableEquals(Variables.DECISION.name(), over.decision())
                .correlateAll());
    }

    @Override
    public String process() {
        return MeetingTask.KEY;
    }

    @Override
    public Map<String, TaskHandler> steps() {
        return Map.of(Tasks.CARRY_OUT, it -> {
            meetings.done(it.matter(), it.by(), it.required("result"));
            return null;
        });
    }

    @Override
    public String matter(DelegateExecution execution) {
        return Variables.DECISION.of(execution);
    }

    @Override
    public String unit(DelegateTask task) {
        return ClueLifecycle.Variables.UNIT.of(task.getExecution());
    }
}
