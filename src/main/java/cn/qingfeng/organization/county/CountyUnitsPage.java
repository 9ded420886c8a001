package cn.qingfeng.organization.county;

import cn.qingfeng.Refusal;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.organization.Succession;
import cn.qingfeng.organization.Unit;
import cn.qingfeng.organization.UnitGroup;
import cn.qingfeng.organization.ahead.CountyAheadPage;
import cn.qingfeng.organization.ahead.CountyCommand;
import cn.qingfeng.organization.ahead.CountyCommand.Act;
import cn.qingfeng.organization.ahead.PlannedChanges;
import cn.qingfeng.organization.ahead.PlannedWords;
import cn.qingfeng.organization.county.CountyBook.Subject;
import cn.qingfeng.organization.place.Enterprise;
import cn.qingfeng.organization.place.Places;
import cn.qingfeng.web.Redraw;
import java.security.Principal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The county's units, windows and contact points, and what was ever changed about them, on pages. */
@Controller
@RequestMapping("/county")
@PreAuthorize(CountyUnitsPage.READERS)
public class CountyUnitsPage {

    /** Whoever may change something here; the process owner, because tables name units. */
    public static final String READERS = "@rights.has(authentication, 'READ_COUNTY')";

    private static final String LIST = "county/units";
    private static final String ONE = "county/unit";
    private static final String PLACES = "county/places";

    /** A unit as a line. */
    record Line(Unit unit, String group, String leaders, long people, String state) {}

    /** A window or point as a line. */
    record Spot(String code, String name, String place, String unit, String unitName, String firm, boolean closed) {}

    /** Open clues of one kind. */
    record Kind(String code, String name, int clues) {}

    private final Organization organization;
    private final Places places;
    private final County county;
    private final CountyRights rights;
    private final CountyBook book;
    private final CountyWords words;
    private final PlannedWords ahead;
    private final PlannedChanges planned;
    private final CountyAheadPage later;

    private final Redraw redraw;

    CountyUnitsPage(
            Organization organization,
            Places places,
            County county,
            CountyRights rights,
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
        this.organization = organization;
        this.places = places;
        this.county = county;
        this.rights = rights;
        this.book = book;
        this.words = words;
    }

    @GetMapping
    String units(Principal reader, Model model, Locale locale) {
        model.addAttribute(
                "lines",
                organization.allUnits().stream().map(unit -> line(unit, locale)).toList());
        rights(reader, model);
        model.addAttribute("groups", UnitGroup.values());
        model.addAttribute(
                "ahead", ahead.lines(reader.getName(), wish -> wish.act().subject() == Subject.UNIT, locale));
        return LIST;
    }

    private Line line(Unit unit, Locale locale) {
        return new Line(
                unit,
                words.of("organization.group." + unit.group(), locale),
                organization.peopleWith(Duty.UNIT_LEADER, unit.code()).stream()
                        .map(Person::name)
                        .collect(Collectors.joining(" ")),
                unit.closedOn().isPresent()
                        ? 0
                        : organization.peopleIn(unit.code()).stream()
                                .filter(Person::active)
                                .count(),
                state(unit, locale));
    }

    private String state(Unit unit, Locale locale) {
        return unit.closedOn()
                .map(day -> unit.successor()
                        .map(heir -> words.of("county.merged", locale, day, organization.unitName(heir)))
                        .orElseGet(() -> words.of("county.closed", locale, day)))
                .orElseGet(() -> words.of("county.open", locale));
    }

    private void rights(Principal reader, Model model) {
        model.addAttribute("settingUp", rights.maySetUp(reader.getName()));
        model.addAttribute("office", rights.isOffice(reader.getName()));
        model.addAttribute("administrator", rights.administers(reader.getName()));
    }

