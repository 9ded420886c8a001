package cn.qingfeng.organization.county;

import cn.qingfeng.Refusal;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.HeldDuty;
import cn.qingfeng.organization.OpenWork;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.organization.ReportDesk;
import cn.qingfeng.organization.Succession;
import cn.qingfeng.organization.Succession.Part;
import cn.qingfeng.organization.Unit;
import cn.qingfeng.organization.UnitGroup;
import cn.qingfeng.organization.ahead.PlannedChanges;
import cn.qingfeng.organization.county.CountyBook.Change;
import cn.qingfeng.organization.county.CountyBook.Subject;
import cn.qingfeng.organization.guard.GuardedChanges;
import cn.qingfeng.organization.place.ContactPoint;
import cn.qingfeng.organization.place.Places;
import cn.qingfeng.organization.place.ServiceWindow;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The doors through which the county's own data are changed, by its people and by the demo county alike: each change has a
 * name, a reason and an entry in the {@link CountyBook}, and takes what waits along. Nothing is deleted: units, people and
 * places end, and old clues go on naming them. Who may pass a door, {@link CountyRights} says.
 */
@Service
@Transactional
public class County {

    private static final Pattern PLACE_CODE = Pattern.compile("[A-Za-z0-9]+(-[A-Za-z0-9]+)*");

    /**
     * What closing a unit would do now.
     *
     * @param people how many would move
     * @param places how many windows, points and firms would move
     */
    public record UnitEnd(OpenWork.Amount work, int people, int places) {
        /** Whether there is nothing that a successor would have to take over. */
        public boolean nothing() {
            return work.nothing() && people == 0 && places == 0;
        }
    }

    /**
     * What somebody's leaving would do now.
     *
     * @param claimed how many tasks go back to their groups
     * @param alone the duties that nobody else holds
     */
    public record PersonEnd(int claimed, List<HeldDuty> alone) {}

    private final Organization organization;
    private final Places places;
    private final GuardedChanges guarded;
    private final ReportDesk desk;
    private final CountyBook book;
    private final ObjectProvider<OpenWork> work;
    private final Clock clock;

    County(
            Organization organization,
            Places places,
            ReportDesk desk,
            CountyBook book,
            ObjectProvider<OpenWork> work,
            Clock clock,
            GuardedChanges guarded) {
        this.guarded = guarded;
        this.organization = organization;
        this.places = places;
        this.desk = desk;
        this.book = book;
        this.work = work;
        this.clock = clock;
    }

    public Unit addUnit(String code, String name, UnitGroup group, String reason, String by) {
        var unit = organization.addUnit(code, name, group);
        book.enter(Subject.UNIT, code, Change.ADDED, null, unit.name(), reason, by);
        return unit;
    }

    /**
     * A unit that is not only new to the product.
     *
     * @param founded from which day it exists, today at the latest; null where it was always there
     */
    public Unit addUnit(String code, String name, UnitGroup group, LocalDate founded, String reason, String by) {
        var unit = addUnit(code, name, group, reason, by);
        if (founded != null) {
            found(code, founded, reason, by);
        }
        return unit;
    }

    /**
     * From which day a unit exists: of a round whose quarter began before, it has no place (M9).
     *
     * @param on today at the latest, a later one is planned; null where it was always there
     */
    public void found(String code, LocalDate on, String reason, String by) {
        var unit = organization.requireUnit(code);
        if (on != null && on.isAfter(today())) {
            throw Refusal.invalid("county.founded.later");
        }
        var before = unit.foundedOn().map(LocalDate::toString).orElse(null);
        var after = on == null ? null : on.toString();
        organization.founded(code, on);
        if (!Objects.equals(before, after)) {
            book.enter(Subject.UNIT, code, Change.FOUNDED, before, after, reason, by);
        }
    }

    /** Another name or group; whatever names the unit follows at once, what was printed stays as it was. */
    public void changeUnit(String code, String name, UnitGroup group, String reason, String by) {
        var unit = organization.requireUnit(code);
        var before = unit.name() + " · " + unit.group();
        organization.changeUnit(code, name, group);
        var after = unit.name() + " · " + unit.group();
        if (!after.equals(before)) {
            book.enter(Subject.UNIT, code, Change.CHANGED, before, after, reason, by);
        }
    }

