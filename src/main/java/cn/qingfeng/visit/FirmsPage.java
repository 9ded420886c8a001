package cn.qingfeng.visit;

import cn.qingfeng.Refusal;
import cn.qingfeng.intake.imports.sheet.SheetFile;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.UnitGroup;
import cn.qingfeng.visit.Firm.Contact;
import cn.qingfeng.visit.Firm.Entry;
import cn.qingfeng.visit.Visit.State;
import cn.qingfeng.web.Redraw;
import java.io.IOException;
import java.security.Principal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** The register of firms and a firm's own page: whose it is, whom to ask for, when it is quiet, who comes. */
@Controller
@RequestMapping("/firms")
@PreAuthorize("@rights.has(authentication, 'SEE_FIRMS')")
class FirmsPage {

    private static final String KEEP = "@rights.has(authentication, 'KEEP_FIRMS')";

    /** Firms on a page. */
    private static final int ROWS = 50;

    /** A firm of the list, in words. */
    record Line(
            String code,
            String name,
            String town,
            boolean key,
            String officer,
            String last,
            String next,
            int inspections) {}

    /** A visit of a firm, in words. */
    record Come(String number, String day, String way, String officer, String state, String clue) {}

    /** An inspection of a firm, in words. */
    record Look(String day, String unit, String subject, String cause) {}

    private final Firms firms;
    private final VisitBook book;
    private final Visits visits;
    private final VisitFacts facts;
    private final Inspections inspections;
    private final FirmTables tables;
    private final Organization organization;
    private final MessageSource messages;
    private final Redraw redraw;

    FirmsPage(
            Firms firms,
            VisitBook book,
            Visits visits,
            VisitFacts facts,
            Inspections inspections,
            FirmTables tables,
            Organization organization,
            MessageSource messages,
            Redraw redraw) {
        this.firms = firms;
        this.book = book;
        this.visits = visits;
        this.facts = facts;
        this.inspections = inspections;
        this.tables = tables;
        this.organization = organization;
        this.messages = messages;
        this.redraw = redraw;
    }

    /** In one transaction: names are read once in it, not once a row. */
    @GetMapping
    @Transactional(readOnly = true)
    public String list(
            Principal reader,
            Locale locale,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String town,
            @RequestParam(defaultValue = "false") boolean key,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        var from = VisitBook.quarterOf(book.today());
        var to = from.plusMonths(3).minusDays(1);
        var visited = book.between(from, to).stream().collect(Collectors.groupingBy(Visit::creditCode));
        var inspected = inspections.between(from, to);
        var found = firms.seenBy(reader.getName()).stream()
                .filter(firm -> firm.name().contains(name.strip()))
                .filter(firm -> town.isEmpty() || firm.town().equals(town))
                .filter(firm -> !key || firm.key())
                .sorted(Comparator.comparing(Firm::key).reversed())
                .toList();
        var pages = Math.max(1, (found.size() + ROWS - 1) / ROWS);
        var at = Math.min(Math.max(page, 0), pages - 1);
        var shown = found.subList(at * ROWS, Math.min(found.size(), (at + 1) * ROWS));
        var officers = organization.personNames(
                shown.stream().map(Firm::officer).filter(one -> one != null).collect(Collectors.toSet()));
        model.addAttribute(
                "lines",
                shown.stream()
                        .map(firm -> line(
                                firm,
                                visited.getOrDefault(firm.creditCode(), List.of()),
                                inspected.getOrDefault(firm.creditCode(), 0),
                                firm.officer() == null ? "" : officers.getOrDefault(firm.officer(), firm.officer()),
                                locale))
                        .toList());
        model.addAttribute("found", found.size());
        model.addAttribute("page", at);
        model.addAttribute("pages", pages);
        model.addAttribute("name", name);
        model.addAttribute("town", town);
        model.addAttribute("key", key);
        model.addAttribute(
                "towns",
                organization.units().stream()
                        .filter(unit -> unit.group() == UnitGroup.TOWN)
                        .toList());
        model.addAttribute("keeps", firms.keeps(reader.getName()));
        return "visit/firms";
    }

