package cn.qingfeng.process.reveal;

import cn.qingfeng.disclosure.RevealRequest;
import cn.qingfeng.disclosure.RevealRequests;
import cn.qingfeng.process.engine.BpmnBean;
import cn.qingfeng.process.reveal.IdentityReveal.Variables;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** {@code ${reveals.deciders(execution)}}: what identity-reveal.bpmn asks about its wish. */
@BpmnBean(value = "reveals", in = IdentityReveal.KEY)
public class Reveals {

    private final RevealRequests requests;

    Reveals(RevealRequests requests) {
        this.requests = requests;
    }

    private RevealRequest of(DelegateExecution execution) {
        return requests.get(Variables.REVEAL.of(execution));
    }

    /** The groups that decide, by the table's row. */
    public String deciders(DelegateExecution execution) {
        return String.join(",", of(execution).deciders());
    }

    /** Until when it must be decided, or it lapses. */
    public Date decideBy(DelegateExecution execution) {
        return Date.from(of(execution).decideBy());
    }

    /** When the view closes. */
    public Date closesAt(DelegateExecution execution) {
        return Date.from(of(execution).closesAt().orElseThrow());
    }
}
