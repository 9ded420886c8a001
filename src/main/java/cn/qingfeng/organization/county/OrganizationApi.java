package cn.qingfeng.organization.county;

import cn.qingfeng.Refusal;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.OpenWork;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.ReportDesk;
import cn.qingfeng.organization.Succession;
import cn.qingfeng.organization.Unit;
import cn.qingfeng.organization.UnitGroup;
import java.security.Principal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Units for everybody who works here; people and duties for the administrator. */
@RestController
@RequestMapping("/api")
class OrganizationApi {

    record UnitView(
            String code,
            String name,
            UnitGroup group,
            String groupName,
            LocalDate foundedOn,
            LocalDate closedOn,
            String successor) {}

    /**
     * A new unit, or another name or group of one.
     *
     * @param foundedOn from which day a new one exists; may be left out
     */
    record UnitWish(String code, String name, UnitGroup group, LocalDate foundedOn, String reason) {}

    /**
     * @param successor the unit that takes over; may be left out where nothing is left
     * @param shares what goes to others; may be left out
     */
    record UnitEndWish(String successor, String reason, List<Succession.Share> shares) {}

    /** A change of the county's data in codes. */
    record ChangeView(
            CountyBook.Change act,
            String from,
            String to,
            int clues,
            int tasks,
            String reason,
            String by,
            String byName,
            Instant at) {}

    record DutyView(Duty duty, String name, String unit) {}

    record PersonView(String username, String name, String unit, String email, boolean active, List<DutyView> duties) {}

    record DutyWish(String duty, String unit, String reason) {}

    record PersonWish(
            String username, String name, String unit, String email, String phone, String password, String reason) {}

    /** Whether somebody may come to the desk for reports. */
    record Answer(boolean agreed) {}

    private final Organization organization;
    private final County county;
    private final CountyRights rights;
    private final CountyBook book;
    private final ReportDesk desk;
    private final MessageSource messages;

    OrganizationApi(
            Organization organization,
            County county,
            CountyRights rights,
            CountyBook book,
            ReportDesk desk,
            MessageSource messages) {
        this.county = county;
        this.rights = rights;
        this.book = book;
        this.desk = desk;
        this.organization = organization;
        this.messages = messages;
    }

    /** The units that exist; with {@code closed=true} those too that were closed. */
    @GetMapping("/units")
    List<UnitView> units(@RequestParam(defaultValue = "false") boolean closed, Locale locale) {
        return (closed ? organization.allUnits() : organization.units())
                .stream().map(unit -> view(unit, locale)).toList();
    }

    private UnitView view(Unit unit, Locale locale) {
        return new UnitView(
                unit.code(),
                unit.name(),
                unit.group(),
                messages.getMessage("organization.group." + unit.group(), null, locale),
                unit.foundedOn().orElse(null),
                unit.closedOn().orElse(null),
                unit.successor().orElse(null));
    }

    @PostMapping("/units")
    @ResponseStatus(HttpStatus.CREATED)
    UnitView add(@RequestBody UnitWish wish, Principal by, Locale locale) {
        rights.requireSetUp(nameOf(by));
        return view(
                county.addUnit(wish.code(), wish.name(), wish.group(), wish.foundedOn(), wish.reason(), by.getName()),
                locale);
    }

    @PutMapping("/units/{code}")
    UnitView change(@PathVariable String code, @RequestBody UnitWish wish, Principal by, Locale locale) {
        rights.requireSetUp(nameOf(by));
        county.changeUnit(code, wish.name(), wish.group(), wish.reason(), by.getName());
        return view(organization.requireUnit(code), locale);
    }

    /** What would move if the unit were closed now. */
    @GetMapping("/units/{code}/closing")
    County.UnitEnd endOf(@PathVariable String code, Principal by) {
        rights.requireSetUp(nameOf(by));
        return county.endOfUnit(organization.requireUnit(code).code());
    }

    /** The open clues that may be shared out among several. */
    @GetMapping("/units/{code}/closing/clues")
    List<OpenWork.Item> openAt(@PathVariable String code, Principal by, Locale locale) {
        rights.requireOffice(nameOf(by));
        return county.itemsAt(organization.requireUnit(code).code(), by.getName(), locale);
    }

    @PostMapping("/units/{code}/closing")
    UnitView close(@PathVariable String code, @RequestBody UnitEndWish wish, Principal by, Locale locale) {
        rights.requireOffice(nameOf(by));
        var successor = Succession.to(wish.successor()).unit();
        county.closeUnitSharing(code, new Succession(successor, wish.shares()), wish.reason(), by.getName());
        return view(organization.unit(code).orElseThrow(), locale);
    }

