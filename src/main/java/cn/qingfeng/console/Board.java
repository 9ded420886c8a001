package cn.qingfeng.console;

import cn.qingfeng.Marks;
import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.Standing;
import cn.qingfeng.calendar.TimeLeft;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.SupervisionStage;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.ClueBoard;
import cn.qingfeng.clue.access.ClueBoard.Figure;
import cn.qingfeng.clue.access.Viewer;
import cn.qingfeng.insight.file.ClueDossier;
import cn.qingfeng.insight.file.ClueDossiers;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.organization.Right;
import cn.qingfeng.security.engine.EngineRights;
import cn.qingfeng.security.engine.WatchedProcesses;
import cn.qingfeng.supervision.ClueLimit;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.Limits;
import cn.qingfeng.supervision.charge.OverdueAttribution;
import cn.qingfeng.web.PageNumber;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What supervisors read in Cockpit: the board, the counts on a diagram's tasks, and the clue behind an instance. */
@Component
@Transactional(readOnly = true)
class Board {

    /** What of the open clues stands where: by card, unit and stage. The suspended ones are among the open. */
    record Count(String code, String name, long open, long soon, long overdue, long suspended) {}

    /** One of a clue's two clocks: the case's next limit, or the law's. */
    record Running(String name, Instant dueAt, Standing standing, String left) {}