    private Line line(Firm firm, List<Visit> own, int inspected, String officer, Locale locale) {
        var last = own.stream()
                .filter(visit -> visit.state() == State.MADE)
                .max(Comparator.comparing(Visit::day))
                .map(visit -> visit.day() + " " + say("visit.way." + visit.way(), locale) + " "
                        + say("visit.result." + visit.result(), locale))
                .orElse("");
        var next = own.stream()
                .filter(visit -> visit.state() == State.PLANNED)
                .min(Comparator.comparing(Visit::day))
                .map(visit -> visit.day() + " " + say("visit.way." + visit.way(), locale))
                .orElse("");
        return new Line(
                firm.creditCode(),
                firm.name(),
                organization.unitName(firm.town()),
                firm.key(),
                officer,
                last,
                next,
                inspected);
    }

    @GetMapping("/new")
    @PreAuthorize(KEEP)
    String empty(Model model) {
        return form(new Entry("", "", "", "", false, null, List.of()), model);
    }

    private String form(Entry typed, Model model) {
        model.addAttribute("typed", typed);
        model.addAttribute("contacts", rows(typed.contacts()));
        model.addAttribute(
                "towns",
                organization.units().stream()
                        .filter(unit -> unit.group() == UnitGroup.TOWN)
                        .toList());
        model.addAttribute("officers", firms.officers());
        model.addAttribute("most", Firms.MOST_OF_AN_OFFICER);
        return "visit/firm-form";
    }

    /** As many rows as a firm may have. */
    private static List<Contact> rows(List<Contact> contacts) {
        var rows = new ArrayList<>(contacts);
        while (rows.size() < Firms.MOST_CONTACTS) {
            rows.add(new Contact("", "", ""));
        }
        return rows;
    }

    @GetMapping("/{code}/edit")
    @PreAuthorize(KEEP)
    String edit(Principal reader, @PathVariable String code, Model model) {
        var firm = firms.seenBy(reader.getName(), code);
        return form(
                new Entry(
                        firm.creditCode(),
                        firm.name(),
                        firm.town(),
                        firm.park(),
                        firm.key(),
                        firm.officer(),
                        firms.contacts(reader.getName(), firm)),
                model);
    }

    @PostMapping
    @PreAuthorize(KEEP)
    String put(
            Principal by,
            @RequestParam(defaultValue = "") String creditCode,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String town,
            @RequestParam(defaultValue = "") String park,
            @RequestParam(defaultValue = "false") boolean key,
            @RequestParam(defaultValue = "") String officer,
            String[] role,
            String[] contact,
            String[] phone,
            Model model) {
        var typed = new Entry(creditCode, name, town, park, key, officer, contacts(role, contact, phone));
        try {
            firms.put(by.getName(), typed);
            return "redirect:/firms/" + creditCode.strip();
        } catch (Refusal refused) {
            redraw.with(refused, model);
            return form(typed, model);
        }
    }

    private static List<Contact> contacts(String[] roles, String[] names, String[] phones) {
        var contacts = new ArrayList<Contact>();
        for (var at = 0; names != null && at < Math.min(names.length, Firms.MOST_CONTACTS); at++) {
            contacts.add(new Contact(at(roles, at), names[at], at(phones, at)));
        }
        return contacts;
    }

    private static String at(String[] values, int at) {
        return values != null && at < values.length ? values[at] : "";
    }

    @GetMapping("/{code}")
    @Transactional(readOnly = true)
    public String firm(Principal reader, Locale locale, @PathVariable String code, Model model) {
        return drawn(reader.getName(), locale, code, model);
    }

