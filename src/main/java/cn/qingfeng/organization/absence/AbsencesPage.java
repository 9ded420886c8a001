package cn.qingfeng.organization.absence;

import cn.qingfeng.Refusal;
import cn.qingfeng.organization.OpenWork;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.organization.county.CountyBook;
import cn.qingfeng.organization.county.CountyRights;
import cn.qingfeng.organization.county.CountyWords;
import cn.qingfeng.web.Redraw;
import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** 外出代办: everybody says when they are away and who stands in; the unit's leader and the office do it for a sick colleague. */
@Controller
@RequestMapping("/absences")
class AbsencesPage {

    /**
     * One absence as its reader sees it.
     *
     * @param reason null for whoever only stands in
     */
    record Line(Absence absence, String person, String substitute, String enteredBy, String reason, boolean mayEnd) {}

    /** Before it is entered: each duty with how it passes, and how much lies with the person. */
    record Plan(String person, String substitute, List<PassedInWords> duties, int claimed) {}

    /** A duty in words and the key of how it passes. */
    record PassedInWords(String duty, String passing) {}

    /** What was filled in. */
    record Wish(String username, String substitute, String from, String until, String reason) {}

    private static final String PAGE = "county/absences";

    private final Absences absences;
    private final Organization organization;
    private final CountyRights rights;
    private final CountyWords words;
    private final ObjectProvider<OpenWork> work;
    private final Clock clock;

    private final Redraw redraw;

    AbsencesPage(
            Absences absences,
            Organization organization,
            CountyRights rights,
            CountyWords words,
            ObjectProvider<OpenWork> work,
            Clock clock,
            Redraw redraw) {
        this.redraw = redraw;
        this.absences = absences;
        this.organization = organization;
        this.rights = rights;
        this.words = words;
        this.work = work;
        this.clock = clock;
    }

    @GetMapping
    String list(Principal reader, Model model) {
        return draw(reader.getName(), new Wish(reader.getName(), "", "", "", ""), model);
    }

    /** Shows what would follow, and with {@code sure} does it. */
    @PostMapping
    ModelAndView enter(
            Principal by,
            @RequestParam(defaultValue = "") String username,
            @RequestParam(defaultValue = "") String substitute,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "false") boolean sure,
            Model model,
            Locale locale) {
        var wish = new Wish(username, substitute, from, until, reason);
        try {
            var first = day(from);
            var last = day(until);
            if (sure) {
                absences.enter(username, substitute, first, last, reason, by.getName());
                return new ModelAndView("redirect:/absences?saved=true");
            }
            absences.check(username, substitute, first, last, by.getName());
            CountyBook.reason(reason);
            model.addAttribute("plan", plan(wish, locale));
            return new ModelAndView(draw(by.getName(), wish, model), model.asMap());
        } catch (Refusal refused) {
            return refused(refused, by, wish, model, locale);
        }
    }

    @PostMapping("/{id}/end")
    ModelAndView end(
            Principal by,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            Locale locale) {
        try {
            absences.end(id, reason, by.getName());
            return new ModelAndView("redirect:/absences?saved=true");
        } catch (Refusal refused) {
            return refused(refused, by, new Wish(by.getName(), "", "", "", ""), model, locale);
        }
    }

    private ModelAndView refused(Refusal refused, Principal by, Wish wish, Model model, Locale locale) {
        redraw.with(refused, model);
        return new ModelAndView(draw(by.getName(), wish, model), model.asMap());
    }

    private Plan plan(Wish wish, Locale locale) {
        return new Plan(
                organization.personName(wish.username()),
                organization.personName(wish.substitute()),
                absences.passing(wish.username(), wish.substitute()).stream()
                        .map(each -> new PassedInWords(
                                Stream.of(
                                                Optional.ofNullable(each.held().unit())
                                                        .map(organization::unitName),
                                                Optional.of(words.of(
                                                        "organization.duty."
                                                                + each.held().duty(),
                                                        locale)))
                                        .flatMap(Optional::stream)
                                        .reduce((one, other) -> one + " " + other)
                                        .orElseThrow(),
                                "absence.passing." + each.passing()))
                        .toList(),
                Optional.ofNullable(work.getIfAvailable())
                        .map(open -> open.with(wish.username()).tasks())
                        .orElse(0));
    }

    private String draw(String reader, Wish wish, Model model) {
        var everybody = rights.isOffice(reader) || rights.administers(reader);
        var house = organization.person(reader).map(Person::unit).orElse(null);
        var people = organization.activePeople().stream()
                .filter(person -> everybody || person.unit().equals(house))
                .sorted(Comparator.comparing(Person::unit).thenComparing(Person::username))
                .toList();
        model.addAttribute("wish", wish);
        model.addAttribute("substitutes", people);
        model.addAttribute(
                "away",
                people.stream()
                        .filter(person -> absences.mayEnterFor(reader, person.username()))
                        .toList());
        model.addAttribute("unitNames", organization.unitsByCode());
        model.addAttribute("today", LocalDate.ofInstant(clock.instant(), clock.getZone()));
        model.addAttribute(
                "lines",
                absences.seenBy(reader).stream()
                        .map(absence -> line(absence, reader))
                        .toList());
        return PAGE;
    }

    private Line line(Absence absence, String reader) {
        var may = absences.mayEnterFor(reader, absence.username());
        return new Line(
                absence,
                organization.personName(absence.username()),
                organization.personName(absence.substitute()),
                organization.personName(absence.enteredBy()),
                may ? absence.reason() : null,
                may && absence.state().open());
    }

    private static LocalDate day(String typed) {
        try {
            return LocalDate.parse(typed.strip());
        } catch (DateTimeParseException wrong) {
            throw Refusal.invalid("absence.days");
        }
    }
}
