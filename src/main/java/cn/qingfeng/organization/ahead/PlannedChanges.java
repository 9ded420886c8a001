package cn.qingfeng.organization.ahead;

import cn.qingfeng.Refusal;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.organization.ReportDesk;
import cn.qingfeng.organization.Succession;
import cn.qingfeng.organization.Succession.Part;
import cn.qingfeng.organization.Succession.Share;
import cn.qingfeng.organization.UnitGroup;
import cn.qingfeng.organization.ahead.CountyCommand.Act;
import cn.qingfeng.organization.ahead.PlannedChange.State;
import cn.qingfeng.organization.county.County;
import cn.qingfeng.organization.county.CountyBook;
import cn.qingfeng.organization.county.CountyBook.Change;
import cn.qingfeng.organization.county.CountyRights;
import cn.qingfeng.organization.event.DeskDeclined;
import cn.qingfeng.organization.event.GuardedChangeMoved;
import cn.qingfeng.organization.event.PlannedChangeRefused;
import cn.qingfeng.organization.guard.GuardedChange;
import cn.qingfeng.organization.guard.GuardedChanges;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 预定变更: units and people change on a day that is known before. What is entered is checked against the county as it will be;
 * on its day each change goes through the same doors as one that is made at once ({@link County}), or is refused in words, told
 * to the office, and stays to be read. A duty that guards a secret is asked for when it is entered.
 */
@Component
public class PlannedChanges {

    /** Nobody plans longer ahead: that is another decision. */
    static final int LONGEST_DAYS = 366;

    /** Refused only because another change of the same day still waits for its consent. */
    private static final Set<String> HANG_TOGETHER =
            Set.of("guarded.last", "organization.desk.last", "organization.duty.desk-full");

    private static final Logger log = LoggerFactory.getLogger(PlannedChanges.class);

    /** A limit of one of its clues may pass in the same moment; then the later of the two is done once more. */
    private static final int TRIES = 3;

    /** Stands before an argument of a refusal that is itself a message. */
    private static final String WORD = "#";

    private final Organization organization;
    private final County county;
    private final CountyRights rights;
    private final GuardedChanges guarded;
    private final ReportDesk desk;
    private final CountyBook book;
    private final JdbcTemplate jdbc;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate apart;
    private final Clock clock;

