package cn.qingfeng.process.lifecycle;

import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.process.engine.BpmnBean;
import java.time.Clock;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** {@code ${callBacks.next(execution)}}: when a reporter who was not reached is called again. */
@BpmnBean("callBacks")
public class CallBacks {

    /** Working hours between two tries: half a working day, so that morning and afternoon take turns. */
    private static final int HOURS = 4;

    private final WorkingCalendar calendar;
    private final Clock clock;

    CallBacks(WorkingCalendar calendar, Clock clock) {
        this.calendar = calendar;
        this.clock = clock;
    }

    /** The next time to call, after a try just now. */
    public Date next(DelegateExecution execution) {
        return Date.from(calendar.plusWorkingHours(clock.instant(), HOURS).dueAt());
    }
}
