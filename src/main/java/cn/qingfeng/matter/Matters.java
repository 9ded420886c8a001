package cn.qingfeng.matter;

import cn.qingfeng.Refusal;
import cn.qingfeng.Utc;
import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.matter.Matter.Step;
import cn.qingfeng.matter.Matter.Told;
import cn.qingfeng.notification.Notice;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.notification.Notices;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The ledger of matters: what happens to one is written here with its cause, in one transaction with the engine's step, the
 * timeline and the notices.
 */
@Service
@Transactional
public class Matters {

    /** In whose name the product itself acts. */
    public static final String SYSTEM = "system";

    static final int LONGEST_TITLE = 200;
    public static final int LONGEST_REASON = 500;

    /** Working days by which limits are made longer at once, at most. */
    public static final int MOST_DAYS = 30;

    private static final int LONGEST_END = 200;

    private final JdbcTemplate jdbc;
    private final MatterKinds kinds;
    private final MatterNumbers numbers;
    private final MatterRights rights;
    private final MatterTimeline timeline;
    private final MatterWords words;
    private final WorkingCalendar calendar;
    private final Organization organization;
    private final Notices notices;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Matters(
            JdbcTemplate jdbc,
            MatterKinds kinds,
            MatterNumbers numbers,
            MatterRights rights,
            MatterTimeline timeline,
            MatterWords words,
            WorkingCalendar calendar,
            Organization organization,
            Notices notices,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.kinds = kinds;
        this.numbers = numbers;
        this.rights = rights;
        this.timeline = timeline;
        this.words = words;
        this.calendar = calendar;
        this.organization = organization;
        this.notices = notices;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Opens a matter; its process begins in the same transaction.
     *
     * @return its number
     * @throws Refusal when the title says nothing or too much, or this person may not open one
     */
    public String open(String by, String kindKey, String title) {
        return open(by, kindKey, title, null, Map.of());
    }

    /**
     * As {@link #open(String, String, String)}, for somebody, with what is known already.
     *
     * @param person whose it is; null where it is nobody's in particular
     * @param known answers by the keys of the forms' fields; dates in them tie limits as if they had been filled in
     */
    public String open(String by, String kindKey, String title, String person, Map<String, String> known) {
        var kind = kinds.get(kindKey);
        if (!by.equals(SYSTEM) && !rights.mayOpen(by, kind)) {
            throw Refusal.forbidden("matter.open.forbidden");
        }
        var told = title.strip();
        if (told.isEmpty() || told.length() > LONGEST_TITLE) {
            throw Refusal.invalid("matter.title.length", LONGEST_TITLE);
        }
        var taken = numbers.next(kind.prefix());
        var unit = rights.unitOf(by, kind).orElse(null);
        jdbc.update(
                "insert into matter (number, kind, place, unit, person, state, opened_by, opened_at, sealed_words, entries, head,"
                        + " ends_hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '', ?)",
                taken.number(),
                kind.key(),
                taken.place(),
                unit,
                person,
                MatterState.OPEN.name(),
                by,
                Utc.of(clock.instant()),
                words.seal(taken.number(), new MatterWords.Said(told, known)),
                timeline.none(taken.number()));
        timeline.enter(taken.number(), by, MatterAct.OPENED, null, List.of());
        events.publishEvent(new MatterEvents.Opened(taken.number(), kind.key(), unit));
        return taken.number();
    }

    @Transactional(readOnly = true)
    public Optional<Matter> find(String number) {
        return jdbc.query("select * from matter where number = ?", (row, n) -> matter(row), number).stream()
                .findFirst();
    }

    /** @throws Refusal not found, also for whoever may not see it */
    @Transactional(readOnly = true)
    public Matter seenBy(String reader, String number) {
        return find(number)
                .filter(matter -> rights.sees(reader, kinds.get(matter.kind()), matter))
                .orElseThrow(() -> Refusal.notFound("matter.unknown"));
    }

    Matter matter(ResultSet row) throws SQLException {
        var number = row.getString("number");
        var said = words.open(number, row.getString("sealed_words"));
        return new Matter(
                number,
                row.getString("kind"),
                row.getLong("place"),
                row.getString("unit"),
                row.getString("person"),
                MatterState.valueOf(row.getString("state")),
                row.getString("opened_by"),
                Utc.of(row, "opened_at"),
                Utc.of(row, "suspended_at"),
                Utc.of(row, "ended_at"),
                row.getString("ended_as"),
                Utc.of(row, "due_at"),
                said.title(),
                said.answers());
    }

    /** It is somebody else's from now on, who has the steps that were offered to the one before. */
    public void hand(String number, String by, String to) {
        var matter = locked(number);
        if (matter.state().ended() || to.equals(matter.person())) {
            return;
        }
        jdbc.update("update matter set person = ? where number = ?", to, number);
        timeline.enter(number, by, MatterAct.HANDED, null, List.of(new Told("", "", organization.personName(to))));
        events.publishEvent(new MatterEvents.Handed(number, matter.person(), to));
    }

    /** What its process waits for has come before its time. */
    public void awaited(String number) {
        if (locked(number).state() == MatterState.OPEN) {
            events.publishEvent(new MatterEvents.Awaited(number));
        }
    }

    /** Whose it is; empty where it is nobody's in particular. */
    @Transactional(readOnly = true)
    public Optional<String> personOf(String number) {
        return jdbc
                .queryForList("select person from matter where number = ? and person is not null", String.class, number)
                .stream()
                .findFirst();
    }

    /** The numbers of somebody's own matters that have not ended. */
    @Transactional(readOnly = true)
    public List<String> runningOf(String person) {
        return jdbc.queryForList(
                "select number from matter where person = ? and state in ('OPEN', 'SUSPENDED') order by number",
                String.class,
                person);
    }

    /** A matter whose row stays locked until the transaction ends: whoever has it decides alone. */
    public Matter lock(String number) {
        return locked(number);
    }

    /** The matters of a kind that have not ended, the newest first. */
    @Transactional(readOnly = true)
    public List<Matter> running(String kind) {
        return jdbc.query(
                "select * from matter where kind = ? and state in ('OPEN', 'SUSPENDED') order by place desc",
                (row, n) -> matter(row),
                kind);
    }

    private Matter locked(String number) {
        return jdbc.query("select * from matter where number = ? for update", (row, n) -> matter(row), number).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("matter.unknown"));
    }

