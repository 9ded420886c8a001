package cn.qingfeng.process;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.Timeline;
import cn.qingfeng.evidence.Evidence;
import cn.qingfeng.form.Forms;
import cn.qingfeng.intake.ReporterRated;
import cn.qingfeng.intake.ReporterWrote;
import cn.qingfeng.intake.SelfRating;
import cn.qingfeng.intake.SelfRatings;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.process.ClueLifecycle.Tasks;
import cn.qingfeng.security.EngineRights;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
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
class ReportersWord {

    private static final String CALL_BACK_FORM = "call-back";

    private final ClueLedger ledger;
    private final SelfRatings ratings;
    private final Evidence evidence;
    private final TaskService tasks;
    private final RepositoryService repository;
    private final Forms forms;
    private final DeployedForms deployed;
    private final EngineRights rights;
    private final Concerned concerned;
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
            Concerned concerned,
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
            if (!isTheCallBack(clue) || !callsBack(clue.number(), said)) {
                concerned.tell(clue.number(), NoticeEvent.REPORTER_RATED);
            }
        });
    }

    /** Where proof is missing the case cannot close, which is not the reporter's to hear: somebody calls. */
    private boolean isTheCallBack(Clue clue) {
        return clue.status() == ClueStatus.CALLING_BACK
                && (clue.content().anonymous()
                        || clue.card().filter(Card.BLUE::equals).isPresent())
                && !evidence.lacksProof(clue);
    }

    /** Completes the task, unless somebody is calling already or the form asks for more than a reporter was asked. */
    private boolean callsBack(ClueNumber number, SelfRating said) {
        return rights.call(() -> {
            var task = tasks.createTaskQuery()
                    .processInstanceBusinessKey(number.value())
                    .taskDefinitionKey(Tasks.CALL_BACK)
                    .taskUnassigned()
                    .singleResult();
            var answers = new HashMap<>(said.answers());
            answers.put("method", "SCAN");
            if (task == null || !suffices(task, answers)) {
                return false;
            }
            Submissions.as(Timeline.PUBLIC, () -> tasks.complete(task.getId(), answers));
            return true;
        });
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
