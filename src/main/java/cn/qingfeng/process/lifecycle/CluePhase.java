package cn.qingfeng.process.lifecycle;

import cn.qingfeng.process.ProcessVariable;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Tasks;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Variables;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The phases of a clue's life: each a diagram of its own that {@code processes/clue-lifecycle.bpmn} calls, by that name. What
 * they and the code must agree on: what an instance of each carries, which of it is passed and brought back by name, and the
 * elements without which it cannot carry a clue. Checked by every deployment and by {@code ProcessModelTests}.
 */
public enum CluePhase {

    /** Admission and grading, up to a card that whoever may sign it has decided. */
    GRADING(
            "clue-grading",
            "callActivity_cardGrading",
            Set.of(Variables.KIND),
            Set.of(Variables.ANSWER),
            Set.of(Variables.PROPOSED_CARD),
            Set.of(Tasks.REVIEW_ADMISSION, Tasks.TRIAGE, Tasks.DECIDE_BLUE, Tasks.DECIDE_YELLOW, Tasks.DECIDE_RED),
            Set.of("businessRuleTask_setAdmissionLimit")),

    /** A report against a person, which only its desk sees. Called by the grading. */
    REPORT_LANE(
            "clue-report-lane",
            "callActivity_reportLane",
            Set.of(),
            Set.of(Variables.ANSWER),
            Set.of(),
            Set.of(Tasks.RECEIVE_REPORT, Tasks.PASS_UP),
            Set.of()),

    /** From the card to the unit's signature; work that is sent back passes it by. */
    DISPATCH(
            "clue-dispatch",
            "callActivity_dispatch",
            Set.of(Variables.CARD, Variables.ANSWER),
            Set.of(Variables.ANSWER),
            Set.of(Variables.UNIT, Variables.RETURNABLE),
            Set.of(Tasks.DISPATCH, Tasks.SIGN_FOR, Tasks.RULE_ON_RETURN),
            Set.of("businessRuleTask_setLimits")),

    /** From the signature, or from work sent back, to the unit's result. */
    HANDLING(
            "clue-handling",
            "callActivity_handling",
            Set.of(Variables.CARD, Variables.UNIT, Variables.ANSWER),
            Set.of(),
            Set.of(Variables.ASSIST_UNIT),
            Set.of(
                    Tasks.CONTACT_REPORTER,
                    Tasks.RELAY,
                    Tasks.REPLY_WITH_PLAN,
                    Tasks.ASSIST,
                    Tasks.SETTLE_MATTER,
                    Tasks.FINISH,
                    Tasks.CHECK_CANNOT_DO),
            Set.of()),

    /** Review, the call to the reporter, closing, and the second look at a red clue. */
    FOLLOW_UP(
            "clue-follow-up",
            "callActivity_followUp",
            Set.of(Variables.CARD, Variables.UNIT),
            Set.of(Variables.ANSWER),
            Set.of(),
            Set.of(
                    Tasks.SIGN_REPLY,
                    Tasks.REVIEW_RESULT,
                    Tasks.VERIFY_ON_SITE,
                    Tasks.CALL_BACK,
                    Tasks.CONCLUDE_RED,
                    Tasks.RECHECK),
            Set.of("serviceTask_closeClue")),

    /** One measure about a limit that is due. Called beside the handling. */
    ESCALATION(
            "clue-escalation",
            "callActivity_escalation",
            Set.of(),
            Set.of(),
            Set.of(Variables.STEP, Variables.LIMIT),
            Set.of(),
            Set.of("serviceTask_takeStep", "serviceTask_callLetter"));

    /** What the overview carries as long as the clue lives, for Cockpit, for units that are closed, and for its own questions. */
    public static final Set<String> OVERVIEW = ProcessVariable.names(
            Variables.KIND,
            Variables.CATEGORY,
            Variables.CARD,
            Variables.UNIT,
            Variables.STAGE,
            Variables.DUE_AT,
            Variables.ANSWER);

    /** What the ledger keeps itself, so that every instance that carries it is told. */
    public static final Set<String> TOLD = ProcessVariable.names(
            Variables.KIND, Variables.CATEGORY, Variables.CARD, Variables.UNIT, Variables.STAGE, Variables.DUE_AT);

    private final String key;
    private final String call;
    private final Set<String> passed;
    private final Set<String> back;
    private final Set<String> carried;
    private final Set<String> tasks;
    private final Set<String> required;

    CluePhase(
            String key,
            String call,
            Set<ProcessVariable<?>> passed,
            Set<ProcessVariable<?>> back,
            Set<ProcessVariable<?>> own,
            Set<String> tasks,
            Set<String> others) {
        this.key = key;
        this.call = call;
        this.passed = names(passed);
        this.back = names(back);
        this.tasks = tasks;
        this.carried = union(Set.of(Variables.ANSWER.name()), names(passed), names(back), names(own));
        this.required = union(tasks, others);
    }

    private static Set<String> names(Set<ProcessVariable<?>> variables) {
        return ProcessVariable.names(variables.toArray(ProcessVariable<?>[]::new));
    }

    @SafeVarargs
    private static Set<String> union(Set<String>... sets) {
        return Arrays.stream(sets).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }

    /** The process and its file. */
    public String key() {
        return key;
    }

    /** The call activity by which another diagram of the clue begins this phase. */
    public String call() {
        return call;
    }

    /** The variables that its call hands over, each under its own name. */
    public Set<String> passed() {
        return passed;
    }

    /** The variables that its call brings back. */
    public Set<String> back() {
        return back;
    }

    /** All variables that an instance may carry; of the ledger it is told these and no more. */
    public Set<String> carried() {
        return carried;
    }

    /** Its user tasks whose answers the ledger understands. */
    public Set<String> tasks() {
        return tasks;
    }

    /** Without these elements a diagram of this phase cannot carry a clue. */
    public Set<String> required() {
        return required;
    }

    /** The phase of a process; empty for every other process, the overview too. */
    public static Optional<CluePhase> of(String process) {
        return Arrays.stream(values())
                .filter(phase -> phase.key.equals(process))
                .findFirst();
    }

    /** The process whose rules hold for this one: a phase's are those of the clue's life. */
    public static String lifeOf(String process) {
        return of(process).isPresent() ? ClueLifecycle.KEY : process;
    }

    /** The overview and all phases. */
    public static Set<String> processes() {
        return Stream.concat(
                        Stream.of(ClueLifecycle.KEY), Arrays.stream(values()).map(CluePhase::key))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
