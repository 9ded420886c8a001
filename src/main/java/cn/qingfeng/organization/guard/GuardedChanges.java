package cn.qingfeng.organization.guard;

import cn.qingfeng.Refusal;
import cn.qingfeng.Utc;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.HeldDuty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.event.GuardedChangeMoved;
import cn.qingfeng.organization.guard.GuardedChange.Kind;
import cn.qingfeng.organization.guard.GuardedChange.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who guards a secret is not served by one administrator. A reset of such a person's password, and such a duty for somebody
 * more, is asked for; the person, the others of the duty and the discipline body are told at once. It may be carried out when
 * another who guards the same has agreed, or after a waiting time in which nobody of those who were told objected; once, and not
 * for long. The first of a duty needs nobody, and the last is not taken away: before the first there is nothing to guard.
 */
@Component
@Transactional
public class GuardedChanges {

    /** For how long something agreed to may be carried out. */
    private static final Duration GOOD_FOR = Duration.ofDays(3);

    /** For how long after its day a duty agreed to beforehand may be given: the product may have been stopped. */
    private static final Duration GOOD_AFTER_ITS_DAY = Duration.ofDays(30);

    private static final Set<Duty> DISCIPLINE = EnumSet.of(Duty.DISCIPLINE, Duty.REPORT_DESK);

    private static final Set<Duty> HEADS = EnumSet.of(Duty.OFFICE_HEAD, Duty.GROUP_HEAD);

    private final Organization organization;
    private final JdbcTemplate jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Duration wait;

    /** What is being carried out on this thread. */
    private final ThreadLocal<GuardedChange> granting = new ThreadLocal<>();

    GuardedChanges(
            Organization organization,
            JdbcTemplate jdbc,
            ApplicationEventPublisher events,
            Clock clock,
            @Value("${qingfeng.security.guarded-wait:72h}") Duration wait) {
        this.organization = organization;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
        this.wait = wait;
    }

    /** Whether this person guards a secret. */
    @Transactional(readOnly = true)
    public boolean guards(String username) {
        return !guarded(username).isEmpty();
    }

    /** How long nobody need agree, for those who read of it. */
    public Duration waitingTime() {
        return wait;
    }

    /**
     * Asks for a reset of somebody's password.
     *
     * @throws Refusal when the person guards nothing, or it was asked already
     */
    public GuardedChange askForReset(String username, String by) {
        if (!guards(username)) {
            throw Refusal.conflict("guarded.guards-nothing", organization.personName(username));
        }
        return ask(Kind.RESET, username, null, by);
    }

    /**
     * Asks that somebody be given a duty that guards a secret. The first of a duty is appointed at once.
     *
     * @return whether it must still be agreed to
     * @throws Refusal when there is no such person, or it was asked already
     */
    public boolean appoint(String username, Duty duty, String by) {
        if (username.equals(by)) {
            throw Refusal.forbidden("guarded.oneself");
        }
        if (organization.person(username).isEmpty()) {
            throw Refusal.notFound("organization.person.unknown", username);
        }
        if (organization.holds(username, duty)) {
            return false;
        }
        if (organization.peopleWith(duty).isEmpty()) {
            organization.assign(username, duty, null);
            return false;
        }
        ask(Kind.APPOINT, username, duty, by);
        return true;
    }

    /**
     * Asks now that somebody be given such a duty on a later day; nothing is asked while nobody holds it.
     *
     * @throws Refusal as {@link #appoint}
     */
    public void appointOn(String username, Duty duty, String by, LocalDate day) {
        if (username.equals(by)) {
            throw Refusal.forbidden("guarded.oneself");
        }
        if (!organization.peopleWith(duty).isEmpty()) {
            var begins = day.atStartOfDay(clock.getZone()).toInstant();
            var holds = clock.instant().plus(wait);
            var last = holds.isAfter(begins) ? holds : begins;
            ask(Kind.APPOINT, username, duty, by, last.plus(GOOD_AFTER_ITS_DAY), begins);
        }
    }

    /** Whether the wish that somebody be given such a duty still waits. */
    @Transactional(readOnly = true)
    public boolean isAsked(String username, Duty duty) {
        var now = clock.instant();
        return open().stream().anyMatch(each -> isAppointment(each, username, duty) && !agreed(each, now));
    }

    private static boolean agreed(GuardedChange change, Instant now) {
        return change.state() == State.AGREED || !now.isBefore(change.holdsFrom());
    }

    /**
     * Gives a duty on the day for which it was asked.
     *
     * @throws Refusal when it was not agreed to
     */
    public void appointAgreed(String username, Duty duty) {
        if (organization.holds(username, duty)) {
            return;
        }
        if (organization.peopleWith(duty).isEmpty()) {
            organization.assign(username, duty, null);
            return;
        }
        var change = open().stream()
                .filter(each -> isAppointment(each, username, duty))
                .findFirst()
                .orElseThrow(() -> Refusal.forbidden("guarded.ask-first", organization.personName(username)));
        use(Kind.APPOINT, username, duty);
        granted(change, () -> organization.assign(username, duty, null));
    }

