package cn.qingfeng.matter;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.Moments;
import cn.qingfeng.calendar.TimeLeft;
import cn.qingfeng.evidence.storage.FileContents;
import cn.qingfeng.insight.export.SheetFormat;
import cn.qingfeng.insight.export.TableExports;
import cn.qingfeng.matter.attachment.MatterFiles;
import cn.qingfeng.matter.desk.MatterDesk;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Right;
import cn.qingfeng.web.Redraw;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The kinds of matters that a reader may see or open, the ledger of each, and a matter's own page. */
@Controller
@RequestMapping("/matters")
class MatterPage {

    private static final int SIZE = 50;

    /** A kind in the list. */
    record Kind(String key, String name, int open, int late, boolean mayOpen) {}

    /** A matter in the ledger, in words. */
    record Line(
            String number,
            String title,
            String unit,
            String state,
            String steps,
            String holders,
            String due,
            String left,
            boolean late,
            String opened,
            List<String> columns) {}

    /** A step that waits, in words. */
    record Waiting(
            String id, String name, String with, String due, String left, boolean late, String because, boolean mine) {}

    /** An entry of the timeline, in words. */
    record Entry(String at, String by, String act, String step, List<Matter.Told> told) {}

    /** A file, in words. */
    record File(
            String id,
            String name,
            String about,
            String by,
            String at,
            String sha256,
            boolean shown,
            boolean infected) {}

    /** What was asked for, as it was typed. */
    record Filters(
            String state,
            String unit,
            String from,
            String to,
            Boolean overdue,
            String endedFrom,
            String endedTo,
            String ending) {

        static final Filters NONE = new Filters(null, null, null, null, false, null, null, null);

        /** Of a state by its name, or of all that run or have ended. */
        static final Map<String, Set<MatterState>> STATES = new LinkedHashMap<>();

        static {
            STATES.put("RUNNING", EnumSet.of(MatterState.OPEN, MatterState.SUSPENDED));
            STATES.put("ENDED", EnumSet.of(MatterState.DONE, MatterState.WITHDRAWN));
            for (var state : MatterState.values()) {
                STATES.put(state.name(), EnumSet.of(state));
            }
        }

        MatterLedger.Asked asked() {
            if (!blank(state) && !STATES.containsKey(state)) {
                throw Refusal.invalid("matter.filter.wrong");
            }
            try {
                return new MatterLedger.Asked(
                        blank(state) ? Set.of() : STATES.get(state),
                        blank(unit) ? null : unit,
                        day(from),
                        day(to),
                        late(),
                        day(endedFrom),
                        day(endedTo),
                        blank(ending) ? null : ending,
                        Set.of());
            } catch (DateTimeParseException unreadable) {
                throw Refusal.invalid("matter.filter.wrong");
            }
        }

        private static LocalDate day(String typed) {
            return blank(typed) ? null : LocalDate.parse(typed);
        }

        /** As the log of exports keeps it. */
        String written() {
            return Stream.of(
                            blank(state) ? "" : "&state=" + state,
                            blank(unit) ? "" : "&unit=" + unit,
                            blank(from) ? "" : "&from=" + from,
                            blank(to) ? "" : "&to=" + to,
                            late() ? "&overdue=true" : "",
                            blank(endedFrom) ? "" : "&endedFrom=" + endedFrom,
                            blank(endedTo) ? "" : "&endedTo=" + endedTo,
                            blank(ending) ? "" : "&ending=" + ending.replaceAll("[&=]", " "))
                    .reduce("", String::concat);
        }

        private boolean late() {
            return Boolean.TRUE.equals(overdue);
        }

        private static boolean blank(String text) {
            return text == null || text.isBlank();
        }
    }

    private final Matters matters;
    private final MatterKinds kinds;
    private final MatterLedger ledger;
    private final MatterRights rights;
    private final MatterTimeline timeline;
    private final List<MatterFacts> facts;
    private final Organization organization;
    private final TableExports exports;
    private final MatterFiles files;
    private final MatterDesk desk;
    private final TimeLeft left;
    private final MessageSource messages;
    private final Redraw redraw;
    private final Clock clock;

