package cn.qingfeng.process.order;

import static cn.qingfeng.organization.Duty.COUNTY_LEADER;
import static cn.qingfeng.organization.Duty.DISCIPLINE;
import static cn.qingfeng.organization.Duty.GRADER;
import static cn.qingfeng.organization.Duty.GROUP_HEAD;
import static cn.qingfeng.organization.Duty.OFFICE_HEAD;
import static cn.qingfeng.organization.Duty.SUPERVISOR;
import static cn.qingfeng.organization.Duty.UNIT_LEADER;
import static cn.qingfeng.process.task.StepRight.OF_THE_UNIT;
import static cn.qingfeng.process.task.StepRight.open;

import cn.qingfeng.process.ProcessContract;
import cn.qingfeng.process.ProcessVariable;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import java.util.Map;
import java.util.Set;

/** Everything that {@code processes/supervision-order.bpmn} and the code must agree on. Checked by {@code ProcessModelTests}. */
public final class SupervisionOrderProcess {

    /** The process and its file. */
    public static final String KEY = "supervision-order";

    /** Routing variables beside {@link ClueLifecycle.Variables#UNIT} and {@link ClueLifecycle.Variables#ANSWER}. */
    public static final class Variables {
        /** The order's number. */
        public static final ProcessVariable<String> ORDER = ProcessVariable.code("order");
        /** An {@link cn.qingfeng.supervision.order.OrderLevel}. */
        public static final ProcessVariable<String> PRESSURE = ProcessVariable.code("pressure");

        /** Every name that may be kept in the engine and its history. */
        public static final Set<String> ALL = ProcessVariable.names(ORDER, PRESSURE);

        private Variables() {}
    }

    /** Messages by which an instance ends early. */
    public static final class Messages {
        public static final String OVER = "order.over";

        private Messages() {}
    }

    /** User tasks whose answers the ledger understands. */
    public static final class Tasks {
        public static final String APPROVE_LISTING = "userTask_approveListing";
        public static final String EXPLAIN = "userTask_explainInWriting";
        public static final String CONCLUDE_ORDER = "userTask_concludeOrder";
        public static final String CONCLUDE_URGING = "userTask_concludeUrging";

        private Tasks() {}
    }

    /** Tasks of earlier diagrams, on which orders still run. */
    public static final class Earlier {
        public static final String SIGN_TRANSFER = "userTask_signOrderTransfer";
        public static final String RECEIVE_TRANSFER = "userTask_receiveOrderTransfer";

        private Earlier() {}
    }

    /** What each service task does. */
    public enum Doing {
        /** The order presses from now on. */
        TAKE_EFFECT,
        /** The unit kept silent: the timeline and whoever supervises are told. */
        NOTE_SILENCE,
        /** It goes on, with a new end: the unit is told. */
        GO_ON,
        /** The card goes up. */
        RAISE,
        /** A transfer letter is called for. */
        HAND_OVER
    }

    /** What each did before the diagram said so itself. */
    public static final Map<String, Doing> DOINGS = Map.of(
            "serviceTask_sendUrging", Doing.TAKE_EFFECT,
            "serviceTask_sendOrder", Doing.TAKE_EFFECT,
            "serviceTask_sendListing", Doing.TAKE_EFFECT,
            "serviceTask_noteSilence", Doing.NOTE_SILENCE,
            "serviceTask_urgeAgain", Doing.GO_ON,
            "serviceTask_askAgain", Doing.GO_ON,
            "serviceTask_raiseAfterUrging", Doing.RAISE,
            "serviceTask_raiseAfterOrder", Doing.RAISE);

    /** What diagram and code agree on. */
    public static final ProcessContract CONTRACT = new ProcessContract(
            KEY,
            Set.of(
                    "startEvent_orderIssued",
                    "serviceTask_sendUrging",
                    "serviceTask_sendOrder",
                    "serviceTask_sendListing",
                    "serviceTask_callLetter",
                    "serviceTask_raiseAfterUrging",
                    "serviceTask_raiseAfterOrder",
                    "startEvent_over"),
            Variables.ALL,
            Set.of(Messages.OVER),
            Map.of(
                    Tasks.APPROVE_LISTING, open(COUNTY_LEADER),
                    Tasks.EXPLAIN, open(UNIT_LEADER).by(OF_THE_UNIT),
                    Tasks.CONCLUDE_ORDER, open(SUPERVISOR).byOthersThanTheHandlers(),
                    Tasks.CONCLUDE_URGING, open(GRADER, OFFICE_HEAD, GROUP_HEAD).byOthersThanTheHandlers(),
                    Earlier.SIGN_TRANSFER, open(GROUP_HEAD),
                    Earlier.RECEIVE_TRANSFER, open(DISCIPLINE)),
            Set.of(Earlier.SIGN_TRANSFER, Earlier.RECEIVE_TRANSFER),
            true,
            SupervisionOrderCourse::course);

    private SupervisionOrderProcess() {}
}
