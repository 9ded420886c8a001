package cn.qingfeng.process.time;

import static java.util.Map.entry;

import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.task.TaskHandler;
import cn.qingfeng.process.task.TaskHandler.Answered;
import cn.qingfeng.process.task.TaskHandlers;
import cn.qingfeng.process.time.DeadlineExtension.Tasks;
import cn.qingfeng.process.time.DeadlineExtension.Variables;
import cn.qingfeng.supervision.time.TimeRequests;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** The user tasks of deadline-extension.bpmn. */
@Component
class DeadlineExtensionSteps implements TaskHandlers {

    private final TimeRequests requests;
    private final Map<String, TaskHandler> steps = Map.ofEntries(
            entry(Tasks.SIGN, this::sign),
            entry(Tasks.DECIDE_EXTENSION, this::decide),
            entry(Tasks.DECIDE_SUSPENSION, this::decide),
            entry(Tasks.DECIDE_RESUMPTION, this::decide),
            entry(Tasks.DECIDE_TACKLING, this::decide),
            entry(Tasks.DECIDE_YELLOW, this::decide),
            entry(Tasks.DECIDE_RAISING, this::decide));

    DeadlineExtensionSteps(TimeRequests requests) {
        this.requests = requests;
    }

    @Override
    public String process() {
        return DeadlineExtension.KEY;
    }

    @Override
    public Map<String, TaskHandler> steps() {
        return steps;
    }

    @Override
    public String unit(DelegateTask task) {
        return task.getTaskDefinitionKey().equals(Tasks.SIGN)
                ? ClueLifecycle.Variables.UNIT.of(task.getExecution())
                : null;
    }

    @Override
    public String matter(DelegateExecution execution) {
        return Variables.REQUEST.of(execution);
    }

    private String sign(Answered it) {
        var outcome = it.required("outcome");
        var signs = outcome.equals("SIGN");
        requests.sign(it.matter(), signs, it.by(), signs ? null : it.required("reason"));
        return outcome;
    }

    private String decide(Answered it) {
        var outcome = it.required("outcome");
        if (outcome.equals("APPROVE")) {
            var days = it.number("days", 0);
            requests.approve(it.matter(), it.by(), days == 0 ? null : days, it.flag("beyondCap"));
        } else {
            requests.refuse(it.matter(), it.by(), it.required("reason"));
        }
        return outcome;
    }
}
