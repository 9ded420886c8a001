package cn.qingfeng.process.lifecycle.delegate;

import cn.qingfeng.casework.Concerned;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.process.engine.InDiagrams;
import cn.qingfeng.process.engine.Told;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** The diagram's “告知…” and “送达…” tasks: tells those concerned what the task's parameter says. */
@InDiagrams("notifyDelegate")
class NotifyDelegate implements JavaDelegate {

    private final Concerned concerned;

    NotifyDelegate(Concerned concerned) {
        this.concerned = concerned;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var event = Told.NOTICE.in(execution);
        concerned.tell(ClueNumber.of(execution.getProcessBusinessKey()), event);
    }
}
