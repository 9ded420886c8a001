package cn.qingfeng.process.task;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.process.escalation.TimerSync;
import cn.qingfeng.process.lifecycle.ClueInstances;
import cn.qingfeng.security.engine.EngineRights;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What Tasklist does for a person, for our own code: the same tasks under the same rights, form and checks included. */
@Component
public class UserTasks {

    /** A task that waits. */
    public record OpenTask(String id, String key, String name, Optional<String> assignee, Optional<Instant> dueAt) {}

    private final TaskService tasks;
    private final FormService forms;
    private final ManagementService jobs;
    private final ClueInstances instances;
    private final EngineRights rights;
    private final TimerSync retiming;
    private final ProcessEngineConfigurationImpl engine;

    UserTasks(
            TaskService tasks,
            FormService forms,
            ManagementService jobs,
            ClueInstances instances,
            EngineRights rights,
            TimerSync retiming,
            ProcessEngine engine) {
        this.tasks = tasks;
        this.forms = forms;
        this.jobs = jobs;
        this.instances = instances;
        this.rights = rights;
        this.retiming = retiming;
        this.engine = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    }

    /** Everything that waits for somebody in this clue, whoever asks. */
    public List<OpenTask> waiting(ClueNumber number) {
        return rights.call(() -> tasks
                .createTaskQuery()
                .processInstanceBusinessKey(number.value())
                .orderByTaskCreateTime()
                .asc()
                .unlimitedList()
                .stream()
                .map(UserTasks::open)
                .toList());
    }

    /** What of it waits for this person: under the person's own rights, so that the rest does not exist. */
    public List<OpenTask> waitingFor(String username, ClueNumber number) {
        return rights.as(
                username,
                () -> tasks
                        .createTaskQuery()
                        .processInstanceBusinessKey(number.value())
                        .orderByTaskCreateTime()
                        .asc()
                        .listPage(0, 100)
                        .stream()
                        .map(UserTasks::open)
                        .toList());
    }

    /** Claims the task and submits its form as this person; refused like in Tasklist when it is not the person's. */
    @Transactional
    public void submit(String username, String taskId, Map<String, Object> answers) {
        try {
            rights.as(
                    username,
                    () -> engine.getCommandExecutorTxRequired().execute(command -> {
                        take(username, taskId, answers);
                        return null;
                    }));
        } catch (RefusedSubmission refused) {
            throw refused.refusal();
        } catch (RefusedClaim refused) {
            throw WrappedRefusals.in(refused);
        } catch (AuthorizationException notTheirs) {
            // Who may read a clue sees its tasks, those too that are somebody else's.
            throw Refusal.notFound("process.task.unknown");
        }
    }

    /** In one command of the engine, so that it reads and writes once what both steps need. */
    private void take(String username, String taskId, Map<String, Object> answers) {
        var task = tasks.createTaskQuery().taskId(taskId).singleResult();
        if (task == null) {
            throw Refusal.notFound("process.task.unknown");
        }
        if (task.getAssignee() == null) {
            tasks.claim(taskId, username);
        } else if (!task.getAssignee().equals(username)) {
            throw Refusal.conflict("process.task.taken");
        }
        forms.submitTaskForm(taskId, answers);
    }

    /** Submits the only waiting task of that kind in the clue. */
    @Transactional
    public void submit(String username, ClueNumber number, String taskKey, Map<String, Object> answers) {
        var mine = rights.as(
                username,
                () -> tasks.createTaskQuery()
                        .processInstanceBusinessKey(number.value())
                        .taskDefinitionKey(taskKey)
                        .listPage(0, 1));
        if (mine.isEmpty()) {
            throw Refusal.notFound("process.task.unknown");
        }
        submit(username, mine.get(0).getId(), answers);
    }

    /**
     * Does now what the job executor would do next for this clue: steps that begin a transaction of their own. Timers wait.
     * For a county that is built in one go, before the executor runs.
     */
    public void advance(ClueNumber number) {
        rights.run(() -> ready(number).forEach(jobs::executeJob));
    }

    /** Read in one command of the engine, so that it costs one transaction. */
    private List<String> ready(ClueNumber number) {
        return engine.getCommandExecutorTxRequired()
                .execute(command -> instances.running(number).stream()
                        .flatMap(instance -> jobs
                                .createJobQuery()
                                .processInstanceId(instance.getId())
                                .messages()
                                .active()
                                .unlimitedList()
                                .stream())
                        .map(Job::getId)
                        .toList());
    }

    /** Fires now the clue's timers whose moment has come by the county's clock. */
    @Transactional
    public void ring(ClueNumber number) {
        rights.run(retiming::now);
        rights.run(
                () -> instances.running(number).stream()
                        .flatMap(instance -> jobs
                                .createJobQuery()
                                .processInstanceId(instance.getId())
                                .timers()
                                .executable()
                                .unlimitedList()
                                .stream())
                        .map(Job::getId)
                        .toList()
                        .forEach(this::ringOnce));
        advance(number);
    }

    /** Does the work while the job executor rests: nothing fires behind the back of whoever moves the clock. */
    public void undisturbed(Runnable work) {
        var executor = engine.getJobExecutor();
        var active = executor.isActive();
        executor.shutdown();
        try {
            work.run();
        } finally {
            if (active) {
                executor.start();
            }
        }
    }

    /** Another timer that rang just now may have taken this one away. */
    private void ringOnce(String job) {
        if (jobs.createJobQuery().jobId(job).count() > 0) {
            jobs.executeJob(job);
        }
    }

    private static OpenTask open(Task task) {
        return new OpenTask(
                task.getId(),
                task.getTaskDefinitionKey(),
                task.getName(),
                Optional.ofNullable(task.getAssignee()),
                Optional.ofNullable(task.getDueDate()).map(java.util.Date::toInstant));
    }
}
