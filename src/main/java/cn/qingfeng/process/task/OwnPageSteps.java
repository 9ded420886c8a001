package cn.qingfeng.process.task;

import cn.qingfeng.Refusal;
import cn.qingfeng.form.FormSchema;
import cn.qingfeng.form.Forms;
import cn.qingfeng.matter.desk.MatterDesk;
import cn.qingfeng.security.engine.EngineRights;
import java.util.Map;
import java.util.function.Function;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The steps of matters for our own pages: the same tasks, forms and rights as in Tasklist. */
@Component
class OwnPageSteps implements MatterDesk {

    private final UserTasks tasks;
    private final Forms forms;
    private final DeployedForms deployed;
    private final StepGuard guard;
    private final EngineRights rights;
    private final ProcessEngine engine;

    OwnPageSteps(
            UserTasks tasks,
            Forms forms,
            DeployedForms deployed,
            StepGuard guard,
            EngineRights rights,
            @Lazy ProcessEngine engine) {
        this.tasks = tasks;
        this.forms = forms;
        this.deployed = deployed;
        this.guard = guard;
        this.rights = rights;
        this.engine = engine;
    }

    @Override
    public boolean mayDo(String person, String step) {
        return with(
                step,
                task -> guard.may(task, person)
                        && (task.getAssignee() == null || task.getAssignee().equals(person)));
    }

    @Override
    public FormSchema form(String step) {
        return with(step, task -> {
            var id = task.getTaskDefinition().getCamundaFormDefinitionKey().getValue(task);
            var deployment = task.getExecution().getProcessDefinition().getDeploymentId();
            return forms.fill(deployed.deployedWith(deployment, id.toString()));
        });
    }

    @Override
    public void submit(String person, String step, Map<String, Object> answers) {
        tasks.submit(person, step, answers);
    }

    private <T> T with(String step, Function<TaskEntity, T> asked) {
        return rights.call(() -> ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired()
                .execute(context -> {
                    var task = context.getTaskManager().findTaskById(step);
                    if (task == null) {
                        throw Refusal.notFound("process.task.unknown");
                    }
                    return asked.apply(task);
                }));
    }
}