    /**
     * A step begins to wait.
     *
     * @param offered the groups it is offered to
     * @return when its limit ends
     */
    public Optional<Instant> begun(
            String number, String task, String step, String name, List<String> offered, Optional<StepLimit> limit) {
        var now = clock.instant();
        var due = limit.map(one -> one.from(now, find(number).orElseThrow().answers(), calendar));
        jdbc.update(
                "insert into matter_step (id, number, step, name, offered, begun_at, due_at, because)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                task,
                number,
                step,
                name,
                String.join(",", offered),
                Utc.of(now),
                due.map(one -> Utc.of(one.dueAt())).orElse(null),
                due.map(one -> one.because(Locale.CHINA)).orElse(null));
        nearest(number);
        return due.map(cn.qingfeng.calendar.Deadline::dueAt);
    }

    /** Somebody takes a step, or gives it back. */
    public void taken(String task, String holder) {
        jdbc.update("update matter_step set holder = ? where id = ? and ended_at is null", holder, task);
    }

    /**
     * A step was done: what was filled in is on the timeline, and in the ledger's columns.
     *
     * @param step the step's id
     * @param codes what was filled in as the form takes it, where that is one value: codes, dates, numbers
     * @param unit the unit that answers from now on; null where the step did not say
     */
    public void done(
            String number,
            String task,
            String step,
            String name,
            String by,
            List<Told> told,
            Map<String, String> codes,
            String unit) {
        var matter = locked(number);
        if (matter.state() != MatterState.OPEN) {
            throw Refusal.conflict("matter.not-open");
        }
        if (unit != null) {
            organization.requireUnit(unit);
        }
        var answers = new LinkedHashMap<>(matter.answers());
        told.forEach(one -> answers.put(one.key(), one.text()));
        jdbc.update(
                "update matter set sealed_words = ?, unit = coalesce(?, unit) where number = ?",
                words.seal(number, new MatterWords.Said(matter.title(), answers)),
                unit,
                number);
        jdbc.update("update matter_step set holder = ? where id = ?", by, task);
        timeline.enter(number, by, MatterAct.ANSWERED, name, told);
        events.publishEvent(
                new MatterEvents.Answered(number, matter.kind(), unit == null ? matter.unit() : unit, step, by, codes));
    }