    private String drawn(String reader, Locale locale, String code, Model model) {
        var firm = firms.seenBy(reader, code);
        model.addAttribute("firm", firm);
        model.addAttribute("town", organization.unitName(firm.town()));
        model.addAttribute("officer", firm.officer() == null ? "" : organization.personName(firm.officer()));
        model.addAttribute("quiet", firms.quiet(code));
        model.addAttribute("lastDay", VisitRules.LAST_DAY);
        var looksAfter = firms.looksAfter(reader, firm);
        model.addAttribute("looksAfter", looksAfter);
        model.addAttribute("keeps", firms.keeps(reader));
        var contacts = firms.contacts(reader, firm);
        model.addAttribute("contacts", contacts);
        model.addAttribute("rows", rows(contacts));
        model.addAttribute("ways", Way.values());
        model.addAttribute("today", book.today());
        model.addAttribute(
                "visits",
                book.of(code).stream()
                        .map(visit -> new Come(
                                visit.number(),
                                visit.day().toString(),
                                say("visit.way." + visit.way(), locale),
                                organization.personName(visit.officer()),
                                visit.result() == null
                                        ? facts.isInQuietDays(visit)
                                                ? say("visit.quiet", locale)
                                                : say("visit.state." + visit.state(), locale)
                                        : say("visit.result." + visit.result(), locale),
                                visit.clue() == null || !looksAfter
                                        ? ""
                                        : facts.progress(reader, visit, locale)
                                                .map(one -> one.text())
                                                .orElse("")))
                        .toList());
        model.addAttribute(
                "inspections",
                inspections.of(code).stream()
                        .map(one -> new Look(
                                one.plannedOn().toString(),
                                organization.unitName(one.unit()),
                                one.subject(),
                                say("inspection.cause." + one.cause(), locale)))
                        .toList());
        return "visit/firm";
    }

    @PostMapping("/{code}/contacts")
    String contacts(
            Principal by,
            Locale locale,
            @PathVariable String code,
            String[] role,
            String[] contact,
            String[] phone,
            Model model) {
        return act(by, locale, code, model, () -> firms.contacts(by.getName(), code, contacts(role, contact, phone)));
    }

    @PostMapping("/{code}/quiet")
    String quiet(
            Principal by,
            Locale locale,
            @PathVariable String code,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
            @RequestParam(defaultValue = "") String why,
            Model model) {
        return act(by, locale, code, model, () -> firms.quiet(by.getName(), code, from, to, why));
    }

    @PostMapping("/{code}/quiet/{id}/remove")
    String loud(Principal by, Locale locale, @PathVariable String code, @PathVariable String id, Model model) {
        return act(by, locale, code, model, () -> firms.loud(by.getName(), code, id));
    }

    @PostMapping("/{code}/visits")
    String plan(
            Principal by,
            Locale locale,
            @PathVariable String code,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate day,
            @RequestParam Way way,
            @RequestParam(defaultValue = "false") boolean asked,
            Model model) {
        model.addAttribute("day", day);
        model.addAttribute("way", way);
        model.addAttribute("asked", asked);
        return act(by, locale, code, model, () -> visits.plan(by.getName(), code, day, way, asked));
    }

    @PostMapping("/import")
    @PreAuthorize(KEEP)
    String take(MultipartHttpServletRequest post, Principal by, Locale locale, Model model) throws IOException {
        try {
            var outcome = SheetFile.sent(post.getFile("file"), file -> tables.firms(file, by.getName()));
            model.addAttribute("taken", outcome.taken());
            model.addAttribute(
                    "faults",
                    outcome.faults().stream()
                            .map(fault -> say("firms.import.row", locale, fault.line(), redraw.text(fault.why())))
                            .toList());
        } catch (Refusal refused) {
            redraw.with(refused, model);
        }
        return list(by, locale, "", "", false, 0, model);
    }

    private String act(Principal by, Locale locale, String code, Model model, Runnable act) {
        try {
            act.run();
            return "redirect:/firms/" + code;
        } catch (Refusal refused) {
            if (refused.kind() == Refusal.Kind.NOT_FOUND || refused.kind() == Refusal.Kind.FORBIDDEN) {
                throw refused;
            }
            redraw.with(refused, model);
            return drawn(by.getName(), locale, code, model);
        }
    }

    private String say(String key, Locale locale, Object... args) {
        return messages.getMessage(key, args, locale);
    }
}
