package cn.qingfeng.process.meeting;

import static cn.qingfeng.organization.Duty.HANDLER;
import static cn.qingfeng.organization.Duty.UNIT_LEADER;
import static cn.qingfeng.process.task.StepRight.OF_THE_UNIT;
import static cn.qingfeng.process.task.StepRight.open;

import cn.qingfeng.process.ProcessContract;
import cn.qingfeng.process.ProcessVariable;
import java.util.Map;
import java.util.Set;

/** Everything that {@code processes/meeting-task.bpmn} and the code must agree on. Checked by {@code ProcessModelTests}. */
public final class MeetingTask {

    /** The process and its file. */
    public static final String KEY = "meeting-task";

    /** Routing variables beside the unit. */
    public static final class Variables {
        /** The decision's id. */
        public static final ProcessVariable<String> DECISION = ProcessVariable.code("decision");

        /** Every name that may be kept in the engine and its history. */
        public static final Set<String> ALL = ProcessVariable.names(DECISION);

        private Variables() {}
    }

    /** Messages by which an instance ends early. */
    public static final class Messages {
        public static final String OVER = "meetingTask.over";

        private Messages() {}
    }

    /** User tasks whose answers the ledger understands. */
    public static final class Tasks {
        public static final String CARRY_OUT = "userTask_carryOut";

        private Tasks() {}
    }

    /** What diagram and code agree on. */
    public static final ProcessContract CONTRACT = new ProcessContract(
            KEY,
            Set.of("startEvent_taskDecided", "startEvent_taskOver"),
            Variables.ALL,
            Set.of(Messages.OVER),
            Map.of(Tasks.CARRY_OUT, open(HANDLER, UNIT_LEADER).by(OF_THE_UNIT)),
            Set.of(),
            true,
            MeetingTaskCourse::course);

    private MeetingTask() {}
}
