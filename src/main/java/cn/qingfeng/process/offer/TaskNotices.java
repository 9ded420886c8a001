package cn.qingfeng.process.offer;

import cn.qingfeng.casework.ClueNotifier;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.notification.Notice;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Tasks;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Tells those who are to decide a card, to sign a result or to receive a report that the task waits for them, when it begins to
 * wait.
 */
@Component
class TaskNotices extends AbstractProcessEnginePlugin {

    /** What a task tells, and the card whose holder is to decide, where the task itself says it. */
    private record Told(NoticeEvent event, String card) {}

    private static final Map<String, Told> TASKS = Map.of(
            Tasks.DECIDE_BLUE, new Told(NoticeEvent.TO_DECIDE, "BLUE"),
            Tasks.DECIDE_YELLOW, new Told(NoticeEvent.TO_DECIDE, "YELLOW"),
            Tasks.DECIDE_RED, new Told(NoticeEvent.TO_DECIDE, "RED"),
            Tasks.SIGN_REPLY, new Told(NoticeEvent.TO_SIGN, null));

    private final ObjectProvider<ClueNotifier> concerned;

    TaskNotices(ObjectProvider<ClueNotifier> concerned) {
        this.concerned = concerned;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        var listeners = engine.getCustomPreBPMNParseListeners() == null
                ? new ArrayList<BpmnParseListener>()
                : new ArrayList<>(engine.getCustomPreBPMNParseListeners());
        listeners.add(new Listening());
        engine.setCustomPreBPMNParseListeners(listeners);
    }

    private final class Listening extends AbstractBpmnParseListener {
        @Override
        public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
            if (TASKS.containsKey(activity.getId()) || activity.getId().equals(Tasks.RECEIVE_REPORT)) {
                ((UserTaskActivityBehavior) activity.getActivityBehavior())
                        .getTaskDefinition()
                        .addTaskListener(TaskListener.EVENTNAME_CREATE, TaskNotices.this::tell);
            }
        }
    }

    private void tell(DelegateTask task) {
        if (task.getTaskDefinitionKey().equals(Tasks.RECEIVE_REPORT)) {
            concerned
                    .getObject()
                    .tellReportDesk(
                            ClueNumber.of(task.getExecution().getProcessBusinessKey()),
                            Optional.ofNullable(task.getDueDate()).map(Date::toInstant));
            return;
        }
        var told = TASKS.get(task.getTaskDefinitionKey());
        var facts = new HashMap<String, String>();
        if (told.card() != null) {
            facts.put(Notice.CARD, told.card());
        }
        if (task.getDueDate() != null) {
            facts.put(Notice.DUE_AT, task.getDueDate().toInstant().toString());
        }
        concerned.getObject().tell(ClueNumber.of(task.getExecution().getProcessBusinessKey()), told.event(), facts);
    }
}
