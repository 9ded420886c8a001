package cn.qingfeng.process.escalation;

import cn.qingfeng.casework.LimitMeasures;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.process.engine.BpmnBean;
import cn.qingfeng.process.engine.TaskParameter;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Variables;
import cn.qingfeng.process.lifecycle.RoutingVariables;
import cn.qingfeng.supervision.LimitKind;
import java.util.Arrays;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** The measures about a limit in clue-lifecycle.bpmn; which one, the task's parameter says. */
@BpmnBean(value = "measureDelegate", in = ClueLifecycle.KEY)
class MeasureDelegate implements JavaDelegate {

    private final LimitMeasures pressure;

    MeasureDelegate(LimitMeasures pressure) {
        this.pressure = pressure;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var number = ClueNumber.of(execution.getProcessBusinessKey());
        var kinds = Arrays.stream(Variables.LIMIT.of(execution).split(","))
                .map(LimitKind::valueOf)
                .toList();
        pressure.by(TaskParameter.MEASURE.in(execution), number, kinds);
        RoutingVariables.refresh(execution, pressure.clue(number));
    }
}