    @PostMapping("/units")
    ModelAndView add(
            Principal by,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(required = false) UnitGroup group,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate founded,
            Model model,
            Locale locale) {
        rights.requireSetUp(by.getName());
        try {
            var from = later.day(day);
            if (planned.isLater(from)) {
                var wish = new CountyCommand(Act.ADD_UNIT, code, from, name, group, null, null, null, null, reason);
                return later.preview(wish, by, model, locale);
            }
            county.addUnit(code.strip(), name, group, founded, reason, by.getName());
            return new ModelAndView("redirect:/county/units/{code}?saved=true", Map.of("code", code.strip()));
        } catch (Refusal refused) {
            redraw.with(refused, model);
            return new ModelAndView(units(by, model, locale), model.asMap());
        }
    }

    @PostMapping("/units/{code}/founded")
    ModelAndView found(
            Principal by,
            @PathVariable String code,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate founded,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            Locale locale) {
        rights.requireSetUp(by.getName());
        try {
            county.found(code, founded, reason, by.getName());
            return new ModelAndView("redirect:/county/units/{code}?saved=true", Map.of("code", code));
        } catch (Refusal refused) {
            redraw.with(refused, model);
            return new ModelAndView(unit(by, code, model, locale), model.asMap());
        }
    }

    @GetMapping("/units/{code}")
    String unit(Principal reader, @PathVariable String code, Model model, Locale locale) {
        var unit = organization.unit(code).orElseThrow(() -> Refusal.notFound("organization.unit.unknown", code));
        model.addAttribute("line", line(unit, locale));
        model.addAttribute("unit", unit);
        model.addAttribute("groups", UnitGroup.values());
        model.addAttribute(
                "others",
                organization.units().stream()
                        .filter(other -> !other.code().equals(code))
                        .toList());
        if (unit.closedOn().isEmpty()) {
            model.addAttribute("end", county.endOfUnit(code));
            if (rights.isOffice(reader.getName())) {
                toShare(code, reader.getName(), model, locale);
            }
        }
        model.addAttribute("history", words.lines(book.of(Subject.UNIT, code), locale));
        model.addAttribute("unitsToCome", ahead.unitsToCome());
        model.addAttribute("ahead", ahead.lines(reader.getName(), PlannedWords.aboutUnit(code), locale));
        rights(reader, model);
        return ONE;
    }

    /** What can be given to another than the successor. */
    private void toShare(String code, String reader, Model model, Locale locale) {
        var items = county.itemsAt(code, reader, locale);
        var kinds = new TreeMap<String, Kind>();
        items.stream()
                .filter(item -> item.kind() != null)
                .forEach(item -> kinds.merge(
                        item.kind(),
                        new Kind(item.kind(), item.kindName(), 1),
                        (one, more) -> new Kind(one.code(), one.name(), one.clues() + 1)));
        model.addAttribute("items", items);
        model.asMap().putIfAbsent("shares", Map.of());
        model.addAttribute("names", organization.allUnits().stream().collect(Collectors.toMap(Unit::code, Unit::name)));
        model.addAttribute("kinds", kinds.values());
        model.addAttribute(
                "people",
                organization.peopleIn(code).stream()
                        .filter(person -> person.active() && person.unit().equals(code))
                        .toList());
        model.addAttribute("windows", places.windowsOf(code));
        model.addAttribute("points", places.pointsOf(code));
    }

