package cn.qingfeng.organization.county;

import cn.qingfeng.Refusal;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.HeldDuty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.organization.ReportDesk;
import cn.qingfeng.organization.absence.Absences;
import cn.qingfeng.organization.ahead.CountyAheadPage;
import cn.qingfeng.organization.ahead.CountyCommand;
import cn.qingfeng.organization.ahead.CountyCommand.Act;
import cn.qingfeng.organization.ahead.PlannedChanges;
import cn.qingfeng.organization.ahead.PlannedWords;
import cn.qingfeng.organization.county.CountyBook.Subject;
import cn.qingfeng.web.Redraw;
import java.security.Principal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The county's people, their accounts and duties, on pages of the administrator. */
@Controller
@RequestMapping("/county/people")
@PreAuthorize("@rights.has(authentication, 'ADMINISTER')")
class CountyPeoplePage {

    /** A duty as held, in words; {@code lent}: in whose place and until when, else null. */
    record Held(Duty duty, String unit, String name, boolean alone, String lent) {}

    /** Somebody as a line; {@code away}: until when, and who stands in. */
    record Line(Person person, String unit, List<String> duties, String away) {}

    private final Organization organization;
    private final County county;
    private final ReportDesk desk;
    private final Absences absences;
    private final CountyBook book;
    private final CountyWords words;
    private final PlannedWords ahead;
    private final PlannedChanges planned;
    private final CountyAheadPage later;

    private final Redraw redraw;

    CountyPeoplePage(
            Organization organization,
            County county,
            ReportDesk desk,
            Absences absences,
            CountyBook book,
            CountyWords words,
            PlannedWords ahead,
            PlannedChanges planned,
            CountyAheadPage later,
            Redraw redraw) {
        this.redraw = redraw;
        this.ahead = ahead;
        this.planned = planned;
        this.later = later;
        this.absences = absences;
        this.organization = organization;
        this.county = county;
        this.desk = desk;
        this.book = book;
        this.words = words;
    }