    MatterPage(
            Matters matters,
            MatterKinds kinds,
            MatterLedger ledger,
            MatterRights rights,
            MatterTimeline timeline,
            List<MatterFacts> facts,
            Organization organization,
            TableExports exports,
            MatterFiles files,
            MatterDesk desk,
            TimeLeft left,
            MessageSource messages,
            Redraw redraw,
            Clock clock) {
        this.matters = matters;
        this.kinds = kinds;
        this.ledger = ledger;
        this.rights = rights;
        this.timeline = timeline;
        this.facts = facts;
        this.organization = organization;
        this.exports = exports;
        this.files = files;
        this.desk = desk;
        this.left = left;
        this.messages = messages;
        this.redraw = redraw;
        this.clock = clock;
    }

    @GetMapping
    @Transactional(readOnly = true)
    public String kinds(Principal reader, Model model) {
        var seen = kinds.all().stream()
                .filter(kind -> rights.concerns(reader.getName(), kind))
                .toList();
        var counts = ledger.counts(reader.getName(), seen);
        model.addAttribute(
                "kinds",
                seen.stream()
                        .map(kind -> {
                            var count = counts.getOrDefault(kind.key(), MatterLedger.Count.NONE);
                            return new Kind(
                                    kind.key(),
                                    kind.name(),
                                    count.open(),
                                    count.late(),
                                    rights.mayOpen(reader.getName(), kind));
                        })
                        .toList());
        return "matter/kinds";
    }

    /** A kind that is nothing of the reader's is not there. */
    private MatterKind kindFor(String reader, String key) {
        return kinds.find(key)
                .filter(kind -> rights.concerns(reader, kind))
                .orElseThrow(() -> Refusal.notFound("matter.kind.unknown"));
    }

    /** In one transaction: names of units and people are read once in it, not once a row. */
    @GetMapping("/kinds/{key}")
    @Transactional(readOnly = true)
    public String ledger(
            Principal reader,
            Locale locale,
            @PathVariable String key,
            Filters filters,
            @RequestParam(required = false) Long before,
            Model model) {
        return drawn(reader.getName(), locale, kindFor(reader.getName(), key), filters, before, "", model);
    }

    private String drawn(
            String reader, Locale locale, MatterKind kind, Filters filters, Long before, String title, Model model) {
        var page = ledger.page(reader, kind, filters.asked(), before, SIZE + 1);
        var shown = page.subList(0, Math.min(SIZE, page.size()));
        model.addAttribute("kind", kind);
        model.addAttribute("filters", filters);
        model.addAttribute("typed", title);
        model.addAttribute("states", Filters.STATES.keySet());
        model.addAttribute("endings", ledger.endings(reader, kind));
        model.addAttribute("units", organization.units());
        model.addAttribute("lines", lines(kind, shown, locale));
        model.addAttribute("before", before);
        model.addAttribute(
                "next", page.size() > SIZE ? shown.get(shown.size() - 1).place() : null);
        model.addAttribute("mayOpen", rights.mayOpen(reader, kind));
        model.addAttribute(
                "facts",
                facts.stream()
                        .flatMap(room -> room.of(reader, kind, locale).stream())
                        .toList());
        model.addAttribute("mayExport", organization.has(reader, Right.EXPORT_LEDGER));
        model.addAttribute("urges", rights.urges(reader, kind));
        model.addAttribute("steers", rights.steers(reader, kind));
        return "matter/ledger";
    }

    @PostMapping("/kinds/{key}")
    String open(
            Principal by,
            Locale locale,
            @PathVariable String key,
            @RequestParam(defaultValue = "") String title,
            Model model) {
        var kind = kindFor(by.getName(), key);
        try {
            return "redirect:/matters/" + matters.open(by.getName(), kind.key(), title);
        } catch (Refusal refused) {
            redraw.with(refused, model);
            return drawn(by.getName(), locale, kind, Filters.NONE, null, title, model);
        }
    }

    /** The ledger as it is filtered, as a table; the log of exports keeps who took it out. */
    @PostMapping("/kinds/{key}/export")
    void export(
            Principal by,
            Locale locale,
            @PathVariable String key,
            Filters filters,
            @RequestParam(name = "matter", defaultValue = "") Set<String> chosen,
            @RequestParam(defaultValue = "XLSX") SheetFormat format,
            HttpServletResponse response)
            throws IOException {
        var kind = kindFor(by.getName(), key);
        var asked = filters.asked().only(chosen);
        var columns = new ArrayList<>(Stream.of("number", "name", "unit", "state", "step", "holder", "due", "opened")
                .map(name -> say("matter." + name, locale))
                .toList());
        kind.columns().forEach(column -> columns.add(column.label()));
        exports.write(
                by.getName(),
                Right.EXPORT_LEDGER,
                "matters=" + kind.name().replaceAll("[&=]", " ") + filters.written()
                        + (chosen.isEmpty() ? "" : "&chosen=" + chosen.size()),
                kind.name(),
                columns,
                ledger.size(by.getName(), kind, asked),
                () -> rows(by.getName(), kind, asked, locale),
                format,
                locale,
                response);
    }

