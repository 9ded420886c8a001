package cn.qingfeng.console;

import static java.util.stream.Collectors.toSet;

import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.classification.Classification;
import cn.qingfeng.clue.content.ClueTextField;
import cn.qingfeng.clue.content.RedactionMark;
import cn.qingfeng.clue.timeline.AnswerSheets;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.clue.timeline.TimelineEntry;
import cn.qingfeng.intake.rating.SelfRating;
import cn.qingfeng.intake.rating.SelfRatings;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.redaction.Redaction;
import cn.qingfeng.security.engine.EngineRights;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What stands in a task's form before its person types: the facts as registered, the proposed card, the proposed unit.
 * Nobody needs to copy them, and the person's own answer is what counts. Nothing here tells who reported or what.
 */
@Component
class TaskPresets {

    /** Characters that the order's fields take. */
    private static final int LONGEST = 2000;

    private final TaskService tasks;
    private final RuntimeService instances;
    private final ClueLedger ledger;
    private final EngineRights rights;
    private final SelfRatings ratings;
    private final Timeline timeline;
    private final AnswerSheets sheets;
    private final Redaction screening;

    TaskPresets(
            TaskService tasks,
            RuntimeService instances,
            ClueLedger ledger,
            EngineRights rights,
            SelfRatings ratings,
            Timeline timeline,
            AnswerSheets sheets,
            Redaction screening) {
        this.timeline = timeline;
        this.sheets = sheets;
        this.screening = screening;
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
            case "dispatch-clue" -> order(clue(taskId));
            case "finish-clue", "reply-with-plan", "assist-clue" -> again(taskId, formId);
            case "call-back" -> said(clue(taskId));
            default -> Map.of();
        };
    }

    /**
     * The dispatch order as the register and the rules propose it. What may tell who reported is covered in it, decided or
     * not, so that nobody sends a name on by leaving a proposal as it stands.
     */
    private Map<String, Object> order(Clue clue) {
        var values = new HashMap<String, Object>();
        clue.proposedUnit().ifPresent(unit -> values.put("leadUnit", unit));
        var assisting = timeline.of(clue.number()).stream()
                .filter(entry -> entry.act() == TimelineAction.UNITS_PROPOSED)
                .reduce((earlier, later) -> later)
                .flatMap(TimelineEntry::to)
                .map(units -> units.split(" \\+ ", 2))
                .filter(units -> units.length == 2)
                .map(units -> List.of(units[1].split(", ")))
                .orElseGet(List::of);
        values.put("assistUnits", assisting);
        values.put(
                "summary",
                shortened(covered(clue, ClueTextField.TITLE) + "\n" + covered(clue, ClueTextField.NARRATIVE)));
        values.put("requirements", shortened(covered(clue, ClueTextField.REQUEST)));
        values.values().removeIf(value -> value instanceof String text && text.isBlank());
        return values;
    }

    private String covered(Clue clue, ClueTextField part) {
        var text = new StringBuilder(part.of(clue.content()));
        screening.places(clue).stream()
                .filter(place -> place.part() == part)
                .filter(place -> place.open() || place.decided().covered())
                .sorted(Comparator.comparing(Redaction.Place::from).reversed())
                .filter(place -> place.to() <= text.length())
                .forEach(place -> text.replace(place.from(), place.to(), RedactionMark.COVER));
        return text.toString();
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    /** What the same unit wrote the last time: work that came back is mended, not written anew. */
    private Map<String, Object> again(String taskId, String formId) {
        var values = new HashMap<String, Object>();
        var units = rights.call(() -> tasks.getIdentityLinksForTask(taskId)).stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .collect(toSet());
        sheets.of(clue(taskId).number()).stream()
                .filter(sheet -> sheet.form().equals(formId))
                .filter(sheet -> units.contains(Duty.HANDLER.groupIdFor(sheet.unitCode())))
                .reduce((earlier, later) -> later)
                .ifPresent(sheet -> sheets.on(sheet).forEach(answer -> values.put(answer.key(), answer.value())));
        values.remove("signed");
        return values;
    }

    /** What the reporter said of the own accord; whether the person was reached is the caller's to say. */
    private Map<String, Object> said(Clue clue) {
        var answers = ratings.present(clue).map(SelfRating::answers).orElseGet(HashMap::new);
        answers.remove("connected");
        return answers;
    }

    private static Map<String, Object> facts(Clue clue) {
        var values = clue.facts().answers();
        clue.classification().map(Classification::code).ifPresent(code -> values.put("classification", code));
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