    /** What became of it is a clue of its own, which its timeline names. */
    public void led(String number, String clue) {
        locked(number);
        timeline.enter(number, SYSTEM, MatterAct.LED_TO, null, List.of(new Told("", "", clue)));
    }

    /** Something happened to a matter beside its steps: to its files, to a clue that it is about. Told on its timeline. */
    public void noted(String number, String by, MatterAct act, String said) {
        locked(number);
        timeline.enter(number, by, act, null, List.of(new Told("", "", said)));
    }

    /** A step waits no more, whether it was done or fell away. */
    public void over(String number, String task) {
        jdbc.update(
                "update matter_step set ended_at = ? where id = ? and ended_at is null", Utc.of(clock.instant()), task);
        nearest(number);
    }

    private void nearest(String number) {
        jdbc.update(
                "update matter set due_at = (select min(s.due_at) from matter_step s where s.number = ? and s.ended_at is null)"
                        + " where number = ?",
                number,
                number);
    }

    /** Its process has reached an end of its diagram, or of a part of it; the last one counts. */
    public void ending(String number, String name) {
        jdbc.update(
                "update matter set ended_as = ? where number = ?",
                name.substring(0, Math.min(LONGEST_END, name.length())),
                number);
    }

    /** Its process has come to an end. */
    public void ended(String number) {
        var matter = locked(number);
        if (!matter.state().ended()) {
            jdbc.update(
                    "update matter set state = ?, ended_at = ?, due_at = null where number = ?",
                    MatterState.DONE.name(),
                    Utc.of(clock.instant()),
                    number);
            timeline.enter(number, SYSTEM, MatterAct.DONE, null, List.of());
        }
    }

    /** Its steps and limits stand still. */
    public void suspend(String by, String number, String reason) {
        steer(by, number, MatterState.OPEN);
        jdbc.update(
                "update matter set state = ?, suspended_at = ? where number = ?",
                MatterState.SUSPENDED.name(),
                Utc.of(clock.instant()),
                number);
        timeline.enter(number, by, MatterAct.SUSPENDED, null, said(reason));
        events.publishEvent(new MatterEvents.Suspended(number));
    }

    /** It goes on: each limit that ran is longer by the working time that it stood still. */
    public void resume(String by, String number, String reason) {
        var matter = steer(by, number, MatterState.SUSPENDED);
        var now = clock.instant();
        for (var step : open(number)) {
            if (step.dueAt() != null) {
                var still = calendar.workingTimeBetween(matter.suspendedAt(), now);
                jdbc.update(
                        "update matter_step set due_at = ?, late_told_at = null where id = ?",
                        Utc.of(
                                still.isZero()
                                        ? step.dueAt()
                                        : calendar.plusWorkingHours(step.dueAt(), still)
                                                .dueAt()),
                        step.id());
            }
        }
        jdbc.update(
                "update matter set state = ?, suspended_at = null where number = ?", MatterState.OPEN.name(), number);
        nearest(number);
        timeline.enter(number, by, MatterAct.RESUMED, null, said(reason));
        events.publishEvent(new MatterEvents.Resumed(number));
    }