    /**
     * One open clue.
     *
     * @param words the reader's words for card, status and stage
     * @param holder in whose hands it is; {@code leader} the responsible leader of the lead unit
     * @param clocks the nearer first; the case's alone where the law's is not running, none where nothing runs
     * @param suspendedAt since when it is suspended, null while it is not
     * @param late late working time that grows now and against whom, in the reader's words; empty where none does
     */
    record Row(
            String clueNumber,
            String title,
            Card card,
            SupervisionStage stage,
            Map<String, String> words,
            String holder,
            String leader,
            List<Running> clocks,
            Instant suspendedAt,
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

    /**
     * What waits at one element of a diagram.
     *
     * @param open tasks, or at a phase clues
     * @param called the newest definition of the phase that the element calls; null at a task
     */
    record AtTask(String element, long open, long overdue, String called) {}

    /**
     * What an instance belongs to.
     *
     * @param above the instance that called it; null when none did
     * @param below the instances that it has called, by the element that did
     * @param here the elements where it stands
     */
    record Around(String above, Map<String, String> below, List<String> here) {}

    static final int PAGE = 20;

    private final ClueBoard board;
    private final ClueAccess access;
    private final ClueDossiers files;
    private final Organization organization;
    private final TimeLeft times;
    private final Limits limits;
    private final OverdueAttribution charges;
    private final RuntimeService instances;
    private final RepositoryService repository;
    private final EngineRights rights;
    private final WatchedProcesses watched;
    private final JdbcTemplate jdbc;
    private final MessageSource messages;
    private final Clock clock;

    Board(
            ClueBoard board,
            ClueAccess access,
            ClueDossiers files,
            Organization organization,
            TimeLeft times,
            Limits limits,
            OverdueAttribution charges,
            RuntimeService instances,
            RepositoryService repository,
            EngineRights rights,
            WatchedProcesses watched,
            JdbcTemplate jdbc,
            MessageSource messages,
            Clock clock) {
        this.board = board;
        this.access = access;
        this.files = files;
        this.organization = organization;
        this.times = times;
        this.limits = limits;
        this.charges = charges;
        this.instances = instances;
        this.repository = repository;
        this.rights = rights;
        this.watched = watched;
        this.jdbc = jdbc;
        this.messages = messages;
        this.clock = clock;
    }

    /**
     * The board for this person.
     *
     * @param only {@code overdue}, {@code soon} (within two working days) or {@code suspended}, or empty for all
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
        var soon = times.soon(now);
        var figures = board.figures(viewer, now, soon);
        var before = switch (only) {
            case "overdue" -> Optional.of(now);
            case "soon" -> Optional.of(soon);
            default -> Optional.<Instant>empty();
        };
        var wish = new ClueBoard.Wish(card, unit, stage, before, only.equals("suspended"));
        var clues = board.worstFirst(viewer, wish, PageNumber.check(page, PAGE) * PAGE, PAGE + 1);
        var running = limits.running(clues.stream().map(Clue::number).toList());
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
                clues.stream()
                        .limit(PAGE)
                        .map(clue -> row(clue, running.getOrDefault(clue.number(), List.of()), now, locale))
                        .toList(),
                clues.size() > PAGE,
                now);
    }

    /**
     * How many tasks wait at each element of that process, and how many of them are late: over all of its versions, because
     * the newest has none just after a deployment.
     */
    List<AtTask> tasks(String person, String processDefinition) {
        watcher(person);
        var now = Timestamp.from(clock.instant());
        // The engine's own query answers one element at a time.
        var tasks = jdbc.query(
                "select task_def_key_, count(*), sum(case when due_date_ < ? then 1 else 0 end)"
                        + " from ACT_RU_TASK where proc_def_id_ in (select v.ID_ from ACT_RE_PROCDEF v"
                        + " join ACT_RE_PROCDEF d on d.KEY_ = v.KEY_ where d.ID_ = ?) group by task_def_key_",
                (row, n) -> new AtTask(row.getString(1), row.getLong(2), row.getLong(3), null),
                now,
                processDefinition);
        return Stream.concat(tasks.stream(), phases(person, processDefinition, now))
                .toList();
    }

    /** The phases that a diagram calls and that are watched, which the sealed lane is not: how many clues stand there. */
    private Stream<AtTask> phases(String person, String processDefinition, Timestamp now) {
        var calls = rights
                .call(() -> repository.getBpmnModelInstance(processDefinition))
                .getModelElementsByType(CallActivity.class)
                .stream()
                .filter(call -> watched.keys().contains(call.getCalledElement()))
                .toList();
        if (calls.isEmpty()) {
            return Stream.empty();
        }
        // Each from an index alone: those that stand there, and those of them with a task that is late.
        var keys = calls.stream().map(CallActivity::getCalledElement).distinct().toList();
        var open = counts(
                "select d.KEY_, count(*) from ACT_RE_PROCDEF d join ACT_RU_EXECUTION e on e.PROC_DEF_ID_ = d.ID_"
                        + " where d.KEY_ in (" + Marks.of(keys) + ") and e.PARENT_ID_ is null group by d.KEY_",
                keys.stream());
        var late = counts(
                "select d.KEY_, count(distinct t.PROC_INST_ID_) from ACT_RE_PROCDEF d join ACT_RU_TASK t"
                        + " on t.PROC_DEF_ID_ = d.ID_ where d.KEY_ in (" + Marks.of(keys)
                        + ") and t.DUE_DATE_ < ? group by d.KEY_",
                Stream.concat(keys.stream(), Stream.of(now)));
        return calls.stream()
                .flatMap(call -> newest(person, call.getCalledElement()).stream()
                        .map(phase -> new AtTask(
                                call.getId(),
                                open.getOrDefault(call.getCalledElement(), 0L),
                                late.getOrDefault(call.getCalledElement(), 0L),
                                phase.getId())));
    }

    private Map<String, Long> counts(String question, Stream<?> asked) {
        var counts = new HashMap<String, Long>();
        jdbc.query(
                question,
                row -> {
                    counts.put(row.getString(1), row.getLong(2));
                },
                asked.toArray());
        return counts;
    }

    private Optional<ProcessDefinition> newest(String person, String process) {
        return rights.as(
                person,
                () -> Optional.ofNullable(repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(process)
                        .latestVersion()
                        .singleResult()));
    }

    /**
     * Where an instance stands, and the instances above and below it that the person may read in Cockpit too.
     *
     * @throws Refusal not found, when the instance is not the person's to read
     */
    Around around(String person, String instance) {
        watcher(person);
        if (readable(person, instance).isEmpty()) {
            throw Refusal.notFound("console.instance.unknown");
        }
        var above = rights.as(
                person,
                () -> instances
                        .createProcessInstanceQuery()
                        .subProcessInstanceId(instance)
                        .singleResult());
        var below = new LinkedHashMap<String, String>();
        jdbc
                .query(
                        "select s.ACT_ID_, e.ID_ from ACT_RU_EXECUTION e join ACT_RU_EXECUTION s on e.SUPER_EXEC_ = s.ID_"
                                + " where s.PROC_INST_ID_ = ? order by s.ACT_ID_, e.ID_",
                        (row, n) -> Map.entry(row.getString(1), row.getString(2)),
                        instance)
                .stream()
                .filter(called -> readable(person, called.getValue()).isPresent())
                .forEach(called -> below.putIfAbsent(called.getKey(), called.getValue()));
        return new Around(
                above == null ? null : above.getId(),
                below,
                rights.call(() -> instances.getActiveActivityIds(instance)));
    }

    private Optional<ProcessInstance> readable(String person, String instance) {
        return rights.as(
                person,
                () -> instances.createProcessInstanceQuery().processInstanceId(instance).listPage(0, 1).stream()
                        .findFirst());
    }

    /**
     * The clue behind an instance that the person may read in Cockpit.
     *
     * @throws Refusal not found, when there is none or it is not the person's to see
     */
    ClueDossier behind(String person, String instance, Locale locale) {
        return files.of(person, numberOf(person, instance), locale);
    }

    /** The instance of the phase where a clue stands, for whoever may read both: the clue and that instance. */
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
        var at = found.get(0).getId();
        for (var phase = phase(person, at); phase.isPresent(); phase = phase(person, at)) {
            at = phase.get();
        }
        return at;
    }

