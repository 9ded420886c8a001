package cn.qingfeng.process.time;

import cn.qingfeng.process.engine.BpmnBean;
import cn.qingfeng.process.table.Decisions;
import cn.qingfeng.process.time.DeadlineExtension.Variables;
import cn.qingfeng.supervision.time.TimeRequests;
import cn.qingfeng.supervision.time.TimeRule;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;

/** After “对照延期规则”: keeps by which row of {@code extension-rules} the request is dealt with. */
@BpmnBean(value = "recordExtensionRule", in = DeadlineExtension.KEY)
class RecordExtensionRule implements ExecutionListener {

    private final TimeRequests requests;

    RecordExtensionRule(TimeRequests requests) {
        this.requests = requests;
    }

    @Override
    public void notify(DelegateExecution execution) {
        var rule = rule(Decisions.row(execution));
        requests.ruledBy(Variables.REQUEST.of(execution), rule);
        Variables.COURSE.set(execution.getProcessInstance(), rule.course().name());
    }

    private static TimeRule rule(Map<String, Object> row) {
        return new TimeRule(
                ExtensionTable.COURSE.of(row),
                ExtensionTable.MOST.of(row),
                ExtensionTable.NOTICE.of(row),
                ExtensionTable.DECIDER.of(row),
                ExtensionTable.OVER.of(row),
                ExtensionTable.BASIS.of(row));
    }
}
