package cn.qingfeng.process.matter;

import cn.qingfeng.matter.Matters;
import cn.qingfeng.process.engine.BpmnBean;
import cn.qingfeng.process.engine.TaskParameter;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** The “告知…” tasks in diagrams of matters: tells those concerned what the task's parameter {@code notice} says. */
@BpmnBean(TaskParameter.MATTER_NOTICE_BEAN)
class MatterNotice implements JavaDelegate {

    private final Matters matters;

    MatterNotice(Matters matters) {
        this.matters = matters;
    }

    @Override
    public void execute(DelegateExecution execution) {
        matters.tell(execution.getProcessBusinessKey(), TaskParameter.ABOUT_MATTER.in(execution));
    }
}