    /** What an instance has called and waits for. Measures about limits are taken beside. */
    private Optional<String> phase(String person, String instance) {
        return rights.as(
                person,
                () -> instances.createProcessInstanceQuery().superProcessInstanceId(instance).listPage(0, PAGE).stream()
                        .filter(phase -> !phase.getProcessDefinitionKey().equals("clue-escalation"))
                        .map(ProcessInstance::getId)
                        .findFirst());
    }

    private String numberOf(String person, String instance) {
        return readable(person, instance)
                .map(ProcessInstance::getBusinessKey)
                .filter(key -> !key.isBlank())
                .orElseThrow(() -> Refusal.notFound("console.instance.unknown"));
    }

    private Viewer watcher(String person) {
        var viewer = access.viewer(person);
        if (!viewer.has(Right.WATCH_BOARD)) {
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
                figures.stream().mapToLong(Figure::overdue).sum(),
                figures.stream().mapToLong(Figure::suspended).sum());
    }

    private Row row(Clue clue, List<ClueLimit> running, Instant now, Locale locale) {
        var lead = clue.leadUnit();
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
                charges.holder(clue.number())
                        .map(organization::unitName)
                        .orElseGet(() -> words("insight.holder.office", locale)),
                lead.flatMap(organization::responsibleLeaderOf)
                        .map(Person::name)
                        .orElse(""),
                clocks(running, now, locale),
                clue.suspendedAt().orElse(null),
                files.runningLate(clue.number(), now, locale));
    }

    private List<Running> clocks(List<ClueLimit> running, Instant now, Locale locale) {
        var law = running.stream().filter(limit -> limit.kind() == LimitKind.LEGAL_CAP);
        var ofTheCase = running.stream()
                .filter(limit -> limit.kind() != LimitKind.LEGAL_CAP && limit.kind() != LimitKind.RECHECK);
        return Stream.concat(law.limit(1), ofTheCase.limit(1))
                .sorted(Comparator.comparing(limit -> limit.dueAt().orElseThrow()))
                .map(limit -> {
                    var due = limit.dueAt().orElseThrow();
                    var left = times.of(due, null, null, now, locale);
                    return new Running(words("limit." + limit.kind(), locale), due, left.standing(), left.words());
                })
                .toList();
    }

    private String words(String key, Locale locale) {
        return messages.getMessage(key, null, key, locale);
    }
}
