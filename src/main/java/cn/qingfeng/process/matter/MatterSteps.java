package cn.qingfeng.process.matter;

import cn.qingfeng.Refusal;
import cn.qingfeng.form.Answer;
import cn.qingfeng.matter.Matter.Told;
import cn.qingfeng.matter.MatterKind;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.matter.StepLimit;
import cn.qingfeng.matter.attachment.MatterFiles;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Variables;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.springframework.stereotype.Component;

/** Takes what happens at the steps of a matter's process to the ledger of matters, in the engine's transaction. */
@Component
public class MatterSteps {

    private final Matters matters;
    private final MatterFiles files;

    MatterSteps(Matters matters, MatterFiles files) {
        this.matters = matters;
        this.files = files;
    }

    void begun(DelegateTask task, Optional<StepLimit> limit) {
        var offered = task.getCandidates().stream()
                .map(IdentityLink::getGroupId)
                .filter(group -> group != null)
                .sorted()
                .toList();
        matters.begun(
                        number(task),
                        task.getId(),
                        task.getTaskDefinitionKey(),
                        String.valueOf(task.getName()),
                        offered,
                        limit)
                .map(Date::from)
                .ifPresent(due -> {
                    task.setDueDate(due);
                    // A timer on the step's border rings when its limit ends, however long the diagram has it wait.
                    ((ExecutionEntity) task.getExecution())
                            .getJobs().stream()
                                    .filter(TimerEntity.class::isInstance)
                                    .forEach(timer -> timer.setDuedate(due));
                });
    }

    /** How many files a step wants to lie with the matter, by its diagram. */
    private static int filesWanted(DelegateTask task) {
        return Optional.ofNullable(task.getBpmnModelElementInstance().getExtensionElements())
                .map(extensions -> extensions
                        .getElementsQuery()
                        .filterByType(CamundaProperties.class)
                        .list())
                .stream()
                .flatMap(List::stream)
                .flatMap(said -> said.getCamundaProperties().stream())
                .filter(said -> MatterDrawing.FILES.equals(said.getCamundaName()))
                .mapToInt(said -> Integer.parseInt(said.getCamundaValue()))
                .findFirst()
                .orElse(0);
    }

    void over(DelegateTask task) {
        matters.over(number(task), task.getId());
    }

    /** An end was reached, which says in the diagram's words what became of the matter. */
    void ending(DelegateExecution end) {
        matters.ending(
                end.getProcessBusinessKey(),
                Optional.ofNullable(end.getCurrentActivityName()).orElse(""));
    }

    /** The process came to an end by itself; one that was taken off is the reconciliation's to find. */
    void ended(DelegateExecution process) {
        if (!process.isCanceled()) {
            matters.ended(process.getProcessBusinessKey());
        }
    }

    /** Somebody takes a step, or gives it back. */
    public void taken(DelegateTask task) {
        matters.taken(task.getId(), task.getAssignee());
    }

    /**
     * A step was done.
     *
     * @param checked what was filled in, as the form takes it
     * @param told the same in words
     */
    public void done(DelegateTask task, String by, Map<String, Object> checked, List<Answer> told) {
        var wanted = filesWanted(task);
        if (wanted > 0 && files.sound(number(task)) < wanted) {
            throw Refusal.invalid("matter.files.missing", wanted);
        }
        var unit = checked.get(MatterKind.UNIT) instanceof String code && !code.isBlank() ? code : null;
        matters.done(
                number(task),
                task.getId(),
                task.getTaskDefinitionKey(),
                task.getName(),
                by,
                told.stream()
                        .map(one -> new Told(one.key(), one.label(), one.text()))
                        .toList(),
                texts(checked),
                unit);
        var instance = task.getExecution().getProcessInstance();
        if (unit != null) {
            Variables.UNIT.set(instance, unit);
        }
        if (checked.get(MatterKind.OUTCOME) instanceof String outcome) {
            Variables.ANSWER.set(instance, outcome);
            instance.setVariable(Variables.answerOf(task.getTaskDefinitionKey()), outcome);
        }
    }

    private static Map<String, String> texts(Map<String, Object> checked) {
        var texts = new HashMap<String, String>();
        checked.forEach((key, value) -> {
            if (value instanceof String || value instanceof Boolean || value instanceof Number) {
                texts.put(key, value.toString());
            }
        });
        return texts;
    }

    private static String number(DelegateTask task) {
        return task.getExecution().getProcessBusinessKey();
    }
}
