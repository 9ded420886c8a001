package cn.qingfeng.process.escalation;

import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.process.lifecycle.ClueInstances;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.lifecycle.CluePhase;
import cn.qingfeng.process.lifecycle.RoutingVariables;
import cn.qingfeng.security.engine.EngineRights;
import cn.qingfeng.supervision.LimitsChanged;
import java.sql.Timestamp;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandContextListener;
import org.camunda.bpm.engine.impl.jobexecutor.TimerDeclarationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.AcquirableJobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.runtime.Job;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
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
    private final EngineRights rights;
    private final ClueLedger ledger;
    private final Watch watch;
    private final ProcessEngineConfigurationImpl engine;
    private final JdbcTemplate jdbc;

    private static final List<String> WATCH_JOBS = List.copyOf(ClueLifecycle.TIMER_JOBS);

    private static final String MOVE = "update ACT_RU_JOB set DUEDATE_ = ?, REV_ = REV_ + 1"
            + " where EXECUTION_ID_ = ? and TYPE_ = 'timer' and HANDLER_CFG_ in (?, ?)";

    TimerSync(
            ClueInstances instances,
            EngineRights rights,
            ClueLedger ledger,
            Watch watch,
            ProcessEngine engine,
            JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.instances = instances;
        this.rights = rights;
        this.ledger = ledger;
        this.watch = watch;
        this.engine = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    }

    @EventListener
    void on(LimitsChanged change) {
        var overview = overviewAtWork(change.number());
        pending().merge(change.number(), new Pending(change.moved(), overview), Pending::and);
        if (overview != null) {
            Context.getCommandContext().registerCommandContextListener(atTheEndOfTheStep);
        }
    }

    /** Where the engine is at work, it has in hand what else were read again after it has written everything down. */
    private final CommandContextListener atTheEndOfTheStep = new CommandContextListener() {
        @Override
        public void onCommandContextClose(CommandContext context) {
            pending().entrySet().removeIf(each -> {
                var change = each.getValue();
                return !change.moved()
                        && change.overview() != null
                        && setTimer(context, change.overview(), watch.next(each.getKey()));
            });
        }

        @Override
        public void onCommandFailed(CommandContext context, Throwable failure) {
            // Nothing of it is kept.
        }
    };

    /** Answers whether that is all: an overview of earlier diagrams keeps its timer elsewhere. */
    private boolean setTimer(CommandContext context, String overview, Date next) {
        var execution = context.getExecutionManager().findExecutionById(overview);
        if (execution == null
                || execution.isEnded()
                || context.getDbEntityManager().isDeleted(execution)) {
            // It has just ended, and its timer with it.
            return true;
        }
        var declaration = TimerDeclarationImpl.getDeclarationsForScope(execution.getProcessDefinition())
                .get(ClueLifecycle.TIMER);
        if (declaration == null) {
            return false;
        }
        var inHand = context.getDbEntityManager().getCachedEntitiesByType(AcquirableJobEntity.class).stream()
                .anyMatch(job -> overview.equals(job.getProcessInstanceId()));
        if (!inHand && moved(overview, next)) {
            return true;
        }
        execution.getJobs().stream()
                .filter(ClueInstances::isOfWatch)
                .findFirst()
                .ifPresentOrElse(timer -> set(timer, next), () -> declaration.createTimerInstance(execution));
        return true;
    }

    /**
     * Moves the watch's timer where it waits, without reading it first: whoever fires it at the same moment finds that it was
     * changed, and looks again. Answers whether there is one.
     */
    private boolean moved(String overview, Date next) {
        return jdbc.update(MOVE, new Timestamp(next.getTime()), overview, WATCH_JOBS.get(0), WATCH_JOBS.get(1)) > 0;
    }

    private static void set(Job timer, Date next) {
        if (!seconds(timer.getDuedate()).equals(seconds(next))) {
            ((JobEntity) timer).setDuedate(next);
        }
    }

    /** What is to be brought in line, and in which overview, where a step of it is at work. */
    private record Pending(boolean moved, String overview) {
        Pending and(Pending later) {
            return new Pending(moved || later.moved, overview == null ? later.overview : overview);
        }
    }

    /** The clue's overview, when the engine is just in a step of it or of one of its phases; else null. */
    private static String overviewAtWork(ClueNumber number) {
        var at = Context.getBpmnExecutionContext();
        if (at == null || !number.value().equals(at.getExecution().getProcessBusinessKey())) {
            return null;
        }
        var execution = at.getExecution();
        var process = execution.getProcessDefinition().getKey();
        return ClueLifecycle.KEY.equals(process) || CluePhase.of(process).isPresent()
                ? execution.getRootProcessInstanceId()
                : null;
    }

    /** Does now what would wait for the end of the transaction: for work that goes on with the timers inside it. */
    public void now() {
        var waiting = new LinkedHashMap<>(pending());
        pending().clear();
        waiting.forEach((number, change) -> {
            if (change.moved() || change.overview() == null) {
                retime(number, change.moved());
            } else {
                setTimer(change.overview(), watch.next(number));
            }
        });
    }

    @SuppressWarnings("unchecked")
    private Map<ClueNumber, Pending> pending() {
        var pending = (Map<ClueNumber, Pending>) TransactionSynchronizationManager.getResource(this);
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
        setTimer(overview.get().getId(), watch.next(number));
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

    private void setTimer(String overview, Date next) {
        engine.getCommandExecutorTxRequired().execute(context -> {
            instances.timer(overview).ifPresentOrElse(timer -> set(timer, next), () -> wait(context, overview));
            return null;
        });
    }

    /** The timer of the watch has struck: it is set anew, as the engine set the first. */
    private static void wait(CommandContext context, String overview) {
        var execution = context.getExecutionManager().findExecutionById(overview);
        if (execution == null || execution.isEnded()) {
            return;
        }
        var timer = TimerDeclarationImpl.getDeclarationsForScope(execution.getProcessDefinition())
                .get(ClueLifecycle.TIMER);
        if (timer != null) {
            timer.createTimerInstance(execution);
        }
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
        private final Map<ClueNumber, Pending> pending;

        private AtTheEnd(Map<ClueNumber, Pending> pending) {
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
