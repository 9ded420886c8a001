package cn.qingfeng.process.lifecycle;

import static java.util.Map.entry;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.CallBack;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.Result;
import cn.qingfeng.clue.classification.Leaves;
import cn.qingfeng.clue.content.Consent;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.discipline.SealedRegister;
import cn.qingfeng.evidence.Evidence;
import cn.qingfeng.instruction.Instructions;
import cn.qingfeng.intake.Registration;
import cn.qingfeng.intake.rating.SelfRatings;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.process.letter.TransferLetterSteps;
import cn.qingfeng.process.letter.TransferLetters;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Earlier;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Tasks;
import cn.qingfeng.process.progress.ProgressReports;
import cn.qingfeng.process.task.TaskHandler;
import cn.qingfeng.process.task.TaskHandler.Answered;
import cn.qingfeng.process.task.TaskHandlers;
import cn.qingfeng.process.time.TimeRequestProcesses;
import cn.qingfeng.recusal.Recusals;
import cn.qingfeng.redaction.Redaction;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.Limits;
import cn.qingfeng.tolerance.ErrorTolerance;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * The lifecycle's user tasks, in the order of the diagram. Each hands its answers to the ledger and starts or ends the
 * limits that hang on it; what the answer means is decided there, not here.
 */
@Component
public class ClueTaskHandlers implements TaskHandlers {

    /** How a unit that may not know the reporter speaks with the reporter: through the office. */
    private static final String VIA_OFFICE = "VIA_OFFICE";

    /** Ways that need the reporter's number. */
    private static final Set<String> BY_NUMBER = Set.of("PHONE", "MESSAGE");

    private static final Set<String> OF_THE_LEAD_UNIT =
            Set.of(Tasks.SIGN_FOR, Tasks.CONTACT_REPORTER, Tasks.REPLY_WITH_PLAN, Tasks.FINISH, Tasks.SIGN_REPLY);

    private final ClueLedger ledger;
    private final Limits limits;
    private final Organization organization;
    private final Evidence evidence;
    private final Instructions instructions;
    private final ErrorTolerance tolerance;
    private final Redaction screening;
    private final Recusals recusals;
    private final SealedRegister register;
    private final Leaves leaves;
    private final Registration registration;
    private final SelfRatings ratings;
    private final TimeRequestProcesses requests;
    private final ProgressReports progress;
    private final TransferLetters desk;
    private final TransferLetterSteps letters;
    private final MessageSource messages;
    private final Clock clock;
    private final Map<String, TaskHandler> steps = Map.ofEntries(
            entry(Tasks.REVIEW_ADMISSION, this::reviewAdmission),
            entry(Tasks.TRIAGE, this::triage),
            entry(Tasks.DECIDE_BLUE, answered -> decide(answered, Card.BLUE)),
            entry(Tasks.DECIDE_YELLOW, answered -> decide(answered, Card.YELLOW)),
            entry(Tasks.DECIDE_RED, answered -> decide(answered, Card.RED)),
            entry(Tasks.RECEIVE_REPORT, this::receiveReport),
            entry(Tasks.PASS_UP, this::passUp),
            entry(Tasks.DISPATCH, this::dispatch),
            entry(Tasks.SIGN_FOR, this::signFor),
            entry(Tasks.RULE_ON_RETURN, this::rule),
            entry(Tasks.CONTACT_REPORTER, this::contact),
            entry(Tasks.REPLY_WITH_PLAN, this::reply),
            entry(Tasks.ASSIST, this::assist),
            entry(Tasks.FINISH, this::finish),
            entry(Tasks.CHECK_CANNOT_DO, this::checkCannotDo),
            entry(Tasks.SIGN_REPLY, this::signReply),
            entry(Tasks.REVIEW_RESULT, this::reviewResult),
            entry(Tasks.VERIFY_ON_SITE, this::verifyOnSite),
            entry(Tasks.CALL_BACK, this::callBack),
            entry(Tasks.CONCLUDE_RED, this::conclude),
            entry(Tasks.RECHECK, this::recheck),
            entry(Tasks.RELAY, this::relay),
            entry(Tasks.SETTLE_MATTER, this::settleMatter),
            entry(Earlier.SIGN_TRANSFER, this::signLetter),
            entry(Earlier.RECEIVE_TRANSFER, this::receiveLetter));

