package cn.qingfeng.process.task;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.timeline.AnswerSheet.Answer;
import cn.qingfeng.clue.timeline.AnswerSheets;
import cn.qingfeng.form.Forms;
import cn.qingfeng.matter.MatterKind;
import cn.qingfeng.process.engine.Routing;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Variables;
import cn.qingfeng.process.matter.MatterSteps;
import cn.qingfeng.process.task.TaskHandler.Answered;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Runs when a user task completes, inside the completing transaction: checks what was submitted against the form itself,
 * hands it to the ledger, keeps the whole sheet, and tells the engine just what its gateways need.
 */
@Component
public class FormHandover {

    private final Forms forms;
    private final DeployedForms deployed;
    private final TaskHandlerRegistry books;
    private final AnswerSheets answers;
    private final IdentityService identities;
    private final MessageSource messages;
    private final Clock clock;
    private final StepGuard guard;
    private final ClueLedger ledger;
    private final MatterSteps matters;

    FormHandover(
            Forms forms,
            DeployedForms deployed,
            TaskHandlerRegistry books,
            AnswerSheets answers,
            IdentityService identities,
            MessageSource messages,
            Clock clock,
            StepGuard guard,
            ClueLedger ledger,
            MatterSteps matters) {
        this.matters = matters;
        this.ledger = ledger;
        this.guard = guard;
        this.forms = forms;
        this.deployed = deployed;
        this.books = books;
        this.answers = answers;
        this.identities = identities;
        this.messages = messages;
        this.clock = clock;
    }

    public void notify(DelegateTask task) {
        requireHolder(task);
        var reference = ((TaskEntity) task).getTaskDefinition().getCamundaFormDefinitionKey();
        if (reference == null) {
            return;
        }
        try {
            handOver(task, reference.getValue(task).toString());
        } catch (Refusal refusal) {
            throw new RefusedSubmission(refusal, messages);
        }
    }

    /**
     * Who has claimed a task completes it. A colleague of the same desk gives it back first, so that nothing is decided over
     * somebody's head or draft; the engine itself would let either.
     */
    private void requireHolder(DelegateTask task) {
        var holder = task.getAssignee();
        if (holder != null && actor().filter(by -> !by.equals(holder)).isPresent()) {
            throw new TaskAlreadyClaimedException(task.getId(), holder);
        }
    }

    private Optional<String> actor() {
        return Submissions.actor()
                .or(() -> Optional.ofNullable(identities.getCurrentAuthentication())
                        .map(Authentication::getUserId));
    }

    private void handOver(DelegateTask task, String formId) {
        if (isOfMatter(task)) {
            handOverMatter(task, formId);
            return;
        }
        var number = ClueNumber.of(task.getExecution().getProcessBusinessKey());
        var by = actor().orElseThrow(() -> Refusal.forbidden("process.submit.anonymous"));
        if (Submissions.actor().isEmpty()) {
            guard.require((TaskEntity) task, by);
            guard.inPlaceOf((TaskEntity) task, by).ifPresent(away -> ledger.actsFor(number, by, away, task.getName()));
        }
        var form = forms.fill(deployed.deployedWith(deploymentOf(task), formId));
        var checked = form.check(Submissions.current(), context(task), clock.instant());
        var book = book(task);
        var unit = book.unit(task);
        var told = form.describe(checked, messages, Locale.CHINA).stream()
                .map(each -> new Answer(each.key(), each.label(), checked.get(each.key()), each.text()))
                .toList();
        var answered = new Answered(number, by, unit, book.matter(task.getExecution()), checked, told);
        var step = book.steps().get(task.getTaskDefinitionKey());
        var answer = step != null ? step.take(answered) : answered.text("outcome");
        if (step == null) {
            addedStep(task, number, by, told);
        }
        answers.keep(
                number,
                formId,
                unit,
                by,
                told.stream()
                        .filter(each -> !book.goesElsewhere(task, each.key()))
                        .toList(),
                book.confidential());
        if (answer != null) {
            var instance = task.getExecution().getProcessInstance();
            Variables.ANSWER.set(instance, answer);
            if (step == null) {
                instance.setVariable(Variables.answerOf(task.getTaskDefinitionKey()), answer);
            }
        }
        book.refresh(task.getExecution(), number);
    }

    private static boolean isOfMatter(DelegateTask task) {
        return MatterKind.is(
                ((TaskEntity) task).getExecution().getProcessDefinition().getKey());
    }

    private void handOverMatter(DelegateTask task, String formId) {
        var by = actor().orElseThrow(() -> Refusal.forbidden("process.submit.anonymous"));
        guard.require((TaskEntity) task, by);
        var form = forms.fill(deployed.deployedWith(deploymentOf(task), formId));
        var checked = form.check(Submissions.current(), context(task), clock.instant());
        matters.done(task, by, checked, form.describe(checked, messages, Locale.CHINA));
    }

    /** A step that an owner added is on the timeline like any other: what was done, and how it came out. */
    private void addedStep(DelegateTask task, ClueNumber number, String by, List<Answer> told) {
        var outcome = told.stream()
                .filter(each -> each.key().equals("outcome"))
                .map(Answer::text)
                .findFirst()
                .orElse(null);
        ledger.addedStep(number, by, task.getName(), outcome);
    }

    /** Runs when a task gets its person, or loses it. */
    public void taken(DelegateTask task) {
        if (isOfMatter(task)) {
            takenOfMatter(task);
            return;
        }
        if (task.getAssignee() != null) {
            try {
                guard.require((TaskEntity) task, task.getAssignee());
                book(task).taken(task, task.getAssignee());
            } catch (Refusal refusal) {
                throw new RefusedClaim(refusal, messages);
            }
        }
    }

    private void takenOfMatter(DelegateTask task) {
        try {
            if (task.getAssignee() != null) {
                guard.require((TaskEntity) task, task.getAssignee());
            }
            matters.taken(task);
        } catch (Refusal refusal) {
            throw new RefusedClaim(refusal, messages);
        }
    }

    private TaskHandlers book(DelegateTask task) {
        return books.of(
                ((TaskEntity) task).getExecution().getProcessDefinition().getKey());
    }

    private static String deploymentOf(DelegateTask task) {
        return ((TaskEntity) task).getExecution().getProcessDefinition().getDeploymentId();
    }

    private static Map<String, Object> context(DelegateTask task) {
        var context = new HashMap<String, Object>();
        // The instance's: a task has none of its own, and looking for some is a question to the database.
        var instance = task.getExecution();
        Routing.NAMES.forEach(name -> context.put(name, instance.getVariable(name)));
        return context;
    }
}
