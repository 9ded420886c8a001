package cn.qingfeng.process.time;

import static cn.qingfeng.organization.Duty.GROUP_HEAD;
import static cn.qingfeng.organization.Duty.OFFICE_HEAD;
import static cn.qingfeng.organization.Duty.UNIT_LEADER;
import static cn.qingfeng.process.task.StepRight.OF_ANOTHER_UNIT;
import static cn.qingfeng.process.task.StepRight.OF_THE_UNIT;
import static cn.qingfeng.process.task.StepRight.open;
import static java.util.Map.entry;

import cn.qingfeng.clue.Card;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.process.ProcessContract;
import cn.qingfeng.process.ProcessVariable;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.task.StepRight;
import java.util.Map;
import java.util.Set;

/** Everything that {@code processes/deadline-extension.bpmn} and the code must agree on. Checked by {@code ProcessModelTests}. */
public final class DeadlineExtension {

    /** The process and its file. */
    public static final String KEY = "deadline-extension";

    /** Routing variables beside {@link ClueLifecycle.Variables#UNIT} and {@link ClueLifecycle.Variables#ANSWER}. */
    public static final class Variables {
        /** The request's number. */
        public static final ProcessVariable<String> REQUEST = ProcessVariable.code("request");
        /** A {@link cn.qingfeng.supervision.time.TimeKind}. */
        public static final ProcessVariable<String> KIND = ProcessVariable.code("requestKind");
        /** A {@link cn.qingfeng.supervision.time.TimeCourse}. */
        public static final ProcessVariable<String> COURSE = ProcessVariable.code("course");

        /** Every name that may be kept in the engine and its history. */
        public static final Set<String> ALL = ProcessVariable.names(REQUEST, KIND, COURSE);

        private Variables() {}
    }

    /** Messages by which an instance ends early. */
    public static final class Messages {
        public static final String MOOT = "request.moot";

        private Messages() {}
    }

    /** User tasks whose answers the ledger understands. */
    public static final class Tasks {
        public static final String SIGN = "userTask_signRequest";
        public static final String DECIDE_EXTENSION = "userTask_decideExtension";
        public static final String DECIDE_SUSPENSION = "userTask_decideSuspension";
        public static final String DECIDE_RESUMPTION = "userTask_decideResumption";
        public static final String DECIDE_TACKLING = "userTask_decideTackling";
        public static final String DECIDE_YELLOW = "userTask_decideTurningYellow";
        public static final String DECIDE_RAISING = "userTask_decideRaising";

        private Tasks() {}
    }

    /** What each granting task of the diagram does. */
    public enum Grant {
        /** As the request says. */
        TIME,
        RAISE,
        RAISE_BY_RULE,
        ORDER_BY_RULE
    }

    /** What each granting task did before the diagram said so itself. */
    public static final Map<String, Grant> GRANTS = Map.of(
            "serviceTask_extendLimit", Grant.TIME,
            "serviceTask_suspendLimits", Grant.TIME,
            "serviceTask_resumeLimits", Grant.TIME,
            "serviceTask_tackleClue", Grant.TIME,
            "serviceTask_turnYellow", Grant.RAISE,
            "serviceTask_raiseToRed", Grant.RAISE_BY_RULE,
            "serviceTask_order", Grant.ORDER_BY_RULE);

    /** What each telling task told before the diagram said so itself. */
    public static final Map<String, NoticeEvent> NOTICES = Map.of(
            "serviceTask_tellAsked", NoticeEvent.EXTENSION_ASKED,
            "serviceTask_tellNotSigned", NoticeEvent.EXTENSION_DECIDED,
            "serviceTask_tellRefused", NoticeEvent.EXTENSION_DECIDED,
            "serviceTask_tellGranted", NoticeEvent.EXTENSION_DECIDED);

    /** Time for a blue clue another house's leader may give, the window's; for a yellow one the office, for a red one the group. */
    private static final StepRight GIVING_TIME = open(UNIT_LEADER, OFFICE_HEAD, GROUP_HEAD)
            .by(OF_ANOTHER_UNIT)
            .by((held, clue) -> clue.card() != null
                    && switch (held.duty()) {
                        case UNIT_LEADER -> clue.card() == Card.BLUE;
                        case OFFICE_HEAD -> clue.card() != Card.RED;
                        default -> true;
                    });

    /** What diagram and code agree on. */
    public static final ProcessContract CONTRACT = new ProcessContract(
            KEY,
            Set.of(
                    "startEvent_timeAsked",
                    "businessRuleTask_readRules",
                    "serviceTask_checkWish",
                    "serviceTask_changeLimits",
                    "serviceTask_raiseCard",
                    "serviceTask_order",
                    "startEvent_moot"),
            Variables.ALL,
            Set.of(Messages.MOOT),
            Map.ofEntries(
                    entry(Tasks.SIGN, open(UNIT_LEADER).by(OF_THE_UNIT)),
                    entry(Tasks.DECIDE_EXTENSION, GIVING_TIME),
                    entry(Tasks.DECIDE_SUSPENSION, GIVING_TIME),
                    entry(Tasks.DECIDE_RESUMPTION, GIVING_TIME),
                    entry(Tasks.DECIDE_TACKLING, open(GROUP_HEAD)),
                    entry(Tasks.DECIDE_YELLOW, open(OFFICE_HEAD, GROUP_HEAD)),
                    entry(Tasks.DECIDE_RAISING, open(GROUP_HEAD))),
            Set.of(),
            true,
            TimeRequestCourse::course);

    private DeadlineExtension() {}
}
