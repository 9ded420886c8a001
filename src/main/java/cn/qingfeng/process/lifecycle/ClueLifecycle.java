package cn.qingfeng.process.lifecycle;

import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.process.ProcessVariable;
import cn.qingfeng.supervision.Measure;
import java.util.Arrays;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that {@code processes/clue-lifecycle.bpmn} and the code must agree on. Checked by {@code ProcessModelTests}. */
public final class ClueLifecycle {

    /** The process and its file. */
    public static final String KEY = "clue-lifecycle";

    /** Routing variables: all that an instance ever carries. Everything else lies in the ledger. */
    public static final class Variables {
        public static final ProcessVariable<String> KIND = ProcessVariable.code("kind");
        public static final ProcessVariable<String> CATEGORY = ProcessVariable.code("category");
        public static final ProcessVariable<String> PROPOSED_CARD = ProcessVariable.code("proposedCard");
        public static final ProcessVariable<String> CARD = ProcessVariable.code("card");
        public static final ProcessVariable<String> UNIT = ProcessVariable.code("unit");
        public static final ProcessVariable<Boolean> RETURNABLE = ProcessVariable.truth("returnable");
        public static final ProcessVariable<String> STAGE = ProcessVariable.code("stage");
        public static final ProcessVariable<Date> DUE_AT = ProcessVariable.moment("dueAt");
        /** The answer by which the next gateway decides. */
        public static final ProcessVariable<String> ANSWER = ProcessVariable.code("answer");
        /** The unit of one assisting task. */
        public static final ProcessVariable<String> ASSIST_UNIT = ProcessVariable.code("assistUnit");

        /** The step about a limit that is due now: a {@link Measure}, or NONE. */
        public static final ProcessVariable<String> STEP = ProcessVariable.code("step");
        /** The kind of limit that the step is about. */
        public static final ProcessVariable<String> LIMIT = ProcessVariable.code("limit");

        /** What an owner's own step answered: for its own gateways, whatever is answered beside it. */
        public static String answerOf(String taskId) {
            return ANSWER.name() + "_" + taskId.replaceFirst("^userTask_", "");
        }

        /** Every name that may be kept in the engine and its history. */
        public static final Set<String> ALL = ProcessVariable.names(
                KIND, CATEGORY, PROPOSED_CARD, CARD, UNIT, RETURNABLE, STAGE, DUE_AT, ANSWER, ASSIST_UNIT, STEP, LIMIT);

        private Variables() {}
    }

    /** Messages by which an instance ends early, or goes on. */
    public static final class Messages {
        public static final String WITHDRAWN = "clue.withdrawn";
        public static final String MERGED = "clue.merged";
        public static final String CORRECTED = "clue.corrected";
        /** For whichever of the three reasons; the answer says which. Diagrams from before the phases hear the three. */
        public static final String ENDED_EARLY = "clue.endedEarly";
        /** The card went down to one that asks for no written reply; the instance goes on. */
        public static final String REPLY_NOT_OWED = "clue.replyNotOwed";

        private Messages() {}
    }

    /** User tasks whose answers the ledger understands. */
    public static final class Tasks {
        public static final String REVIEW_ADMISSION = "userTask_reviewAdmission";
        public static final String TRIAGE = "userTask_triage";
        public static final String DECIDE_BLUE = "userTask_decideBlue";
        public static final String DECIDE_YELLOW = "userTask_decideYellow";
        public static final String DECIDE_RED = "userTask_decideRed";
        public static final String RECEIVE_REPORT = "userTask_receiveReport";
        public static final String PASS_UP = "userTask_passUp";
        public static final String DISPATCH = "userTask_dispatch";
        public static final String SIGN_FOR = "userTask_signFor";
        public static final String RULE_ON_RETURN = "userTask_ruleOnReturn";
        public static final String CONTACT_REPORTER = "userTask_contactReporter";
        public static final String REPLY_WITH_PLAN = "userTask_replyWithPlan";
        public static final String ASSIST = "userTask_assist";
        public static final String FINISH = "userTask_finish";
        public static final String CHECK_CANNOT_DO = "userTask_checkCannotDo";
        public static final String SIGN_REPLY = "userTask_signReply";
        public static final String REVIEW_RESULT = "userTask_reviewResult";
        public static final String VERIFY_ON_SITE = "userTask_verifyOnSite";
        public static final String CALL_BACK = "userTask_callBack";
        public static final String CONCLUDE_RED = "userTask_concludeRed";
        public static final String RECHECK = "userTask_recheckRed";
        public static final String RELAY = "userTask_relay";
        public static final String SETTLE_MATTER = "userTask_settleMatter";

