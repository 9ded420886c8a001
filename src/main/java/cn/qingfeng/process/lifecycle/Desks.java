package cn.qingfeng.process.lifecycle;

import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.content.ReportingChannel;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.process.engine.BpmnBean;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** {@code ${desks.admission(execution)}}: who is asked where that depends on more than the card. */
@BpmnBean("desks")
public class Desks {

    private final ClueLedger ledger;

    Desks(ClueLedger ledger) {
        this.ledger = ledger;
    }

    /** Graders admit; what comes over the counter the window's clerk may admit on the spot. */
    public String admission(DelegateExecution execution) {
        var content =
                ledger.get(ClueNumber.of(execution.getProcessBusinessKey())).content();
        return content.channel() == ReportingChannel.WINDOW
                ? Duty.GRADER.groupId() + "," + Duty.WINDOW_CLERK.groupId()
                : Duty.GRADER.groupId();
    }

    /** The codes of the units that assist; each gets a task of its own. */
    public List<String> assisting(DelegateExecution execution) {
        return ledger.get(ClueNumber.of(execution.getProcessBusinessKey())).assistUnits().stream()
                .sorted()
                .toList();
    }
}