    /** What would move if the unit were closed now. */
    @Transactional(readOnly = true)
    public UnitEnd endOfUnit(String code) {
        return new UnitEnd(workAt(code), (int) activeIn(code).count(), places.at(code));
    }

    /** Closes a unit of which one successor takes over everything. */
    public void closeUnit(String code, String successor, String reason, String by) {
        closeUnitSharing(code, Succession.to(successor), reason, by);
    }

    /**
     * Closes a unit. Its successor takes over whatever is open – clues with their running limits, waiting tasks, orders – and
     * its people, windows and points, without the shares that go to others; late time until now stays charged to the closed
     * unit.
     */
    public void closeUnitSharing(String code, Succession succession, String reason, String by) {
        requireShares(code, succession, by);
        closeAsPlanned(code, succession, reason, by);
    }

    /** As {@link #closeUnitSharing}; what was shared out and meanwhile is no more there is passed over. */
    public void closeAsPlanned(String code, Succession succession, String reason, String by) {
        var unit = organization.requireUnit(code);
        CountyBook.reason(reason);
        if (succession.unit() == null) {
            requireNothingLeft(code);
            organization.closeUnit(code, Succession.NONE, today(), by, reason.strip());
            book.enter(Subject.UNIT, code, Change.CLOSED, unit.name(), null, reason, by);
            return;
        }
        var heirs = succession.heirs().stream().map(organization::requireUnit).toList();
        if (succession.heirs().contains(code)) {
            throw Refusal.invalid("organization.unit.itself", unit.name());
        }
        var total = workAt(code);
        var shares = shared(code, succession);
        organization.movePeople(code, succession);
        places.move(code, succession);
        organization.closeUnit(code, succession, today(), by, reason.strip());
        var names = heirs.stream().map(Unit::name).collect(Collectors.joining(" · "));
        book.enter(Subject.UNIT, code, Change.MERGED, unit.name(), names, total, reason, by);
        for (var heir : heirs) {
            var share = shares.get(heir.code()).work();
            book.enter(Subject.UNIT, heir.code(), Change.MERGED, unit.name(), heir.name(), share, reason, by);
        }
    }

    /**
     * What each would get if the unit were closed so now, the successor first.
     *
     * @param succession with a successor
     */
    @Transactional(readOnly = true)
    public Map<String, UnitEnd> shared(String code, Succession succession) {
        var works = Optional.ofNullable(work.getIfAvailable())
                .map(open -> open.shared(code, succession))
                .orElse(Map.of());
        var all = new LinkedHashMap<String, UnitEnd>();
        var firms = places.at(code)
                - places.windowsOf(code).size()
                - places.pointsOf(code).size();
        for (var heir : succession.heirs()) {
            var people = activeIn(code)
                    .filter(person -> heir.equals(succession.heirOf(Part.PERSON, person.username())))
                    .count();
            var windows = places.windowsOf(code).stream()
                    .filter(window -> heir.equals(succession.heirOf(Part.WINDOW, window.code())))
                    .count();
            var points = places.pointsOf(code).stream()
                    .filter(point -> heir.equals(succession.heirOf(Part.POINT, point.code())))
                    .count();
            all.put(
                    heir,
                    new UnitEnd(
                            works.getOrDefault(heir, OpenWork.Amount.NOTHING),
                            (int) people,
                            (int) (windows + points) + (heir.equals(succession.unit()) ? firms : 0)));
        }
        return all;
    }

    private Stream<Person> activeIn(String code) {
        return organization.peopleIn(code).stream()
                .filter(person -> person.active() && person.unit().equals(code));
    }

    /** The open clues of a unit that the reader may share out. */
    @Transactional(readOnly = true)
    public List<OpenWork.Item> itemsAt(String code, String reader, Locale locale) {
        return Optional.ofNullable(work.getIfAvailable())
                .map(open -> open.itemsAt(code, reader, locale))
                .orElse(List.of());
    }

