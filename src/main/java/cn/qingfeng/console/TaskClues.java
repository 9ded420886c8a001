package cn.qingfeng.console;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.Standing;
import cn.qingfeng.calendar.TimeLeft;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.Viewer;
import cn.qingfeng.insight.file.ClueDossier;
import cn.qingfeng.insight.file.ClueDossiers;
import cn.qingfeng.matter.Matter;
import cn.qingfeng.matter.MatterKinds;
import cn.qingfeng.matter.MatterRights;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Unit;
import cn.qingfeng.security.engine.EngineRights;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The clue beside a task. Two doors must both be open: the engine lets the caller read the task, and the ledger lets the
 * caller see the clue. Whoever misses one is told that there is no such task.
 */
@Component
@Transactional(readOnly = true)
class TaskClues {

    /**
     * The clue's file as the caller may see it.
     *
     * @param taskLimit the limit behind the task's due date, null when the task has none
     * @param basis what the task is decided on; null for a task without a form
     */
    record View(@JsonUnwrapped ClueDossier file, ClueDossier.Limit taskLimit, DecisionBasis basis) {}

    /**
     * What stands on a card of the task list.
     *
     * @param unit the name of the lead unit, before dispatch of the unit that the clue is about
     * @param dueAt until when the task is due, else the clue; null where nothing runs
     * @param left the time left or late, in words
     * @param link the page of a matter, whose number and kind then stand for the clue's; null for a clue
     */
    record Brief(
            String taskId,
            String clueNumber,
            String title,
            Card card,
            Map<String, String> words,
            String unit,
            Instant dueAt,
            Standing standing,
            String left,
            String link) {}

    private final TaskService tasks;
    private final RuntimeService instances;
    private final RepositoryService repository;
    private final EngineRights rights;
    private final Organization organization;
    private final ClueLedger ledger;
    private final ClueAccess access;
    private final ClueDossiers files;
    private final TimeLeft times;
    private final MessageSource messages;
    private final Clock clock;
    private final Matters matters;
    private final MatterKinds kinds;
    private final MatterRights matterRights;

    TaskClues(
            TaskService tasks,
            RuntimeService instances,
            RepositoryService repository,
            EngineRights rights,
            Organization organization,
            ClueLedger ledger,
            ClueAccess access,
            ClueDossiers files,
            TimeLeft times,
            MessageSource messages,
            Clock clock,
            Matters matters,
            MatterKinds kinds,
            MatterRights matterRights) {
        this.matters = matters;
        this.kinds = kinds;
        this.matterRights = matterRights;
        this.times = times;
        this.tasks = tasks;
        this.instances = instances;
        this.repository = repository;
        this.rights = rights;
        this.organization = organization;
        this.ledger = ledger;
        this.access = access;
        this.files = files;
        this.messages = messages;
        this.clock = clock;
    }