    ClueTaskHandlers(
            ClueLedger ledger,
            Limits limits,
            Organization organization,
            Evidence evidence,
            Instructions instructions,
            ErrorTolerance tolerance,
            Redaction screening,
            Recusals recusals,
            SealedRegister register,
            Leaves leaves,
            Registration registration,
            SelfRatings ratings,
            TimeRequestProcesses requests,
            ProgressReports progress,
            TransferLetters desk,
            TransferLetterSteps letters,
            MessageSource messages,
            Clock clock) {
        this.requests = requests;
        this.progress = progress;
        this.desk = desk;
        this.letters = letters;
        this.messages = messages;
        this.screening = screening;
        this.recusals = recusals;
        this.register = register;
        this.leaves = leaves;
        this.registration = registration;
        this.ratings = ratings;
        this.ledger = ledger;
        this.limits = limits;
        this.organization = organization;
        this.evidence = evidence;
        this.instructions = instructions;
        this.tolerance = tolerance;
        this.clock = clock;
    }

    @Override
    public String process() {
        return ClueLifecycle.KEY;
    }

    /** What the lead unit's handlers and leader write is the unit's own, as what an assisting unit writes is that one's. */
    @Override
    public String unit(DelegateTask task) {
        return OF_THE_LEAD_UNIT.contains(task.getTaskDefinitionKey())
                ? ClueLifecycle.Variables.UNIT.of(task.getExecution())
                : TaskHandlers.super.unit(task);
    }

    @Override
    public boolean goesElsewhere(DelegateTask task, String key) {
        return task.getTaskDefinitionKey().equals(Tasks.CALL_BACK) && CallBack.isOfReport(key);
    }

    @Override
    public void refresh(DelegateExecution execution, ClueNumber number) {
        RoutingVariables.refresh(execution, ledger.get(number));
    }

    @Override
    public Map<String, TaskHandler> steps() {
        return steps;
    }

    private String reviewAdmission(Answered it) {
        var outcome = it.required("outcome");
        switch (outcome) {
            case "ADMIT" -> {
                ledger.admit(it.clue(), it.by(), it.text("note"));
                limits.meet(it.clue(), LimitKind.ADMISSION);
                limits.start(it.clue(), LimitKind.DECIDE);
            }
            case "REJECT" -> {
                ledger.refuseAdmission(it.clue(), it.by(), it.required("rejectReason"), it.required("explanation"));
                limits.end(it.clue());
            }
            case "DUPLICATE" -> {
                ledger.linkDuplicate(it.clue(), it.by(), ClueNumber.of(it.required("originalNumber")));
                limits.end(it.clue());
            }
            default -> throw Refusal.invalid("process.answer.unknown", outcome);
        }
        return outcome;
    }

    private String triage(Answered it) {
        var facts = new cn.qingfeng.clue.GradingFacts(
                it.flag("stoppage"),
                it.flag("fixableOnTheSpot"),
                it.number("unitsConcerned", 1),
                it.flag("suspectedViolation"),
                it.flag("leaderInstruction"),
                it.flag("mediaExposed"),
                it.flag("historical"),
                it.flag("refused"));
        if (facts.leaderInstruction()) {
            instructions.gradedBy(it.clue(), it.text("instruction"), it.by());
        }
        ledger.establish(it.clue(), it.by(), facts, leaves.require(it.required("classification")), it.text("note"));
        return null;
    }

