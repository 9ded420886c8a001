package cn.qingfeng.console;

import cn.qingfeng.PageNumber;
import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueAccess;
import cn.qingfeng.clue.ClueBoard;
import cn.qingfeng.clue.ClueBoard.Figure;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.SupervisionStage;
import cn.qingfeng.clue.Viewer;
import cn.qingfeng.insight.ClueFile;
import cn.qingfeng.insight.ClueFiles;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.security.EngineRights;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What supervisors read in Cockpit: the board, the counts on a diagram's tasks, and the clue behind an instance. */
@Component
@Transactional(readOnly = true)
class Board {

    /** What of the open clues stands where: by card, unit and stage. */
    record Count(String code, String name, long open, long soon, long overdue) {}

    /**
     * One open clue.
     *
     * @param words the reader's words for card, status and stage
     * @param holder in whose hands it is; {@code leader} the responsible leader of the lead unit
     * @param late working time since the limit ended, in the reader's words; empty while there is time
     */
    record Row(
            String clueNumber,
            String title,
            Card card,
            SupervisionStage stage,
            Map<String, String> words,
            String holder,
            String leader,
            Instant dueAt,
            String late) {}

    /** The whole board as it stands at {@code now}. */
    record View(
            Count all,
            List<Count> cards,
            List<Count> units,
            List<Count> stages,
            List<Row> rows,
            boolean more,
            Instant now) {}

    /** The open tasks of one element of a diagram. */
    record AtTask(String element, long open, long overdue) {}

    static final Set<Duty> WATCHING =
            EnumSet.of(Duty.SUPERVISOR, Duty.OFFICE_HEAD, Duty.GROUP_HEAD, Duty.DISCIPLINE, Duty.COUNTY_LEADER);

    static final int PAGE = 20;

    private final ClueBoard board;
    private final ClueAccess access;
    private final ClueFiles files;
    private final Organization organization;
    private final WorkingCalendar calendar;
    private final RuntimeService instances;
    private final EngineRights rights;
    private final JdbcClient jdbc;
    private final MessageSource messages;
    private final Clock clock;

    Board(
            ClueBoard board,
            ClueAccess access,
            ClueFiles files,
            Organization organization,
            WorkingCalendar calendar,
            RuntimeService instances,
            EngineRights rights,
            JdbcClient jdbc,
            MessageSource messages,
            Clock clock) {
        this.board = board;
        this.access = access;
        this.files = files;
        this.organization = organization;
        this.calendar = calendar;
        this.instances = instances;
        this.rights = rights;
        this.jdbc = jdbc;
        this.messages = messages;
        this.clock = clock;
    }

    /**
     * The board for this person.
     *
     * @param only {@code overdue} or {@code soon} (within two working days), or empty for all that run
     * @param page from 0
     */
    View of(
            String person,
            Optional<Card> card,
            Optional<String> unit,
            Optional<SupervisionStage> stage,
            String only,
            int page,
            Locale locale) {
        var viewer = watcher(person);
        var now = clock.instant();
        var soon = calendar.plusWorkingDays(now, 2).dueAt();
        var figures = board.figures(viewer, now, soon);
        var before = switch (only) {
            case "overdue" -> Optional.of(now);
            case "soon" -> Optional.of(soon);
            default -> Optional.<Instant>empty();
        };
        var clues = board.worstFirst(
                viewer, new ClueBoard.Wish(card, unit, stage, before), PageNumber.check(page, PAGE) * PAGE, PAGE + 1);
        return new View(
                count("", "", figures),
                by(
                        figures,
                        figure -> figure.card() == null ? "" : figure.card().name(),
                        code -> code.isEmpty() ? words("card.none", locale) : words("card." + code, locale)),
                by(
                        figures,
                        figure -> figure.unit() == null ? "" : figure.unit(),
                        code -> code.isEmpty() ? words("insight.holder.office", locale) : organization.unitName(code)),
                by(figures, figure -> figure.stage().name(), code -> words("stage." + code, locale)),
                clues.stream().limit(PAGE).map(clue -> row(clue, now, locale)).toList(),
                clues.size() > PAGE,
                now);
    }

