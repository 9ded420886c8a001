package cn.qingfeng.organization;

import cn.qingfeng.Refusal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,120}");

    private final Units units;
    private final People people;
    private final DutyAssignments assignments;
    private final ApplicationEventPublisher events;

    Organization(Units units, People people, DutyAssignments assignments, ApplicationEventPublisher events) {
        this.units = units;
        this.people = people;
        this.assignments = assignments;
        this.events = events;
    }

    /** All units in the county's order. */
    public List<Unit> units() {
        return units.findAllByOrderByListPositionAscCodeAsc();
    }

    public Optional<Unit> unit(String code) {
        return code == null ? Optional.empty() : units.findById(code);
    }

    /** The unit's name; the code itself where there is no such unit. */
    public String unitName(String code) {
        return unit(code).map(Unit::name).orElse(code);
    }

    /**
     * The unit, or
     *
     * @throws Refusal (400) when there is none with this code
     */
    public Unit requireUnit(String code) {
        return unit(code).orElseThrow(() -> Refusal.invalid("organization.unit.unknown", String.valueOf(code)));
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

    /** Whether somebody who works in this unit holds the duty. */
    public boolean anybodyHolds(String unit, Duty duty) {
        return people.holdIn(unit, duty);
    }

    /** Everybody who works in a unit, those who left included. */
    public List<Person> peopleIn(String unit) {
        return people.findByUnitOrderByUsername(unit);
    }

    /** Active people who hold a duty, of whatever unit. */
    public List<Person> peopleWith(Duty duty) {
        return people.withEither(duty, duty);
    }

    /** Active people who hold one of these duties, of whatever unit; each once. */
    public List<Person> peopleWith(Collection<Duty> duties) {
        var asked = List.copyOf(duties);
        return IntStream.iterate(0, at -> at < asked.size(), at -> at + 2)
                .mapToObj(at -> people.withEither(asked.get(at), asked.get(Math.min(at + 1, asked.size() - 1))))
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /** Active people who hold a duty in a unit; for a duty that is not per unit the unit does not matter. */
    public List<Person> peopleWith(Duty duty, String unit) {
        return people.inGroup(duty.groupIdFor(unit));
    }

    /** Active people in one of the engine's groups. */
    public List<Person> peopleInGroup(String groupId) {
        return people.inGroup(groupId);
    }

    /** The leader who answers for the unit (责任领导): signs its replies and is named on every order. */
    public Optional<Person> responsibleLeaderOf(String unit) {
        return peopleWith(Duty.UNIT_LEADER, unit).stream().findFirst();
    }

    /** The duties of a person; none when the person is unknown or has left. */
    public List<HeldDuty> dutiesOf(String username) {
        return assignments.findByUsernameOrderByGroupId(username).stream()
                .map(DutyAssignment::held)
                .toList();
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
        if (code == null || code.length() > 40 || !CODE.matcher(code).matches() || code.endsWith(Duty.LEADER_SUFFIX)) {
            throw Refusal.invalid("organization.unit.code");
        }
        if (group == null) {
            throw Refusal.invalid("organization.unit.group");
        }
        if (units.existsById(code) || units.existsByName(checked(name, 100, "organization.unit.name"))) {
            throw Refusal.conflict("organization.unit.taken", code, name);
        }
        var unit = units.save(new Unit(code, name.strip(), group, (int) units.count() + 1));
        events.publishEvent(new UnitAdded(code, unit.name()));
        return unit;
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
        if (email == null || !EMAIL.matcher(email).matches()) {
            throw Refusal.invalid("organization.person.email");
        }
        if (phone != null && phone.length() > 40) {
            throw Refusal.invalid("organization.person.phone");
        }
        if (initialPassword == null || initialPassword.isBlank()) {
            throw Refusal.invalid("organization.person.password");
        }
        requireUnit(unit);
        if (people.existsById(username)) {
            throw Refusal.conflict("organization.person.taken", username);
        }
        var person =
                people.save(new Person(username, checked(name, 50, "organization.person.name"), unit, email, phone));
        events.publishEvent(new PersonAdded(username, person.name(), email, initialPassword));
        return person;
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
        if (assignments.existsByUsernameAndGroupId(username, held.groupId())) {
            return;
        }
        if (duty == Duty.REPORT_DESK) {
            requireRoomAtTheDesk(username);
        }
        if (duty == Duty.ADMIN && holds(username, Duty.REPORT_DESK)) {
            throw Refusal.conflict("organization.desk.administrator");
        }
        assignments.save(new DutyAssignment(username, held));
        events.publishEvent(new DutyAssigned(username, held.groupId()));
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
        if (duty == Duty.REPORT_DESK
                && holds(username, duty)
                && peopleWith(duty).size() == 1) {
            throw Refusal.conflict("organization.desk.last");
        }
        if (assignments.deleteByUsernameAndGroupId(username, held.groupId()) > 0) {
            events.publishEvent(new DutyRevoked(username, held.groupId()));
        }
    }

    /** The person leaves: all duties are revoked, the account is closed, the name stays for the timelines. */
    @Transactional
    public void deactivate(String username) {
        var person = requirePerson(username);
        if (!person.active()) {
            return;
        }
        dutiesOf(username).forEach(held -> revoke(username, held.duty(), held.unit()));
        person.deactivate();
        events.publishEvent(new PersonDeactivated(username));
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
        return text.strip();
    }

    /** Units by code, for lists that name many. */
    public Map<String, Unit> unitsByCode() {
        return units.findAll().stream().collect(Collectors.toMap(Unit::code, Function.identity()));
    }
}
