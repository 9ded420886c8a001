package cn.qingfeng.process.progress;

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

    /** Without these elements a diagram of this key cannot ask for progress; a deployment that lacks one is refused. */
    public static final Set<String> REQUIRED_ELEMENTS =
            Set.of("startEvent_progressOwed", Tasks.REPORT, "startEvent_progressOver");

    private ProgressReport() {}
}