    /** All that is asked for, a page at a time. */
    private Iterator<List<Object>> rows(String reader, MatterKind kind, MatterLedger.Asked asked, Locale locale) {
        return Stream.iterate(
                        ledger.page(reader, kind, asked, null, SIZE),
                        page -> !page.isEmpty(),
                        page -> page.size() < SIZE
                                ? List.<Matter>of()
                                : ledger.page(
                                        reader,
                                        kind,
                                        asked,
                                        page.get(page.size() - 1).place(),
                                        SIZE))
                .flatMap(page -> lines(kind, page, locale).stream())
                .map(MatterPage::cells)
                .iterator();
    }

    private static List<Object> cells(Line line) {
        var cells = new ArrayList<Object>(List.of(
                line.number(),
                line.title(),
                line.unit(),
                line.state(),
                line.steps(),
                line.holders(),
                line.due(),
                line.opened()));
        cells.addAll(line.columns());
        return cells;
    }

    private List<Line> lines(MatterKind kind, List<Matter> page, Locale locale) {
        var waiting = ledger.waiting(page);
        var comma = say("form.separator", locale);
        return page.stream()
                .map(matter -> {
                    var steps = waiting.getOrDefault(matter.number(), List.of());
                    return new Line(
                            matter.number(),
                            matter.title(),
                            unit(matter, locale),
                            state(matter, locale),
                            String.join(
                                    comma, steps.stream().map(Matter.Step::name).toList()),
                            String.join(
                                    comma,
                                    steps.stream()
                                            .map(step -> with(step, locale))
                                            .toList()),
                            moment(matter.dueAt()),
                            left(matter.dueAt(), matter, locale),
                            late(matter.dueAt(), matter),
                            moment(matter.openedAt()),
                            kind.columns().stream()
                                    .map(column -> matter.answers().getOrDefault(column.key(), ""))
                                    .toList());
                })
                .toList();
    }

    @GetMapping("/{number}")
    @Transactional(readOnly = true)
    public String matter(Principal reader, Locale locale, @PathVariable String number, Model model) {
        return drawn(reader.getName(), locale, number, model);
    }

    private String drawn(String reader, Locale locale, String number, Model model) {
        var matter = matters.seenBy(reader, number);
        var kind = kinds.get(matter.kind());
        model.addAttribute("kind", kind);
        model.addAttribute("matter", matter);
        model.addAttribute(
                "facts",
                facts.stream()
                        .flatMap(room -> room.of(reader, matter, locale).stream())
                        .toList());
        model.addAttribute("unit", unit(matter, locale));
        model.addAttribute("state", state(matter, locale));
        model.addAttribute("opened", moment(matter.openedAt()));
        model.addAttribute("openedBy", who(matter.openedBy(), locale));
        model.addAttribute("ended", moment(matter.endedAt()));
        model.addAttribute("suspended", moment(matter.suspendedAt()));
        model.addAttribute(
                "waiting",
                matters.open(number).stream()
                        .map(step -> new Waiting(
                                step.id(),
                                step.name(),
                                with(step, locale),
                                moment(step.dueAt()),
                                left(step.dueAt(), matter, locale),
                                late(step.dueAt(), matter),
                                step.because(),
                                desk.mayDo(reader, step.id())))
                        .toList());
        model.addAttribute(
                "entries",
                timeline.of(number).stream()
                        .map(entry -> new Entry(
                                moment(entry.at()),
                                who(entry.by(), locale),
                                say("matter.act." + entry.act(), locale),
                                entry.step(),
                                entry.told()))
                        .toList());
        model.addAttribute(
                "files",
                files.of(number).stream()
                        .map(file -> new File(
                                file.id(),
                                file.name(),
                                say(
                                        "file.about",
                                        locale,
                                        say("file.type." + file.type(), locale),
                                        size(file.bytes(), locale)),
                                organization.personName(file.by()),
                                moment(file.addedAt()),
                                file.sha256(),
                                file.isShown(),
                                file.infected()))
                        .toList());
        model.addAttribute("mayAddFiles", files.mayAdd(reader, matter));
        model.addAttribute("mostBytes", FileContents.MOST_BYTES);
        model.addAttribute("mostMegabytes", FileContents.MOST_MEGABYTES);
        model.addAttribute(
                "steers", rights.steers(reader, kind) && !matter.state().ended());
        model.addAttribute("urges", rights.urges(reader, kind) && matter.state() == MatterState.OPEN);
        model.addAttribute("mostDays", Matters.MOST_DAYS);
        return "matter/matter";
    }

