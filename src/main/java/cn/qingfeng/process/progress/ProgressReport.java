package cn.qingfeng.process.progress;

import static cn.qingfeng.organization.Duty.HANDLER;
import static cn.qingfeng.organization.Duty.UNIT_LEADER;
import static cn.qingfeng.process.task.StepRight.OF_THE_UNIT;
import static cn.qingfeng.process.task.StepRight.open;

import cn.qingfeng.process.ProcessContract;
import java.util.Map;
import java.util.Set;

/** Everything that {@code processes/progress-report.bpmn} and the code must agree on. Checked by {@code ProcessModelTests}. */
public final class ProgressReport {

    /** The process and its file. */
    public static final String KEY = "progress-report";

    /** Messages by which an instance ends. */
    public static final class Messages {
        public static final String OVER = "progress.over";

        private Messages() {}
    }

    /** User tasks whose answers the ledger understands. */
    public static final class Tasks {
        public static final String REPORT = "userTask_reportProgress";

        private Tasks() {}
    }

    /** What diagram and code agree on. */
    public static final ProcessContract CONTRACT = new ProcessContract(
            KEY,
            Set.of("startEvent_progressOwed", "startEvent_progressOver"),
            Set.of(),
            Set.of(Messages.OVER),
            Map.of(Tasks.REPORT, open(HANDLER, UNIT_LEADER).by(OF_THE_UNIT)),
            Set.of(),
            true,
            ProgressReportCourse::course);

    private ProgressReport() {}
}
