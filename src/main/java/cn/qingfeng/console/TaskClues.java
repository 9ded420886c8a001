package cn.qingfeng.console;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.AnswerSheets;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueAccess;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueWords;
import cn.qingfeng.clue.Timeline;
import cn.qingfeng.clue.Viewer;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.reporter.Identity;
import cn.qingfeng.reporter.Reporters;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.Limits;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
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

    /** Clocks that run beside the case and are shown as the running limit only when nothing else runs. */
    private static final Set<LimitKind> BESIDE_THE_CASE = EnumSet.of(LimitKind.LEGAL_CAP, LimitKind.RECHECK);

    record Limit(String name, Instant dueAt, String because, Instant metAt) {}

    record Fact(String label, String value) {}

    record Sheet(String step, String by, Instant at, List<Fact> values) {}

    record Entry(Instant at, String by, String what, String from, String to, String why) {}

    /** The codes in the reader's words. */
    record Words(String kind, String status, String card, String stage) {}

    /**
     * Everything that the caller may see of the clue.
     *
     * @param now the county's present, by which the scripts say what is late
     * @param limit the limit that runs for this task, if one does
     * @param reporterContact null wherever the caller may not know it
     */
    record View(
            String taskId,
            String clueNumber,
            String kind,
            String title,
            String status,
            String card,
            String stage,
            Words words,
            String place,
            String matter,
            String narrative,
            String request,
            String leadUnit,
            List<String> assistUnits,
            Instant now,
            Limit limit,
            List<Limit> limits,
            List<Fact> facts,
            String reporterContact,
            List<Sheet> answers,
            List<Entry> timeline) {}

    /** What stands on a card of the task list. */
    record Brief(
            String taskId,
            String clueNumber,
            String title,
            String card,
            Words words,
            String unit,
            Instant dueAt,
            Instant now) {}

    private final TaskService tasks;
    private final RuntimeService instances;
    private final IdentityService identities;
    private final Organization organization;
    private final ClueLedger ledger;
    private final ClueAccess access;
    private final ClueWords words;
    private final Timeline timeline;
    private final AnswerSheets answers;
    private final Limits limits;
    private final Reporters reporters;
    private final MessageSource messages;
    private final Clock clock;

    TaskClues(
            TaskService tasks,
            RuntimeService instances,
            IdentityService identities,
            Organization organization,
            ClueLedger ledger,
            ClueAccess access,
            ClueWords words,
            Timeline timeline,
            AnswerSheets answers,
            Limits limits,
            Reporters reporters,
            MessageSource messages,
            Clock clock) {
        this.tasks = tasks;
        this.instances = instances;
        this.identities = identities;
        this.organization = organization;
        this.ledger = ledger;
        this.access = access;
        this.words = words;
        this.timeline = timeline;
        this.answers = answers;
        this.limits = limits;
        this.reporters = reporters;
        this.messages = messages;
        this.clock = clock;
    }

    /** The clue of one task as {@code person} may see it, or a refusal as if there were no such task. */
    View of(String taskId, String person, Locale locale) {
        var task = readable(person, List.of(taskId)).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("console.task.unknown"));
        var clue =
                clueOf(task, businessKeys(List.of(task))).orElseThrow(() -> Refusal.notFound("console.task.unknown"));
        var viewer = access.viewer(person);
        if (!access.maySee(viewer, clue)) {
            throw Refusal.notFound("console.task.unknown");
        }
        return view(task, clue, viewer, locale);
    }

    /** The lines for the cards of a list; tasks that the person may not read, or without a clue, are left out. */
    List<Brief> briefs(Collection<String> taskIds, String person, Locale locale) {
        var found = readable(person, taskIds);
        var keys = businessKeys(found);
        var viewer = access.viewer(person);
        return found.stream()
                .flatMap(
                        task -> clueOf(task, keys)
                                .filter(clue -> access.maySee(viewer, clue))
                                .map(clue -> brief(task, clue, locale))
                                .stream())
                .toList();
    }

    /** The engine decides by the person's own groups, whatever the request's thread has been told before. */
    private List<Task> readable(String person, Collection<String> taskIds) {
        var groups = List.copyOf(organization.groupsOf(person));
        return told(
                () -> identities.setAuthentication(person, groups),
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
        return told(
                identities::clearAuthentication,
                () -> instances.createProcessInstanceQuery().processInstanceIds(ids).unlimitedList().stream()
                        .filter(instance -> instance.getBusinessKey() != null)
                        .collect(toMap(ProcessInstance::getId, ProcessInstance::getBusinessKey)));
    }

    private <T> T told(Runnable whoAsks, Supplier<T> question) {
        var before = identities.getCurrentAuthentication();
        whoAsks.run();
        try {
            return question.get();
        } finally {
            if (before == null) {
                identities.clearAuthentication();
            } else {
                identities.setAuthentication(before.getUserId(), before.getGroupIds(), before.getTenantIds());
            }
        }
    }

    private Optional<Clue> clueOf(Task task, Map<String, String> businessKeys) {
        try {
            return Optional.ofNullable(businessKeys.get(task.getProcessInstanceId()))
                    .map(ClueNumber::of)
                    .map(ledger::get);
        } catch (Refusal noClue) {
            return Optional.empty();
        }
    }

    private Brief brief(Task task, Clue clue, Locale locale) {
        return new Brief(
                task.getId(),
                clue.number().value(),
                clue.content().title(),
                clue.card().map(Enum::name).orElse(null),
                words(clue, locale),
                clue.leadUnit()
                        .or(() -> Optional.ofNullable(clue.content().concernedUnit()))
                        .map(organization::unitName)
                        .orElse(""),
                due(task).or(clue::dueAt).orElse(null),
                clock.instant());
    }

    private View view(Task task, Clue clue, Viewer viewer, Locale locale) {
        var content = clue.content();
        var all = limits.views(clue.number(), locale);
        return new View(
                task.getId(),
                clue.number().value(),
                content.kind().name(),
                content.title(),
                clue.status().name(),
                clue.card().map(Enum::name).orElse(null),
                clue.stage().name(),
                words(clue, locale),
                content.place(),
                content.matter(),
                content.narrative(),
                content.request(),
                clue.leadUnit().map(organization::unitName).orElse(null),
                clue.assistUnits().stream().sorted().map(organization::unitName).toList(),
                clock.instant(),
                running(task, all).map(limit -> limit(limit, locale)).orElse(null),
                all.stream().map(limit -> limit(limit, locale)).toList(),
                facts(clue, locale),
                reporters.of(clue, viewer).map(TaskClues::line).orElse(null),
                sheets(clue, locale),
                entries(clue, locale));
    }

    private Words words(Clue clue, Locale locale) {
        return new Words(
                words.of(clue.content().kind(), locale),
                words.of(clue.status(), locale),
                clue.card().map(card -> words.of(card, locale)).orElse(null),
                words.of(clue.stage(), locale));
    }

    private Limit limit(Limits.View limit, Locale locale) {
        var because = Stream.of(limit.because(), limit.basis())
                .filter(text -> text != null && !text.isBlank())
                .collect(joining(say("console.because.separator", locale)));
        return new Limit(
                say("limit." + limit.kind(), locale),
                limit.dueAt(),
                because,
                limit.metAt().orElse(null));
    }

    private static Optional<Instant> due(Task task) {
        return Optional.ofNullable(task.getDueDate()).map(Date::toInstant);
    }

    /** The limit behind the task's due date; else the first of the case to end; else a clock beside the case. */
    private static Optional<Limits.View> running(Task task, List<Limits.View> all) {
        var open = all.stream().filter(limit -> limit.metAt().isEmpty()).toList();
        return due(task)
                .flatMap(due -> open.stream()
                        .filter(limit -> Math.abs(ChronoUnit.SECONDS.between(limit.dueAt(), due)) < 1)
                        .findFirst())
                .or(() -> open.stream()
                        .filter(limit -> !BESIDE_THE_CASE.contains(limit.kind()))
                        .min(comparing(Limits.View::dueAt)))
                .or(() -> open.stream().min(comparing(Limits.View::dueAt)));
    }

    private List<Fact> facts(Clue clue, Locale locale) {
        var facts = new ArrayList<Fact>();
        var content = clue.content();
        var known = new FactList(facts, locale);
        known.add("classification", clue.classification().map(leaf -> words.of(leaf, locale)));
        known.add("channel", Optional.of(words.of(content.channel(), locale)));
        known.add("external-number", Optional.ofNullable(content.externalNumber()));
        known.add("concerned-unit", Optional.ofNullable(content.concernedUnit()).map(organization::unitName));
        known.add("concerned-window", Optional.ofNullable(content.concernedWindow()));
        known.add("order-number", clue.orderNumber());
        known.add("weight", Optional.of(weight(clue, locale)).filter(text -> !text.isEmpty()));
        known.add(
                "proposal",
                clue.proposedCard()
                        .map(card -> words.of(card, locale)
                                + clue.proposalReason()
                                        .map(reason -> say("console.because.separator", locale) + reason)
                                        .orElse("")));
        known.add("card-reason", clue.cardReason());
        known.add("handler", clue.handler().map(organization::personName));
        known.add(
                "rework", Optional.of(clue.reworks()).filter(times -> times > 0).map(String::valueOf));
        known.add("linked-to", clue.linkedTo());
        known.add("result", clue.result().map(result -> words.of(result, locale)));
        return facts;
    }

    private String weight(Clue clue, Locale locale) {
        var is = clue.facts();
        var names = new ArrayList<String>();
        Map.of(
                        "stoppage", is.stoppage(),
                        "fixable", is.fixableOnTheSpot(),
                        "violation", is.suspectedViolation(),
                        "instruction", is.leaderInstruction(),
                        "media", is.mediaExposed(),
                        "historical", is.historical())
                .entrySet()
                .stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .sorted()
                .forEach(name -> names.add(say("console.fact.weight." + name, locale)));
        if (is.unitsConcerned() > 1) {
            names.add(messages.getMessage("console.fact.weight.units", new Object[] {is.unitsConcerned()}, locale));
        }
        return String.join(say("clue.separator", locale), names);
    }

    private final class FactList {
        private final List<Fact> facts;
        private final Locale locale;

        FactList(List<Fact> facts, Locale locale) {
            this.facts = facts;
            this.locale = locale;
        }

        void add(String key, Optional<String> value) {
            value.filter(text -> !text.isBlank())
                    .ifPresent(text -> facts.add(new Fact(say("console.fact." + key, locale), text)));
        }
    }

    private static String line(Identity identity) {
        return Stream.of(identity.name(), identity.phone(), identity.enterprise(), identity.creditCode())
                .filter(part -> part != null && !part.isBlank())
                .collect(joining(" "));
    }

    private List<Sheet> sheets(Clue clue, Locale locale) {
        return answers.of(clue.number()).stream()
                .map(sheet -> new Sheet(
                        messages.getMessage("console.step." + sheet.form(), null, sheet.form(), locale),
                        words.actor(sheet.by(), locale),
                        sheet.at(),
                        answers.on(sheet).stream()
                                .map(answer -> new Fact(answer.label(), answer.text()))
                                .toList()))
                .toList();
    }

    private List<Entry> entries(Clue clue, Locale locale) {
        return timeline.of(clue.number()).stream()
                .map(entry -> new Entry(
                        entry.at(),
                        words.actor(entry.by(), locale),
                        words.of(entry.act(), locale),
                        words.value(entry.act(), entry.from().orElse(null), locale),
                        words.value(entry.act(), entry.to().orElse(null), locale),
                        entry.why().orElse(null)))
                .toList();
    }

    private String say(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
