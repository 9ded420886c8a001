package cn.qingfeng.process.deployment.diagram;

import static java.util.Map.entry;

import cn.qingfeng.clue.CallBack;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.Result;
import cn.qingfeng.form.FormOptions;
import cn.qingfeng.process.ProcessVariable;
import cn.qingfeng.process.Processes;
import cn.qingfeng.process.escalation.TakeStepDelegate;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.lifecycle.CluePhase;
import cn.qingfeng.supervision.Measure;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ledger's life in small: what each step of a drawing asks of the ledger, and what it makes of it. A deployment is walked
 * through on it, so that ledger and engine cannot part afterwards. What a drawing may not lead around stands here too, as
 * something that a later step asks for.
 *
 * @param starts how things may stand when an instance begins
 * @param steps the user tasks whose answers the ledger takes, by id
 * @param works what delegates do, by bean, with a colon and what they are told where they are told
 * @param readings what is kept of a table's answer, by the listener's bean
 * @param timers what must be so that a moment is known, by bean, method and name
 * @param over whether an instance may end so
 * @param around what happens beside the drawing: others raise and lower cards
 * @param still whether an instance may wait so: what was decided is done at once, and what may be refused is asked at once
 * @param messages what a message tells of, by its name; where nothing listens, it has happened all the same
 * @param renewing what happens to a moment once its timer has struck, by the words in the timer: it must be set anew
 */