    /**
     * Asks whoever has what waits, or may take it, to go on with it; the unit's leader is told as well.
     *
     * @throws Refusal not found or forbidden for whoever may not; conflict where nothing waits
     */
    public void urge(String by, String number, String reason) {
        seenBy(by, number);
        var matter = locked(number);
        if (!rights.urges(by, kinds.get(matter.kind()))) {
            throw Refusal.forbidden("matter.urge.forbidden");
        }
        var waiting = open(number);
        if (matter.state() != MatterState.OPEN || waiting.isEmpty()) {
            throw Refusal.conflict("matter.urge.nothing", number);
        }
        timeline.enter(number, by, MatterAct.URGED, null, said(reason));
        var people = new TreeSet<String>();
        waiting.forEach(step -> people.addAll(concerned(matter, step)));
        send(
                number + "/" + NoticeEvent.MATTER_URGED + "/"
                        + timeline.of(number).size(),
                NoticeEvent.MATTER_URGED,
                matter,
                matter.dueAt(),
                people);
    }

    /**
     * Makes each limit that runs longer, from its end or, where that has passed, from now.
     *
     * @param days working days, from 1 to {@link #MOST_DAYS}
     * @throws Refusal not found or forbidden for whoever may not; invalid for other days; conflict where no limit runs
     */
    public void extend(String by, String number, int days, String reason) {
        steer(by, number, MatterState.OPEN);
        if (days < 1 || days > MOST_DAYS) {
            throw Refusal.invalid("matter.extend.days", MOST_DAYS);
        }
        var limited = open(number).stream().filter(step -> step.dueAt() != null).toList();
        if (limited.isEmpty()) {
            throw Refusal.conflict("matter.extend.nothing", number);
        }
        var now = clock.instant();
        for (var step : limited) {
            var due = calendar.plusWorkingDays(step.dueAt().isBefore(now) ? now : step.dueAt(), days);
            jdbc.update(
                    "update matter_step set due_at = ?, because = ?, late_told_at = null where id = ?",
                    Utc.of(due.dueAt()),
                    due.because(Locale.CHINA),
                    step.id());
        }
        nearest(number);
        var told = new ArrayList<>(said(reason));
        told.add(0, new Told("", "", "+" + days));
        timeline.enter(number, by, MatterAct.EXTENDED, null, told);
        events.publishEvent(new MatterEvents.Extended(number));
    }

    /** It is not pursued any further; its number stays its own. */
    public void withdraw(String by, String number, String reason) {
        steer(by, number, MatterState.OPEN, MatterState.SUSPENDED);
        jdbc.update(
                "update matter set state = ?, suspended_at = null, ended_at = ?, due_at = null where number = ?",
                MatterState.WITHDRAWN.name(),
                Utc.of(clock.instant()),
                number);
        timeline.enter(number, by, MatterAct.WITHDRAWN, null, said(reason));
        events.publishEvent(new MatterEvents.Withdrawn(number));
    }

    /** An owner moved its process to another version. */
    public void moved(String number, String by, String from, String to, String reason) {
        locked(number);
        var told = new ArrayList<Told>();
        told.add(new Told("", "", from + " → " + to));
        told.addAll(said(reason));
        timeline.enter(number, by, MatterAct.MOVED, null, told);
    }

    private Matter steer(String by, String number, MatterState... from) {
        seenBy(by, number);
        var matter = locked(number);
        if (!rights.steers(by, kinds.get(matter.kind()))) {
            throw Refusal.forbidden("matter.steer.forbidden");
        }
        if (!Arrays.asList(from).contains(matter.state())) {
            throw Refusal.conflict("matter.steer.state");
        }
        return matter;
    }

    private static List<Told> said(String reason) {
        var told = reason.strip();
        if (told.isEmpty() || told.length() > LONGEST_REASON) {
            throw Refusal.invalid("matter.reason.length", LONGEST_REASON);
        }
        return List.of(new Told("", "", told));
    }

    /** Its steps, in the order in which they began. */
    @Transactional(readOnly = true)
    public List<Step> steps(String number) {
        return jdbc.query(
                "select * from matter_step where number = ? order by begun_at, id", (row, n) -> step(row), number);
    }

    /** Its steps that wait. */
    @Transactional(readOnly = true)
    public List<Step> open(String number) {
        return steps(number).stream().filter(step -> step.endedAt() == null).toList();
    }

