package cn.qingfeng.organization;

import cn.qingfeng.PerTransaction;
import cn.qingfeng.Refusal;
import cn.qingfeng.Shelf;
import cn.qingfeng.organization.Succession.Part;
import cn.qingfeng.organization.event.DutyAssigned;
import cn.qingfeng.organization.event.DutyRevoked;
import cn.qingfeng.organization.event.PersonAdded;
import cn.qingfeng.organization.event.PersonChanged;
import cn.qingfeng.organization.event.PersonDeactivated;
import cn.qingfeng.organization.event.UnitAdded;
import cn.qingfeng.organization.event.UnitClosed;
import cn.qingfeng.organization.event.UnitRenamed;
import cn.qingfeng.text.Normal;
import cn.qingfeng.text.Numbers;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who there is and who may do what. Changes are published in the same transaction, so that the engine's users and groups
 * follow at once or not at all.
 */
@Service
@Transactional(readOnly = true)
public class Organization {

    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern USERNAME = Pattern.compile("[a-z][a-z0-9]{0,31}");
    private static final Pattern EMAIL = Pattern.compile("[A-Za-z0-9_%+'-]+(\\.[A-Za-z0-9_%+'-]+)*"
            + "@(localhost|([A-Za-z0-9]+(-+[A-Za-z0-9]+)*\\.)+[A-Za-z]{2,20})");

    private static final Pattern SHORT_PHONE = Pattern.compile("[2-9][0-9]{6,7}|[48]00[0-9]{7}|[1-9][0-9]{3,5}");

    private static final int LONGEST_EMAIL = 190;

    /** So many as {@link People#inGroups} takes. */
    private static final int GROUPS_AT_ONCE = 8;

    private final Units units;
    private final People people;
    private final DutyAssignments assignments;
    private final ApplicationEventPublisher events;

    /** What the step of a process asks a dozen times; every change goes through {@link #changed}. */
    private final PerTransaction<List<Object>, Object> known = new PerTransaction<>();

    /** What units are called, those too that were closed: every notice and many a line names one. */
    private final Shelf<Map<String, String>> names = new Shelf<>(this::unitNames);

    Organization(Units units, People people, DutyAssignments assignments, ApplicationEventPublisher events) {
        this.units = units;
        this.people = people;
        this.assignments = assignments;
        this.events = events;
    }

    /** The units that exist, in the county's order: those that may be chosen. */
    public List<Unit> units() {
        return allUnits().stream().filter(unit -> unit.closedOn().isEmpty()).toList();
    }

    /** All units in the county's order, those too that were closed: those that may be named. */
    public List<Unit> allUnits() {
        return units.findAllByOrderByListPositionAscCodeAsc();
    }

    /** The unit that stands in a unit's place today: the last successor, or the unit itself. */
    public String current(String code) {
        var at = code;
        for (var step = unit(at); step.flatMap(Unit::successor).isPresent(); step = unit(at)) {
            at = step.get().successor().orElseThrow();
        }
        return at;
    }

    /** These units, and all in whose place they stand. */
    public Set<String> withPredecessors(Collection<String> codes) {
        if (codes.isEmpty()) {
            return Set.of();
        }
        var all = new TreeSet<>(codes);
        once(List.of("replaced units"), () -> List.copyOf(units.findBySuccessorNotNull())).stream()
                .filter(closed -> codes.contains(current(closed.code())))
                .map(Unit::code)
                .forEach(all::add);
        return all;
    }

    /**
     * The units that are not what they were before a day: founded on it or later, or the successor of a unit that was closed
     * since; of each what made it so last, and of a new one its founding.
     */
    public Map<String, Unit.Formed> formedSince(LocalDate day) {
        var all = allUnits();
        var formed = new HashMap<String, Unit.Formed>();
        all.stream()
                .filter(unit -> unit.successor().isPresent())
                .filter(unit -> unit.closedOn().filter(on -> !on.isBefore(day)).isPresent())
                .forEach(unit -> formed.merge(
                        current(unit.code()),
                        new Unit.Formed(unit.closedOn().orElseThrow(), unit.code()),
                        (one, other) -> other.on().isAfter(one.on()) ? other : one));
        all.forEach(unit -> unit.foundedOn()
                .filter(on -> !on.isBefore(day))
                .ifPresent(on -> formed.put(unit.code(), new Unit.Formed(on, null))));
        return formed;
    }

