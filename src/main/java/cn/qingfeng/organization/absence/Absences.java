package cn.qingfeng.organization.absence;

import cn.qingfeng.PerTransaction;
import cn.qingfeng.Refusal;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.HeldDuty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.organization.absence.Absence.State;
import cn.qingfeng.organization.county.CountyBook;
import cn.qingfeng.organization.county.CountyBook.Change;
import cn.qingfeng.organization.county.CountyBook.Subject;
import cn.qingfeng.organization.county.CountyRights;
import cn.qingfeng.organization.event.AbsenceMoved;
import cn.qingfeng.organization.event.AbsenceMoved.Step;
import cn.qingfeng.organization.event.DutyAssigned;
import cn.qingfeng.organization.event.DutyRevoked;
import cn.qingfeng.organization.event.GuardedChangeMoved;
import cn.qingfeng.organization.event.PersonDeactivated;
import cn.qingfeng.organization.guard.GuardedChange;
import cn.qingfeng.organization.guard.GuardedChanges;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 代办: a substitute holds somebody's duties from the first day of an absence to its last, besides the own ones; the person keeps
 * them and may come back any day. What guards a secret passes only when others who guard it agreed, and never the desk for
 * reports, nor the accounts or the processes.
 */
@Component
@Transactional
public class Absences {

    /** Whether and how a duty passes. Words for readers: {@code absence.passing.<NAME>}. */
    enum Passing {
        /** From the first day. */
        PASSES,
        /** The substitute holds it anyway. */
        HELD,
        /** When others who guard it have agreed ({@link GuardedChanges}). */
        IF_AGREED,
        /** Never by an absence: somebody else is appointed, or it waits. */
        NEVER,
        /** Not to somebody of another house. */
        OTHER_HOUSE
    }

    /** A duty and how it passes. */
    record Passed(HeldDuty held, Passing passing) {}

    /** Of these another is appointed; an absence does not give them away. */
    private static final Set<Duty> NEVER =
            EnumSet.of(Duty.REPORT_DESK, Duty.ADMIN, Duty.PROCESS_OWNER, Duty.COUNTY_LEADER);

    /** Nobody enters an absence longer ahead, or for longer: that is another appointment. */
    private static final int LONGEST_DAYS = 366;

    private static final RowMapper<Absence> ROW = (row, n) -> new Absence(
            row.getString("id"),
            row.getString("username"),
            row.getString("substitute"),
            LocalDate.parse(row.getString("from_day")),
            LocalDate.parse(row.getString("until_day")),
            State.valueOf(row.getString("state")),
            row.getString("reason"),
            row.getString("entered_by"));

    private final Organization organization;
    private final GuardedChanges guarded;
    private final CountyRights rights;
    private final CountyBook book;
    private final JdbcTemplate jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final PerTransaction<State, List<Absence>> known = new PerTransaction<>();