    /** The steps that wait, of these matters. */
    @Transactional(readOnly = true)
    public Map<String, List<Step>> open(List<String> numbers) {
        var open = new TreeMap<String, List<Step>>();
        jdbc.query(
                "select * from matter_step where ended_at is null and number in (" + "?, ".repeat(numbers.size() - 1)
                        + "?) order by begun_at, id",
                row -> {
                    open.computeIfAbsent(row.getString("number"), number -> new ArrayList<>())
                            .add(step(row));
                },
                numbers.toArray());
        return open;
    }

    private static Step step(ResultSet row) throws SQLException {
        return new Step(
                row.getString("id"),
                row.getString("step"),
                row.getString("name"),
                Arrays.stream(row.getString("offered").split(","))
                        .filter(group -> !group.isEmpty())
                        .toList(),
                row.getString("holder"),
                Utc.of(row, "begun_at"),
                Utc.of(row, "due_at"),
                row.getString("because"),
                Utc.of(row, "ended_at"));
    }

    /** Tells those whom a notice of a matter is for; once for each step of its timeline. */
    public void tell(String number, NoticeEvent event) {
        var matter = find(number).orElseThrow();
        var people = new TreeSet<String>();
        if (matter.unit() != null) {
            people.addAll(names(organization.peopleWith(Duty.UNIT_LEADER, matter.unit())));
            people.addAll(names(organization.peopleWith(Duty.HANDLER, matter.unit())));
        }
        if (event == NoticeEvent.MATTER_ENDED) {
            people.add(matter.openedBy());
        }
        send(number + "/" + event + "/" + timeline.of(number).size(), event, matter, matter.dueAt(), people);
    }

    /**
     * Tells of each limit that passed since it was looked last: whoever has the step, or may take it, and the unit's leader.
     *
     * @return of how many
     */
    public int tellLate() {
        var now = clock.instant();
        var late = jdbc.query(
                "select s.* from matter_step s join matter m on m.number = s.number where s.ended_at is null"
                        + " and s.due_at < ? and s.late_told_at is null and m.state = 'OPEN' order by s.due_at, s.id",
                (row, n) -> Map.entry(row.getString("number"), step(row)),
                Utc.of(now));
        for (var one : late) {
            var step = one.getValue();
            var matter = find(one.getKey()).orElseThrow();
            send(
                    matter.number() + "/" + NoticeEvent.MATTER_LATE + "/" + step.id() + "/"
                            + step.dueAt().getEpochSecond(),
                    NoticeEvent.MATTER_LATE,
                    matter,
                    step.dueAt(),
                    concerned(matter, step));
            jdbc.update("update matter_step set late_told_at = ? where id = ?", Utc.of(now), step.id());
        }
        return late.size();
    }

    /** Whoever has a step, or may take it, and the leader of the unit that answers. */
    private Set<String> concerned(Matter matter, Step step) {
        var people = new TreeSet<String>();
        if (step.holder() != null) {
            people.add(step.holder());
        } else if (step.offered().isEmpty() && matter.person() != null) {
            people.add(matter.person());
        } else {
            people.addAll(names(organization.peopleInGroups(step.offered())));
        }
        if (matter.unit() != null) {
            people.addAll(names(organization.peopleWith(Duty.UNIT_LEADER, matter.unit())));
        }
        return people;
    }

    private void send(String key, NoticeEvent event, Matter matter, Instant due, Set<String> people) {
        var facts = new LinkedHashMap<String, String>();
        facts.put(Notice.OTHER, matter.number());
        facts.put(Notice.LINK, "/matters/" + matter.number());
        if (matter.unit() != null) {
            facts.put(Notice.UNIT, organization.unitName(matter.unit()));
        }
        if (due != null) {
            facts.put(Notice.DUE_AT, due.toString());
        }
        if (!people.isEmpty()) {
            notices.send(new Notice(key, event, "", people, facts));
        }
    }

    private static List<String> names(List<Person> people) {
        return people.stream().map(Person::username).toList();
    }
}
