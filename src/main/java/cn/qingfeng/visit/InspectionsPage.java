package cn.qingfeng.visit;

import cn.qingfeng.Refusal;
import cn.qingfeng.intake.imports.sheet.SheetFile;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.visit.Inspections.Cause;
import cn.qingfeng.web.Redraw;
import java.io.IOException;
import java.security.Principal;
import java.time.LocalDate;
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

/** 涉企检查计划: a unit announces the own inspections, an office everybody's; of firms nobody learns more here than was typed. */
@Controller
@RequestMapping("/inspections")
@PreAuthorize("@rights.has(authentication, 'ANNOUNCE_INSPECTIONS')")
class InspectionsPage {

    /** An inspection, in words. */
    record Line(
            String id,
            String day,
            String firm,
            String unit,
            String subject,
            String cause,
            String ground,
            String state) {}

    private final Inspections inspections;
    private final Firms firms;
    private final VisitBook book;
    private final FirmTables tables;
    private final Organization organization;
    private final MessageSource messages;
    private final Redraw redraw;

    InspectionsPage(
            Inspections inspections,
            Firms firms,
            VisitBook book,
            FirmTables tables,
            Organization organization,
            MessageSource messages,
            Redraw redraw) {
        this.inspections = inspections;
        this.firms = firms;
        this.book = book;
        this.tables = tables;
        this.organization = organization;
        this.messages = messages;
        this.redraw = redraw;
    }

    @GetMapping
    @Transactional(readOnly = true)
    public String list(Principal reader, Locale locale, Model model) {
        var units = inspections.unitsOf(reader.getName());
        var names = firms.all().stream().collect(Collectors.toMap(Firm::creditCode, Firm::name));
        model.addAttribute(
                "units",
                organization.units().stream()
                        .filter(unit -> units.contains(unit.code()))
                        .toList());
        model.addAttribute("causes", Cause.values());
        model.addAttribute("today", book.today());
        model.addAttribute("lastDay", VisitRules.LAST_DAY);
        model.addAttribute(
                "lines",
                inspections.ofUnits(units).stream()
                        .map(one -> new Line(
                                one.id(),
                                one.plannedOn().toString(),
                                names.getOrDefault(one.creditCode(), one.creditCode()),
                                organization.unitName(one.unit()),
                                one.subject(),
                                say("inspection.cause." + one.cause(), locale),
                                one.ground() == null ? "" : one.ground(),
                                one.calledOff() ? "OFF" : one.plannedOn().isBefore(book.today()) ? "OVER" : "AHEAD"))
                        .toList());
        return "visit/inspections";
    }

    @PostMapping
    String announce(
            Principal by,
            Locale locale,
            @RequestParam(defaultValue = "") String firm,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate day,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "PLANNED") Cause cause,
            @RequestParam(defaultValue = "") String ground,
            Model model) {
        try {
            inspections.announce(by.getName(), firm, unit, day, subject, cause, ground);
            return "redirect:/inspections";
        } catch (Refusal refused) {
            redraw.with(refused, model);
            model.addAttribute("firm", firm);
            model.addAttribute("unit", unit);
            model.addAttribute("day", day);
            model.addAttribute("subject", subject);
            model.addAttribute("cause", cause);
            model.addAttribute("ground", ground);
            return list(by, locale, model);
        }
    }

    @PostMapping("/{id}/call-off")
    String callOff(Principal by, Locale locale, @PathVariable String id, Model model) {
        try {
            inspections.callOff(by.getName(), id);
            return "redirect:/inspections";
        } catch (Refusal refused) {
            redraw.with(refused, model);
            return list(by, locale, model);
        }
    }

    @PostMapping("/import")
    String take(MultipartHttpServletRequest post, Principal by, Locale locale, Model model) throws IOException {
        try {
            var outcome = SheetFile.sent(post.getFile("file"), file -> tables.inspections(file, by.getName()));
            model.addAttribute("taken", outcome.taken());
            model.addAttribute(
                    "faults",
                    outcome.faults().stream()
                            .map(fault -> say("firms.import.row", locale, fault.line(), redraw.text(fault.why())))
                            .toList());
        } catch (Refusal refused) {
            redraw.with(refused, model);
        }
        return list(by, locale, model);
    }

    private String say(String key, Locale locale, Object... args) {
        return messages.getMessage(key, args, locale);
    }
}