    /** @throws Refusal when something is shared out that the unit has not, or of which {@code by} may not know: both alike */
    public void requireShares(String code, Succession succession, String by) {
        if (succession.shares().isEmpty()) {
            return;
        }
        if (succession.unit() == null) {
            throw Refusal.invalid("county.share.successor");
        }
        var there = new HashSet<String>();
        itemsAt(code, by, Locale.SIMPLIFIED_CHINESE).forEach(item -> there.add(Part.CLUE + item.number()));
        activeIn(code).forEach(person -> there.add(Part.PERSON + person.username()));
        places.windowsOf(code).forEach(window -> there.add(Part.WINDOW + window.code()));
        places.pointsOf(code).forEach(point -> there.add(Part.POINT + point.code()));
        var seen = new HashSet<String>();
        for (var share : succession.shares()) {
            var name = share.part() + share.key();
            if (share.part() != Part.KIND && !there.contains(name) || !seen.add(name)) {
                throw Refusal.invalid("county.share.unknown", share.key());
            }
        }
    }

    /** @throws Refusal when the unit has anything that a successor would have to take over */
    public void requireNothingLeft(String code) {
        var end = endOfUnit(code);
        if (!end.nothing()) {
            throw Refusal.conflict(
                    "organization.unit.needed",
                    organization.unitName(code),
                    end.work().clues(),
                    end.work().tasks(),
                    end.people(),
                    end.places());
        }
    }

    public Person addPerson(
            String username,
            String name,
            String unit,
            String email,
            String phone,
            String initialPassword,
            String reason,
            String by) {
        var person = organization.addPerson(username, name, unit, email, phone, initialPassword);
        book.enter(Subject.PERSON, username, Change.ADDED, null, described(person), reason, by);
        return person;
    }

    /**
     * Changes name, unit, mail or phone. Duties are another matter: somebody who changes the unit keeps those in the old one
     * until they are taken.
     */
    public Person changePerson(
            String username, String name, String unit, String email, String phone, String reason, String by) {
        var before = organization.person(username).map(this::described).orElse(null);
        var person = organization.changePerson(username, name, unit, email, phone);
        var after = described(person);
        if (!after.equals(before)) {
            book.enter(Subject.PERSON, username, Change.CHANGED, before, after, reason, by);
        }
        return person;
    }

    /** What would follow if the person left now. */
    @Transactional(readOnly = true)
    public PersonEnd endOfPerson(String username) {
        var alone = organization.ownDutiesOf(username).stream()
                .filter(organization::holdsAlone)
                .toList();
        return new PersonEnd(
                Optional.ofNullable(work.getIfAvailable())
                        .map(open -> open.with(username).tasks())
                        .orElse(0),
                alone);
    }

    /** The person leaves: claimed tasks go back to their groups, duties end, the account is closed, the name stays. */
    public void leave(String username, String reason, String by) {
        if (username.equals(by)) {
            throw Refusal.conflict("organization.person.oneself");
        }
        var end = endOfPerson(username);
        var person = organization
                .person(username)
                .filter(Person::active)
                .orElseThrow(() -> Refusal.conflict("organization.person.left", username));
        organization.deactivate(username);
        book.enter(
                Subject.PERSON,
                username,
                Change.LEFT,
                described(person),
                null,
                new OpenWork.Amount(0, end.claimed()),
                reason,
                by);
    }

    /** Gives a duty; one that guards a secret is only proposed ({@link ReportDesk}, {@link GuardedChanges}). */
    public void assign(String username, Duty duty, String unit, String reason, String by) {
        if (duty != null && holds(username, duty, unit)) {
            return;
        }
        if (duty == Duty.REPORT_DESK && !by.equals(CountyBook.SYSTEM)) {
            desk.propose(username, by);
        } else if (duty != null && duty.guardsSecret() && !by.equals(CountyBook.SYSTEM)) {
            guarded.appoint(username, duty, by);
        } else {
            organization.assign(username, duty, unit);
        }
        book.enter(Subject.PERSON, username, Change.DUTY_GIVEN, null, said(duty, unit), reason, by);
    }