    public Optional<Unit> unit(String code) {
        return code == null ? Optional.empty() : units.findById(code);
    }

    /** The unit's name; the code itself where there is no such unit. */
    public String unitName(String code) {
        // A transaction that changed the organization finds no shelf: it too reads the names once.
        return once(List.of("unit names"), names::get).getOrDefault(code, code);
    }

    /**
     * The unit, or
     *
     * @throws Refusal (400) when there is none with this code, or it was closed
     */
    public Unit requireUnit(String code) {
        var unit = unit(code).orElseThrow(() -> Refusal.invalid("organization.unit.unknown", String.valueOf(code)));
        if (unit.closedOn().isPresent()) {
            throw unit.successor().isPresent()
                    ? Refusal.invalid("organization.unit.merged", unit.name(), unitName(current(code)))
                    : Refusal.invalid("organization.unit.closed", unit.name());
        }
        return unit;
    }

    public Optional<Person> person(String username) {
        return username == null ? Optional.empty() : people.findById(username);
    }

    /** The person's name; the username itself where there is no such person. */
    public String personName(String username) {
        return person(username).map(Person::name).orElse(username);
    }

    /** The names of several people at once, by username. */
    public Map<String, String> personNames(Collection<String> usernames) {
        return people.findByUsernameIn(usernames).stream().collect(Collectors.toMap(Person::username, Person::name));
    }

    /** Everybody who works with the product now. */
    public List<Person> activePeople() {
        return people.findByActiveTrueOrderByUsername();
    }

    /** The units in which somebody works who holds the duty as an own one, and those in whose place they stand. */
    public Set<String> houses(Duty duty) {
        return once(
                List.of("houses", duty),
                () -> houses(people.houses(duty).stream()
                        .map(row -> new House((String) row[0], (String) row[1]))
                        .toList()));
    }

    /** A unit where such a person works, and one in whose place it stands, or null. */
    public record House(String unit, String before) {}

    /**
     * {@link House}s of a duty, named as a parameter: for whoever reads something else with the same statement, and gives them
     * to {@link #housesAre} then.
     */
    public static final String HOUSES = """
            select distinct p.unit_code, u.code from person p join duty_assignment a on a.username = p.username
            left join unit u on u.successor = p.unit_code
            where a.duty = ? and a.absence_id is null and p.active = true""";

    /** Somebody has just read {@link #HOUSES} of that duty: this transaction need not read them again. */
    public void housesAre(Duty duty, List<House> rows) {
        // What this transaction changed may not be in the tables yet.
        if (!once(List.of("changed"), AtomicBoolean::new).get()) {
            once(List.of("houses", duty), () -> houses(rows));
        }
    }

    private Set<String> houses(List<House> rows) {
        var houses = rows.stream().map(House::unit).collect(Collectors.toSet());
        return rows.stream().allMatch(row -> row.before() == null) ? houses : withPredecessors(houses);
    }

    /** Everybody, those who left included. */
    public List<Person> everybody() {
        return people.findAllByOrderByUnitAscUsernameAsc();
    }

    /** Everybody who works in a unit, or in what became of it, those who left included. */
    public List<Person> peopleIn(String unit) {
        var now = current(unit);
        return once(List.of("in", now), () -> List.copyOf(people.findByUnitOrderByUsername(now)));
    }

    /** Active people who work in a unit, or for it: each once. */
    public List<Person> peopleOf(String unit) {
        var now = current(unit);
        return once(List.of("of", unit, now), () -> List.copyOf(people.inOrFor(now, unit)));
    }

    /** Active people who hold a duty, of whatever unit. */
    public List<Person> peopleWith(Duty duty) {
        return peopleWith(EnumSet.of(duty));
    }

    /** Active people who hold one of these duties, of whatever unit; each once. */
    public List<Person> peopleWith(Collection<Duty> duties) {
        return Stream.concat(
                        duties.stream().filter(Duty::perUnit).flatMap(duty -> inEveryUnit(duty).stream()),
                        peopleInGroups(duties.stream()
                                        .filter(duty -> !duty.perUnit())
                                        .map(Duty::groupId)
                                        .toList())
                                .stream())
                .distinct()
                .toList();
    }

