package cn.qingfeng.process.escalation;

import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.process.lifecycle.ClueInstances;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.lifecycle.RoutingVariables;
import cn.qingfeng.security.engine.EngineRights;
import cn.qingfeng.supervision.LimitsChanged;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.TimerDeclarationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Brings the engine in line with the ledger's limits, at the end of the transaction that changed them: the watch's timer
 * rings at the next step, and where an end moved, open tasks and filter variables carry the new one. All or nothing.
 */
@Component
public class TimerSync {

    private final ClueInstances instances;
    private final ManagementService jobs;
    private final EngineRights rights;
    private final ClueLedger ledger;
    private final Watch watch;
    private final ProcessEngineConfigurationImpl engine;

    TimerSync(
            ClueInstances instances,
            ManagementService jobs,
            EngineRights rights,
            ClueLedger ledger,
            Watch watch,
            ProcessEngine engine) {
        this.instances = instances;
        this.jobs = jobs;
        this.rights = rights;
        this.ledger = ledger;
        this.watch = watch;
        this.engine = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    }

    @EventListener
    void on(LimitsChanged change) {
        pending().merge(change.number(), change.moved(), Boolean::logicalOr);
    }

    /** Does now what would wait for the end of the transaction: for work that goes on with the timers inside it. */
    public void now() {
        var waiting = new LinkedHashMap<>(pending());
        pending().clear();
        waiting.forEach(this::retime);
    }

    @SuppressWarnings("unchecked")
    private Map<ClueNumber, Boolean> pending() {
        var pending = (Map<ClueNumber, Boolean>) TransactionSynchronizationManager.getResource(this);
        if (pending == null) {
            pending = new LinkedHashMap<>();
            TransactionSynchronizationManager.bindResource(this, pending);
            TransactionSynchronizationManager.registerSynchronization(new AtTheEnd(pending));
        }
        return pending;
    }

    private void retime(ClueNumber number, boolean moved) {
        var running = instances.running(number);
        var overview = ClueInstances.overview(running);
        if (overview.isEmpty()) {
            return;
        }
        var next = watch.next(number);
        instances
                .timer(overview.get())
                .ifPresentOrElse(
                        timer -> {
                            if (!seconds(timer.getDuedate()).equals(seconds(next))) {
                                jobs.setJobDuedate(timer.getId(), next, false);
                            }
                        },
                        () -> engine.getCommandExecutorTxRequired()
                                .execute(context -> wait(context, overview.get().getId())));
        if (moved) {
            var clue = ledger.get(number);
            engine.getCommandExecutorTxRequired().execute(context -> {
                running.forEach(instance -> {
                    moveTasks(context, instance.getId());
                    RoutingVariables.tell(context.getExecutionManager().findExecutionById(instance.getId()), clue);
                });
                return null;
            });
        }
    }

    /** The timer of the watch has struck: it is set anew, as the engine set the first. */
    private static Void wait(CommandContext context, String overview) {
        var execution = context.getExecutionManager().findExecutionById(overview);
        var timer = TimerDeclarationImpl.getDeclarationsForScope(execution.getProcessDefinition())
                .get(ClueLifecycle.TIMER);
        if (timer != null && !execution.isEnded()) {
            timer.createTimerInstance(execution);
        }
        return null;
    }

    private static void moveTasks(CommandContext context, String instance) {
        for (TaskEntity task : context.getTaskManager().findTasksByProcessInstanceId(instance)) {
            var expression = task.getTaskDefinition().getDueDateExpression();
            if (expression != null) {
                var due = (Date) expression.getValue(task.getExecution());
                if (!Objects.equals(due, task.getDueDate())) {
                    task.setDueDate(due);
                    task.triggerUpdateEvent();
                }
            }
        }
    }

    /** The database keeps no more of a timer than seconds. */
    private static Long seconds(Date date) {
        return date.getTime() / 1000;
    }

    private final class AtTheEnd implements TransactionSynchronization {
        private final Map<ClueNumber, Boolean> pending;

        private AtTheEnd(Map<ClueNumber, Boolean> pending) {
            this.pending = pending;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            // Whoever is served here may change limits again, but never those of another clue.
            rights.run(TimerSync.this::now);
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(TimerSync.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(TimerSync.this, pending);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(TimerSync.this);
        }
    }
}
