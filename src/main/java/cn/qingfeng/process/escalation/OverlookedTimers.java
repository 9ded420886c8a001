package cn.qingfeng.process.escalation;

import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.access.ClueStatistics;
import cn.qingfeng.process.lifecycle.ClueInstances;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.security.engine.EngineRights;
import cn.qingfeng.supervision.check.MissedLimits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds, by the ledger, clues whose next step about a limit is over time, and fires the watch's timer in their instances: it
 * takes the same path as if it had fired by itself. A timer that the job executor is firing just now is left to it.
 */
@Component
class OverlookedTimers implements MissedLimits {

    /** So many in one go; the next sweep takes the next. */
    private static final int MOST = 500;

    /** So many steps about one clue in one go: each of its limits may have been overlooked, but a loop must end. */
    private static final int MOST_STEPS = 20;

    private static final Logger log = LoggerFactory.getLogger(OverlookedTimers.class);

    private final ClueStatistics workloads;
    private final RuntimeService runtime;
    private final ClueInstances instances;
    private final ManagementService jobs;
    private final EngineRights rights;
    private final TransactionTemplate apart;

    OverlookedTimers(
            ClueStatistics workloads,
            RuntimeService runtime,
            ClueInstances instances,
            ManagementService jobs,
            EngineRights rights,
            PlatformTransactionManager transactions) {
        this.workloads = workloads;
        this.runtime = runtime;
        this.instances = instances;
        this.jobs = jobs;
        this.rights = rights;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public List<Caught> catchUp(Instant before) {
        return rights.call(() -> {
            var caught = new ArrayList<Caught>();
            for (var number : workloads.overlooked(before, MOST)) {
                outcome(number, before).ifPresent(kind -> caught.add(new Caught(number.value(), kind)));
            }
            return caught;
        });
    }

    private Optional<Kind> outcome(ClueNumber number, Instant before) {
        var instance = instances.overview(number).orElse(null);
        if (instance == null) {
            return Optional.of(Kind.NO_TIMER);
        }
        var timer = instances.timer(instance.getId()).orElse(null);
        if (timer == null) {
            var busy = runtime.getActiveActivityIds(instance.getId()).stream()
                    .anyMatch(ClueLifecycle.Earlier.WATCH_WITH_PEOPLE::contains);
            return busy ? Optional.empty() : Optional.of(Kind.NO_TIMER);
        }
        return inItsTurn(timer, before) ? Optional.empty() : Optional.of(fireAll(timer, instance, before));
    }

    /** Behind the step about one limit waits the next about another, and may be as late. */
    private Kind fireAll(Job first, ProcessInstance instance, Instant before) {
        var outcome = fire(first);
        var fired = first;
        for (var step = 1; step < MOST_STEPS && outcome == Kind.FIRED; step++) {
            var next = instances.timer(instance.getId()).orElse(null);
            if (next == null
                    || next.getId().equals(fired.getId())
                    || next.getDuedate().toInstant().isAfter(before)
                    || inItsTurn(next, before)) {
                break;
            }
            outcome = fire(next);
            fired = next;
        }
        return outcome;
    }

    /** Behind a queue of others, but on its way: the executor has tries left and reaches it soon. */
    private static boolean inItsTurn(Job timer, Instant before) {
        return timer.getRetries() > 0
                && !timer.isSuspended()
                && timer.getDuedate() != null
                && !timer.getDuedate().toInstant().isAfter(before)
                && timer.getDuedate().toInstant().isAfter(before.minusSeconds(600));
    }

    private Kind fire(Job timer) {
        try {
            apart.executeWithoutResult(status -> jobs.executeJob(timer.getId()));
            return Kind.FIRED;
        } catch (OptimisticLockingException other) {
            // Somebody else fires it this very moment.
            return Kind.FIRED;
        } catch (RuntimeException e) {
            log.error("the watch's timer of {} does not fire", timer.getProcessInstanceId(), e);
            return Kind.FAILED;
        }
    }
}