public record Course(
        List<Standing> starts,
        Map<String, Step> steps,
        Map<String, List<Move>> works,
        Map<String, List<Move>> readings,
        Map<String, Predicate<Standing>> timers,
        Predicate<Standing> over,
        List<Move> around,
        Predicate<Standing> still,
        Map<String, List<Move>> messages,
        Map<String, UnaryOperator<Standing>> renewing) {

    /** The step that is due about a limit was looked for. */
    public static final String STEP_TAKEN = "stepTaken";

    /** Any value, as the value of a variable. */
    public static final String ANY = "*";

    /** How things stand: the ledger's state, what has happened, and what the instance's variables say. */
    public record Standing(String state, Set<String> facts, Map<String, String> variables) {

        public boolean has(String fact) {
            return facts.contains(fact);
        }

        public boolean is(ProcessVariable<?> variable, String value) {
            return value.equals(variables.get(variable.name()));
        }

        /** Whether anything was said of it. */
        public boolean knows(ProcessVariable<?> variable) {
            return variables.containsKey(variable.name());
        }

        public Standing to(String other) {
            return new Standing(other, facts, variables);
        }

        public Standing with(Collection<String> more) {
            var all = new TreeSet<>(facts);
            all.addAll(more);
            return new Standing(state, all, variables);
        }

        public Standing without(Collection<String> fewer) {
            var all = new TreeSet<>(facts);
            all.removeAll(fewer);
            return new Standing(state, all, variables);
        }

        /** As it is once a variable has this value; null takes it away. */
        public Standing say(ProcessVariable<?> variable, String value) {
            return say(variable.name(), value);
        }

        /** The same, of one that only a drawing names. */
        public Standing say(String variable, String value) {
            var all = new TreeMap<>(variables);
            if (value == null) {
                all.remove(variable);
            } else {
                all.put(variable, value);
            }
            return new Standing(state, facts, all);
        }
    }

    /**
     * A user task that the ledger understands.
     *
     * @param form the only form that asks what it needs; the sheet is read by that name
     * @param needs keys that the form must ask for
     * @param choice the key by whose value the moves are told apart; null where there is one move
     */
    public record Step(String form, Set<String> needs, String choice, List<Move> moves) {}

    /** One way on from a step. */
    public static final class Move {
        private final String option;
        private Set<String> states = Set.of();
        private Set<String> needed = Set.of();
        private Set<String> excluded = Set.of();
        private Predicate<Standing> when = standing -> true;
        private UnaryOperator<Standing> then = UnaryOperator.identity();
        private String error;
        private Set<String> asked = Set.of();

        private Move(String option) {
            this.option = option;
        }

        /** The value that is chosen for it; null when nothing is to be chosen. */
        public String option() {
            return option;
        }

        /** The states in which the ledger takes it; empty for all. */
        public Set<String> states() {
            return states;
        }

        /** What must have happened before. */
        public Set<String> needed() {
            return needed;
        }

        /** The code of the error that it ends with, which the drawing must catch; null as a rule. */
        public String error() {
            return error;
        }

        /** What must be answered for it, so that the form may not hide it then. */
        public Set<String> asked() {
            return asked;
        }

        public boolean possible(Standing standing) {
            return (states.isEmpty() || states.contains(standing.state()))
                    && standing.facts().containsAll(needed)
                    && excluded.stream().noneMatch(standing::has)
                    && when.test(standing);
        }

        public Standing after(Standing standing) {
            return then.apply(standing);
        }

        public Move in(Object... allowed) {
            states = new TreeSet<>(Arrays.stream(allowed).map(Object::toString).toList());
            return this;
        }

        public Move needs(String... facts) {
            needed = Set.of(facts);
            return this;
        }

        public Move not(String... facts) {
            excluded = Set.of(facts);
            return this;
        }

        public Move when(Predicate<Standing> condition) {
            when = condition;
            return this;
        }

        Move then(UnaryOperator<Standing> change) {
            var before = then;
            then = standing -> change.apply(before.apply(standing));
            return this;
        }

        public Move to(Object state) {
            return then(standing -> standing.to(state.toString()));
        }

        public Move adds(String... facts) {
            return then(standing -> standing.with(List.of(facts)));
        }

        public Move drops(String... facts) {
            return then(standing -> standing.without(List.of(facts)));
        }

        public Move says(ProcessVariable<?> variable, String value) {
            return then(standing -> standing.say(variable, value));
        }

        public Move asks(String... keys) {
            asked = Set.of(keys);
            return this;
        }

        public Move fails(String code) {
            error = code;
            return this;
        }

        Move answers(String answer) {
            return says(ClueLifecycle.Variables.ANSWER, answer);
        }
    }

    /** What is sent when nobody hears a message: a diagram of phases hears one for all early ends, an earlier one each. */
    public static final Map<String, String> INSTEAD = Map.of(
            ClueLifecycle.Messages.WITHDRAWN, ClueLifecycle.Messages.ENDED_EARLY,
            ClueLifecycle.Messages.MERGED, ClueLifecycle.Messages.ENDED_EARLY,
            ClueLifecycle.Messages.CORRECTED, ClueLifecycle.Messages.ENDED_EARLY);

    /** The kinds of answers, as {@link cn.qingfeng.form.FormSchema#kind} names them, that steps read by these keys. */
    public static final Map<String, Set<String>> KINDS = Map.ofEntries(
            entry("classification", Set.of("one:" + FormOptions.LEAVES)),
            entry("leadUnit", Set.of("one:" + FormOptions.UNITS)),
            entry("proposedUnit", Set.of("one:" + FormOptions.UNITS)),
            entry("assistUnits", Set.of("several:" + FormOptions.UNITS)),
            entry("contactedAt", Set.of("datetime")),
            entry("unitsConcerned", Set.of("number")),
            entry("days", Set.of("number")),
            entry("connected", Set.of("checkbox")),
            entry("beyondCap", Set.of("checkbox")),
            entry("stoppage", Set.of("checkbox")),
            entry("fixableOnTheSpot", Set.of("checkbox")),
            entry("suspectedViolation", Set.of("checkbox")),
            entry("leaderInstruction", Set.of("checkbox")),
            entry("mediaExposed", Set.of("checkbox")),
            entry("historical", Set.of("checkbox")),
            entry("refused", Set.of("checkbox")),
            entry("instruction", Set.of("one:" + FormOptions.INSTRUCTIONS)),
            entry("solved", Set.of("one")),
            entry("rating", Set.of("one")));

    /** The only values that steps know for these keys. */
    public static final Map<String, Set<String>> VALUES = Map.of(
            "solved", names(CallBack.Solved.values()),
            "rating", names(CallBack.Rating.values()));

    private static Set<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static final Map<String, Course> ALL = new LinkedHashMap<>();

    /** The life that a process of the product is drawn about. */
    public static Optional<Course> of(String process) {
        return Optional.ofNullable(ALL.get(CluePhase.lifeOf(process)));
    }

    /** A process whose life is not known: nothing in it is held against the ledger. */
    public static Course beside(Set<String> variables) {
        var values = new TreeMap<String, String>();
        variables.forEach(variable -> values.put(variable, ANY));
        return new Course(
                List.of(new Standing("", Set.of(), values)),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                end -> true,
                List.of(),
                still -> true,
                Map.of(),
                Map.of());
    }

    /** The step of that id, whatever the process. */
    public static Optional<Step> step(String process, String id) {
        return of(process).map(course -> course.steps().get(id));
    }

    /** Every form that belongs to a step, with its step's id: no other step may borrow it. */
    public static Set<String> formsOfSteps() {
        var forms = new TreeSet<String>();
        ALL.values().forEach(course -> course.steps().values().forEach(step -> forms.add(step.form())));
        return forms;
    }

    /** Every card, as a variable carries it. */
    public static Stream<String> cards() {
        return Arrays.stream(Card.values()).map(Card::name);
    }

    public static Move move() {
        return new Move(null);
    }

    /** A move that is chosen, and that is also the answer by which the next gateway decides. */
    public static Move move(String option) {
        return new Move(option).answers(option);
    }

    public static Step step(String form, List<String> needs, Move... moves) {
        var choice = Stream.of("outcome", "result", "card")
                .filter(key -> needs.contains(key) && moves[0].option() != null)
                .findFirst()
                .orElse(null);
        return new Step(form, Set.copyOf(needs), choice, List.of(moves));
    }

    public static Standing start(Object state) {
        return new Standing(state.toString(), Set.of(), Map.of());
    }

    static {
        ALL.put(ClueLifecycle.KEY, Lifecycle.course());
        Processes.BESIDE.forEach(
                process -> ALL.put(process.key(), process.course().get()));
    }

    /** A clue's. */
    private static final class Lifecycle {
        private static final String CONTACTED = "contacted";
        private static final String SIGNED = "signed";
        private static final String UNCHECKED = "unchecked";
        private static final String REVIEWED = "reviewed";
        private static final String RETURNED = "returned";
        private static final String REWORKED = "reworked";
        private static final String CALLED = "calledBack";
        private static final String CONTENT = "content";
        private static final String CONCLUDED = "concluded";
        private static final String RECHECKED = "rechecked";
        private static final String LIMITS = "limits";
        private static final String ADMISSION_LIMIT = "admissionLimit";
        private static final String ENTERED = "entered";
        private static final String LETTER = "letterSigned";
        private static final String STRUCK = "struck";

        private static final Predicate<Standing> APPEAL = clue -> !clue.is(ClueLifecycle.Variables.KIND, "REPORT");
        private static final Predicate<Standing> REPORT = clue -> clue.is(ClueLifecycle.Variables.KIND, "REPORT");

        /** A report that lies at its desk is never urged, raised or handed over: its desk is reminded and told. */
        private static final Set<String> OF_REPORTS =
                Set.of(TakeStepDelegate.NONE, Measure.REMIND.name(), Measure.TELL.name());

        private static boolean card(Standing clue, Card card) {
            return clue.is(ClueLifecycle.Variables.CARD, card.name());
        }

        private static Move decides(Card power, Card card) {
            var move = new Move(card.name())
                    .in(ClueStatus.ADMITTED)
                    .when(clue -> clue.knows(ClueLifecycle.Variables.PROPOSED_CARD));
            return power.covers(card)
                    ? move.answers("DECIDED")
                            .to(ClueStatus.GRADED)
                            .says(ClueLifecycle.Variables.CARD, card.name())
                            // Whatever it was: nothing is decided by it any more.
                            .says(ClueLifecycle.Variables.PROPOSED_CARD, ANY)
                    : move.answers("PASSED_UPWARD").says(ClueLifecycle.Variables.PROPOSED_CARD, card.name());
        }

        private static Step decides(Card power) {
            return step(
                    "decide-card",
                    List.of("card", "reason"),
                    Arrays.stream(Card.values())
                            .map(card -> decides(power, card))
                            .toArray(Move[]::new));
        }

        private static Move sendBack(String option) {
            return new Move(option)
                    .answers("SEND_BACK")
                    .in(ClueStatus.UNDER_REVIEW)
                    .asks(option.equals("FAIL") ? "findings" : "reason")
                    .to(ClueStatus.HANDLING)
                    .drops(SIGNED, UNCHECKED, REVIEWED);
        }

        private static Move accepted(Move move) {
            return move.to(ClueStatus.CALLING_BACK).drops(SIGNED, UNCHECKED, REVIEWED, CALLED, CONTENT);
        }

        private static Move calledBack(String answer) {
            return new Move(null).answers(answer).in(ClueStatus.CALLING_BACK).adds(CALLED);
        }

        private static Move contacted(String method) {
            return new Move(null).answers(method).in(ClueStatus.HANDLING).adds(CONTACTED);
        }

        private static Move finishes(Result result) {
            var move = move(result.name())
                    .in(ClueStatus.HANDLING)
                    .asks("toReporter")
                    .needs(CONTACTED)
                    .to(ClueStatus.UNDER_REVIEW)
                    .drops(SIGNED, REVIEWED, UNCHECKED);
            return result == Result.CANNOT_DO ? move.adds(UNCHECKED) : move;
        }

        private static Move raisesOrLowers(Card card) {
            return move().in(ClueStatus.DISPATCHED, ClueStatus.RETURNED, ClueStatus.HANDLING, ClueStatus.UNDER_REVIEW)
                    .when(clue -> !card(clue, card))
                    .says(ClueLifecycle.Variables.CARD, card.name());
        }

        private static boolean ends(Standing clue) {
            var status = ClueStatus.valueOf(clue.state());
            return status == ClueStatus.CLOSED ? !card(clue, Card.RED) || clue.has(RECHECKED) : status.isEnd();
        }

        private static Move sets(String phase) {
            return new Move(phase);
        }

        static Course course() {
            var steps = Map.<String, Step>ofEntries(
                    entry(
                            ClueLifecycle.Tasks.REVIEW_ADMISSION,
                            step(
                                    "review-admission",
                                    List.of("outcome", "rejectReason", "explanation", "originalNumber"),
                                    move("ADMIT")
                                            .in(ClueStatus.REGISTERED)
                                            .when(APPEAL)
                                            .to(ClueStatus.ADMITTED),
                                    move("REJECT")
                                            .in(ClueStatus.REGISTERED)
                                            .when(APPEAL)
                                            .asks("rejectReason", "explanation")
                                            .to(ClueStatus.NOT_ADMITTED),
                                    move("DUPLICATE")
                                            .in(ClueStatus.REGISTERED)
                                            .when(APPEAL)
                                            .asks("originalNumber")
                                            .to(ClueStatus.MERGED))),
                    entry(
                            ClueLifecycle.Tasks.TRIAGE,
                            step(
                                    "triage-clue",
                                    List.of("classification"),
                                    move().in(ClueStatus.ADMITTED)
                                            .asks("classification")
                                            .says(ClueLifecycle.Variables.CATEGORY, ANY))),
                    entry(ClueLifecycle.Tasks.DECIDE_BLUE, decides(Card.BLUE)),
                    entry(ClueLifecycle.Tasks.DECIDE_YELLOW, decides(Card.YELLOW)),
                    entry(ClueLifecycle.Tasks.DECIDE_RED, decides(Card.RED)),
                    entry(
                            ClueLifecycle.Tasks.RECEIVE_REPORT,
                            step(
                                    "receive-report",
                                    List.of("outcome", "registerNumber", "bagNumber", "deliverer"),
                                    move("RECEIVED")
                                            .in(ClueStatus.REGISTERED)
                                            .when(REPORT)
                                            .asks("registerNumber")
                                            .to(ClueStatus.HANDED_OVER),
                                    move("PASS_UP")
                                            .in(ClueStatus.REGISTERED)
                                            .when(REPORT)
                                            .asks("bagNumber", "deliverer")
                                            .adds(ENTERED))),
                    entry(
                            ClueLifecycle.Tasks.PASS_UP,
                            step(
                                    "pass-up",
                                    List.of("passedTo"),
                                    move().in(ClueStatus.REGISTERED)
                                            .asks("passedTo")
                                            .needs(ENTERED)
                                            .when(REPORT)
                                            .to(ClueStatus.PASSED_UP))),
                    entry(
                            ClueLifecycle.Tasks.DISPATCH,
                            step(
                                    "dispatch-clue",
                                    List.of("leadUnit", "summary", "requirements"),
                                    move().in(ClueStatus.GRADED)
                                            .asks("leadUnit", "summary", "requirements")
                                            .needs(LIMITS)
                                            .when(APPEAL)
                                            .to(ClueStatus.DISPATCHED)
                                            .says(ClueLifecycle.Variables.UNIT, ANY)
                                            .says(ClueLifecycle.Variables.RETURNABLE, ANY))),
                    entry(
                            ClueLifecycle.Tasks.SIGN_FOR,
                            step(
                                    "sign-for-clue",
                                    List.of("outcome", "returnReason"),
                                    move("SIGN")
                                            .in(ClueStatus.DISPATCHED)
                                            .to(ClueStatus.HANDLING)
                                            .drops(CONTACTED),
                                    move("RETURN")
                                            .in(ClueStatus.DISPATCHED)
                                            .asks("returnReason")
                                            .not(RETURNED)
                                            .to(ClueStatus.RETURNED)
                                            .adds(RETURNED))),
                    entry(
                            ClueLifecycle.Tasks.RULE_ON_RETURN,
                            step(
                                    "rule-on-return",
                                    List.of("outcome", "leadUnit", "reason"),
                                    new Move("KEEP")
                                            .in(ClueStatus.RETURNED)
                                            .asks("reason")
                                            .to(ClueStatus.DISPATCHED),
                                    new Move("REASSIGN")
                                            .in(ClueStatus.RETURNED)
                                            .asks("leadUnit", "reason")
                                            .to(ClueStatus.DISPATCHED))),
                    entry(
                            ClueLifecycle.Tasks.CONTACT_REPORTER,
                            step(
                                    "contact-reporter",
                                    List.of("method", "note"),
                                    contacted("PHONE"),
                                    contacted("VIA_OFFICE"))),
                    entry(
                            ClueLifecycle.Tasks.RELAY,
                            step(
                                    "relay-to-reporter",
                                    List.of("note"),
                                    move().in(ClueStatus.HANDLING).asks("note"))),
                    entry(
                            ClueLifecycle.Tasks.SETTLE_MATTER,
                            step(
                                    "settle-matter",
                                    List.of("done"),
                                    move().in(ClueStatus.HANDLING).asks("done"))),
                    entry(
                            ClueLifecycle.Tasks.REPLY_WITH_PLAN,
                            step("reply-with-plan", List.of(), move().in(ClueStatus.HANDLING))),
                    entry(ClueLifecycle.Tasks.ASSIST, step("assist-clue", List.of(), move().in(ClueStatus.HANDLING))),
                    entry(
                            ClueLifecycle.Tasks.FINISH,
                            step(
                                    "finish-clue",
                                    List.of("result", "toReporter"),
                                    Arrays.stream(Result.values())
                                            .map(Lifecycle::finishes)
                                            .toArray(Move[]::new))),
                    entry(
                            ClueLifecycle.Tasks.CHECK_CANNOT_DO,
                            step(
                                    "check-cannot-do",
                                    List.of("outcome", "reason"),
                                    move("CONFIRM").in(ClueStatus.UNDER_REVIEW).drops(UNCHECKED),
                                    move("REJECT")
                                            .in(ClueStatus.UNDER_REVIEW)
                                            .asks("reason")
                                            .to(ClueStatus.HANDLING)
                                            .drops(SIGNED, UNCHECKED, REVIEWED))),
                    entry(
                            ClueLifecycle.Tasks.SIGN_REPLY,
                            step(
                                    "sign-reply",
                                    List.of("outcome", "reason"),
                                    move("SIGN")
                                            .in(ClueStatus.UNDER_REVIEW)
                                            .not(UNCHECKED)
                                            .adds(SIGNED),
                                    sendBack("SEND_BACK"))),
                    entry(
                            ClueLifecycle.Tasks.REVIEW_RESULT,
                            step(
                                    "review-result",
                                    List.of("outcome", "reason"),
                                    accepted(move("ACCEPT")
                                            .in(ClueStatus.UNDER_REVIEW)
                                            .needs(SIGNED)
                                            .when(clue -> !card(clue, Card.RED))),
                                    move("ACCEPT")
                                            .in(ClueStatus.UNDER_REVIEW)
                                            .needs(SIGNED)
                                            .when(clue -> card(clue, Card.RED))
                                            .adds(REVIEWED),
                                    sendBack("SEND_BACK"))),
                    entry(
                            ClueLifecycle.Tasks.VERIFY_ON_SITE,
                            step(
                                    "verify-on-site",
                                    List.of("outcome", "findings"),
                                    accepted(move("PASS")
                                            .in(ClueStatus.UNDER_REVIEW)
                                            .needs(REVIEWED)),
                                    sendBack("FAIL"))),
                    entry(
                            ClueLifecycle.Tasks.CALL_BACK,
                            step(
                                    "call-back",
                                    List.of("connected", "solved", "rating"),
                                    calledBack("SATISFIED").adds(CONTENT),
                                    calledBack("UNREACHED").adds(CONTENT),
                                    new Move(null).answers("NOT_REACHED").in(ClueStatus.CALLING_BACK),
                                    calledBack("REWORK").not(REWORKED),
                                    calledBack("RAISE").needs(REWORKED).when(clue -> !card(clue, Card.RED)),
                                    calledBack("CONCLUDE")
                                            .needs(REWORKED)
                                            .when(clue -> card(clue, Card.RED))
                                            .to(ClueStatus.CONCLUDING))),
                    entry(
                            ClueLifecycle.Tasks.CONCLUDE_RED,
                            step(
                                    "conclude-red",
                                    List.of("outcome", "reason"),
                                    move("CONCLUDE")
                                            .in(ClueStatus.CONCLUDING)
                                            .asks("reason")
                                            .adds(CONCLUDED),
                                    move("REWORK").in(ClueStatus.CONCLUDING))),
                    entry(
                            ClueLifecycle.Tasks.RECHECK,
                            step(
                                    "recheck-clue",
                                    List.of("outcome", "findings"),
                                    move("HELD").in(ClueStatus.CLOSED).adds(RECHECKED),
                                    move("REBOUND").in(ClueStatus.CLOSED))),
                    entry(
                            ClueLifecycle.Earlier.SIGN_TRANSFER,
                            step(
                                    "sign-transfer",
                                    List.of("letterNumber", "reason"),
                                    move().needs(STEP_TAKEN).adds(LETTER))),
                    entry(
                            ClueLifecycle.Earlier.RECEIVE_TRANSFER,
                            step(
                                    "receive-transfer",
                                    List.of("registerNumber"),
                                    move().needs(LETTER).drops(LETTER))));

            var works = new TreeMap<String, List<Move>>();
            works.put(
                    "admitBySilenceDelegate",
                    List.of(move().in(ClueStatus.REGISTERED).when(APPEAL).to(ClueStatus.ADMITTED)));
            works.put(
                    "closeClueDelegate",
                    List.of(
                            move().in(ClueStatus.CALLING_BACK)
                                    .needs(CALLED, CONTENT)
                                    .to(ClueStatus.CLOSED)
                                    .drops(RECHECKED),
                            move().in(ClueStatus.CONCLUDING)
                                    .needs(CONCLUDED)
                                    .to(ClueStatus.CLOSED)
                                    .drops(RECHECKED)));
            works.put(
                    "sendForReworkDelegate",
                    List.of(
                            reworks().in(ClueStatus.CALLING_BACK).needs(CALLED).not(REWORKED),
                            reworks().in(ClueStatus.CONCLUDING, ClueStatus.CLOSED)));
            works.put(
                    "raiseCardDelegate",
                    Stream.of(Card.BLUE, Card.YELLOW)
                            .map(card -> move().in(ClueStatus.CALLING_BACK)
                                    .needs(CALLED)
                                    .when(clue -> card(clue, card))
                                    .to(ClueStatus.GRADED)
                                    .drops(RETURNED, REWORKED, CONTACTED, LIMITS, CALLED, CONTENT)
                                    .says(
                                            ClueLifecycle.Variables.CARD,
                                            card.raised().orElseThrow().name()))
                            .toList());
            works.put(
                    "takeStepDelegate",
                    Stream.concat(
                                    Stream.of(TakeStepDelegate.NONE),
                                    Arrays.stream(Measure.values()).map(Enum::name))
                            .map(step -> move().when(clue -> APPEAL.test(clue) || OF_REPORTS.contains(step))
                                    .adds(STEP_TAKEN)
                                    .says(ClueLifecycle.Variables.STEP, step)
                                    .says(ClueLifecycle.Variables.LIMIT, ANY))
                            .toList());
            works.put("measureDelegate", List.of(move().needs(STEP_TAKEN)));

            var readings = Map.of(
                    "recordLimits",
                    List.of(
                            sets("ADMISSION")
                                    .in(ClueStatus.REGISTERED)
                                    .adds(ADMISSION_LIMIT)
                                    .says(ClueLifecycle.Variables.DUE_AT, ANY),
                            sets("PASS_UP").in(ClueStatus.REGISTERED).needs(ENTERED),
                            sets("HANDLING")
                                    .in(ClueStatus.GRADED)
                                    .adds(LIMITS)
                                    .says(ClueLifecycle.Variables.DUE_AT, ANY)),
                    "recordCardProposal",
                    Arrays.stream(Card.values())
                            .map(card -> move().in(ClueStatus.ADMITTED)
                                    .says(ClueLifecycle.Variables.PROPOSED_CARD, card.name()))
                            .toList(),
                    "recordUnitProposal",
                    List.of(move().in(ClueStatus.GRADED)));

            Predicate<Standing> dispatched = clue -> clue.knows(ClueLifecycle.Variables.UNIT);
            var timers = Map.<String, Predicate<Standing>>of(
                    "dueDates.of/ADMISSION", clue -> clue.has(ADMISSION_LIMIT),
                    "dueDates.of/LEGAL_CAP", clue -> clue.has(ADMISSION_LIMIT),
                    "dueDates.of/SIGN", dispatched,
                    "dueDates.of/FINISH", dispatched,
                    "dueDates.of/REVIEW", clue -> clue.state().equals("UNDER_REVIEW"),
                    "dueDates.of/CALL_BACK", clue -> clue.state().equals("CALLING_BACK"),
                    "dueDates.of/RECHECK", clue -> clue.state().equals("CLOSED") && card(clue, Card.RED),
                    "callBacks.next", clue -> clue.state().equals("CALLING_BACK"),
                    "watch.next", clue -> !clue.has(STRUCK) || clue.has(STEP_TAKEN));

            return new Course(
                    Stream.of("APPEAL", "SUGGESTION", "REPORT")
                            .map(kind -> start(ClueStatus.REGISTERED)
                                    .say(ClueLifecycle.Variables.KIND, kind)
                                    .say(ClueLifecycle.Variables.STAGE, ANY))
                            .toList(),
                    steps,
                    works,
                    readings,
                    timers,
                    Lifecycle::ends,
                    Arrays.stream(Card.values()).map(Lifecycle::raisesOrLowers).toList(),
                    clue -> true,
                    Map.of(
                            ClueLifecycle.Messages.WITHDRAWN, List.of(gone(ClueStatus.WITHDRAWN)),
                            ClueLifecycle.Messages.MERGED, List.of(gone(ClueStatus.MERGED)),
                            ClueLifecycle.Messages.CORRECTED, List.of(gone(ClueStatus.CORRECTED)),
                            ClueLifecycle.Messages.ENDED_EARLY,
                                    Stream.of(ClueStatus.WITHDRAWN, ClueStatus.MERGED, ClueStatus.CORRECTED)
                                            .map(end -> gone(end).answers(end.name()))
                                            .toList()),
                    Map.of("watch.next", clue -> clue.with(List.of(STRUCK)).without(List.of(STEP_TAKEN))));
        }

        private static Move gone(ClueStatus end) {
            return move().when(clue -> !ClueStatus.valueOf(clue.state()).isEnd())
                    .to(end);
        }

        private static Move reworks() {
            return move().to(ClueStatus.HANDLING).adds(REWORKED).drops(CALLED, CONTENT, CONCLUDED, RECHECKED);
        }
    }
}
