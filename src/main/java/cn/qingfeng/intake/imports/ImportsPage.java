package cn.qingfeng.intake.imports;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.Moments;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.content.ReportingChannel;
import cn.qingfeng.intake.ExampleTable;
import cn.qingfeng.intake.imports.ClueImport.RowState;
import cn.qingfeng.intake.imports.ImportBook.Kept;
import cn.qingfeng.intake.imports.sheet.SheetCell;
import cn.qingfeng.intake.imports.sheet.SheetFile;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.web.Attachment;
import cn.qingfeng.web.Redraw;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** 导入线索: a table is sent, its columns are confirmed, its rows are looked at, then they become clues. */
@Controller
@RequestMapping("/imports")
@PreAuthorize("@rights.has(authentication, 'IMPORT_CLUES')")
class ImportsPage {

    private static final int NEWEST = 100;
    private static final int SHOWN = 100;
    private static final int SAMPLES = 5;
    private static final int LONGEST_SAMPLE = 40;

    /** One import in the list. */
    record Line(ClueImport one, String by, String at, long done, boolean own) {}

    /** A column of the file, with what its first rows say. */
    record Column(int at, String letter, String header, boolean twice, List<String> samples) {}

    /** A row that is not simply good. */
    record Trouble(int line, String title, String doubleOf, boolean known, List<String> faults) {}

    private final Imports imports;
    private final ImportBook book;
    private final ImportWords words;
    private final ImportTemplate template;
    private final Optional<ExampleTable> example;
    private final ClueLedger ledger;
    private final Organization organization;
    private final MessageSource messages;
    private final Redraw redraw;

    ImportsPage(
            Imports imports,
            ImportBook book,
            ImportWords words,
            ImportTemplate template,
            Optional<ExampleTable> example,
            ClueLedger ledger,
            Organization organization,
            MessageSource messages,
            Redraw redraw) {
        this.imports = imports;
        this.book = book;
        this.words = words;
        this.template = template;
        this.example = example;
        this.ledger = ledger;
        this.organization = organization;
        this.messages = messages;
        this.redraw = redraw;
    }

    @GetMapping
    String list(Principal reader, Model model) {
        model.addAttribute(
                "lines",
                book.newest(NEWEST).stream()
                        .map(one -> new Line(
                                one,
                                organization.personName(one.by()),
                                Moments.minute(one.at()),
                                book.counts(one.id()).getOrDefault(RowState.DONE, 0L),
                                one.by().equals(reader.getName())))
                        .toList());
        model.addAttribute("example", example.isPresent());
        model.addAttribute("most", imports.mostRows());
        model.addAttribute("megabytes", SheetFile.LARGEST >> 20);
        return "intake/imports";
    }

    @GetMapping("/template")
    void template(Locale locale, HttpServletResponse response) throws IOException {
        asWorkbook("imports.template.file", locale, response);
        template.write(response.getOutputStream(), locale);
    }

    /** @throws Refusal not found, where there is none */
    @GetMapping("/example")
    void example(Locale locale, HttpServletResponse response) throws IOException {
        var table = example.orElseThrow(() -> Refusal.notFound("imports.unknown"));
        asWorkbook("imports.example.file", locale, response);
        table.write(response.getOutputStream());
    }

