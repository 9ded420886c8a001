package cn.qingfeng.process;

import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.Limits;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** {@code ${dueDates.of(execution, 'SIGN')}}: until when a task or timer of the clue is due; empty where no such limit runs, or it stands still. */
@InDiagrams("dueDates")
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
}