    @PostMapping("/units/{code}")
    ModelAndView change(
            Principal by,
            @PathVariable String code,
            @RequestParam String act,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(required = false) UnitGroup group,
            @RequestParam(defaultValue = "") String successor,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "false") boolean look,
            @RequestParam MultiValueMap<String, String> fields,
            Model model,
            Locale locale) {
        var succession = Succession.of(successor, fields);
        model.addAttribute(
                "shares",
                succession.shares().stream()
                        .collect(Collectors.toMap(
                                share -> share.part() + "." + share.key(),
                                Succession.Share::unit,
                                (one, other) -> other)));
        try {
            if (look) {
                rights.requireOffice(by.getName());
                if (succession.unit() == null) {
                    throw Refusal.invalid("county.share.successor");
                }
                county.requireShares(code, succession, by.getName());
                model.addAttribute("shared", ahead.shares(code, succession, locale));
                return new ModelAndView(unit(by, code, model, locale), model.asMap());
            }
            var from = later.day(day);
            if (planned.isLater(from)) {
                var wish = act.equals("close")
                        ? new CountyCommand(
                                Act.CLOSE_UNIT,
                                code,
                                from,
                                null,
                                null,
                                successor,
                                null,
                                null,
                                null,
                                reason,
                                succession.shares())
                        : new CountyCommand(Act.CHANGE_UNIT, code, from, name, group, null, null, null, null, reason);
                return later.preview(wish, by, model, locale);
            }
            if (act.equals("close")) {
                rights.requireOffice(by.getName());
                county.closeUnitSharing(code, succession, reason, by.getName());
            } else {
                rights.requireSetUp(by.getName());
                county.changeUnit(code, name, group, reason, by.getName());
            }
            return new ModelAndView("redirect:/county/units/{code}?saved=true", Map.of("code", code));
        } catch (Refusal refused) {
            redraw.with(refused, model);
            return new ModelAndView(unit(by, code, model, locale), model.asMap());
        }
    }

    @GetMapping("/places")
    String places(Principal reader, @RequestParam(defaultValue = "WINDOW") Subject kind, Model model) {
        var window = kind == Subject.WINDOW;
        model.addAttribute("kind", window ? Subject.WINDOW : Subject.POINT);
        model.addAttribute("kinds", List.of(Subject.WINDOW, Subject.POINT));
        model.addAttribute("spots", window ? windows() : points());
        model.addAttribute("units", organization.units());
        model.addAttribute("firms", places.enterprises());
        rights(reader, model);
        return PLACES;
    }

    private List<Spot> windows() {
        return places.allWindows().stream()
                .map(one -> new Spot(
                        one.code(),
                        one.name(),
                        one.place(),
                        one.unit(),
                        organization.unitName(one.unit()),
                        null,
                        one.closedOn().isPresent()))
                .toList();
    }

    private List<Spot> points() {
        return places.allContactPoints().stream()
                .map(one -> new Spot(
                        one.code(),
                        null,
                        one.place(),
                        one.unit().orElse(null),
                        one.unit().map(organization::unitName).orElse(""),
                        one.enterprise()
                                .flatMap(places::enterprise)
                                .map(Enterprise::name)
                                .orElse(null),
                        one.closedOn().isPresent()))
                .toList();
    }

    @PostMapping("/places")
    ModelAndView putPlace(
            Principal by,
            @RequestParam Subject kind,
            @RequestParam String act,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String place,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String firm,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            Locale locale) {
        rights.requireSetUp(by.getName());
        try {
            if (act.equals("close")) {
                county.closePlace(kind, code, reason, by.getName());
            } else if (kind == Subject.WINDOW) {
                county.putWindow(code.strip(), name, place, unit, reason, by.getName());
            } else {
                county.putPoint(code.strip(), place, unit, firm, reason, by.getName());
            }
            return new ModelAndView("redirect:/county/places?kind={kind}&saved=true", Map.of("kind", kind));
        } catch (Refusal refused) {
            redraw.with(refused, model);
            return new ModelAndView(places(by, kind, model), model.asMap());
        }
    }

    /** Everything that was changed, the latest first; what concerns people, the administrator alone reads. */
    @GetMapping("/history")
    String history(Principal reader, @RequestParam(defaultValue = "0") int page, Model model, Locale locale) {
        var subjects = new ArrayList<>(List.of(Subject.values()));
        if (!rights.administers(reader.getName())) {
            subjects.remove(Subject.PERSON);
        }
        var at = Math.max(0, Math.min(page, 1_000_000));
        var entries = book.latest(subjects, at);
        model.addAttribute("history", words.lines(entries, locale));
        model.addAttribute("page", at);
        model.addAttribute("more", entries.size() == CountyBook.PAGE);
        rights(reader, model);
        return "county/history";
    }
}