    PlannedChanges(
            Organization organization,
            County county,
            CountyRights rights,
            GuardedChanges guarded,
            ReportDesk desk,
            CountyBook book,
            JdbcTemplate jdbc,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.organization = organization;
        this.county = county;
        this.rights = rights;
        this.guarded = guarded;
        this.desk = desk;
        this.book = book;
        this.jdbc = jdbc;
        this.events = events;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /** Whether a change that is to hold from this day has to wait. */
    public boolean isLater(LocalDate day) {
        return day != null && day.isAfter(today());
    }

    /**
     * Enters a change; others who guard the same secret are asked at once.
     *
     * @return its id
     * @throws Refusal as {@link #checked}
     */
    @Transactional
    public String enter(CountyCommand typed, String by) {
        var wish = checked(typed, by);
        if (wish.act() == Act.GIVE_DUTY && wish.duty() == Duty.REPORT_DESK) {
            desk.propose(wish.key(), by, wish.day());
        } else if (wish.act() == Act.GIVE_DUTY && wish.duty().guardsSecret()) {
            guarded.appointOn(wish.key(), wish.duty(), by, wish.day());
        }
        var id = UUID.randomUUID().toString();
        jdbc.update(
                "insert into planned_change (id, act, subject_key, from_day, name, unit_group, unit_code, email, phone, duty,"
                        + " reason, entered_by, entered_at, state) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                wish.act().name(),
                wish.key(),
                wish.day().toString(),
                wish.name(),
                wish.group() == null ? null : wish.group().name(),
                wish.unit(),
                wish.email(),
                wish.phone(),
                wish.duty() == null ? null : wish.duty().name(),
                wish.reason(),
                by,
                Timestamp.from(clock.instant()),
                State.PLANNED.name());
        for (var share : wish.shares()) {
            jdbc.update(
                    "insert into planned_share (change_id, part, part_key, unit_code) values (?, ?, ?, ?)",
                    id,
                    share.part().name(),
                    share.key(),
                    share.unit());
        }
        book.enter(wish.act().subject(), wish.key(), Change.PLANNED, null, said(wish), wish.reason(), by);
        return id;
    }

    /**
     * The wish as it would be kept.
     *
     * @throws Refusal when it is not {@code by}'s to say, something is missing or wrong, it is planned already, or it cannot hold
     *     on its day as far as is known
     */
    @Transactional(readOnly = true)
    CountyCommand checked(CountyCommand typed, String by) {
        requireEntitled(typed.act(), by);
        var reason = CountyBook.reason(typed.reason());
        if (typed.day() == null
                || !typed.day().isAfter(today())
                || typed.day().isAfter(today().plusDays(LONGEST_DAYS))) {
            throw Refusal.invalid("county.ahead.day.wrong", LONGEST_DAYS);
        }
        var wish = different(typed, reason);
        for (var other : toCome()) {
            var sameDay = other.wish().day().equals(wish.day());
            if (other.wish().sameAs(wish) && (sameDay || onlyOnce(wish.act()))) {
                throw Refusal.conflict("county.ahead.twice", other.wish().day());
            }
        }
        requireHolds(wish, by);
        if (wish.act() == Act.CLOSE_UNIT) {
            county.requireShares(wish.key(), wish.succession(), by);
        }
        return wish;
    }

    private static boolean onlyOnce(Act act) {
        return act != Act.CHANGE_UNIT && act != Act.CHANGE_PERSON;
    }

    private void requireEntitled(Act act, String by) {
        switch (act) {
            case ADD_UNIT, CHANGE_UNIT -> rights.requireSetUp(by);
            case CLOSE_UNIT -> rights.requireOffice(by);
            case CHANGE_PERSON, GIVE_DUTY, TAKE_DUTY, LEAVE -> rights.requireAdministrator(by);
        }
    }

    /** What somebody else changes until the day is not undone by what was filled in beside it. */
    private CountyCommand different(CountyCommand typed, String reason) {
        var key = typed.key() == null ? "" : typed.key().strip();
        var unit = typed.unit() == null || typed.unit().isBlank() ? null : typed.unit();
        return switch (typed.act()) {
            case ADD_UNIT ->
                new CountyCommand(
                        typed.act(), key, typed.day(), typed.name(), typed.group(), null, null, null, null, reason);
            case CHANGE_UNIT -> {
                var now = organization.requireUnit(key);
                var name = organization.requireFree(now, or(typed.name(), now.name()), or(typed.group(), now.group()));
                yield any(new CountyCommand(
                        typed.act(),
                        key,
                        typed.day(),
                        unless(name, now.name()),
                        typed.group() == now.group() ? null : typed.group(),
                        null,
                        null,
                        null,
                        null,
                        reason));
            }
            case CHANGE_PERSON -> {
                var now = active(key);
                var filled = organization.asKept(
                        or(typed.name(), now.name()),
                        or(typed.email(), now.email()),
                        or(typed.phone(), now.phone().orElse("")));
                var phone = Optional.ofNullable(filled.phone()).orElse("");
                yield any(new CountyCommand(
                        typed.act(),
                        key,
                        typed.day(),
                        unless(filled.name(), now.name()),
                        null,
                        unless(unit, now.unit()),
                        unless(filled.email(), now.email()),
                        unless(phone, now.phone().orElse("")),
                        null,
                        reason));
            }
            case GIVE_DUTY, TAKE_DUTY -> {
                if (typed.duty() == null) {
                    throw Refusal.invalid("organization.duty.unknown");
                }
                yield new CountyCommand(
                        typed.act(),
                        key,
                        typed.day(),
                        null,
                        null,
                        typed.duty().perUnit() ? unit : null,
                        null,
                        null,
                        typed.duty(),
                        reason);
            }
            case LEAVE, CLOSE_UNIT ->
                new CountyCommand(
                        typed.act(),
                        key,
                        typed.day(),
                        null,
                        null,
                        typed.act() == Act.LEAVE ? null : unit,
                        null,
                        null,
                        null,
                        reason,
                        typed.act() == Act.LEAVE ? List.of() : new Succession(unit, typed.shares()).shares());
        };
    }

    private static <T> T unless(T typed, T now) {
        return Objects.equals(typed, now) ? null : typed;
    }

    private static CountyCommand any(CountyCommand wish) {
        if (wish.name() == null
                && wish.group() == null
                && wish.unit() == null
                && wish.email() == null
                && wish.phone() == null) {
            throw Refusal.invalid("county.ahead.nothing");
        }
        return wish;
    }

    /** Whether, as far as is known, it can hold on its day: what is planned until then counts. */
    private void requireHolds(CountyCommand wish, String by) {
        switch (wish.act()) {
            case ADD_UNIT -> organization.requireNew(wish.key(), wish.name(), wish.group());
            case CHANGE_UNIT -> organization.requireUnit(wish.key());
            case CLOSE_UNIT -> {
                requireUnitOn(wish.key(), wish.day());
                var heirs = wish.succession().heirs();
                if (heirs.contains(wish.key())) {
                    throw Refusal.invalid("organization.unit.itself", organization.unitName(wish.key()));
                }
                heirs.forEach(heir -> requireUnitOn(heir, wish.day()));
                if (wish.unit() == null) {
                    county.requireNothingLeft(wish.key());
                }
            }
            case CHANGE_PERSON -> {
                active(wish.key());
                if (wish.unit() != null) {
                    requireUnitOn(wish.unit(), wish.day());
                }
            }
            case GIVE_DUTY -> {
                active(wish.key());
                if (wish.duty().perUnit()) {
                    requireUnitOn(wish.unit(), wish.day());
                }
                if (organization.holdsOwn(wish.key(), wish.duty(), wish.unit())) {
                    throw Refusal.conflict("county.ahead.held", organization.personName(wish.key()));
                }
                if (wish.duty().guardsSecret() && wish.key().equals(by)) {
                    throw Refusal.forbidden("guarded.oneself");
                }
                if (wish.duty() == Duty.REPORT_DESK && organization.holds(wish.key(), Duty.ADMIN)) {
                    throw Refusal.conflict("organization.desk.administrator");
                }
            }
            case TAKE_DUTY -> {
                active(wish.key());
                var given = toCome().stream()
                        .map(PlannedChange::wish)
                        .anyMatch(other -> other.act() == Act.GIVE_DUTY
                                && other.key().equals(wish.key())
                                && other.duty() == wish.duty()
                                && Objects.equals(other.unit(), wish.unit())
                                && !other.day().isAfter(wish.day()));
                if (!given && !organization.holdsOwn(wish.key(), wish.duty(), wish.unit())) {
                    throw Refusal.conflict("county.ahead.not-held", organization.personName(wish.key()));
                }
            }
            case LEAVE -> {
                active(wish.key());
                if (wish.key().equals(by)) {
                    throw Refusal.conflict("organization.person.oneself");
                }
            }
        }
    }

    private Person active(String username) {
        var person = organization
                .person(username)
                .orElseThrow(() -> Refusal.notFound("organization.person.unknown", String.valueOf(username)));
        if (!person.active()) {
            throw Refusal.conflict("organization.person.left", username);
        }
        return person;
    }

    private void requireUnitOn(String code, LocalDate day) {
        var planned = toCome();
        if (organization.unit(code).isEmpty()
                && planned.stream()
                        .map(PlannedChange::wish)
                        .anyMatch(other -> other.act() == Act.ADD_UNIT
                                && other.key().equals(code)
                                && !other.day().isAfter(day))) {
            return;
        }
        var unit = organization.requireUnit(code);
        planned.stream()
                .map(PlannedChange::wish)
                .filter(other -> other.act() == Act.CLOSE_UNIT
                        && other.key().equals(code)
                        && other.day().isBefore(day))
                .findFirst()
                .ifPresent(closing -> {
                    throw Refusal.conflict("county.ahead.closes", unit.name(), closing.day());
                });
    }

    /** Why, as things stand, it will be refused on its day; empty when it will hold. Not in one transaction: a refusal ends it. */
    public Optional<Refusal> obstacle(PlannedChange change) {
        try {
            requireStillEntitled(change);
            requireHolds(change.wish(), change.by());
            return Optional.empty();
        } catch (Refusal refused) {
            return Optional.of(refused);
        }
    }

    /** Whether it waits for the consent of others who guard the same. */
    @Transactional(readOnly = true)
    public boolean waitsForConsent(PlannedChange change) {
        var wish = change.wish();
        if (change.state() != State.PLANNED
                || wish.act() != Act.GIVE_DUTY
                || !wish.duty().guardsSecret()) {
            return false;
        }
        return wish.duty() == Duty.REPORT_DESK ? desk.isAsked(wish.key()) : guarded.isAsked(wish.key(), wish.duty());
    }

    /**
     * Takes a change back before it took effect.
     *
     * @throws Refusal when it is not {@code by}'s to say, or it took effect, was refused or taken back
     */
    @Transactional
    public void takeBack(String id, String reason, String by) {
        var change = get(id);
        var wish = change.wish();
        requireEntitled(wish.act(), by);
        var why = CountyBook.reason(reason);
        if (!move(change, State.TAKEN_BACK, null)) {
            throw Refusal.conflict("county.ahead.over");
        }
        withdrawConsent(wish, by);
        book.enter(wish.act().subject(), wish.key(), Change.TAKEN_BACK, said(wish), null, why, by);
    }

    private void withdrawConsent(CountyCommand wish, String by) {
        if (wish.act() == Act.GIVE_DUTY && wish.duty() == Duty.REPORT_DESK) {
            desk.withdraw(wish.key());
        } else if (wish.act() == Act.GIVE_DUTY && wish.duty().guardsSecret()) {
            guarded.withdraw(wish.key(), wish.duty(), by);
        }
    }

    /**
     * Makes every change whose day has come, day by day, each in a transaction of its own; run again, it does nothing. What is
     * refused is tried once more after the others of its day, of which it may depend.
     *
     * @return how many took effect or were refused
     */
    public int turn() {
        var days = toCome().stream()
                .filter(change -> !change.wish().day().isAfter(today()))
                .collect(Collectors.groupingBy(
                        change -> change.wish().day(), TreeMap::new, Collectors.toCollection(ArrayList::new)));
        return days.values().stream().mapToInt(this::make).sum();
    }

    private int make(List<PlannedChange> ofOneDay) {
        ofOneDay.sort(
                Comparator.comparing((PlannedChange change) -> change.wish().act())
                        .thenComparing(PlannedChange::at));
        var left = new ArrayList<>(ofOneDay);
        var refused = new HashMap<String, Refusal>();
        for (var before = left.size() + 1; left.size() < before; ) {
            before = left.size();
            left.removeIf(change -> !waitsForConsent(change) && isMade(change, refused));
        }
        var hanging = left.stream().anyMatch(this::waitsForConsent);
        var over = left.stream()
                .filter(change -> refused.containsKey(change.id()))
                .filter(change -> !hanging
                        || !HANG_TOGETHER.contains(refused.get(change.id()).key()))
                .toList();
        over.forEach(change -> apart.executeWithoutResult(open -> refuse(change, refused.get(change.id()))));
        return ofOneDay.size() - left.size() + over.size();
    }

    private boolean isMade(PlannedChange change, HashMap<String, Refusal> refused) {
        for (var attempt = 1; attempt <= TRIES; attempt++) {
            if (isMade(change, refused, attempt)) {
                return true;
            }
            if (refused.containsKey(change.id())) {
                return false;
            }
        }
        return false;
    }

    /** Two nodes may see the same day begin: whoever moves it first makes it. */
    private boolean isMade(PlannedChange change, HashMap<String, Refusal> refused, int attempt) {
        refused.remove(change.id());
        try {
            apart.executeWithoutResult(open -> {
                if (move(change, State.DONE, null)) {
                    requireStillEntitled(change);
                    make(change);
                }
            });
            return true;
        } catch (Refusal refusal) {
            refused.put(change.id(), refusal);
        } catch (RuntimeException broken) {
            if (attempt == TRIES) {
                // It stays planned, is seen as late, and is tried again with the next turn.
                log.error("planned change {} could not be made", change.id(), broken);
            }
        }
        return false;
    }

    private void requireStillEntitled(PlannedChange change) {
        try {
            requireEntitled(change.wish().act(), change.by());
        } catch (Refusal refused) {
            throw Refusal.forbidden("county.ahead.not-entitled", organization.personName(change.by()));
        }
    }

    private void make(PlannedChange change) {
        var wish = change.wish();
        var by = change.by();
        switch (wish.act()) {
            case ADD_UNIT -> county.addUnit(wish.key(), wish.name(), wish.group(), wish.day(), wish.reason(), by);
            case CHANGE_UNIT -> {
                var now = organization.requireUnit(wish.key());
                county.changeUnit(
                        wish.key(), or(wish.name(), now.name()), or(wish.group(), now.group()), wish.reason(), by);
            }
            case CLOSE_UNIT -> county.closeAsPlanned(wish.key(), wish.succession(), wish.reason(), by);
            case CHANGE_PERSON -> {
                var now = active(wish.key());
                county.changePerson(
                        wish.key(),
                        or(wish.name(), now.name()),
                        or(wish.unit(), now.unit()),
                        or(wish.email(), now.email()),
                        or(wish.phone(), now.phone().orElse(null)),
                        wish.reason(),
                        by);
            }
            case GIVE_DUTY -> {
                active(wish.key());
                if (wish.duty().guardsSecret()) {
                    county.assignAgreed(wish.key(), wish.duty(), wish.reason(), by);
                } else {
                    county.assign(wish.key(), wish.duty(), wish.unit(), wish.reason(), by);
                }
            }
            case TAKE_DUTY -> {
                if (!organization.holdsOwn(wish.key(), wish.duty(), wish.unit())) {
                    throw Refusal.conflict("county.ahead.not-held", organization.personName(wish.key()));
                }
                county.revoke(wish.key(), wish.duty(), wish.unit(), wish.reason(), by);
            }
            case LEAVE -> county.leave(wish.key(), wish.reason(), by);
        }
    }

    private static <T> T or(T wished, T now) {
        return wished == null ? now : wished;
    }

    private void refuse(PlannedChange change, Refusal refused) {
        if (!move(change, State.REFUSED, refused)) {
            return;
        }
        var wish = change.wish();
        withdrawConsent(wish, CountyBook.SYSTEM);
        book.enter(
                wish.act().subject(), wish.key(), Change.NOT_MADE, said(wish), null, wish.reason(), CountyBook.SYSTEM);
        events.publishEvent(new PlannedChangeRefused(get(change.id())));
    }

    @EventListener
    @Transactional
    public void on(GuardedChangeMoved moved) {
        var change = moved.change();
        if (change.begins() != null && change.state() == GuardedChange.State.OBJECTED) {
            declined(change.username(), change.duty());
        }
    }

    @EventListener
    @Transactional
    public void on(DeskDeclined declined) {
        declined(declined.username(), Duty.REPORT_DESK);
    }

    private void declined(String username, Duty duty) {
        toCome().stream()
                .filter(change -> change.wish().act() == Act.GIVE_DUTY
                        && change.wish().key().equals(username)
                        && change.wish().duty() == duty)
                .forEach(change -> refuse(change, Refusal.conflict("county.ahead.declined")));
    }

    private boolean move(PlannedChange change, State state, Refusal refused) {
        return jdbc.update(
                        "update planned_change set state = ?, settled_at = ?, refused_key = ?, refused_args = ?"
                                + " where id = ? and state = ?",
                        state.name(),
                        Timestamp.from(clock.instant()),
                        refused == null ? null : refused.key(),
                        refused == null ? null : written(refused.args()),
                        change.id(),
                        State.PLANNED.name())
                > 0;
    }

    private static String written(List<?> args) {
        var text = args.stream()
                .map(arg -> arg instanceof MessageSourceResolvable word
                        ? WORD + Objects.requireNonNull(word.getCodes())[0]
                        : String.valueOf(arg))
                .collect(Collectors.joining("\n"));
        return text.length() > 1000 ? text.substring(0, 1000) : text;
    }

    private static Object[] read(String args) {
        return args == null || args.isEmpty()
                ? new Object[0]
                : Arrays.stream(args.split("\n"))
                        .map(arg -> arg.startsWith(WORD) ? Refusal.word(arg.substring(1)) : arg)
                        .toArray();
    }

    /** What waits for its day, the first first. */
    @Transactional(readOnly = true)
    public List<PlannedChange> toCome() {
        return jdbc.query(
                "select * from planned_change where state = ? order by from_day, entered_at, id",
                (row, n) -> change(row),
                State.PLANNED.name());
    }

    /** What waits, and after it the latest that were refused. */
    @Transactional(readOnly = true)
    List<PlannedChange> shown(int mostRefused) {
        var all = new ArrayList<>(toCome());
        all.addAll(jdbc.query(
                "select * from planned_change where state = ? order by settled_at desc, id limit ?",
                (row, n) -> change(row),
                State.REFUSED.name(),
                mostRefused));
        return all;
    }

    @Transactional(readOnly = true)
    public PlannedChange get(String id) {
        return jdbc.query("select * from planned_change where id = ?", (row, n) -> change(row), id).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("county.ahead.unknown"));
    }