    @GetMapping("/units/{code}/history")
    List<ChangeView> historyOf(@PathVariable String code, Principal by) {
        rights.requireSetUp(nameOf(by));
        return history(CountyBook.Subject.UNIT, code);
    }

    @GetMapping("/people/{username}/history")
    List<ChangeView> historyOfPerson(@PathVariable String username, Principal by) {
        mustAdminister(by);
        return history(CountyBook.Subject.PERSON, username);
    }

    private List<ChangeView> history(CountyBook.Subject subject, String key) {
        return book.of(subject, key).stream()
                .map(entry -> new ChangeView(
                        entry.act(),
                        entry.from(),
                        entry.to(),
                        entry.clues(),
                        entry.tasks(),
                        entry.reason(),
                        entry.by(),
                        organization.personName(entry.by()),
                        entry.at()))
                .toList();
    }

    private static String nameOf(Principal person) {
        return person == null ? "" : person.getName();
    }

    /** The API's callers before reasons were asked for said none. */
    private String reasonOr(String reason) {
        return reason == null || reason.isBlank()
                ? messages.getMessage("county.reason.api", null, Locale.SIMPLIFIED_CHINESE)
                : reason;
    }

    @GetMapping("/people/{username}")
    PersonView person(@PathVariable String username, Principal reader, Locale locale) {
        mustAdminister(reader);
        var person = organization
                .person(username)
                .orElseThrow(() -> Refusal.notFound("organization.person.unknown", username));
        return new PersonView(
                person.username(),
                person.name(),
                person.unit(),
                person.email(),
                person.active(),
                organization.dutiesOf(username).stream()
                        .map(held -> new DutyView(
                                held.duty(),
                                messages.getMessage("organization.duty." + held.duty(), null, locale),
                                held.unit()))
                        .toList());
    }

    @PostMapping("/people")
    @ResponseStatus(HttpStatus.CREATED)
    PersonView add(@RequestBody PersonWish wish, Principal admin, Locale locale) {
        mustAdminister(admin);
        county.addPerson(
                wish.username(),
                wish.name(),
                wish.unit(),
                wish.email(),
                wish.phone(),
                wish.password(),
                reasonOr(wish.reason()),
                admin.getName());
        return person(wish.username(), admin, locale);
    }

    @PutMapping("/people/{username}")
    PersonView change(@PathVariable String username, @RequestBody PersonWish wish, Principal admin, Locale locale) {
        mustAdminister(admin);
        county.changePerson(
                username, wish.name(), wish.unit(), wish.email(), wish.phone(), wish.reason(), admin.getName());
        return person(username, admin, locale);
    }

    @DeleteMapping("/people/{username}")
    PersonView deactivate(
            @PathVariable String username,
            @RequestParam(required = false) String reason,
            Principal admin,
            Locale locale) {
        mustAdminister(admin);
        county.leave(username, reasonOr(reason), admin.getName());
        return person(username, admin, locale);
    }

    @PostMapping("/people/{username}/duties")
    PersonView assign(@PathVariable String username, @RequestBody DutyWish wish, Principal admin, Locale locale) {
        mustAdminister(admin);
        county.assign(username, duty(wish.duty()), wish.unit(), reasonOr(wish.reason()), admin.getName());
        return person(username, admin, locale);
    }

    /** Those who are to come to the desk for reports, for whoever sits there. */
    @GetMapping("/report-desk/proposals")
    List<ReportDesk.Appointment> proposals(Principal reader) {
        if (reader == null || !organization.holds(reader.getName(), Duty.REPORT_DESK)) {
            throw Refusal.forbidden("organization.desk.only");
        }
        return desk.proposals();
    }

    /** One who sits there agrees, or does not. */
    @PostMapping("/report-desk/proposals/{username}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void answer(@PathVariable String username, @RequestBody Answer answer, Principal officer) {
        desk.answer(username, answer.agreed(), officer.getName());
    }

    @DeleteMapping("/people/{username}/duties")
    PersonView revoke(
            @PathVariable String username,
            @RequestParam String duty,
            @RequestParam(required = false) String unit,
            @RequestParam(required = false) String reason,
            Principal admin,
            Locale locale) {
        mustAdminister(admin);
        county.revoke(username, duty(duty), unit, reasonOr(reason), admin.getName());
        return person(username, admin, locale);
    }

    private void mustAdminister(Principal person) {
        rights.requireAdministrator(nameOf(person));
    }

    private static Duty duty(String text) {
        try {
            return Duty.valueOf(text == null ? "" : text);
        } catch (IllegalArgumentException wrong) {
            throw Refusal.invalid("organization.duty.unknown");
        }
    }
}