    private String decide(Answered it, Card power) {
        var card = it.choice("card", Card.class);
        if (!power.covers(card)) {
            ledger.passCardUpward(it.clue(), it.by(), card, it.text("reason"));
            return "PASSED_UPWARD";
        }
        ledger.decideCard(it.clue(), it.by(), card, it.text("reason"));
        limits.meet(it.clue(), LimitKind.DECIDE);
        return "DECIDED";
    }

    private String receiveReport(Answered it) {
        if (it.required("outcome").equals("PASS_UP")) {
            var entry = register.enter(
                    clock.instant(), it.required("bagNumber"), it.required("deliverer"), it.clue(), it.by());
            ledger.enteredInSealedRegister(it.clue(), it.by(), entry.number());
            limits.meet(it.clue(), LimitKind.ADMISSION);
            return "PASS_UP";
        }
        ledger.handOver(it.clue(), it.by(), it.required("registerNumber"));
        limits.end(it.clue());
        return "RECEIVED";
    }

    /** The last of the report in the county: what it says goes with it. */
    private String passUp(Answered it) {
        var entry = register.pass(it.clue(), it.required("passedTo"));
        ledger.passUp(it.clue(), it.by(), entry.number());
        limits.end(it.clue());
        return null;
    }

    private String dispatch(Answered it) {
        var lead = organization.requireUnit(it.required("leadUnit")).code();
        requireOthersHouse(it.clue(), lead);
        screening.requireCleared(it.clue(), it.text("summary"), it.text("requirements"));
        var assist = it.list("assistUnits");
        assist.forEach(organization::requireUnit);
        ledger.dispatch(it.clue(), it.by(), lead, assist, it.text("requirements"));
        limits.meet(it.clue(), LimitKind.DISPATCH);
        limits.start(it.clue(), LimitKind.SIGN, LimitKind.CONTACT, LimitKind.REPLY, LimitKind.MATTER, LimitKind.FINISH);
        return null;
    }

    /** A clue about the office goes to another house than the office's own. */
    private void requireOthersHouse(ClueNumber clue, String lead) {
        if (lead.equals(ledger.get(clue).content().concernedUnit()) && recusals.isOffice(lead)) {
            throw Refusal.invalid("recusal.own-office", organization.unitName(lead));
        }
    }

    private String signFor(Answered it) {
        var outcome = it.required("outcome");
        limits.meet(it.clue(), LimitKind.SIGN);
        if (outcome.equals("RETURN")) {
            var proposed = it.text("proposedUnit");
            if (proposed != null) {
                organization.requireUnit(organization.current(proposed));
            }
            ledger.sendOrderBack(it.clue(), it.by(), proposed, it.required("returnReason"));
            limits.start(it.clue(), LimitKind.RULING);
        } else {
            ledger.sign(it.clue(), it.by());
        }
        return outcome;
    }

    private String rule(Answered it) {
        var keeps = it.required("outcome").equals("KEEP");
        var lead = keeps
                ? ledger.get(it.clue()).leadUnit().orElseThrow()
                : organization.requireUnit(it.required("leadUnit")).code();
        requireOthersHouse(it.clue(), lead);
        ledger.rule(it.clue(), it.by(), lead, it.required("reason"));
        limits.meet(it.clue(), LimitKind.RULING);
        limits.start(it.clue(), LimitKind.SIGN);
        return null;
    }

    private String contact(Answered it) {
        var method = it.required("method");
        if (method.equals(VIA_OFFICE)) {
            ledger.asksOffice(it.clue(), it.by(), it.required("note"));
            limits.meet(it.clue(), LimitKind.CONTACT);
            return VIA_OFFICE;
        }
        if (BY_NUMBER.contains(method) && ledger.get(it.clue()).content().consent() != Consent.UNIT_MAY_KNOW) {
            throw Refusal.invalid("clue.contact.no-number");
        }
        ledger.contacted(it.clue(), it.by(), contactedAt(it), it.text("note"));
        limits.meet(it.clue(), LimitKind.CONTACT);
        progress.review(it.clue());
        return method;
    }

