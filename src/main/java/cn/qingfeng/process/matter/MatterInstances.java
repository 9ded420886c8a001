package cn.qingfeng.process.matter;

import cn.qingfeng.Refusal;
import cn.qingfeng.matter.MatterEvents;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Variables;
import cn.qingfeng.security.engine.EngineRights;
import java.time.Clock;
import java.util.Date;
import java.util.HashMap;
import java.util.function.Consumer;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Begins, stops and takes off the process of a matter when its ledger says so, in the same transaction. */
@Component
class MatterInstances {

    private final Matters matters;
    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final TaskService tasks;
    private final ManagementService jobs;
    private final EngineRights rights;
    private final Clock clock;

    MatterInstances(
            Matters matters,
            RuntimeService runtime,
            RepositoryService repository,
            TaskService tasks,
            ManagementService jobs,
            EngineRights rights,
            Clock clock) {
        this.clock = clock;
        this.matters = matters;
        this.runtime = runtime;
        this.repository = repository;
        this.tasks = tasks;
        this.jobs = jobs;
        this.rights = rights;
    }

    @EventListener
    void on(MatterEvents.Opened opened) {
        rights.run(() -> {
            var drawn = repository
                    .createProcessDefinitionQuery()
                    .processDefinitionKey(opened.kind())
                    .active()
                    .count();
            if (drawn == 0) {
                throw Refusal.conflict("matter.kind.gone");
            }
            var variables = new HashMap<String, Object>();
            if (opened.unit() != null) {
                variables.put(Variables.UNIT.name(), opened.unit());
            }
            runtime.startProcessInstanceByKey(opened.kind(), opened.number(), variables);
        });
    }

    @EventListener
    void on(MatterEvents.Suspended suspended) {
        each(suspended.number(), instance -> runtime.suspendProcessInstanceById(instance.getId()));
    }

    @EventListener
    void on(MatterEvents.Resumed resumed) {
        each(resumed.number(), instance -> runtime.activateProcessInstanceById(instance.getId()));
        limits(resumed.number());
    }

    @EventListener
    void on(MatterEvents.Extended extended) {
        limits(extended.number());
    }

    /** The engine's limits are the ledger's again. */
    private void limits(String number) {
        rights.run(() -> matters.open(number).stream()
                .filter(step -> step.dueAt() != null)
                .forEach(step -> {
                    var due = Date.from(step.dueAt());
                    tasks.setDueDate(step.id(), due);
                    var task = tasks.createTaskQuery().taskId(step.id()).singleResult();
                    jobs.createJobQuery().executionId(task.getExecutionId()).timers().list().stream()
                            .forEach(timer -> jobs.setJobDuedate(timer.getId(), due));
                }));
    }

    @EventListener
    void on(MatterEvents.Awaited awaited) {
        rights.run(() -> runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(awaited.number())
                .rootProcessInstances()
                .unlimitedList()
                .forEach(instance -> jobs.createJobQuery()
                        .processInstanceId(instance.getId())
                        .timers()
                        .unlimitedList()
                        .forEach(timer -> jobs.setJobDuedate(timer.getId(), Date.from(clock.instant())))));
    }

    @EventListener
    void on(MatterEvents.Withdrawn withdrawn) {
        each(withdrawn.number(), instance -> runtime.deleteProcessInstance(instance.getId(), "withdrawn"));
    }

    private void each(String number, Consumer<ProcessInstance> act) {
        rights.run(() -> runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(number)
                .rootProcessInstances()
                .unlimitedList()
                .forEach(act));
    }
}
