package cn.qingfeng.process.lifecycle;

import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.process.engine.BpmnBean;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.Limits;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** {@code ${dueDates.of(execution, 'SIGN')}}: until when a task or timer of the clue is due; empty where no such limit runs, or it stands still. */
@BpmnBean("dueDates")
public class DueDates {

    private final Limits limits;

    DueDates(Limits limits) {
        this.limits = limits;
    }

    /** The end of the clue's limit of that kind, or null. */
    public Date of(DelegateExecution execution, String kind) {
        return limits.dueAt(ClueNumber.of(execution.getProcessBusinessKey()), LimitKind.valueOf(kind))
                .map(Date::from)
                .orElse(null);
    }

    /** {@code ${dueDates.owed(execution, 'REPLY')}}: whether the clue owes the work of that limit now, a rework's as finishing. */
    public boolean owed(DelegateExecution execution, String kind) {
        var number = ClueNumber.of(execution.getProcessBusinessKey());
        return limits.isOwed(number, LimitKind.valueOf(kind))
                || kind.equals(LimitKind.FINISH.name()) && limits.isOwed(number, LimitKind.REWORK);
    }
}