    /** When somebody spoke with the reporter: not before the clue was there. */
    private Instant contactedAt(Answered it) {
        var at = it.moment("contactedAt", clock.instant());
        // The form asks for minutes.
        if (at.isBefore(ledger.get(it.clue()).registeredAt().truncatedTo(ChronoUnit.MINUTES))) {
            throw Refusal.invalid("clue.contact.before-registration");
        }
        return at;
    }

    /** The office speaks with a reporter whom the unit may not know. */
    private String relay(Answered it) {
        ledger.relayed(it.clue(), it.by(), contactedAt(it), it.required("note"));
        progress.review(it.clue());
        return null;
    }

    /** What the office would not do is done itself. */
    private String settleMatter(Answered it) {
        ledger.press(it.clue(), it.by(), TimelineAction.MATTER_SETTLED, null, null, it.required("done"));
        limits.meet(it.clue(), LimitKind.MATTER);
        return null;
    }

    private String reply(Answered it) {
        ledger.replied(it.clue(), it.by(), it.text("plan"));
        limits.meet(it.clue(), LimitKind.REPLY);
        progress.review(it.clue());
        return null;
    }

    private String assist(Answered it) {
        ledger.assisted(it.clue(), it.by(), it.unit(), it.text("contribution"));
        return null;
    }

    private String finish(Answered it) {
        var result = it.choice("result", Result.class);
        var clue = ledger.get(it.clue());
        evidence.requireProof(clue);
        tolerance.requireConsidered(clue, it.text("accountability"), it.text("tolerance"), it.text("toleranceGround"));
        if (clue.suspendedAt().isPresent()) {
            // Nobody is to wait for a resumption once the work is done; the case clock shows how long it stood still.
            limits.resume(
                    it.clue(), it.by(), messages.getMessage("clue.suspended.finished", null, java.util.Locale.CHINA));
        }
        ledger.finish(it.clue(), it.by(), result, it.text("toReporter"));
        limits.meet(it.clue(), LimitKind.CONTACT, LimitKind.REPLY, LimitKind.MATTER);
        requests.worked(it.clue());
        progress.review(it.clue());
        if (result == Result.CANNOT_DO) {
            // The office checks first: meanwhile it is not in the unit's hands.
            limits.meet(it.clue(), LimitKind.FINISH, LimitKind.REWORK);
            limits.start(it.clue(), LimitKind.REVIEW);
        }
        return result.name();
    }

    private String checkCannotDo(Answered it) {
        var outcome = it.required("outcome");
        if (outcome.equals("CONFIRM")) {
            ledger.confirmCannotDo(it.clue(), it.by(), it.text("reason"));
            limits.meet(it.clue(), LimitKind.REVIEW);
            limits.reopen(it.clue(), finishing(it.clue()));
        } else {
            ledger.rejectCannotDo(it.clue(), it.by(), it.required("reason"));
            handlingGoesOn(it.clue());
        }
        return outcome;
    }

    private String signReply(Answered it) {
        var outcome = it.required("outcome");
        if (outcome.equals("SIGN")) {
            ledger.signReply(it.clue(), it.by(), it.text("reason"));
            // The handling ends when the unit has signed, not when somebody in it has written.
            limits.meet(it.clue(), LimitKind.FINISH, LimitKind.REWORK);
            limits.start(it.clue(), LimitKind.REVIEW);
            return outcome;
        }
        return sendBack(it);
    }

    private String reviewResult(Answered it) {
        if (!it.required("outcome").equals("ACCEPT")) {
            return sendBack(it);
        }
        // The card may have gone up since the result was filed, or a virus was found in what was added.
        evidence.requireProof(ledger.get(it.clue()));
        ledger.reviewed(it.clue(), it.by(), it.text("reason"));
        if (ledger.get(it.clue()).card().orElseThrow() != Card.RED) {
            accepted(it.clue());
        }
        return "ACCEPT";
    }

