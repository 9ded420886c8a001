package cn.qingfeng.process.meeting;

import cn.qingfeng.meeting.Meetings;
import cn.qingfeng.process.engine.BpmnBean;
import cn.qingfeng.process.meeting.MeetingTask.Variables;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** {@code ${decisions.dueBy(execution)}}: what meeting-task.bpmn asks about its decision. */
@BpmnBean(value = "decisions", in = MeetingTask.KEY)
public class Decisions {

    private final Meetings meetings;

    Decisions(Meetings meetings) {
        this.meetings = meetings;
    }

    /** Until when it is to be done. */
    public Date dueBy(DelegateExecution execution) {
        return Date.from(meetings.decision(Variables.DECISION.of(execution)).dueAt());
    }
}