    private void asWorkbook(String name, Locale locale, HttpServletResponse response) {
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, Attachment.named(text(name, locale) + ".xlsx"));
    }

    @PostMapping
    String take(MultipartHttpServletRequest post, Principal sender, Model model) throws IOException {
        var sent = post.getFile("file");
        try {
            return "redirect:/imports/"
                    + SheetFile.sent(sent, file -> imports.take(file, sent.getOriginalFilename(), sender.getName()))
                            .id();
        } catch (Refusal refused) {
            redraw.with(refused, model);
            return list(sender, model);
        }
    }

    @GetMapping("/{id}")
    String one(@PathVariable String id, Principal reader, Locale locale, Model model) {
        var one = imports.get(id, reader.getName());
        var counts = book.counts(id);
        model.addAttribute("one", one);
        model.addAttribute("counts", names(counts));
        model.addAttribute(
                "all",
                counts.entrySet().stream()
                        .filter(count -> count.getKey() != RowState.HEAD)
                        .mapToLong(Map.Entry::getValue)
                        .sum());
        // How far it is is asked for every other second, and costs no row.
        if (one.isUnused()) {
            columns(one, model);
        }
        if (one.isLookedAt() && !one.isBusy()) {
            model.addAttribute("wrong", troubles(one, RowState.WRONG, locale));
            model.addAttribute("doubles", troubles(one, RowState.DOUBLE, locale));
            model.addAttribute("numbers", numbers(id));
        }
        return "intake/import";
    }

    private void columns(ClueImport one, Model model) {
        var headers = imports.headersOf(one);
        var mapping = one.mapping() != null
                ? one.mapping()
                : new Mapping(words.recognized(headers), ReportingChannel.HOTLINE_12345, ClueKind.APPEAL, null);
        var kept = book.rows(one.id(), 0, SAMPLES, RowState.READ, RowState.GOOD, RowState.WRONG, RowState.DOUBLE);
        model.addAttribute("columns", columns(headers, kept));
        model.addAttribute("fields", ImportField.values());
        model.addAttribute("mapped", letters(mapping));
        model.addAttribute("mapping", mapping);
        model.addAttribute("channels", ReportingChannel.values());
        model.addAttribute("kinds", ClueKind.values());
    }

    /** Without reports against persons, whose numbers are for their desk. */
    private List<String> numbers(String id) {
        var numbers = book.rows(id, 0, SHOWN, RowState.DONE, RowState.STAYED).stream()
                .map(Kept::number)
                .toList();
        return ledger.all(numbers).values().stream()
                .filter(clue -> clue.content().kind() != ClueKind.REPORT)
                .map(Clue::number)
                .map(Object::toString)
                .sorted()
                .toList();
    }

    private static Map<String, Long> names(Map<RowState, Long> counts) {
        var names = new java.util.TreeMap<String, Long>();
        for (var state : RowState.values()) {
            names.put(state.name(), counts.getOrDefault(state, 0L));
        }
        return names;
    }

    private static Map<String, Integer> letters(Mapping mapping) {
        var mapped = new java.util.TreeMap<String, Integer>();
        mapping.columns().forEach((field, column) -> mapped.put(field.name(), column));
        return mapped;
    }

    private static List<Column> columns(List<String> headers, List<Kept> kept) {
        var width = Math.max(
                headers.size(),
                kept.stream().mapToInt(row -> row.row().cells().size()).max().orElse(0));
        return IntStream.range(0, width)
                .mapToObj(at -> {
                    var header = at < headers.size() ? headers.get(at) : "";
                    return new Column(
                            at,
                            SheetCell.letter(at),
                            header,
                            !header.isEmpty() && headers.indexOf(header) < at,
                            kept.stream()
                                    .map(row -> row.row().at(at).text())
                                    .filter(text -> !text.isBlank())
                                    .map(text -> text.length() <= LONGEST_SAMPLE
                                            ? text
                                            : text.substring(0, LONGEST_SAMPLE) + "…")
                                    .limit(2)
                                    .toList());
                })
                .toList();
    }

    private List<Trouble> troubles(ClueImport one, RowState state, Locale locale) {
        return book.rows(one.id(), 0, SHOWN, state).stream()
                .map(row -> {
                    var reading = imports.read(row, one.mapping());
                    var before = row.doubleOf();
                    return new Trouble(
                            row.line(),
                            reading.text(ImportField.TITLE),
                            before,
                            before != null && before.contains("-"),
                            reading.faults().stream()
                                    .map(fault -> words(fault, locale))
                                    .distinct()
                                    .toList());
                })
                .toList();
    }

    private String words(RowReading.Fault fault, Locale locale) {
        var what = messages.getMessage(fault.key(), fault.args().toArray(), locale);
        var field = text("imports.field." + fault.field(), locale);
        return fault.column() < 0
                ? messages.getMessage("imports.fault.no-column", new Object[] {field, what}, locale)
                : messages.getMessage(
                        "imports.fault.at", new Object[] {SheetCell.letter(fault.column()), field, what}, locale);
    }

    /** What the columns mean, as {@code column.TITLE=3}. */
    @PostMapping("/{id}/columns")
    String check(
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> post,
            @RequestParam ReportingChannel channel,
            @RequestParam ClueKind kind,
            @RequestParam(defaultValue = "") String place,
            Principal sender,
            Locale locale,
            Model model) {
        var columns = new EnumMap<ImportField, Integer>(ImportField.class);
        for (var field : ImportField.values()) {
            var column = post.getFirst("column." + field);
            if (column != null && column.matches("\\d{1,3}")) {
                columns.put(field, Integer.parseInt(column));
            }
        }
        var where = place.strip();
        return refusedHere(id, sender, locale, model, () -> {
            if (where.length() > ImportField.PLACE.longest()) {
                throw Refusal.invalid("imports.fault.long", ImportField.PLACE.longest(), where.length());
            }
            imports.check(id, new Mapping(columns, channel, kind, where.isEmpty() ? null : where), sender.getName());
        });
    }

    /** Stops looking at the rows. */
    @PostMapping("/{id}/stop")
    String stop(@PathVariable String id, Principal sender, Locale locale, Model model) {
        return refusedHere(id, sender, locale, model, () -> imports.stopChecking(id, sender.getName()));
    }

    @PostMapping("/{id}/start")
    String start(
            @PathVariable String id,
            @RequestParam boolean whole,
            @RequestParam(defaultValue = "false") boolean doubles,
            Principal sender,
            Locale locale,
            Model model) {
        return refusedHere(id, sender, locale, model, () -> imports.start(id, whole, doubles, sender.getName()));
    }

    @PostMapping("/{id}/withdraw")
    String withdraw(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String reason,
            Principal sender,
            Locale locale,
            Model model) {
        return refusedHere(id, sender, locale, model, () -> imports.withdraw(id, reason, sender.getName()));
    }

    @PostMapping("/{id}/discard")
    String discard(@PathVariable String id, Principal sender) {
        imports.discard(id, sender.getName());
        return "redirect:/imports";
    }

    private String refusedHere(String id, Principal sender, Locale locale, Model model, Runnable act) {
        try {
            act.run();
        } catch (Refusal refused) {
            if (refused.kind() == Refusal.Kind.NOT_FOUND) {
                throw refused;
            }
            redraw.with(refused, model);
            return one(id, sender, locale, model);
        }
        return "redirect:/imports/" + id;
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
