package cn.qingfeng.process.task;

import cn.qingfeng.Refusal;
import cn.qingfeng.casework.ClueNotifier;
import cn.qingfeng.clue.CallBack;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.evidence.Evidence;
import cn.qingfeng.form.Forms;
import cn.qingfeng.intake.conversation.ReporterWrote;
import cn.qingfeng.intake.rating.ReporterRated;
import cn.qingfeng.intake.rating.SelfRating;
import cn.qingfeng.intake.rating.SelfRatings;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Tasks;
import cn.qingfeng.security.engine.EngineRights;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What a reporter's own word does in the lifecycle. A rating is the call-back where the county's table asks for no call:
 * of a blue card, and of an anonymous reporter, whom nobody can call. For a named reporter's yellow or red card somebody
 * calls nevertheless and finds the rating in the form.
 */
@Component
public class ReportersWord {

    private static final String CALL_BACK_FORM = "call-back";

    private final ClueLedger ledger;
    private final SelfRatings ratings;
    private final Evidence evidence;
    private final TaskService tasks;
    private final RepositoryService repository;
    private final Forms forms;
    private final DeployedForms deployed;
    private final EngineRights rights;
    private final ClueNotifier concerned;
    private final Clock clock;

    ReportersWord(
            ClueLedger ledger,
            SelfRatings ratings,
            Evidence evidence,
            TaskService tasks,
            RepositoryService repository,
            Forms forms,
            DeployedForms deployed,
            EngineRights rights,
            ClueNotifier concerned,
            Clock clock) {
        this.ledger = ledger;
        this.ratings = ratings;
        this.evidence = evidence;
        this.tasks = tasks;
        this.repository = repository;
        this.forms = forms;
        this.deployed = deployed;
        this.rights = rights;
        this.concerned = concerned;
        this.clock = clock;
    }

    @EventListener
    void on(ReporterWrote wrote) {
        concerned.reporterWrote(wrote.number(), wrote.asker());
    }

    @EventListener
    void on(ReporterRated rated) {
        var clue = ledger.get(rated.number());
        ratings.present(clue).ifPresent(said -> {
            if (!callsBack(clue, said)) {
                concerned.tell(clue.number(), NoticeEvent.REPORTER_RATED);
            }
        });
    }

    /**
     * Whether a rating given now is the call-back: not while somebody is calling already or a next try waits, nor where the form
     * asks for more than a reporter is asked.
     */
    public boolean isTheCallBack(Clue clue) {
        var sayingAll = new SelfRating(
                clock.instant(),
                true,
                CallBack.Solved.UNSOLVED,
                CallBack.Rating.DISSATISFIED,
                SelfRating.REASONS,
                null);
        return task(clue, answers(sayingAll)).isPresent();
    }

    private boolean callsBack(Clue clue, SelfRating said) {
        var answers = answers(said);
        var task = task(clue, answers);
        task.ifPresent(id -> rights.run(() -> Submissions.as(Timeline.PUBLIC, () -> tasks.complete(id, answers))));
        return task.isPresent();
    }

    private static Map<String, Object> answers(SelfRating said) {
        var answers = new HashMap<>(said.answers());
        answers.put("method", "SCAN");
        return answers;
    }

    /** The task that such answers complete. Where proof is missing the case cannot close, which is not the reporter's to hear. */
    private Optional<String> task(Clue clue, Map<String, Object> answers) {
        var countsAlone = clue.content().anonymous()
                || clue.card().filter(Card.BLUE::equals).isPresent();
        if (clue.status() != ClueStatus.CALLING_BACK || !countsAlone || evidence.lacksProof(clue)) {
            return Optional.empty();
        }
        return rights.call(() -> Optional.ofNullable(tasks.createTaskQuery()
                        .processInstanceBusinessKey(clue.number().value())
                        .taskDefinitionKey(Tasks.CALL_BACK)
                        .taskUnassigned()
                        .singleResult())
                .filter(task -> suffices(task, answers))
                .map(Task::getId));
    }

    private boolean suffices(Task task, Map<String, Object> answers) {
        var deployment =
                repository.getProcessDefinition(task.getProcessDefinitionId()).getDeploymentId();
        try {
            forms.fill(deployed.deployedWith(deployment, CALL_BACK_FORM)).check(answers, Map.of(), clock.instant());
            return true;
        } catch (Refusal moreIsAsked) {
            return false;
        }
    }
}