    /** Those of {@link #peopleOf} and of {@link #peopleWith(Collection)}, read at once. */
    public List<Person> peopleOfOrWith(String unit, Collection<Duty> duties) {
        var groups = duties.stream()
                .filter(duty -> !duty.perUnit())
                .map(Duty::groupId)
                .sorted()
                .toList();
        if (groups.isEmpty() || groups.size() > GROUPS_AT_ONCE || groups.size() < duties.size()) {
            return Stream.concat(peopleOf(unit).stream(), peopleWith(duties).stream())
                    .distinct()
                    .toList();
        }
        var some = IntStream.range(0, GROUPS_AT_ONCE)
                .mapToObj(each -> groups.get(Math.min(each, groups.size() - 1)))
                .toList();
        var now = current(unit);
        return once(
                List.of("of or in groups", unit, now, some),
                () -> List.copyOf(people.inOrForOrInGroups(
                        now,
                        unit,
                        some.get(0),
                        some.get(1),
                        some.get(2),
                        some.get(3),
                        some.get(4),
                        some.get(5),
                        some.get(6),
                        some.get(7))));
    }

    private List<Person> inEveryUnit(Duty duty) {
        return once(List.of("with", duty), () -> List.copyOf(people.with(duty)));
    }

    /** Active people who hold a duty in a unit; for a duty that is not per unit the unit does not matter. */
    public List<Person> peopleWith(Duty duty, String unit) {
        return peopleInGroup(duty.groupIdFor(unit));
    }

    /** Active people in one of the engine's groups. */
    public List<Person> peopleInGroup(String groupId) {
        return peopleInGroups(List.of(groupId));
    }