    /** Nobody wants any more that somebody be given such a duty. */
    public void withdraw(String username, Duty duty, String by) {
        for (var change : open()) {
            if (isAppointment(change, username, duty) && change.begins() != null) {
                var now = stored(clock.instant());
                jdbc.update(
                        "update guarded_change set state = ?, settled_by = ?, settled_at = ?, lapses_at = ? where id = ?",
                        State.WITHDRAWN.name(),
                        by,
                        now,
                        now,
                        change.id());
                told(change.id());
            }
        }
    }

    private static boolean isAppointment(GuardedChange change, String username, Duty duty) {
        return change.kind() == Kind.APPOINT && change.username().equals(username) && change.duty() == duty;
    }

    /** Asks that somebody hold such a duty in another's place until the absence ends; nothing where it was asked already. */
    public void askToStandIn(String username, Duty duty, String by, Instant until) {
        if (open().stream().noneMatch(other -> isStandIn(other, username, duty))) {
            ask(Kind.STAND_IN, username, duty, by, until);
        }
    }

    /** Whether somebody may hold such a duty in another's place now: agreed to, or nobody objected in time. */
    @Transactional(readOnly = true)
    public boolean mayStandIn(String username, Duty duty) {
        var now = clock.instant();
        return open().stream().anyMatch(each -> isStandIn(each, username, duty) && each.mayBeDone(now));
    }

    /** Gives a duty in another's place; what guards a secret was agreed to ({@link #mayStandIn}). */
    public void standingIn(String username, Duty duty, Runnable giving) {
        if (!duty.guardsSecret()) {
            giving.run();
            return;
        }
        var change = open().stream()
                .filter(each -> isStandIn(each, username, duty))
                .findFirst()
                .orElseThrow(() -> Refusal.forbidden("guarded.ask-first", organization.personName(username)));
        use(Kind.STAND_IN, username, duty);
        granted(change, giving);
    }

    private static boolean isStandIn(GuardedChange change, String username, Duty duty) {
        return change.kind() == Kind.STAND_IN && change.username().equals(username) && change.duty() == duty;
    }

    private GuardedChange ask(Kind kind, String username, Duty duty, String by) {
        return ask(kind, username, duty, by, clock.instant().plus(wait).plus(GOOD_FOR));
    }

    private GuardedChange ask(Kind kind, String username, Duty duty, String by, Instant lapses) {
        return ask(kind, username, duty, by, lapses, null);
    }

    private GuardedChange ask(Kind kind, String username, Duty duty, String by, Instant lapses, Instant begins) {
        var now = clock.instant();
        if (open().stream()
                .anyMatch(other -> other.kind() == kind && other.username().equals(username) && other.duty() == duty)) {
            throw Refusal.conflict("guarded.asked-already", organization.personName(username));
        }
        var id = UUID.randomUUID().toString();
        jdbc.update(
                "insert into guarded_change (id, kind, username, duty, asked_by, asked_at, holds_from, lapses_at, state,"
                        + " begins_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                kind.name(),
                username,
                duty == null ? null : duty.name(),
                by,
                stored(now),
                stored(now.plus(wait)),
                stored(lapses),
                State.WAITING.name(),
                begins == null ? null : stored(begins));
        return told(id);
    }

    /** What waits or may be carried out, the oldest first. */
    @Transactional(readOnly = true)
    public List<GuardedChange> open() {
        var now = clock.instant();
        return jdbc
                .query(
                        "select * from guarded_change where state in (?, ?) order by asked_at, id",
                        (row, n) -> change(row),
                        State.WAITING.name(),
                        State.AGREED.name())
                .stream()
                .filter(change -> change.isOpen(now))
                .toList();
    }

    /** The last of what was asked for, the newest first. */
    @Transactional(readOnly = true)
    public List<GuardedChange> latest(int most) {
        return jdbc.query(
                "select * from guarded_change order by asked_at desc, id limit ?", (row, n) -> change(row), most);
    }

    /** Whether this person may agree: one who guards the same, and is neither meant nor an administrator. */
    @Transactional(readOnly = true)
    public boolean mayAgree(GuardedChange change, String person) {
        return change.state() == State.WAITING
                && change.isOpen(clock.instant())
                && !person.equals(change.username())
                && !person.equals(change.askedBy())
                && !organization.holds(person, Duty.ADMIN)
                && guarding(organization.ownDutiesOf(person)).stream().anyMatch(guardedBy(change)::contains);
    }

    /** Whether this person may object: the one who is meant, who guards the same, and the discipline body. */
    @Transactional(readOnly = true)
    public boolean mayObject(GuardedChange change, String person) {
        return change.isOpen(clock.instant()) && told(change).contains(person);
    }

