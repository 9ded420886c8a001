package cn.qingfeng.organization;

import cn.qingfeng.Refusal;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Units for everybody who works here; people and duties for the administrator. */
@RestController
@RequestMapping("/api")
class OrganizationApi {

    record UnitView(String code, String name, UnitGroup group, String groupName) {}

    record DutyView(Duty duty, String name, String unit) {}

    record PersonView(String username, String name, String unit, String email, boolean active, List<DutyView> duties) {}

    record DutyWish(String duty, String unit) {}

    record PersonWish(String username, String name, String unit, String email, String phone, String password) {}

    /** Whether somebody may come to the desk for reports. */
    record Answer(boolean agreed) {}

    private final Organization organization;
    private final ReportDesk desk;
    private final MessageSource messages;

    OrganizationApi(Organization organization, ReportDesk desk, MessageSource messages) {
        this.desk = desk;
        this.organization = organization;
        this.messages = messages;
    }

    @GetMapping("/units")
    List<UnitView> units(Locale locale) {
        return organization.units().stream()
                .map(unit -> new UnitView(
                        unit.code(),
                        unit.name(),
                        unit.group(),
                        messages.getMessage("organization.group." + unit.group(), null, locale)))
                .toList();
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
        organization.addPerson(wish.username(), wish.name(), wish.unit(), wish.email(), wish.phone(), wish.password());
        return person(wish.username(), admin, locale);
    }

    @DeleteMapping("/people/{username}")
    PersonView deactivate(@PathVariable String username, Principal admin, Locale locale) {
        mustAdminister(admin);
        organization.deactivate(username);
        return person(username, admin, locale);
    }

    @PostMapping("/people/{username}/duties")
    PersonView assign(@PathVariable String username, @RequestBody DutyWish wish, Principal admin, Locale locale) {
        mustAdminister(admin);
        var duty = duty(wish.duty());
        if (duty == Duty.REPORT_DESK) {
            desk.propose(username, admin.getName());
        } else {
            organization.assign(username, duty, wish.unit());
        }
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
            Principal admin,
            Locale locale) {
        mustAdminister(admin);
        organization.revoke(username, duty(duty), unit);
        return person(username, admin, locale);
    }

    private void mustAdminister(Principal person) {
        if (person == null || !organization.holds(person.getName(), Duty.ADMIN)) {
            throw Refusal.forbidden("organization.admin.only");
        }
    }

    private static Duty duty(String text) {
        try {
            return Duty.valueOf(text == null ? "" : text);
        } catch (IllegalArgumentException wrong) {
            throw Refusal.invalid("organization.duty.unknown");
        }
    }
}