    @PostMapping("/{number}/suspend")
    String suspend(
            Principal by,
            Locale locale,
            @PathVariable String number,
            @RequestParam(defaultValue = "") String reason,
            Model model) {
        return steered(() -> matters.suspend(by.getName(), number, reason), by, locale, number, model);
    }

    @PostMapping("/{number}/urge")
    String urge(
            Principal by,
            Locale locale,
            @PathVariable String number,
            @RequestParam(defaultValue = "") String reason,
            Model model) {
        return steered(() -> matters.urge(by.getName(), number, reason), by, locale, number, model);
    }

    @PostMapping("/{number}/extend")
    String extend(
            Principal by,
            Locale locale,
            @PathVariable String number,
            @RequestParam(defaultValue = "0") int days,
            @RequestParam(defaultValue = "") String reason,
            Model model) {
        return steered(() -> matters.extend(by.getName(), number, days, reason), by, locale, number, model);
    }

    @PostMapping("/{number}/resume")
    String resume(
            Principal by,
            Locale locale,
            @PathVariable String number,
            @RequestParam(defaultValue = "") String reason,
            Model model) {
        return steered(() -> matters.resume(by.getName(), number, reason), by, locale, number, model);
    }

    @PostMapping("/{number}/withdraw")
    String withdraw(
            Principal by,
            Locale locale,
            @PathVariable String number,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "false") boolean confirmed,
            Model model) {
        return steered(
                () -> {
                    if (!confirmed) {
                        throw Refusal.invalid("matter.withdraw.unconfirmed");
                    }
                    matters.withdraw(by.getName(), number, reason);
                },
                by,
                locale,
                number,
                model);
    }

    private String steered(Runnable act, Principal by, Locale locale, String number, Model model) {
        try {
            act.run();
            return "redirect:/matters/" + number;
        } catch (Refusal refused) {
            if (refused.kind() == Refusal.Kind.NOT_FOUND || refused.kind() == Refusal.Kind.FORBIDDEN) {
                throw refused;
            }
            redraw.with(refused, model);
            return drawn(by.getName(), locale, number, model);
        }
    }

    private String unit(Matter matter, Locale locale) {
        return matter.unit() == null ? say("matter.unit.none", locale) : organization.unitName(matter.unit());
    }

    /** How it stands; what came to an end, by the end that it came to. */
    private String state(Matter matter, Locale locale) {
        return matter.state() == MatterState.DONE && !matter.endedAs().isEmpty()
                ? matter.endedAs()
                : say("matter.state." + matter.state(), locale);
    }

    /** Whoever has a step; while nobody took it, who may. */
    private String with(Matter.Step step, Locale locale) {
        return step.holder() != null
                ? say("matter.held", locale, organization.personName(step.holder()))
                : say(
                        "matter.offered",
                        locale,
                        String.join(
                                say("form.separator", locale),
                                step.offered().stream()
                                        .map(group -> desk(group, locale))
                                        .toList()));
    }

    private String desk(String group, Locale locale) {
        return Duty.ofGroup(group)
                .map(held -> (held.unit() == null ? "" : organization.unitName(held.unit()) + " ")
                        + say("organization.duty." + held.duty(), locale))
                .orElse(group);
    }

    private boolean late(Instant due, Matter matter) {
        return due != null && matter.state() == MatterState.OPEN && due.isBefore(clock.instant());
    }

    private String left(Instant due, Matter matter, Locale locale) {
        return due == null
                ? ""
                : left.of(due, null, matter.suspendedAt(), clock.instant(), locale)
                        .words();
    }

    private String size(long bytes, Locale locale) {
        return bytes < 1 << 20
                ? say("file.kilobytes", locale, Math.max(1, bytes >> 10))
                : say("file.megabytes", locale, Math.round(bytes / 104857.6) / 10.0);
    }

    private static String moment(Instant at) {
        return at == null ? "" : Moments.minute(at);
    }

    private String who(String by, Locale locale) {
        return by.equals(Matters.SYSTEM) ? say("matter.system", locale) : organization.personName(by);
    }

    private String say(String key, Locale locale, Object... args) {
        return messages.getMessage(key, args, locale);
    }
}
