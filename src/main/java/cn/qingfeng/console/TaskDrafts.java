package cn.qingfeng.console;

import cn.qingfeng.PerTransaction;
import cn.qingfeng.Refusal;
import cn.qingfeng.draft.Draft;
import cn.qingfeng.draft.Drafts;
import cn.qingfeng.draft.Saved;
import cn.qingfeng.draft.Seen;
import cn.qingfeng.security.engine.EngineRights;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.spring.boot.starter.event.TaskEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Drafts of Tasklist's forms. Whoever has a task keeps one, and nobody else: it goes when the task is done or called off,
 * when somebody else gets the task, and ({@link DraftSweep}) when the person may not see it any more.
 */
@Component
@Transactional
class TaskDrafts {

    private static final String PLACE = "task/";

    private final Drafts drafts;
    private final TaskService tasks;
    private final EngineRights rights;
    private final PerTransaction<String, Taken> taken = new PerTransaction<>();

    TaskDrafts(Drafts drafts, TaskService tasks, EngineRights rights) {
        this.drafts = drafts;
        this.tasks = tasks;
        this.rights = rights;
    }

    /** What the person typed into this task's form and did not send. */
    Optional<Draft> of(String taskId, String person) {
        return sees(taskId, person) ? drafts.of(person, place(taskId)) : Optional.empty();
    }

    /** Keeps what the person typed. Refused, as if there were no such task, unless it is the person's. */
    Saved save(String taskId, String person, Map<String, Object> answers, Seen seen) {
        if (!has(taskId, person)) {
            throw Refusal.notFound("console.task.unknown");
        }
        return drafts.save(person, place(taskId), answers, seen);
    }

    void drop(String taskId, String person) {
        drafts.drop(person, place(taskId));
    }

    /** In the transaction that ends the task or gives it to somebody. */
    @EventListener
    void on(TaskEvent event) {
        switch (event.getEventName()) {
            case TaskListener.EVENTNAME_COMPLETE, TaskListener.EVENTNAME_DELETE -> {
                taken(event.getId()).done = true;
                drafts.dropAllAt(place(event.getId()));
            }
            case TaskListener.EVENTNAME_ASSIGNMENT -> {
                // A task that is put back may be taken up again by the same person, who finds the words there.
                if (event.getAssignee() != null) {
                    taken(event.getId()).person = event.getAssignee();
                }
            }
            default -> {}
        }
    }

    private Taken taken(String task) {
        return taken.get(task, id -> {
            var fresh = new Taken(place(id));
            TransactionSynchronizationManager.registerSynchronization(fresh);
            return fresh;
        });
    }

    /** Somebody gets a task. Who does it in the same transaction, as on our pages, leaves no draft of anybody's anyhow. */
    private final class Taken implements TransactionSynchronization {
        private final String place;
        private String person;
        private boolean done;

        Taken(String place) {
            this.place = place;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            if (person != null && !done) {
                drafts.dropOthersAt(place, person);
            }
        }
    }

    /** Forgets drafts whose person has the task no more and may not take it again; answers how many. */
    int sweep() {
        var gone = 0;
        for (var at : drafts.at(PLACE)) {
            var task = at.place().substring(PLACE.length());
            var stays = rights.as(
                            at.person(),
                            () -> tasks.createTaskQuery().taskId(task).count())
                    > 0;
            if (!stays) {
                drafts.drop(at.person(), at.place());
                gone++;
            }
        }
        return gone;
    }

    /** The engine decides by the person's own groups whether the task may still be read. */
    private boolean has(String taskId, String person) {
        return rights.as(
                        person,
                        () -> tasks.createTaskQuery()
                                .taskId(taskId)
                                .taskAssignee(person)
                                .count())
                > 0;
    }

    private boolean sees(String taskId, String person) {
        return rights.as(person, () -> tasks.createTaskQuery().taskId(taskId).count()) > 0;
    }

    private static String place(String taskId) {
        return PLACE + taskId;
    }
}