    /** How many tasks wait at each element of that definition, and how many of them are late. */
    List<AtTask> tasks(String person, String processDefinition) {
        watcher(person);
        // The engine's own query answers one element at a time.
        return jdbc.sql("select task_def_key_, count(*), sum(case when due_date_ < ? then 1 else 0 end)"
                        + " from ACT_RU_TASK where proc_def_id_ = ? group by task_def_key_")
                .params(Timestamp.from(clock.instant()), processDefinition)
                .query((row, n) -> new AtTask(row.getString(1), row.getLong(2), row.getLong(3)))
                .list();
    }

    /**
     * The clue behind an instance that the person may read in Cockpit.
     *
     * @throws Refusal not found, when there is none or it is not the person's to see
     */
    ClueFile behind(String person, String instance, Locale locale) {
        return files.of(person, numberOf(person, instance), locale);
    }

    /** The instance of a clue, for whoever may read both. */
    String instanceOf(String person, String number) {
        watcher(person);
        var found = rights.as(
                person,
                () -> instances
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(ClueNumber.of(number).value(), "clue-lifecycle")
                        .listPage(0, 1));
        if (found.isEmpty()) {
            throw Refusal.notFound("clue.unknown", number);
        }
        return found.get(0).getId();
    }

    private String numberOf(String person, String instance) {
        var found = rights.as(
                person,
                () -> instances
                        .createProcessInstanceQuery()
                        .processInstanceId(instance)
                        .listPage(0, 1));
        return found.stream()
                .map(each -> each.getBusinessKey())
                .filter(key -> key != null && !key.isBlank())
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("console.instance.unknown"));
    }

    private Viewer watcher(String person) {
        var viewer = access.viewer(person);
        if (!viewer.holdsAny(WATCHING)) {
            throw Refusal.forbidden("console.board.forbidden");
        }
        return viewer;
    }

    private static List<Count> by(
            Collection<Figure> figures, Function<Figure, String> code, Function<String, String> name) {
        var groups = new LinkedHashMap<String, List<Figure>>();
        figures.forEach(figure -> groups.merge(
                code.apply(figure),
                List.of(figure),
                (a, b) -> Stream.concat(a.stream(), b.stream()).toList()));
        return groups.entrySet().stream()
                .map(group -> count(group.getKey(), name.apply(group.getKey()), group.getValue()))
                .sorted(Comparator.comparing(Count::overdue)
                        .thenComparing(Count::open)
                        .reversed()
                        .thenComparing(Count::name))
                .toList();
    }

    private static Count count(String code, String name, Collection<Figure> figures) {
        return new Count(
                code,
                name,
                figures.stream().mapToLong(Figure::open).sum(),
                figures.stream().mapToLong(Figure::soon).sum(),
                figures.stream().mapToLong(Figure::overdue).sum());
    }

    private Row row(Clue clue, Instant now, Locale locale) {
        var due = clue.dueAt().orElseThrow();
        var lead = clue.leadUnit();
        var atUnit = switch (clue.status()) {
            case DISPATCHED, HANDLING -> true;
            default -> false;
        };
        return new Row(
                clue.number().value(),
                clue.screened().title(),
                clue.card().orElse(null),
                clue.stage(),
                Map.of(
                        "card",
                        clue.card()
                                .map(card -> words("card." + card, locale))
                                .orElseGet(() -> words("card.none", locale)),
                        "status",
                        words("clue.status." + clue.status(), locale),
                        "stage",
                        words("stage." + clue.stage(), locale)),
                atUnit ? lead.map(organization::unitName).orElse("") : words("insight.holder.office", locale),
                lead.flatMap(organization::responsibleLeaderOf)
                        .map(Person::name)
                        .orElse(""),
                due,
                due.isBefore(now) ? late(calendar.workingTimeBetween(due, now), locale) : "");
    }

    private String late(Duration time, Locale locale) {
        return messages.getMessage(
                "insight.hours", new Object[] {time.toMinutes() / 60, time.toMinutes() % 60}, locale);
    }

    private String words(String key, Locale locale) {
        return messages.getMessage(key, null, key, locale);
    }
}
