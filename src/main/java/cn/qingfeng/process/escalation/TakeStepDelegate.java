package cn.qingfeng.process.escalation;

import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.process.engine.BpmnBean;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Variables;
import cn.qingfeng.supervision.Limits;
import cn.qingfeng.supervision.LimitsChanged;
import cn.qingfeng.supervision.StepDue;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.ApplicationEventPublisher;

/** “查看到点事项” in clue-lifecycle.bpmn: which step is due about which limit. */
@BpmnBean(value = "takeStepDelegate", in = ClueLifecycle.KEY)
public class TakeStepDelegate implements JavaDelegate {

    /** Nothing is due: the limit was met meanwhile. */
    public static final String NONE = "NONE";

    private final Limits limits;
    private final ApplicationEventPublisher events;

    TakeStepDelegate(Limits limits, ApplicationEventPublisher events) {
        this.events = events;
        this.limits = limits;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var number = ClueNumber.of(execution.getProcessBusinessKey());
        var due = limits.takeSteps(number);
        Variables.STEP.set(execution, due.map(StepDue::measure).map(Enum::name).orElse(NONE));
        // Whatever is due: the watch is set to the next step.
        events.publishEvent(new LimitsChanged(number, false));
        due.ifPresent(step -> Variables.LIMIT.set(
                execution, step.kinds().stream().map(Enum::name).collect(Collectors.joining(","))));
    }
}