    private String verifyOnSite(Answered it) {
        if (!it.required("outcome").equals("PASS")) {
            return sendBack(it);
        }
        ledger.verified(it.clue(), it.by(), it.text("findings"));
        accepted(it.clue());
        return "PASS";
    }

    private void accepted(ClueNumber clue) {
        ledger.accept(clue);
        desk.settled(clue);
        limits.meet(clue, LimitKind.REVIEW);
        limits.start(clue, LimitKind.CALL_BACK);
    }

    private String sendBack(Answered it) {
        var reason = it.text("reason") == null ? it.text("findings") : it.text("reason");
        if (reason == null) {
            throw Refusal.invalid("process.answer.missing", "reason");
        }
        ledger.sendBack(it.clue(), it.by(), reason);
        handlingGoesOn(it.clue());
        return "SEND_BACK";
    }

    /** The case clock does not begin anew when a result comes back. */
    private void handlingGoesOn(ClueNumber clue) {
        limits.meet(clue, LimitKind.REVIEW);
        limits.reopen(clue, finishing(clue));
        progress.review(clue);
    }

    private LimitKind finishing(ClueNumber clue) {
        return ledger.get(clue).reworks() > 0 ? LimitKind.REWORK : LimitKind.FINISH;
    }

    private String callBack(Answered it) {
        if (it.flag("connected")) {
            return calledBack(
                    it,
                    new CallBack(
                            it.choice("solved", CallBack.Solved.class), it.choice("rating", CallBack.Rating.class)));
        }
        var rated = ratings.present(ledger.get(it.clue()));
        if (!ledger.notReached(it.clue(), it.by(), rated.isPresent(), it.text("suggestion"))) {
            return "NOT_REACHED";
        }
        if (rated.isPresent()) {
            return calledBack(it, rated.get().said());
        }
        evidence.requireProof(ledger.get(it.clue()));
        limits.meet(it.clue(), LimitKind.CALL_BACK);
        return "UNREACHED";
    }

    private String calledBack(Answered it, CallBack said) {
        var course = said.course(ledger.get(it.clue()));
        ledger.callBack(it.clue(), it.by(), said, it.flag("connected") ? it.text("suggestion") : null);
        if (it.flag("bribery")) {
            registration.reportInCall(it.clue(), misconduct(it), it.by());
        }
        limits.meet(it.clue(), LimitKind.CALL_BACK);
        return switch (course) {
            case CLOSE -> {
                evidence.requireProof(ledger.get(it.clue()));
                yield "SATISFIED";
            }
            case CONCLUDE -> {
                limits.start(it.clue(), LimitKind.REVIEW);
                yield "CONCLUDE";
            }
            case REWORK, RAISE -> course.name();
        };
    }

    /** What the reporter told against a person; a form from before asks no more than whether there was something. */
    private static Registration.Misconduct misconduct(Answered it) {
        return new Registration.Misconduct(
                it.text("briberyWhat"),
                it.text("briberyWho"),
                it.flag("briberyUnnamed"),
                it.told().stream()
                        .filter(answer -> CallBack.isOfReport(answer.key()))
                        .toList());
    }

    private String conclude(Answered it) {
        var outcome = it.required("outcome");
        if (outcome.equals("CONCLUDE")) {
            evidence.requireProof(ledger.get(it.clue()));
            ledger.conclude(it.clue(), it.by(), it.required("reason"));
        }
        limits.meet(it.clue(), LimitKind.REVIEW);
        return outcome;
    }

    private String recheck(Answered it) {
        var outcome = it.required("outcome");
        ledger.recheck(it.clue(), it.by(), outcome.equals("HELD"), it.text("findings"));
        return outcome;
    }

    private String signLetter(Answered it) {
        return letters.sign(it);
    }

    private String receiveLetter(Answered it) {
        return letters.receive(it);
    }
}