    @GetMapping
    String people(
            Principal reader,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "false") boolean left,
            Model model,
            Locale locale) {
        var asked = name.strip();
        model.addAttribute("administrator", true);
        model.addAttribute("units", organization.units());
        model.addAttribute("unit", unit);
        model.addAttribute("name", asked);
        model.addAttribute("left", left);
        model.addAttribute(
                "ahead", ahead.lines(reader.getName(), wish -> wish.act().subject() == Subject.PERSON, locale));
        var running = absences.running();
        model.addAttribute(
                "lines",
                organization.everybody().stream()
                        .filter(person -> left || person.active())
                        .filter(person -> unit.isEmpty() || person.unit().equals(unit))
                        .filter(person -> asked.isEmpty()
                                || person.name().contains(asked)
                                || person.username().contains(asked))
                        .map(person -> new Line(
                                person,
                                organization.unitName(person.unit()),
                                organization.dutiesOf(person.username()).stream()
                                        .map(held -> said(held, person, locale))
                                        .toList(),
                                running.stream()
                                        .filter(absence -> absence.username().equals(person.username()))
                                        .map(absence -> words.of(
                                                "absence.here",
                                                locale,
                                                absence.until(),
                                                organization.personName(absence.substitute())))
                                        .findFirst()
                                        .orElse(null)))
                        .toList());
        return "county/people";
    }

    /** In the own unit its name need not be said again. */
    private String said(HeldDuty held, Person person, Locale locale) {
        var duty = words.of("organization.duty." + held.duty(), locale);
        return held.unit() == null || held.unit().equals(person.unit())
                ? duty
                : organization.unitName(held.unit()) + " " + duty;
    }

    @PostMapping
    ModelAndView add(
            Principal by,
            @RequestParam(defaultValue = "") String username,
            @RequestParam(defaultValue = "") String called,
            @RequestParam(defaultValue = "") String at,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String phone,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            Locale locale) {
        try {
            county.addPerson(username.strip(), called, at, email, phone, password, reason, by.getName());
            return new ModelAndView(
                    "redirect:/county/people/{username}?saved=true", Map.of("username", username.strip()));
        } catch (Refusal refused) {
            redraw.with(refused, model);
            return new ModelAndView(people(by, "", "", false, model, locale), model.asMap());
        }
    }

    @GetMapping("/{username}")
    String person(Principal reader, @PathVariable String username, Model model, Locale locale) {
        var person = organization
                .person(username)
                .orElseThrow(() -> Refusal.notFound("organization.person.unknown", username));
        var end = county.endOfPerson(username);
        model.addAttribute("administrator", true);
        model.addAttribute("person", person);
        model.addAttribute("unitName", organization.unitName(person.unit()));
        model.addAttribute("units", organization.units());
        model.addAttribute("duties", Duty.values());
        model.addAttribute("claimed", end.claimed());
        model.addAttribute(
                "held",
                organization.dutiesOf(username).stream()
                        .map(held -> new Held(
                                held.duty(),
                                held.unit(),
                                Stream.of(
                                                held.unit() == null ? "" : organization.unitName(held.unit()),
                                                words.of("organization.duty." + held.duty(), locale))
                                        .filter(word -> !word.isEmpty())
                                        .reduce((one, other) -> one + " " + other)
                                        .orElseThrow(),
                                end.alone().contains(held),
                                organization
                                        .lentBy(username, held)
                                        .map(absences::get)
                                        .map(absence -> words.of(
                                                "absence.lent",
                                                locale,
                                                organization.personName(absence.username()),
                                                absence.until()))
                                        .orElse(null)))
                        .toList());
        model.addAttribute(
                "proposed",
                desk.proposals().stream().anyMatch(known -> known.username().equals(username)));
        model.addAttribute(
                "absences",
                absences.about(username).stream()
                        .map(absence -> words.of(
                                        "absence.line",
                                        locale,
                                        organization.personName(absence.username()),
                                        organization.personName(absence.substitute()))
                                + " " + absence.from() + " – " + absence.until() + " "
                                + words.of("absence.state." + absence.state(), locale))
                        .toList());
        model.addAttribute("ahead", ahead.lines(reader.getName(), PlannedWords.aboutPerson(username), locale));
        model.addAttribute("unitsToCome", ahead.unitsToCome());
        model.addAttribute("history", words.lines(book.of(Subject.PERSON, username), locale));
        return "county/person";
    }

    @PostMapping("/{username}")
    ModelAndView change(
            Principal by,
            @PathVariable String username,
            @RequestParam String act,
            @RequestParam(defaultValue = "") String called,
            @RequestParam(defaultValue = "") String at,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String phone,
            @RequestParam(required = false) Duty duty,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String day,
            Model model,
            Locale locale) {
        try {
            var from = later.day(day);
            if (planned.isLater(from)) {
                var wish = wish(act, username, from, called, at, email, phone, duty, unit, reason);
                return later.preview(wish, by, model, locale);
            }
            var where = duty == null || !duty.perUnit() || unit.isBlank() ? null : unit;
            switch (act) {
                case "give" -> county.assign(username, duty, where, reason, by.getName());
                case "take" -> county.revoke(username, duty, where, reason, by.getName());
                case "leave" -> county.leave(username, reason, by.getName());
                default -> county.changePerson(username, called, at, email, phone, reason, by.getName());
            }
            return new ModelAndView("redirect:/county/people/{username}?saved=true", Map.of("username", username));
        } catch (Refusal refused) {
            redraw.with(refused, model);
            return new ModelAndView(person(by, username, model, locale), model.asMap());
        }
    }

    private static CountyCommand wish(
            String act,
            String username,
            LocalDate from,
            String called,
            String at,
            String email,
            String phone,
            Duty duty,
            String unit,
            String reason) {
        return switch (act) {
            case "give" -> new CountyCommand(Act.GIVE_DUTY, username, from, null, null, unit, null, null, duty, reason);
            case "take" -> new CountyCommand(Act.TAKE_DUTY, username, from, null, null, unit, null, null, duty, reason);
            case "leave" -> new CountyCommand(Act.LEAVE, username, from, null, null, null, null, null, null, reason);
            default ->
                new CountyCommand(Act.CHANGE_PERSON, username, from, called, null, at, email, phone, null, reason);
        };
    }
}
