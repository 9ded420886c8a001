package cn.qingfeng.process.order;

import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.process.engine.BpmnBean;
import cn.qingfeng.process.engine.TaskParameter;
import cn.qingfeng.process.order.SupervisionOrderProcess.Variables;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** The service tasks of supervision-order.bpmn; what they do, their parameter says. */
@BpmnBean(value = "orderDelegate", in = SupervisionOrderProcess.KEY)
class OrderDelegate implements JavaDelegate {

    private final SupervisionOrderProcesses desk;

    OrderDelegate(SupervisionOrderProcesses desk) {
        this.desk = desk;
    }

    @Override
    public void execute(DelegateExecution execution) {
        desk.take(
                TaskParameter.ORDER.in(execution),
                ClueNumber.of(execution.getProcessBusinessKey()),
                Variables.ORDER.of(execution));
    }
}