    Absences(
            Organization organization,
            GuardedChanges guarded,
            CountyRights rights,
            CountyBook book,
            JdbcTemplate jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.organization = organization;
        this.guarded = guarded;
        this.rights = rights;
        this.book = book;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** Whether {@code by} says when this person is away: the person, the unit's leader, the office, the administrator. */
    @Transactional(readOnly = true)
    public boolean mayEnterFor(String by, String username) {
        return by.equals(username)
                || rights.isOffice(by)
                || rights.administers(by)
                || organization
                        .person(username)
                        .filter(person -> organization.mayAct(by, Duty.UNIT_LEADER, person.unit()))
                        .isPresent();
    }

    /**
     * Enters an absence; one that has begun takes effect at once.
     *
     * @return its id
     * @throws Refusal when it is not {@code by}'s to say, days or people are wrong, or it meets another absence
     */
    public String enter(String username, String substitute, LocalDate from, LocalDate until, String reason, String by) {
        check(username, substitute, from, until, by);
        var why = CountyBook.reason(reason);
        var absence =
                new Absence(UUID.randomUUID().toString(), username, substitute, from, until, State.PLANNED, why, by);
        jdbc.update(
                "insert into absence (id, username, substitute, from_day, until_day, state, reason, entered_by, entered_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                absence.id(),
                username,
                substitute,
                from.toString(),
                until.toString(),
                State.PLANNED.name(),
                why,
                by,
                Timestamp.from(clock.instant()));
        known.forget();
        book.enter(Subject.PERSON, username, Change.ABSENT, null, said(absence), why, by);
        askForGuarded(absence);
        moved(absence, Step.ENTERED, by);
        if (!from.isAfter(today())) {
            begin(absence);
        }
        return absence.id();
    }

    /** How each duty of the person would pass. */
    @Transactional(readOnly = true)
    List<Passed> passing(String username, String substitute) {
        return organization.dutiesOf(username).stream()
                .map(held -> new Passed(held, passing(held, username, substitute)))
                .toList();
    }

    private Passing passing(HeldDuty held, String username, String substitute) {
        if (organization.dutiesOf(substitute).contains(held)) {
            return Passing.HELD;
        }
        if (NEVER.contains(held.duty())) {
            return Passing.NEVER;
        }
        var house = held.unit() != null
                ? held.unit()
                : organization.person(username).map(Person::unit).orElse(null);
        var same = organization
                .person(substitute)
                .filter(person -> person.unit().equals(house))
                .isPresent();
        if (!same) {
            return Passing.OTHER_HOUSE;
        }
        return held.duty().guardsSecret() ? Passing.IF_AGREED : Passing.PASSES;
    }

    /** @throws Refusal as {@link #enter} */
    @Transactional(readOnly = true)
    void check(String username, String substitute, LocalDate from, LocalDate until, String by) {
        var person = active(username);
        active(substitute);
        if (!mayEnterFor(by, username)) {
            throw Refusal.forbidden("absence.forbidden", person.name());
        }
        if (username.equals(substitute)) {
            throw Refusal.invalid("absence.oneself");
        }
        if (from == null || until == null || until.isBefore(from)) {
            throw Refusal.invalid("absence.days");
        }
        if (until.isBefore(today()) || until.isAfter(today().plusDays(LONGEST_DAYS))) {
            throw Refusal.invalid("absence.days.far", LONGEST_DAYS);
        }
        var name = organization.personName(substitute);
        for (var other : open()) {
            if (other.from().isAfter(until) || other.until().isBefore(from)) {
                continue;
            }
            if (other.username().equals(username)) {
                throw Refusal.conflict("absence.twice", person.name(), other.from(), other.until());
            }
            if (other.username().equals(substitute)) {
                throw Refusal.conflict("absence.substitute-away", name, other.from(), other.until());
            }
        }
        var passing = passing(username, substitute);
        var given = passing.stream()
                .anyMatch(each -> each.passing() == Passing.PASSES || each.passing() == Passing.IF_AGREED);
        if (given
                && (organization.holds(substitute, Duty.ADMIN) || organization.holds(substitute, Duty.PROCESS_OWNER))) {
            // Who keeps the accounts or the processes sees no case.
            throw Refusal.conflict("absence.substitute-keeper", name);
        }
        if (!given && passing.stream().noneMatch(each -> each.passing() == Passing.HELD)) {
            throw Refusal.conflict("absence.nothing-passes", name, person.name());
        }
        if (substitute.equals(by) && passing.stream().anyMatch(each -> each.passing() == Passing.IF_AGREED)) {
            throw Refusal.forbidden("guarded.oneself");
        }
    }

    private Person active(String username) {
        return organization
                .person(username)
                .filter(Person::active)
                .orElseThrow(() -> Refusal.invalid("organization.person.unknown", String.valueOf(username)));
    }

    private void askForGuarded(Absence absence) {
        var ends = absence.until().plusDays(1).atTime(LocalTime.MIDNIGHT).atZone(clock.getZone());
        passing(absence.username(), absence.substitute()).stream()
                .filter(each -> each.passing() == Passing.IF_AGREED)
                .forEach(each -> guarded.askToStandIn(
                        absence.substitute(), each.held().duty(), absence.enteredBy(), ends.toInstant()));
    }

    /**
     * Takes an absence back, or ends a running one early: the person is there again.
     *
     * @throws Refusal when it is not {@code by}'s to say, or it is over
     */
    public void end(String id, String reason, String by) {
        var absence = get(id);
        if (!mayEnterFor(by, absence.username())) {
            throw Refusal.forbidden("absence.forbidden", organization.personName(absence.username()));
        }
        if (!absence.state().open()) {
            throw Refusal.conflict("absence.over");
        }
        var why = CountyBook.reason(reason);
        finish(absence, absence.state() == State.RUNNING ? Step.ENDED : Step.CANCELLED, why, by);
    }

    /**
     * Begins what is due and ends what is past; run again, it does nothing.
     *
     * @return how many began or ended
     */
    public int turn() {
        var day = today();
        var done = 0;
        for (var absence : open()) {
            if (absence.until().isBefore(day)) {
                finish(
                        absence,
                        absence.state() == State.RUNNING ? Step.ENDED : Step.CANCELLED,
                        null,
                        CountyBook.SYSTEM);
                done++;
            } else if (absence.state() == State.PLANNED && !absence.from().isAfter(day)) {
                begin(absence);
                done++;
            } else if (absence.state() == State.RUNNING) {
                settle(absence);
            }
        }
        return done;
    }

    private void begin(Absence absence) {
        if (move(absence, State.RUNNING)) {
            lend(absence);
            moved(get(absence.id()), Step.BEGAN, CountyBook.SYSTEM);
        }
    }

    private void finish(Absence absence, Step step, String why, String by) {
        if (!move(absence, step == Step.CANCELLED ? State.CANCELLED : State.OVER)) {
            return;
        }
        organization.takeLentBack(absence.id());
        if (why != null) {
            book.enter(Subject.PERSON, absence.username(), Change.BACK, said(absence), null, why, by);
        }
        moved(get(absence.id()), step, by);
    }

    /** Two nodes may see the same day begin: one of them begins it. */
    private boolean move(Absence absence, State state) {
        known.forget();
        return jdbc.update(
                        "update absence set state = ? where id = ? and state = ?",
                        state.name(),
                        absence.id(),
                        absence.state().name())
                > 0;
    }

    /** Another duty may pass by now, or one no longer. */
    private void settle(Absence absence) {
        if (lend(absence)) {
            moved(absence, null, CountyBook.SYSTEM);
        }
    }

    private boolean lend(Absence absence) {
        var changed = false;
        for (var each : passing(absence.username(), absence.substitute())) {
            var lends = each.passing() == Passing.PASSES
                    || each.passing() == Passing.IF_AGREED
                            && guarded.mayStandIn(
                                    absence.substitute(), each.held().duty());
            if (lends) {
                guarded.standingIn(
                        absence.substitute(),
                        each.held().duty(),
                        () -> organization.lend(absence.substitute(), each.held(), absence.id()));
                changed = true;
            }
        }
        return changed;
    }

    @EventListener
    public void on(DutyAssigned assigned) {
        running().stream()
                .filter(absence -> absence.username().equals(assigned.username()))
                .forEach(this::settle);
    }

    /** Nobody stands in for a duty that the person no longer holds. */
    @EventListener
    public void on(DutyRevoked revoked) {
        running().stream()
                .filter(absence -> absence.username().equals(revoked.username()))
                .forEach(absence -> organization.takeLentBack(absence.id(), revoked.groupId()));
    }

    @EventListener
    public void on(GuardedChangeMoved moved) {
        if (moved.change().kind() == GuardedChange.Kind.STAND_IN
                && moved.change().state() == GuardedChange.State.AGREED) {
            running().stream()
                    .filter(absence ->
                            absence.substitute().equals(moved.change().username()))
                    .forEach(this::settle);
        }
    }

    /** Somebody leaves the county's service. */
    @EventListener
    public void on(PersonDeactivated left) {
        for (var absence : open()) {
            if (absence.substitute().equals(left.username())) {
                finish(absence, Step.SUBSTITUTE_LEFT, null, CountyBook.SYSTEM);
            } else if (absence.username().equals(left.username())) {
                finish(absence, Step.CANCELLED, null, CountyBook.SYSTEM);
            }
        }
    }

    /** Those that run now. */
    @Transactional(readOnly = true)
    public List<Absence> running() {
        return known.get(
                State.RUNNING,
                state -> jdbc.query("select * from absence where state = ? order by from_day, id", ROW, state.name()));
    }

    /** Those that run or are planned, the first first. */
    @Transactional(readOnly = true)
    public List<Absence> open() {
        return jdbc.query(
                "select * from absence where state in (?, ?) order by from_day, id",
                ROW,
                State.RUNNING.name(),
                State.PLANNED.name());
    }

    /** All of one person, or for whom the person stood in, the latest first. */
    @Transactional(readOnly = true)
    public List<Absence> about(String username) {
        return jdbc.query(
                "select * from absence where username = ? or substitute = ? order by from_day desc, id limit 50",
                ROW,
                username,
                username);
    }

    @Transactional(readOnly = true)
    public Absence get(String id) {
        return jdbc.query("select * from absence where id = ?", ROW, id).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("absence.unknown"));
    }