    /** Somebody agrees or objects. */
    public void answer(String id, boolean agreed, String by) {
        var change = get(id);
        if (agreed ? !mayAgree(change, by) : !mayObject(change, by)) {
            throw Refusal.forbidden("guarded.not-yours");
        }
        var now = clock.instant();
        var changed = jdbc.update(
                "update guarded_change set state = ?, settled_by = ?, settled_at = ?, lapses_at = ? where id = ? and state = ?",
                agreed ? State.AGREED.name() : State.OBJECTED.name(),
                by,
                stored(now),
                stored(
                        !agreed
                                ? now
                                : change.kind() == Kind.STAND_IN || change.begins() != null
                                        ? change.lapsesAt()
                                        : now.plus(GOOD_FOR)),
                id,
                change.state().name());
        if (changed == 0) {
            throw Refusal.conflict("refusal.overtaken");
        }
        told(id);
    }

    /**
     * Carries out, once, what was agreed to or what nobody objected to in time.
     *
     * @throws Refusal when it was not asked for, or must still wait
     */
    public void use(Kind kind, String username, Duty duty) {
        var now = clock.instant();
        var asked = open().stream()
                .filter(each -> each.kind() == kind && each.username().equals(username) && each.duty() == duty)
                .toList();
        var granted = asked.stream().filter(each -> each.mayBeDone(now)).findFirst();
        if (granted.isEmpty()) {
            var name = organization.personName(username);
            for (var each : asked) {
                if (each.begins() != null && now.isBefore(each.begins())) {
                    throw Refusal.conflict(
                            "guarded.not-yet", name, LocalDate.ofInstant(each.begins(), clock.getZone()));
                }
            }
            throw asked.isEmpty()
                    ? Refusal.forbidden("guarded.ask-first", name)
                    : Refusal.forbidden("guarded.wait", name);
        }
        jdbc.update(
                "update guarded_change set state = ? where id = ?",
                State.DONE.name(),
                granted.get().id());
        told(granted.get().id());
    }

    /** Whether giving this person the duty was just carried out, in this transaction. */
    @Transactional(readOnly = true)
    public boolean wasGranted(String username, Duty duty) {
        return granting.get() != null
                && granting.get().username().equals(username)
                && granting.get().duty() == duty;
    }

    /** Gives the duty that was asked for. */
    public void appointNow(String id) {
        var change = get(id);
        if (change.kind() != Kind.APPOINT) {
            throw Refusal.invalid("guarded.reset-elsewhere");
        }
        use(change.kind(), change.username(), change.duty());
        granted(change, () -> organization.assign(change.username(), change.duty(), null));
    }

    private void granted(GuardedChange change, Runnable giving) {
        granting.set(change);
        try {
            giving.run();
        } finally {
            granting.remove();
        }
    }

    public GuardedChange get(String id) {
        return jdbc.query("select * from guarded_change where id = ?", (row, n) -> change(row), id).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("guarded.unknown"));
    }

    /** Whoever is told of it and may object. */
    @Transactional(readOnly = true)
    public Set<String> told(GuardedChange change) {
        var duties = EnumSet.copyOf(DISCIPLINE);
        duties.addAll(guardedBy(change));
        var people = new TreeSet<String>();
        organization.peopleWith(duties).forEach(person -> people.add(person.username()));
        people.add(change.username());
        people.remove(change.askedBy());
        return people;
    }

    /** What the change would open: the new duty, or those of the person whose password it is. */
    private Set<Duty> guardedBy(GuardedChange change) {
        return switch (change.kind()) {
            case APPOINT -> EnumSet.of(change.duty());
            // The one who is away may be the only one: then the other head agrees.
            case STAND_IN -> HEADS.contains(change.duty()) ? HEADS : EnumSet.of(change.duty());
            case RESET -> guarded(change.username());
        };
    }

    private Set<Duty> guarded(String username) {
        return guarding(organization.dutiesOf(username));
    }

    private static Set<Duty> guarding(Collection<HeldDuty> held) {
        return held.stream().map(HeldDuty::duty).filter(Duty::guardsSecret).collect(Collectors.toSet());
    }

    private GuardedChange told(String id) {
        var change = get(id);
        events.publishEvent(new GuardedChangeMoved(change));
        return change;
    }

    private static GuardedChange change(ResultSet row) throws SQLException {
        var duty = row.getString("duty");
        return new GuardedChange(
                row.getString("id"),
                Kind.valueOf(row.getString("kind")),
                row.getString("username"),
                duty == null ? null : Duty.valueOf(duty),
                row.getString("asked_by"),
                Utc.of(row, "asked_at"),
                Utc.of(row, "holds_from"),
                Utc.of(row, "lapses_at"),
                Utc.of(row, "begins_at"),
                State.valueOf(row.getString("state")),
                row.getString("settled_by"),
                Utc.of(row, "settled_at"));
    }

    private static LocalDateTime stored(Instant moment) {
        return Utc.of(moment);
    }
}