    /** The clue of one task as {@code person} may see it, or a refusal as if there were no such task. */
    View of(String taskId, String person, Locale locale) {
        var found = readable(person, List.of(taskId));
        var keys = businessKeys(found);
        var clue = found.stream()
                .flatMap(task -> clueOf(task, keys).stream())
                .filter(its -> access.maySee(access.viewer(person), its))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("console.task.unknown"));
        var file = files.of(person, clue.number().value(), locale);
        var task = found.get(0);
        var drawn = drawn(task);
        return new View(
                file,
                limitOf(task, drawn, file, locale),
                drawn.map(UserTask::getCamundaFormRef)
                        .map(form -> DecisionBasis.of(form, file))
                        .orElse(null));
    }

    /** The task as its diagram draws it; the engine keeps the diagrams it has read. */
    private Optional<UserTask> drawn(Task task) {
        return rights.call(() -> Optional.ofNullable(task.getProcessDefinitionId())
                .map(repository::getBpmnModelInstance)
                .map(model -> model.<UserTask>getModelElementById(task.getTaskDefinitionKey())));
    }

    /** The lines for the cards of a list; tasks that the person may not read, or without a clue, are left out. */
    List<Brief> briefs(Collection<String> taskIds, String person, Locale locale) {
        var found = readable(person, taskIds);
        var keys = businessKeys(found);
        var viewer = access.viewer(person);
        // Each card names its clue and its unit: both are read for all of them at once.
        var clues = ledger.all(keys.values().stream()
                .filter(TaskClues::isClue)
                .map(ClueNumber::of)
                .collect(toSet()));
        var units = organization.unitsByCode();
        return found.stream()
                .flatMap(task -> Optional.ofNullable(keys.get(task.getProcessInstanceId()))
                        .flatMap(key -> isClue(key)
                                ? Optional.ofNullable(clues.get(ClueNumber.of(key)))
                                        .filter(clue -> access.maySee(viewer, clue))
                                        .map(clue -> brief(task, clue, viewer, units, locale))
                                : matters.find(key)
                                        .filter(matter -> matterRights.sees(person, kinds.get(matter.kind()), matter))
                                        .map(matter -> brief(task, matter, units, locale)))
                        .stream())
                .toList();
    }

    private Brief brief(Task task, Matter matter, Map<String, Unit> units, Locale locale) {
        var due = due(task).orElse(null);
        var left = due == null
                ? new TimeLeft.Told(null, "")
                : times.of(due, null, matter.suspendedAt(), clock.instant(), locale);
        return new Brief(
                task.getId(),
                matter.number(),
                matter.title(),
                null,
                Map.of("card", kinds.get(matter.kind()).name()),
                Optional.ofNullable(matter.unit())
                        .map(code -> units.containsKey(code) ? units.get(code).name() : code)
                        .orElse(""),
                due,
                left.standing(),
                left.words(),
                "/matters/" + matter.number());
    }

    /** The engine decides by the person's own groups, whatever the request's thread has been told before. */
    private List<Task> readable(String person, Collection<String> taskIds) {
        return rights.as(
                person,
                () -> tasks.createTaskQuery()
                        .taskIdIn(new HashSet<>(taskIds).toArray(String[]::new))
                        .unlimitedList());
    }

    /** Which clue a task belongs to is no secret to whoever may read the task, so nobody's rights are asked. */
    private Map<String, String> businessKeys(Collection<Task> found) {
        var ids = found.stream()
                .map(Task::getProcessInstanceId)
                .filter(Objects::nonNull)
                .collect(toSet());
        if (ids.isEmpty()) {
            return Map.of();
        }
        return rights.call(() -> instances.createProcessInstanceQuery().processInstanceIds(ids).unlimitedList().stream()
                .filter(instance -> instance.getBusinessKey() != null)
                .collect(toMap(ProcessInstance::getId, ProcessInstance::getBusinessKey)));
    }

    private Optional<Clue> clueOf(Task task, Map<String, String> businessKeys) {
        var key = businessKeys.get(task.getProcessInstanceId());
        return key == null || !isClue(key) ? Optional.empty() : Optional.of(ledger.get(ClueNumber.of(key)));
    }

    private static boolean isClue(String businessKey) {
        return businessKey.startsWith("WY");
    }

    private Brief brief(Task task, Clue clue, Viewer viewer, Map<String, Unit> units, Locale locale) {
        var card = clue.card().orElse(null);
        var due = due(task).or(clue::dueAt).orElse(null);
        var now = clock.instant();
        var left = due != null
                ? times.of(due, null, null, now, locale)
                : clue.suspendedAt()
                        .map(since -> times.of(since, null, since, now, locale))
                        .orElse(new TimeLeft.Told(null, ""));
        return new Brief(
                task.getId(),
                clue.number().value(),
                access.contentFor(viewer, clue).title(),
                card,
                Map.of("card", messages.getMessage("card." + (card == null ? "none" : card.name()), null, locale)),
                clue.leadUnit()
                        .or(() -> Optional.ofNullable(clue.content().concernedUnit()))
                        .map(code -> units.containsKey(code) ? units.get(code).name() : code)
                        .orElse(""),
                due,
                left.standing(),
                left.words(),
                null);
    }

    private static Optional<Instant> due(Task task) {
        return Optional.ofNullable(task.getDueDate()).map(Date::toInstant);
    }

    /**
     * The engine keeps milliseconds, the ledger more. A due date behind which the ledger has no limit is shown as the task's
     * own, so that list and strip never say two things.
     */
    private ClueDossier.Limit limitOf(Task task, Optional<UserTask> drawn, ClueDossier file, Locale locale) {
        var rule = drawn.map(UserTask::getCamundaDueDate).orElse("");
        return due(task)
                .map(due -> file.limits().stream()
                        .filter(limit -> limit.metAt() == null)
                        .filter(limit -> Math.abs(ChronoUnit.SECONDS.between(limit.dueAt(), due)) < 1)
                        // Of several that end at one moment, the one that the diagram names for this task.
                        .max(Comparator.comparing(limit -> rule.contains("'" + limit.kind() + "'")))
                        .orElseGet(() -> ofItsOwn(task, due, file.now(), locale)))
                .orElse(null);
    }

    /** A date that is none of the clue's limits, such as until when an order is to be explained. */
    private ClueDossier.Limit ofItsOwn(Task task, Instant due, Instant now, Locale locale) {
        var left = times.of(due, null, null, now, locale);
        return new ClueDossier.Limit(
                null,
                task.getName(),
                due,
                "",
                "",
                null,
                left.standing() == Standing.LATE,
                left.standing(),
                left.words());
    }
}
