package cn.qingfeng.process.letter;

import static cn.qingfeng.organization.Duty.DISCIPLINE;
import static cn.qingfeng.organization.Duty.GROUP_HEAD;
import static cn.qingfeng.process.task.StepRight.open;

import cn.qingfeng.process.ProcessContract;
import java.util.Map;
import java.util.Set;

/** Everything that {@code processes/transfer-letter.bpmn} and the code must agree on. Checked by {@code ProcessModelTests}. */
public final class TransferLetter {

    /** The process and its file. */
    public static final String KEY = "transfer-letter";

    /** Messages by which an instance ends early. */
    public static final class Messages {
        public static final String MOOT = "letter.moot";

        private Messages() {}
    }

    /** User tasks whose answers the ledger understands. */
    public static final class Tasks {
        public static final String SIGN = "userTask_signLetter";
        public static final String RECEIVE = "userTask_receiveLetter";

        private Tasks() {}
    }

    /** What diagram and code agree on. */
    public static final ProcessContract CONTRACT = new ProcessContract(
            KEY,
            Set.of("startEvent_letterCalled", "startEvent_letterMoot"),
            Set.of(),
            Set.of(Messages.MOOT),
            Map.of(Tasks.SIGN, open(GROUP_HEAD), Tasks.RECEIVE, open(DISCIPLINE)),
            Set.of(),
            true,
            TransferLetterCourse::course);

    private TransferLetter() {}
}
