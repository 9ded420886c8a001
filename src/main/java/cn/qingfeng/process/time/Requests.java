package cn.qingfeng.process.time;

import cn.qingfeng.process.engine.BpmnBean;
import cn.qingfeng.process.time.DeadlineExtension.Variables;
import cn.qingfeng.supervision.time.TimeRequest;
import cn.qingfeng.supervision.time.TimeRequests;
import java.util.Date;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** {@code ${requests.decider(execution)}}: what deadline-extension.bpmn asks about its request. */
@BpmnBean(value = "requests", in = DeadlineExtension.KEY)
public class Requests {

    /** What the table may ask, with what each comes to. */
    public static final Map<String, Class<?>> TYPES =
            Map.of("wishKind", String.class, "wishCard", String.class, "wish", Integer.class);

    private final TimeRequests requests;

    Requests(TimeRequests requests) {
        this.requests = requests;
    }

    private TimeRequest of(DelegateExecution execution) {
        return requests.get(Variables.REQUEST.of(execution));
    }

    /** The group that decides, by the table's row. */
    public String decider(DelegateExecution execution) {
        return of(execution).decider();
    }

    /** Until when it should be decided: the old limit, which runs on. */
    public Date decideBy(DelegateExecution execution) {
        return Date.from(of(execution).decideBy());
    }

    /** What the table {@code extension-rules} may ask. */
    public Object value(DelegateExecution execution, String name) {
        var request = of(execution);
        return switch (name) {
            case "wishKind" -> request.kind().name();
            case "wishCard" -> request.card().name();
            case "wish" -> request.wish();
            default -> throw new IllegalArgumentException("no fact " + name);
        };
    }
}
