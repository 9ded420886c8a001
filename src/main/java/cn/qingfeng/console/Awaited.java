package cn.qingfeng.console;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import cn.qingfeng.Marks;
import cn.qingfeng.calendar.Standing;
import cn.qingfeng.calendar.TimeLeft;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.ClueQueries;
import cn.qingfeng.clue.access.Viewer;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.HeldDuty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.security.engine.EngineRights;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.MessageSource;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The open clues of a person's unit in which others have the next step: Tasklist shows tasks, and a clue whose assisting unit
 * or reviewer is at work has none for the unit that must answer for it.
 */
@Component
@Transactional(readOnly = true)
class Awaited {

    /** More than any unit has open at a time; beyond it the ledger is the place to look. */
    static final int MOST = 100;

    private static final Set<Duty> OF_A_UNIT = EnumSet.of(Duty.HANDLER, Duty.UNIT_LEADER);

    /**
     * One clue that waits for others.
     *
     * @param awaited what is awaited and from whom, in words, one entry a task
     * @param left the time left or late, in words
     */
    record Line(
            String clueNumber,
            String title,
            Card card,
            Map<String, String> words,
            List<String> awaited,
            Instant dueAt,
            Standing standing,
            String left) {}

    /** An open task of a clue and one of the groups that it is offered to; {@code group} is null for none. */
    private record Waiting(String clue, String task, String name, String group) {}

    private final ClueQueries clues;
    private final ClueAccess access;
    private final Organization organization;
    private final TaskService tasks;
    private final IdentityService identities;
    private final EngineRights rights;
    private final JdbcTemplate jdbc;
    private final MessageSource messages;
    private final TimeLeft times;
    private final Clock clock;

    Awaited(
            ClueQueries clues,
            ClueAccess access,
            Organization organization,
            TaskService tasks,
            IdentityService identities,
            EngineRights rights,
            JdbcTemplate jdbc,
            MessageSource messages,
            TimeLeft times,
            Clock clock) {
        this.times = times;
        this.clues = clues;
        this.access = access;
        this.organization = organization;
        this.tasks = tasks;
        this.identities = identities;
        this.rights = rights;
        this.jdbc = jdbc;
        this.messages = messages;
        this.clock = clock;
    }

    /** What the person's units wait for, the earliest end first; empty for whoever works in no unit. */
    List<Line> of(String person, Locale locale) {
        var viewer = access.viewer(person);
        var open = organization.dutiesOf(person).stream()
                .filter(held -> OF_A_UNIT.contains(held.duty()))
                .map(HeldDuty::unit)
                .distinct()
                .flatMap(unit -> clues
                        .find(
                                viewer,
                                new ClueQueries.Wish(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of(unit),
                                        Optional.empty(),
                                        true,
                                        false),
                                PageRequest.of(0, MOST, Sort.by("dueAt")))
                        .getContent()
                        .stream())
                .toList();
        if (open.isEmpty()) {
            return List.of();
        }
        var waiting = waiting(open.stream().map(clue -> clue.number().value()).toList());
        var own = own(person, waiting);
        var names = names(waiting);
        var byClue = waiting.stream().collect(groupingBy(Waiting::clue));
        return open.stream()
                .filter(clue -> byClue.containsKey(clue.number().value()))
                .filter(clue -> byClue.get(clue.number().value()).stream().noneMatch(one -> own.contains(one.task())))
                .map(clue -> line(clue, byClue.get(clue.number().value()), names, viewer, locale))
                .toList();
    }

    /** In one statement: the engine's own queries would ask for each task's groups one by one. */
    private List<Waiting> waiting(Collection<String> numbers) {
        return jdbc.query(
                "select e.BUSINESS_KEY_, t.ID_, t.NAME_, l.GROUP_ID_ from ACT_RU_EXECUTION e"
                        + " join ACT_RU_TASK t on t.PROC_INST_ID_ = e.ID_"
                        + " left join ACT_RU_IDENTITYLINK l on l.TASK_ID_ = t.ID_ and l.TYPE_ = 'candidate'"
                        + " where e.BUSINESS_KEY_ in (" + Marks.of(numbers) + ") order by t.CREATE_TIME_, t.ID_",
                (row, n) -> new Waiting(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                numbers.toArray());
    }

    private Set<String> own(String person, List<Waiting> waiting) {
        var ids = waiting.stream().map(Waiting::task).distinct().toArray(String[]::new);
        return ids.length == 0
                ? Set.of()
                : rights.as(person, () -> tasks.createTaskQuery().taskIdIn(ids).unlimitedList()).stream()
                        .map(Task::getId)
                        .collect(toSet());
    }

    private Map<String, String> names(List<Waiting> waiting) {
        var groups = waiting.stream()
                .map(Waiting::group)
                .filter(Objects::nonNull)
                .distinct()
                .toArray(String[]::new);
        return groups.length == 0
                ? Map.of()
                : rights.call(() -> identities.createGroupQuery().groupIdIn(groups).unlimitedList().stream()
                        .collect(toMap(Group::getId, Group::getName)));
    }

    private Line line(Clue clue, List<Waiting> waiting, Map<String, String> names, Viewer viewer, Locale locale) {
        var card = clue.card().orElse(null);
        var left = clue.dueAt()
                .map(due -> times.of(due, null, null, clock.instant(), locale))
                .or(() -> clue.suspendedAt().map(since -> times.of(since, null, since, clock.instant(), locale)))
                .orElse(new TimeLeft.Told(null, ""));
        return new Line(
                clue.number().value(),
                access.contentFor(viewer, clue).title(),
                card,
                Map.of("card", messages.getMessage("card." + (card == null ? "none" : card.name()), null, locale)),
                waiting.stream().map(one -> said(one, names, locale)).distinct().toList(),
                clue.dueAt().orElse(null),
                left.standing(),
                left.words());
    }

    /** Of an office it is enough to know which one; who sits there is none of a unit's business. */
    private String said(Waiting one, Map<String, String> names, Locale locale) {
        return messages.getMessage(
                "console.awaited",
                new Object[] {
                    one.name(),
                    one.group() == null
                            ? messages.getMessage("insight.holder.office", null, locale)
                            : names.getOrDefault(one.group(), one.group())
                },
                locale);
    }
}
