package cn.qingfeng.process.reveal;

import static cn.qingfeng.organization.Duty.GROUP_HEAD;
import static cn.qingfeng.organization.Duty.OFFICE_HEAD;
import static cn.qingfeng.organization.Duty.REPORT_DESK;
import static cn.qingfeng.process.task.StepRight.right;

import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.process.ProcessContract;
import cn.qingfeng.process.ProcessVariable;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import java.util.Map;
import java.util.Set;

/** Everything that {@code processes/identity-reveal.bpmn} and the code must agree on. Checked by {@code ProcessModelTests}. */
public final class IdentityReveal {

    /** The process and its file. */
    public static final String KEY = "identity-reveal";

    /** Routing variables beside {@link ClueLifecycle.Variables#KIND} and {@link ClueLifecycle.Variables#ANSWER}. */
    public static final class Variables {
        /** The wish's number. */
        public static final ProcessVariable<String> REVEAL = ProcessVariable.code("reveal");

        /** Every name that may be kept in the engine and its history. */
        public static final Set<String> ALL = ProcessVariable.names(REVEAL);

        private Variables() {}
    }

    /** Messages by which an instance ends early. */
    public static final class Messages {
        public static final String WITHDRAWN = "reveal.withdrawn";

        private Messages() {}
    }

    /** User tasks whose answers the ledger understands. */
    public static final class Tasks {
        public static final String DECIDE = "userTask_decideReveal";

        private Tasks() {}
    }

    /** What each service task does. */
    public enum Doing {
        /** Those who may decide are told. */
        TELL_DECIDERS,
        /** The view opens for whoever asked, who is told. */
        OPEN_VIEW,
        /** Whoever asked is told that it was refused. */
        TELL_REFUSED,
        /** Nobody decided in time; whoever asked is told. */
        LAPSE,
        /** The time to look is over. */
        CLOSE_VIEW
    }

    /** What each did before the diagram said so itself. */
    public static final Map<String, Doing> DOINGS = Map.of(
            "serviceTask_tellDecider", Doing.TELL_DECIDERS,
            "serviceTask_openView", Doing.OPEN_VIEW,
            "serviceTask_tellRefused", Doing.TELL_REFUSED,
            "serviceTask_lapse", Doing.LAPSE,
            "serviceTask_closeView", Doing.CLOSE_VIEW);

    /** What diagram and code agree on. */
    public static final ProcessContract CONTRACT = new ProcessContract(
            KEY,
            Set.of(
                    "startEvent_revealAsked",
                    "serviceTask_tellDecider",
                    "event_withdrawn",
                    "event_undecided",
                    "serviceTask_lapse",
                    "serviceTask_openView",
                    "event_viewOver",
                    "serviceTask_closeView"),
            Variables.ALL,
            Set.of(Messages.WITHDRAWN),
            // A report's desk decides alone about who reported there.
            Map.of(
                    Tasks.DECIDE,
                    right(OFFICE_HEAD, GROUP_HEAD, REPORT_DESK)
                            .by((held, clue) -> (held.duty() == REPORT_DESK) == (clue.kind() == ClueKind.REPORT))),
            Set.of(),
            false,
            IdentityRevealCourse::course);

    private IdentityReveal() {}
}