    /**
     * Who is told, and holds what waits, in somebody's place now; the substitute's own substitute where that one is away too.
     * Empty for whoever is there, and while the substitute does not hold all the duties: else nobody would be told.
     */
    @Transactional(readOnly = true)
    public Optional<String> inPlaceOf(String username) {
        var now = running();
        var seen = new HashSet<>(Set.of(username));
        var at = username;
        for (var next = of(now, at); next.isPresent() && seen.add(next.get()); next = of(now, at)) {
            if (!organization.dutiesOf(next.get()).containsAll(organization.dutiesOf(at))) {
                break;
            }
            at = next.get();
        }
        return at.equals(username) ? Optional.empty() : Optional.of(at);
    }

    /** Those who are away now and in whose place somebody is told, and holds what waits. */
    @Transactional(readOnly = true)
    public List<String> inWhosePlace(String username) {
        return running().stream()
                .map(Absence::username)
                .filter(away -> inPlaceOf(away).filter(username::equals).isPresent())
                .distinct()
                .toList();
    }

    private static Optional<String> of(List<Absence> now, String username) {
        return now.stream()
                .filter(absence -> absence.username().equals(username))
                .map(Absence::substitute)
                .findFirst();
    }

    /** For whom somebody holds a duty, that the person does not hold for the own work. */
    @Transactional(readOnly = true)
    public Optional<String> forWhom(String substitute, HeldDuty held) {
        return organization.lentBy(substitute, held).map(this::get).map(Absence::username);
    }

    /** Whom the reader sees in the list: the own ones, and everybody's for whom the reader may enter one. */
    @Transactional(readOnly = true)
    List<Absence> seenBy(String reader) {
        var seen = new ArrayList<>(about(reader));
        open().stream()
                .filter(absence -> !seen.contains(absence) && mayEnterFor(reader, absence.username()))
                .forEach(seen::add);
        return seen;
    }

    private void moved(Absence absence, Step step, String by) {
        events.publishEvent(new AbsenceMoved(absence, step, by));
    }

    private String said(Absence absence) {
        return absence.from() + " – " + absence.until() + " · " + organization.personName(absence.substitute());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), clock.getZone());
    }
}
