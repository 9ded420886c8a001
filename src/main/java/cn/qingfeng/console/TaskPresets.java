package cn.qingfeng.console;

import cn.qingfeng.clue.Classification;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.intake.SelfRating;
import cn.qingfeng.intake.SelfRatings;
import cn.qingfeng.security.EngineRights;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What stands in a task's form before its person types: the facts as registered, the proposed card, the proposed unit.
 * Nobody needs to copy them, and the person's own answer is what counts. Nothing here tells who reported or what.
 */
@Component
class TaskPresets {

    private final TaskService tasks;
    private final RuntimeService instances;
    private final ClueLedger ledger;
    private final EngineRights rights;
    private final SelfRatings ratings;

    TaskPresets(
            TaskService tasks, RuntimeService instances, ClueLedger ledger, EngineRights rights, SelfRatings ratings) {
        this.ratings = ratings;
        this.tasks = tasks;
        this.instances = instances;
        this.ledger = ledger;
        this.rights = rights;
    }

    /** The values by field; none for a form that needs none, or for a task that does not belong to a clue. */
    @Transactional(readOnly = true)
    public Map<String, Object> of(String taskId, String formId) {
        return switch (formId) {
            case "triage-clue" -> facts(clue(taskId));
            case "decide-card" ->
                clue(taskId)
                        .proposedCard()
                        .<Map<String, Object>>map(card -> Map.of("card", card.name()))
                        .orElse(Map.of());
            case "dispatch-clue" ->
                clue(taskId)
                        .proposedUnit()
                        .<Map<String, Object>>map(unit -> Map.of("leadUnit", unit))
                        .orElse(Map.of());
            case "call-back" -> said(clue(taskId));
            default -> Map.of();
        };
    }

    /** What the reporter said of the own accord; whether the person was reached is the caller's to say. */
    private Map<String, Object> said(Clue clue) {
        var answers = ratings.present(clue).map(SelfRating::answers).orElseGet(HashMap::new);
        answers.remove("connected");
        return answers;
    }

    private static Map<String, Object> facts(Clue clue) {
        var facts = clue.facts();
        var values = new HashMap<String, Object>();
        clue.classification().map(Classification::code).ifPresent(code -> values.put("classification", code));
        values.put("stoppage", facts.stoppage());
        values.put("fixableOnTheSpot", facts.fixableOnTheSpot());
        values.put("unitsConcerned", facts.unitsConcerned());
        values.put("suspectedViolation", facts.suspectedViolation());
        values.put("leaderInstruction", facts.leaderInstruction());
        values.put("mediaExposed", facts.mediaExposed());
        values.put("historical", facts.historical());
        return values;
    }

    /** The engine has let the person read the task already; the way from there to the clue is the product's own. */
    private Clue clue(String taskId) {
        return rights.call(() -> {
            var task = tasks.createTaskQuery().taskId(taskId).singleResult();
            var instance = instances
                    .createProcessInstanceQuery()
                    .processInstanceId(task.getProcessInstanceId())
                    .singleResult();
            return ledger.get(ClueNumber.of(instance.getBusinessKey()));
        });
    }
}
