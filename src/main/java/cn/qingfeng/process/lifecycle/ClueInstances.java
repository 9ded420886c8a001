package cn.qingfeng.process.lifecycle;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.security.engine.EngineRights;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.exception.NotValidException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.stereotype.Component;

/**
 * The engine's instances of one clue: that of the overview, and those of the phases in which it stands now. A clue that runs
 * by a diagram from before the phases has one alone.
 */
@Component
public class ClueInstances {

    private static final String[] PROCESSES = CluePhase.processes().toArray(String[]::new);

    private final RuntimeService runtime;
    private final ManagementService jobs;
    private final ClueLedger ledger;
    private final EngineRights rights;
    private final ProcessEngineConfigurationImpl engine;

    ClueInstances(
            RuntimeService runtime,
            ManagementService jobs,
            ClueLedger ledger,
            EngineRights rights,
            ProcessEngine engine) {
        this.rights = rights;
        this.runtime = runtime;
        this.jobs = jobs;
        this.ledger = ledger;
        this.engine = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    }

    /** The instance that lives as long as the clue; empty once it has ended. */
    public Optional<ProcessInstance> overview(ClueNumber number) {
        return Optional.ofNullable(runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(number.value(), ClueLifecycle.KEY)
                .singleResult());
    }

    /** All that run now; empty once the clue's life has ended. */
    public List<ProcessInstance> running(ClueNumber number) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(number.value())
                .processDefinitionKeyIn(PROCESSES)
                .unlimitedList();
    }

    /** That of the overview among the running ones. */
    public static Optional<ProcessInstance> overview(List<ProcessInstance> running) {
        return running.stream()
                .filter(instance -> ClueLifecycle.KEY.equals(instance.getProcessDefinitionKey()))
                .findFirst();
    }

    /** The timer of the watch over the clue's limits, in its overview. */
    public Optional<Job> timer(String overview) {
        return jobs.createJobQuery().processInstanceId(overview).timers().unlimitedList().stream()
                .filter(ClueInstances::isOfWatch)
                .findFirst();
    }

    /** Whether a job is the timer of a watch over limits. */
    public static boolean isOfWatch(Job timer) {
        return ClueLifecycle.TIMER_JOBS.contains(((JobEntity) timer).getJobHandlerConfigurationRaw());
    }

    /** Begins the life of a clue that has ended from its beginning, by the diagrams that hold now. */
    public void startAgain(ClueNumber number) {
        var variables = RoutingVariables.of(ledger.get(number));
        rights.run(() -> runtime.startProcessInstanceByKey(ClueLifecycle.KEY, number.value(), variables));
    }

    /**
     * Begins it with one of its phases.
     *
     * @param answer what the phase is told to have come before
     * @throws Refusal conflict, where the diagram that holds now does not call its phases
     */
    public void startAt(ClueNumber number, CluePhase phase, String answer) {
        var variables = RoutingVariables.of(ledger.get(number));
        variables.put(ClueLifecycle.Variables.ANSWER.name(), answer);
        rights.run(() -> {
            try {
                runtime.createProcessInstanceByKey(ClueLifecycle.KEY)
                        .businessKey(number.value())
                        .setVariables(variables)
                        .startBeforeActivity(phase.call())
                        .execute();
            } catch (NotValidException earlier) {
                throw Refusal.conflict("steer.earlier", number);
            }
        });
    }

    /** Tells all instances of the clue how it stands in the ledger, as far as each carries it. */
    void refresh(ClueNumber number) {
        var running = running(number);
        if (running.isEmpty()) {
            return;
        }
        Clue clue = ledger.get(number);
        engine.getCommandExecutorTxRequired().execute(context -> {
            running.forEach(instance ->
                    RoutingVariables.tell(context.getExecutionManager().findExecutionById(instance.getId()), clue));
            return null;
        });
    }
}
