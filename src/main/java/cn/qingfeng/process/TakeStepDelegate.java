package cn.qingfeng.process;

import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.process.ClueLifecycle.Variables;
import cn.qingfeng.supervision.Limits;
import cn.qingfeng.supervision.StepDue;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** “查看到点事项” in clue-lifecycle.bpmn: which step is due about which limit. */
@InDiagrams(value = "takeStepDelegate", in = ClueLifecycle.KEY)
class TakeStepDelegate implements JavaDelegate {

    /** Nothing is due: the limit was met meanwhile. */
    static final String NONE = "NONE";

    private final Limits limits;

    TakeStepDelegate(Limits limits) {
        this.limits = limits;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var due = limits.takeSteps(ClueNumber.of(execution.getProcessBusinessKey()));
        execution.setVariable(
                Variables.STEP, due.map(StepDue::measure).map(Enum::name).orElse(NONE));
        due.ifPresent(step -> execution.setVariable(
                Variables.LIMIT, step.kinds().stream().map(Enum::name).collect(Collectors.joining(","))));
    }
}
