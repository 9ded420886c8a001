package cn.qingfeng.province;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.Moments;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.intake.imports.sheet.SheetFile;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Right;
import cn.qingfeng.province.ProvinceCode.Kind;
import cn.qingfeng.web.Attachment;
import cn.qingfeng.web.Redraw;
import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** 省平台: what must be entered there, what came back, what does not fit, and the tables between the two. */
@Controller
@RequestMapping("/province")
@PreAuthorize("@rights.has(authentication, 'ENTER_AT_PROVINCE')")
class ProvincePage {

    private static final String TABLES = "@rights.has(authentication, 'KEEP_PROVINCE_TABLES')";
    private static final int MOST = 200;

    /** One clue of the list. */
    record Line(String clue, String title, String due, boolean late, String number, String status, String next) {}

    record Odd(String kind, String clue, String number, String ours, String theirs, String since) {}

    record Taken(String at, String by, int clues, String format) {}

    private final Province province;
    private final ProvinceBook book;
    private final ProvinceCodes codes;
    private final ProvinceExport export;
    private final ProvinceReturns returns;
    private final ClueLedger ledger;
    private final ClueAccess access;
    private final Organization organization;
    private final MessageSource messages;
    private final Redraw redraw;
    private final Clock clock;

    ProvincePage(
            Province province,
            ProvinceBook book,
            ProvinceCodes codes,
            ProvinceExport export,
            ProvinceReturns returns,
            ClueLedger ledger,
            ClueAccess access,
            Organization organization,
            MessageSource messages,
            Redraw redraw,
            Clock clock) {
        this.province = province;
        this.book = book;
        this.codes = codes;
        this.export = export;
        this.returns = returns;
        this.ledger = ledger;
        this.access = access;
        this.organization = organization;
        this.messages = messages;
        this.redraw = redraw;
        this.clock = clock;
    }

    /** The desk enters reports, everybody else appeals. */
    private boolean reports(Principal reader) {
        var viewer = access.viewer(reader.getName());
        return viewer.duties().stream().noneMatch(Right.ENTER_AT_PROVINCE.duties()::contains);
    }

    @GetMapping
    String list(Principal reader, Locale locale, Model model) {
        var reports = reports(reader);
        var owed = book.owed(reports, MOST);
        var entered = book.entered(reports, MOST);
        var numbers = new ArrayList<ClueNumber>();
        owed.forEach(one -> numbers.add(one.clue()));
        entered.forEach(one -> numbers.add(one.clue()));
        var clues = ledger.all(numbers);
        model.addAttribute("owed", lines(owed, clues, reader, locale));
        model.addAttribute("entered", lines(entered, clues, reader, locale));
        model.addAttribute(
                "odd",
                province.mismatches(reports, MOST).stream()
                        .map(one -> new Odd(
                                one.kind().name(),
                                one.clue() == null ? null : one.clue().value(),
                                one.number(),
                                one.ours() == null ? null : text("clue.status." + one.ours(), locale),
                                status(one.theirs()),
                                minute(one.since())))
                        .toList());
        model.addAttribute(
                "taken",
                book.taken(20).stream()
                        .map(one -> new Taken(
                                minute(one.at()), organization.personName(one.by()), one.clues(), one.format()))
                        .toList());
        model.addAttribute("most", ProvinceExport.MOST);
        model.addAttribute("reports", reports);
        return "province/list";
    }

    private List<Line> lines(List<ProvinceCase> cases, Map<ClueNumber, Clue> clues, Principal reader, Locale locale) {
        var now = clock.instant();
        var viewer = access.viewer(reader.getName());
        return cases.stream()
                .filter(one -> clues.containsKey(one.clue())
                        && access.may(Right.ENTER_AT_PROVINCE, viewer, clues.get(one.clue())))
                .map(one -> new Line(
                        one.clue().value(),
                        clues.get(one.clue()).content().title(),
                        minute(one.dueAt()),
                        one.dueAt().isBefore(now),
                        one.number(),
                        status(one.status()),
                        minute(province.nextDue(one))))
                .toList();
    }

    private String status(String code) {
        return code == null
                ? null
                : codes.read(Kind.STATUS, code)
                        .map(line -> line.code() + " " + line.name())
                        .orElse(code);
    }

    private static String minute(Instant at) {
        return at == null ? null : Moments.minute(at);
    }

    @PostMapping("/clues/{number}")
    String enter(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String theirs,
            Principal by,
            Locale locale,
            Model model) {
        return act(() -> province.enter(ClueNumber.of(number), theirs, by.getName()), by, locale, model);
    }

    @PostMapping("/clues/{number}/exempt")
    String exempt(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String reason,
            Principal by,
            Locale locale,
            Model model) {
        return act(() -> province.exempt(ClueNumber.of(number), reason, by.getName()), by, locale, model);
    }

    private String act(Runnable act, Principal by, Locale locale, Model model) {
        try {
            act.run();
        } catch (Refusal refused) {
            if (refused.kind() == Refusal.Kind.NOT_FOUND) {
                throw refused;
            }
            redraw.with(refused, model);
            return list(by, locale, model);
        }
        return "redirect:/province";
    }

    /** With who reported: it is neither stored by the browser nor anywhere else. */
    @PostMapping("/export")
    ResponseEntity<byte[]> export(
            @RequestParam(required = false) List<String> clue,
            @RequestParam ProvinceExport.Format format,
            Principal by,
            Locale locale) {
        var made = export.make(
                clue == null ? List.of() : clue.stream().map(ClueNumber::of).toList(), format, by.getName());
        return ResponseEntity.ok()
                .contentType(
                        format == ProvinceExport.Format.JSON
                                ? MediaType.APPLICATION_JSON
                                : MediaType.parseMediaType(
                                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        Attachment.named(text("province.export.file", locale) + "."
                                + format.name().toLowerCase(Locale.ROOT)))
                .body(made.content());
    }

    @PostMapping("/back")
    String back(MultipartHttpServletRequest post, Principal by, Locale locale, Model model) throws IOException {
        try {
            var outcome = SheetFile.sent(post.getFile("file"), file -> returns.take(file, by.getName()));
            model.addAttribute("outcome", outcome);
            model.addAttribute(
                    "faults",
                    outcome.faults().stream()
                            .limit(MOST)
                            .map(fault -> messages.getMessage(
                                    "province.back.row",
                                    new Object[] {
                                        fault.line(),
                                        messages.getMessage(fault.key(), new Object[] {fault.arg()}, locale)
                                    },
                                    locale))
                            .toList());
        } catch (Refusal refused) {
            redraw.with(refused, model);
        }
        return list(by, locale, model);
    }

    @GetMapping("/tables")
    String tables(Model model) {
        model.addAttribute("codes", codes.current());
        model.addAttribute("kinds", Kind.values());
        model.addAttribute("today", LocalDate.now(clock));
        return "province/tables";
    }

    @PostMapping("/tables")
    @PreAuthorize(TABLES)
    String put(
            @RequestParam Kind kind,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String ours,
            @RequestParam(required = false) LocalDate from,
            Principal by,
            Model model) {
        try {
            codes.put(kind, code, name, ours, from, by.getName());
        } catch (Refusal refused) {
            redraw.with(refused, model);
            return tables(model);
        }
        return "redirect:/province/tables";
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