    private PlannedChange change(ResultSet row) throws SQLException {
        var group = row.getString("unit_group");
        var duty = row.getString("duty");
        var refused = row.getString("refused_key");
        var settled = row.getTimestamp("settled_at");
        return new PlannedChange(
                row.getString("id"),
                new CountyCommand(
                        Act.valueOf(row.getString("act")),
                        row.getString("subject_key"),
                        LocalDate.parse(row.getString("from_day")),
                        row.getString("name"),
                        group == null ? null : UnitGroup.valueOf(group),
                        row.getString("unit_code"),
                        row.getString("email"),
                        row.getString("phone"),
                        duty == null ? null : Duty.valueOf(duty),
                        row.getString("reason"),
                        Act.CLOSE_UNIT.name().equals(row.getString("act")) ? shares(row.getString("id")) : List.of()),
                State.valueOf(row.getString("state")),
                row.getString("entered_by"),
                row.getTimestamp("entered_at").toInstant(),
                settled == null ? null : settled.toInstant(),
                refused == null ? null : Refusal.conflict(refused, read(row.getString("refused_args"))));
    }

    private List<Share> shares(String id) {
        return jdbc.query(
                "select * from planned_share where change_id = ? order by part, part_key",
                (row, n) -> new Share(
                        Part.valueOf(row.getString("part")), row.getString("part_key"), row.getString("unit_code")),
                id);
    }

    /** In codes, as the book keeps it: the act, the day and what is to be different. */
    private static String said(CountyCommand wish) {
        var parts = new ArrayList<String>();
        parts.add(wish.act().name());
        parts.add(wish.day().toString());
        if (wish.duty() != null) {
            parts.add(wish.duty() + (wish.unit() == null ? "" : " " + wish.unit()));
        } else if (wish.unit() != null) {
            parts.addAll(wish.succession().heirs());
        }
        for (var part : new String[] {
            wish.name(), wish.group() == null ? null : wish.group().name(), wish.email(), wish.phone()
        }) {
            if (part != null && !part.isBlank()) {
                parts.add(part);
            }
        }
        return String.join(" · ", parts);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), clock.getZone());
    }
}