    /** Gives a duty that guards a secret on the day for which it was agreed to ({@link PlannedChanges}). */
    public void assignAgreed(String username, Duty duty, String reason, String by) {
        if (holds(username, duty, null)) {
            return;
        }
        if (duty == Duty.REPORT_DESK) {
            desk.comeAgreed(username);
        } else {
            guarded.appointAgreed(username, duty);
        }
        book.enter(Subject.PERSON, username, Change.DUTY_GIVEN, null, said(duty, null), reason, by);
    }

    public void revoke(String username, Duty duty, String unit, String reason, String by) {
        var held = duty == null || holds(username, duty, unit);
        organization.revoke(username, duty, unit);
        if (held) {
            book.enter(Subject.PERSON, username, Change.DUTY_TAKEN, said(duty, unit), null, reason, by);
        }
    }

    private boolean holds(String username, Duty duty, String unit) {
        return organization.mayAct(username, duty, unit);
    }

    /** Adds a window, or changes the one with its code. */
    public void putWindow(String code, String name, String place, String unit, String reason, String by) {
        var said = places.window(code)
                .filter(window -> window.closedOn().isEmpty())
                .map(window -> String.join(" · ", window.name(), window.place(), window.unit()));
        var window = new ServiceWindow(
                placeCode(code), words(name, "county.window.name"), words(place, "county.place.words"), unit);
        places.put(window);
        entered(Subject.WINDOW, code, said, String.join(" · ", window.name(), window.place(), unit), reason, by);
    }

    /** Adds a contact point, or changes the one with its code. */
    public void putPoint(String code, String place, String unit, String firm, String reason, String by) {
        var before = places.contactPoint(code)
                .filter(point -> point.closedOn().isEmpty())
                .map(County::said);
        var at = blankIsNull(firm);
        if (at != null && places.enterprise(at).isEmpty()) {
            throw Refusal.invalid("county.firm.unknown", at);
        }
        var point = new ContactPoint(placeCode(code), words(place, "county.place.words"), blankIsNull(unit), at);
        places.put(point);
        entered(Subject.POINT, code, before, said(point), reason, by);
    }

    /** Gives a window or a point up: nobody comes from there any more, what came from there keeps its name. */
    public void closePlace(Subject kind, String code, String reason, String by) {
        CountyBook.reason(reason);
        if (!places.close(kind == Subject.WINDOW, code, today())) {
            throw Refusal.notFound("county.place.unknown", code);
        }
        book.enter(kind, code, Change.CLOSED, code, null, reason, by);
    }

    private void entered(
            Subject subject, String code, Optional<String> before, String after, String reason, String by) {
        if (before.filter(after::equals).isEmpty()) {
            book.enter(
                    subject,
                    code,
                    before.isPresent() ? Change.CHANGED : Change.ADDED,
                    before.orElse(null),
                    after,
                    reason,
                    by);
        } else {
            CountyBook.reason(reason);
        }
    }

    private static String said(ContactPoint point) {
        return Stream.of(Optional.of(point.place()), point.unit(), point.enterprise())
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" · "));
    }

    private static String said(Duty duty, String unit) {
        return duty + (duty.perUnit() && unit != null ? " " + unit : "");
    }

    private String described(Person person) {
        return Stream.of(
                        Optional.of(person.name()),
                        Optional.of(organization.unitName(person.unit())),
                        Optional.of(person.email()),
                        person.phone())
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" · "));
    }

    private OpenWork.Amount workAt(String code) {
        return Optional.ofNullable(work.getIfAvailable())
                .map(open -> open.at(code))
                .orElse(OpenWork.Amount.NOTHING);
    }

    private static String placeCode(String code) {
        if (code == null || code.length() > 40 || !PLACE_CODE.matcher(code).matches()) {
            throw Refusal.invalid("county.place.code.wrong");
        }
        return code;
    }

    private static String words(String text, String key) {
        if (text == null || text.isBlank() || text.strip().length() > 100) {
            throw Refusal.invalid(key, 100);
        }
        return text.strip();
    }

    private static String blankIsNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), clock.getZone());
    }
}
