package cn.qingfeng.process.reveal;

import cn.qingfeng.disclosure.RevealRequests;
import cn.qingfeng.process.reveal.IdentityReveal.Tasks;
import cn.qingfeng.process.reveal.IdentityReveal.Variables;
import cn.qingfeng.process.task.TaskHandler;
import cn.qingfeng.process.task.TaskHandler.Answered;
import cn.qingfeng.process.task.TaskHandlers;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** The user task of identity-reveal.bpmn. */
@Component
class IdentityRevealSteps implements TaskHandlers {

    private final RevealRequests requests;

    IdentityRevealSteps(RevealRequests requests) {
        this.requests = requests;
    }

    @Override
    public String process() {
        return IdentityReveal.KEY;
    }

    @Override
    public Map<String, TaskHandler> steps() {
        return Map.of(Tasks.DECIDE, this::decide);
    }

    @Override
    public String matter(DelegateExecution execution) {
        return Variables.REVEAL.of(execution);
    }

    /** What is written here may name the reporter. */
    @Override
    public boolean confidential() {
        return true;
    }

    @Override
    public void taken(DelegateTask task, String by) {
        requests.requireSecondPerson(matter(task.getExecution()), by);
    }

    private String decide(Answered it) {
        var outcome = it.required("outcome");
        if (outcome.equals("APPROVE")) {
            requests.grant(it.matter(), it.by(), it.required("reason"));
        } else {
            requests.refuse(it.matter(), it.by(), it.required("reason"));
        }
        return outcome;
    }
}