        private Tasks() {}
    }

    /** What earlier diagrams had, on which clues still run: all of the life in one, and the letter of transfer too. */
    public static final class Earlier {
        public static final String SIGN_TRANSFER = "userTask_signTransfer";
        public static final String RECEIVE_TRANSFER = "userTask_receiveTransfer";

        /** Here the watch waits for people, and looks at limits again when they are done. */
        public static final Set<String> WATCH_WITH_PEOPLE = Set.of(SIGN_TRANSFER, RECEIVE_TRANSFER);

        /** Without these elements a diagram that holds the whole life cannot carry a clue. */
        public static final Set<String> REQUIRED_ELEMENTS = Stream.of(
                        Arrays.stream(CluePhase.values())
                                .flatMap(phase -> phase.required().stream())
                                .filter(element -> element.startsWith("userTask_")),
                        Stream.of(
                                "startEvent_clueRegistered",
                                "serviceTask_callLetter",
                                WATCH,
                                EARLIER_TIMER,
                                "serviceTask_closeClue",
                                "startEvent_withdrawn",
                                "startEvent_merged",
                                "startEvent_corrected"))
                .flatMap(elements -> elements)
                .collect(Collectors.toUnmodifiableSet());

        private Earlier() {}
    }

    /** What each notifying task told before the diagram said so itself. */
    public static final Map<String, NoticeEvent> NOTICES = Map.of(
            "serviceTask_notifyNotAdmitted", NoticeEvent.NOT_ADMITTED,
            "serviceTask_notifyLinked", NoticeEvent.MERGED,
            "serviceTask_notifyDispatched", NoticeEvent.DISPATCHED,
            "serviceTask_notifyReturned", NoticeEvent.RETURNED,
            "serviceTask_notifyRuled", NoticeEvent.RULED,
            "serviceTask_notifySentBack", NoticeEvent.SENT_BACK,
            "serviceTask_notifyFinished", NoticeEvent.FINISHED,
            "serviceTask_notifyWithdrawn", NoticeEvent.WITHDRAWN,
            "serviceTask_notifyMerged", NoticeEvent.MERGED,
            "serviceTask_notifyCorrected", NoticeEvent.CORRECTED);

    /** What each measure of the watch over limits was before the diagram said so itself. */
    public static final Map<String, Measure> MEASURES = Map.of(
            "serviceTask_remind", Measure.REMIND,
            "serviceTask_tellOverdue", Measure.TELL,
            "serviceTask_urge", Measure.URGE,
            "serviceTask_raiseToYellow", Measure.RAISE,
            "serviceTask_raiseToRed", Measure.RAISE_AND_ORDER,
            "serviceTask_order", Measure.ORDER,
            "serviceTask_report", Measure.REPORT);

    /** The watch over limits, beside the handling as long as a clue lives. */
    public static final String WATCH = "subProcess_watch";

    /** The timer by which the watch begins when a step about a limit is due; set anew after each. */
    public static final String TIMER = "startEvent_limitDue";

    /** In an earlier diagram the watch stood beside the handling as long as a clue lived, and waited here for each step. */
    public static final String EARLIER_TIMER = "event_limitDue";

    /** That timer, and the one at which the watch of an earlier diagram waits. */
    public static final Set<String> TIMERS = Set.of(TIMER, EARLIER_TIMER);

    /** What the engine calls the jobs of these timers: that of an event sub-process by the sub-process. */
    public static final Set<String> TIMER_JOBS = Set.of(WATCH, EARLIER_TIMER);

    /** Without these elements an overview cannot carry a clue; a deployment that lacks one is refused. */
    public static final Set<String> REQUIRED_ELEMENTS = Stream.of(
                    Arrays.stream(CluePhase.values())
                            .filter(phase -> phase != CluePhase.REPORT_LANE)
                            .map(CluePhase::call),
                    Stream.of("startEvent_clueRegistered", WATCH, TIMER, "startEvent_endedEarly"))
            .flatMap(elements -> elements)
            .collect(Collectors.toUnmodifiableSet());

    private ClueLifecycle() {}
}