    /** Active people in one of these groups of the engine; each once. */
    public List<Person> peopleInGroups(Collection<String> groupIds) {
        var asked = groupIds.stream().distinct().sorted().toList();
        return IntStream.iterate(0, at -> at < asked.size(), at -> at + GROUPS_AT_ONCE)
                .mapToObj(at -> inGroups(IntStream.range(at, at + GROUPS_AT_ONCE)
                        .mapToObj(each -> asked.get(Math.min(each, asked.size() - 1)))
                        .toList()))
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    private List<Person> inGroups(List<String> some) {
        return once(
                List.of("in groups", some),
                () -> List.copyOf(people.inGroups(
                        some.get(0),
                        some.get(1),
                        some.get(2),
                        some.get(3),
                        some.get(4),
                        some.get(5),
                        some.get(6),
                        some.get(7))));
    }

    /** The leader who answers for the unit (责任领导): signs its replies and is named on every order. */
    public Optional<Person> responsibleLeaderOf(String unit) {
        return people.ownInGroup(Duty.UNIT_LEADER.groupIdFor(unit)).stream().findFirst();
    }

    /** The duties of a person; none when the person is unknown or has left. */
    public List<HeldDuty> dutiesOf(String username) {
        return heldBy(username).stream().map(DutyAssignment::held).toList();
    }

    private List<DutyAssignment> heldBy(String username) {
        return once(
                Arrays.asList("held by", username),
                () -> List.copyOf(assignments.findByUsernameOrderByGroupId(username)));
    }

    /** Whether one of a person's duties gives the right to anything at all. */
    public boolean has(String username, Right right) {
        return right.isOfAny(dutiesOf(username).stream().map(HeldDuty::duty).toList());
    }

    /** Whether one of a person's duties gives the right to everything that is no report, not only to what is the own unit's. */
    public boolean hasOverAll(String username, Right right) {
        return dutiesOf(username).stream().map(HeldDuty::duty).anyMatch(right.duties()::contains);
    }

    /** The codes of the units for which a person has a right as theirs, without those that were merged into them. */
    public Set<String> unitsWith(String username, Right right) {
        return dutiesOf(username).stream()
                .filter(held -> held.duty().perUnit() && right.ownOnly().contains(held.duty()))
                .map(HeldDuty::unit)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The duties that are the person's own, without those held in somebody's place for a time. */
    public List<HeldDuty> ownDutiesOf(String username) {
        return heldBy(username).stream()
                .filter(held -> held.absenceId() == null)
                .map(DutyAssignment::held)
                .toList();
    }

    /** The absence for whose time somebody holds a duty; empty for an own one. */
    public Optional<String> lentBy(String username, HeldDuty held) {
        return assignments.findByUsernameAndGroupId(username, held.groupId()).map(DutyAssignment::absenceId);
    }

    /** Whether this person alone holds the duty as an own one. */
    public boolean holdsAlone(HeldDuty held) {
        return assignments.countByGroupIdAndAbsenceIdIsNull(held.groupId()) == 1;
    }

    /** Whether a person holds a duty as an own one. */
    public boolean holdsOwn(String username, Duty duty, String unit) {
        return assignments
                .findByUsernameAndGroupId(username, duty.groupIdFor(unit))
                .filter(held -> held.absenceId() == null)
                .isPresent();
    }

    /** The engine's groups of a person. */
    public Set<String> groupsOf(String username) {
        return dutiesOf(username).stream().map(HeldDuty::groupId).collect(Collectors.toUnmodifiableSet());
    }

    /** The codes of the units for which one of these people handles or signs. */
    public Set<String> unitsOf(Collection<String> usernames) {
        return assignments.findByUsernameIn(usernames).stream()
                .map(DutyAssignment::held)
                .filter(held -> held.duty().perUnit())
                .map(HeldDuty::unit)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Two people see reports against persons (county plan, roles); a third is refused, an administrator too. */
    private static final int MOST_AT_THE_REPORT_DESK = 2;

    /** Whether a person holds a duty that is not per unit, or a duty per unit in any unit. */
    public boolean holds(String username, Duty duty) {
        return dutiesOf(username).stream().anyMatch(held -> held.duty() == duty);
    }

    /** Whether a person holds a duty, for a duty per unit in this unit. */
    public boolean mayAct(String username, Duty duty, String unit) {
        return assignments.existsByUsernameAndGroupId(username, duty.groupIdFor(unit));
    }

    /**
     * Adds a unit and with it the groups of its handlers and its leader.
     *
     * @throws Refusal when code or name is wrong or taken
     */
    @Transactional
    public Unit addUnit(String code, String name, UnitGroup group) {
        requireNew(code, name, group);
        var unit = units.save(new Unit(code, Normal.line(name), group, (int) units.count() + 1));
        changed(new UnitAdded(code, unit.name()));
        return unit;
    }

    /** @throws Refusal when a unit cannot be called so, or there is one already */
    public void requireNew(String code, String name, UnitGroup group) {
        if (code == null || code.length() > 40 || !CODE.matcher(code).matches() || code.endsWith(Duty.LEADER_SUFFIX)) {
            throw Refusal.invalid("organization.unit.code");
        }
        if (group == null) {
            throw Refusal.invalid("organization.unit.group");
        }
        if (units.existsById(code) || units.existsByName(checked(name, 100, "organization.unit.name"))) {
            throw Refusal.conflict("organization.unit.taken", code, name);
        }
    }

    /**
     * Another name or group of a unit as it is kept.
     *
     * @throws Refusal when something is missing, or another unit is called so
     */
    public String requireFree(Unit unit, String name, UnitGroup group) {
        if (group == null) {
            throw Refusal.invalid("organization.unit.group");
        }
        var newName = checked(name, 100, "organization.unit.name");
        if (!newName.equals(unit.name()) && units.existsByName(newName)) {
            throw Refusal.conflict("organization.unit.taken", unit.code(), newName);
        }
        return newName;
    }

    /** Another name or group; the code stays. */
    @Transactional
    public void changeUnit(String code, String name, UnitGroup group) {
        var unit = requireUnit(code);
        var newName = requireFree(unit, name, group);
        unit.describe(newName, group);
        changed(new UnitRenamed(code, newName));
    }

    /**
     * From which day a unit exists.
     *
     * @param on null where it was always there
     */
    @Transactional
    public void founded(String code, LocalDate on) {
        requireUnit(code).founded(on);
    }

    /** Moves everybody of a unit, and whoever holds its duties, to whoever takes over; it is closed by the caller. */
    @Transactional
    public void movePeople(String from, Succession succession) {
        var leaderless = succession.heirs().stream()
                .filter(heir -> peopleWith(Duty.UNIT_LEADER, heir).isEmpty())
                .toList();
        people.findByUnitOrderByUsername(from)
                .forEach(person -> person.describe(
                        person.name(),
                        succession.heirOf(Part.PERSON, person.username()),
                        person.email(),
                        person.phone().orElse(null)));
        known.forget();
        for (var held : assignments.findByUnit(from)) {
            if (held.absenceId() != null) {
                // Follows the person in whose place it is held.
                continue;
            }
            var to = succession.heirOf(Part.PERSON, held.username());
            if (held.held().duty() == Duty.HANDLER || leaderless.contains(to)) {
                assign(held.username(), held.held().duty(), to);
            }
        }
    }

    /** Ends the unit; whoever still held a duty in it holds it no longer. */
    @Transactional
    public void closeUnit(String code, Succession succession, LocalDate on, String by, String reason) {
        requireUnit(code).close(on, succession.unit());
        changed(new UnitClosed(code, succession, by, reason));
        for (var held : assignments.findByUnit(code)) {
            remove(held);
        }
    }

    /**
     * Adds a person and has the account made.
     *
     * @param phone the office's, may be null
     * @param initialPassword handed on, never kept here
     * @throws Refusal when something is missing, wrong or taken
     */
    @Transactional
    public Person addPerson(
            String username, String name, String unit, String email, String phone, String initialPassword) {
        if (username == null || !USERNAME.matcher(username).matches()) {
            throw Refusal.invalid("organization.person.username");
        }
        if (initialPassword == null || initialPassword.isBlank()) {
            throw Refusal.invalid("organization.person.password");
        }
        requireUnit(unit);
        if (people.existsById(username)) {
            throw Refusal.conflict("organization.person.taken", username);
        }
        var person = people.save(new Person(
                username, checked(name, 50, "organization.person.name"), unit, emailOf(email), phoneOf(phone)));
        changed(new PersonAdded(username, person.name(), person.email(), initialPassword));
        return person;
    }

    /**
     * Changes how a person is called and reached and where the person works; duties stay as they are.
     *
     * @throws Refusal when something is missing or wrong, or the person has left
     */
    @Transactional
    public Person changePerson(String username, String name, String unit, String email, String phone) {
        var person = requirePerson(username);
        if (!person.active()) {
            throw Refusal.conflict("organization.person.left", username);
        }
        requireUnit(unit);
        person.describe(checked(name, 50, "organization.person.name"), unit, emailOf(email), phoneOf(phone));
        changed(new PersonChanged(username, person.name(), person.email()));
        return person;
    }

    /** How a person is called and reached, as it is kept. */
    public record Described(String name, String email, String phone) {}

    /** @throws Refusal when something is missing or wrong */
    public Described asKept(String name, String email, String phone) {
        return new Described(checked(name, 50, "organization.person.name"), emailOf(email), phoneOf(phone));
    }

    /** No notice ever reaches an address of no possible form. */
    private static String emailOf(String typed) {
        var email = typed == null
                ? ""
                : Normalizer.normalize(typed, Normalizer.Form.NFKC).strip();
        if (email.length() > LONGEST_EMAIL || !EMAIL.matcher(email).matches()) {
            throw Refusal.invalid("organization.person.email");
        }
        return email;
    }

    /** As the one form of numbers says; beside it the services' numbers and the short ones of the county's exchange. */
    private static String phoneOf(String typed) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        return Numbers.phone(typed)
                .or(() -> Optional.of(Numbers.digits(typed))
                        .filter(digits -> SHORT_PHONE.matcher(digits).matches()
                                && Normal.of(typed).text().chars().noneMatch(Character::isLetter)))
                .orElseThrow(() -> Refusal.invalid("organization.person.phone"));
    }

    /**
     * Gives a person a duty, from the next click on; nothing happens when it is held already.
     *
     * @param unit for a duty per unit its unit, else null
     */
    @Transactional
    public void assign(String username, Duty duty, String unit) {
        if (!requirePerson(username).active()) {
            throw Refusal.conflict("organization.person.left", username);
        }
        var held = held(duty, unit);
        var known = assignments.findByUsernameAndGroupId(username, held.groupId());
        if (known.isPresent()) {
            known.get().keep();
            this.known.forget();
            return;
        }
        if (duty == Duty.REPORT_DESK) {
            requireRoomAtTheDesk(username);
        }
        if (duty == Duty.ADMIN && holds(username, Duty.REPORT_DESK)) {
            throw Refusal.conflict("organization.desk.administrator");
        }
        assignments.save(new DutyAssignment(username, held));
        changed(new DutyAssigned(username, held.groupId()));
    }

    void requireRoomAtTheDesk(String username) {
        requirePerson(username);
        if (!holds(username, Duty.REPORT_DESK) && peopleWith(Duty.REPORT_DESK).size() >= MOST_AT_THE_REPORT_DESK) {
            throw Refusal.conflict("organization.duty.desk-full");
        }
    }

    /** Takes a duty away, from the next click on; nothing happens when it is not held. */
    @Transactional
    public void revoke(String username, Duty duty, String unit) {
        requirePerson(username);
        var held = held(duty, unit);
        var lent = lentBy(username, held);
        if (lent.isPresent()) {
            throw Refusal.conflict("absence.duty-lent", personName(username));
        }
        if (duty.guardsSecret() && holds(username, duty) && assignments.countByDutyAndAbsenceIdIsNull(duty) == 1) {
            // Else whoever takes away the last could appoint another as the first.
            throw duty == Duty.REPORT_DESK
                    ? Refusal.conflict("organization.desk.last")
                    : Refusal.conflict("guarded.last", Refusal.word("organization.duty." + duty));
        }
        if (assignments.deleteByUsernameAndGroupId(username, held.groupId()) > 0) {
            changed(new DutyRevoked(username, held.groupId()));
        }
    }

    /** Gives a duty for the time of an absence. */
    @Transactional
    public void lend(String username, HeldDuty held, String absenceId) {
        if (!assignments.existsByUsernameAndGroupId(username, held.groupId())) {
            assignments.saveAndFlush(new DutyAssignment(username, held, absenceId));
            changed(new DutyAssigned(username, held.groupId()));
        }
    }

    /** What was given for the time of an absence ends. */
    @Transactional
    public void takeLentBack(String absenceId) {
        assignments.findByAbsenceId(absenceId).forEach(this::remove);
    }

    @Transactional
    public void takeLentBack(String absenceId, String groupId) {
        assignments.findByAbsenceId(absenceId).stream()
                .filter(lent -> lent.held().groupId().equals(groupId))
                .forEach(this::remove);
    }

    private void remove(DutyAssignment held) {
        assignments.delete(held);
        assignments.flush();
        changed(new DutyRevoked(held.username(), held.held().groupId()));
    }

    /** The person leaves: all duties are revoked, the account is closed, the name stays for the timelines. */
    @Transactional
    public void deactivate(String username) {
        var person = requirePerson(username);
        if (!person.active()) {
            return;
        }
        assignments.findByUsernameOrderByGroupId(username).stream()
                .filter(held -> held.absenceId() != null)
                .forEach(this::remove);
        dutiesOf(username).forEach(held -> revoke(username, held.duty(), held.unit()));
        person.deactivate();
        changed(new PersonDeactivated(username));
    }

    @SuppressWarnings("unchecked")
    private <T> T once(List<Object> asked, Supplier<T> reading) {
        return (T) known.get(asked, key -> reading.get());
    }

    private Map<String, String> unitNames() {
        var named = new HashMap<String, String>();
        units.findAll().forEach(unit -> named.put(unit.code(), unit.name()));
        return named;
    }

    /** After each change and before anybody hears of it. */
    private void changed(Object event) {
        known.forget();
        once(List.of("changed"), AtomicBoolean::new).set(true);
        names.changed();
        events.publishEvent(event);
    }

    private HeldDuty held(Duty duty, String unit) {
        if (duty == null) {
            throw Refusal.invalid("organization.duty.unknown");
        }
        if (!duty.perUnit()) {
            return new HeldDuty(duty, null);
        }
        return new HeldDuty(duty, requireUnit(unit).code());
    }

    private Person requirePerson(String username) {
        return person(username)
                .orElseThrow(() -> Refusal.notFound("organization.person.unknown", String.valueOf(username)));
    }

    private static String checked(String text, int most, String key) {
        if (text == null || text.isBlank() || text.length() > most) {
            throw Refusal.invalid(key, String.valueOf(most));
        }
        return Normal.line(text);
    }

    /** Units by code, for lists that name many. */
    public Map<String, Unit> unitsByCode() {
        return units.findAll().stream().collect(Collectors.toMap(Unit::code, Function.identity()));
    }
}
