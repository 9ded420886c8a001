package cn.qingfeng.insight.export;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.clue.classification.Classification;
import cn.qingfeng.insight.LedgerQuery;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.web.Attachment;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** 导出台账: the table itself, how far it is, and the log of who took it out. */
@Controller
class ExportPage {

    private static final int NEWEST = 200;

    /** One entry of the log, in words. */
    record Line(
            String at, String by, String format, List<String> filters, long rows, long all, LedgerExport.State state) {}

    /** One time that somebody looked for a reporter, in words. */
    record Search(String at, String by, String sought, int found) {}

    /** How far an export is. */
    record Progress(long rows, long all, LedgerExport.State state) {}

    private final LedgerExports exports;
    private final Organization organization;
    private final LedgerWords words;

    ExportPage(LedgerExports exports, Organization organization, LedgerWords words) {
        this.exports = exports;
        this.organization = organization;
        this.words = words;
    }

    /** The rows that the list of the same filters shows, all of them, in the order of their numbers. */
    @PostMapping("/ledger/exports")
    void take(
            Principal reader,
            Locale locale,
            LedgerQuery asked,
            @RequestParam SheetFormat format,
            @RequestParam(defaultValue = "false") boolean everyColumn,
            @RequestParam(name = "export", required = false) String id,
            HttpServletResponse response)
            throws IOException {
        var query = asked.whole();
        var export = exports.begin(id, reader.getName(), query, format);
        response.setContentType(format.mediaType());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                Attachment.named(words.text(
                                "ledger.export.file",
                                locale,
                                words.time(export.at()).replaceAll("[^0-9]", ""))
                        + "." + format.ending()));
        exports.write(export, query, everyColumn, response.getOutputStream(), locale);
    }

    /** @throws Refusal not found, for anybody but whoever takes it out */
    @GetMapping("/api/ledger/exports/{id}")
    @ResponseBody
    Progress progress(Principal reader, @PathVariable String id) {
        return exports.find(id, reader.getName())
                .map(export -> new Progress(export.rows(), export.all(), export.state()))
                .orElseThrow(() -> Refusal.notFound("ledger.export.unknown"));
    }

    @GetMapping("/ledger/exports")
    String log(Principal reader, Locale locale, Model model) {
        model.addAttribute(
                "lines",
                exports.newest(reader.getName(), NEWEST).stream()
                        .map(export -> new Line(
                                words.time(export.at()),
                                organization.personName(export.by()),
                                words.code("ledger.export.format", export.format(), locale),
                                filters(export.filters(), locale),
                                export.rows(),
                                export.all(),
                                export.state()))
                        .toList());
        model.addAttribute(
                "searches",
                exports.searches(reader.getName(), NEWEST).stream()
                        .map(search -> new Search(
                                words.time(search.at()),
                                organization.personName(search.by()),
                                words.code("ledger.reporter", search.sought(), locale),
                                search.found()))
                        .toList());
        return "insight/exports";
    }

    /** {@code card=RED&open=true} in words. */
    private List<String> filters(String kept, Locale locale) {
        return kept.isEmpty()
                ? List.of()
                : List.of(kept.split("&")).stream()
                        .map(part -> filter(part.split("=", 2), locale))
                        .toList();
    }

    private String filter(String[] part, Locale locale) {
        return switch (part[0]) {
            case "card", "kind", "stage", "channel", "result", "solved", "rating" ->
                name(part, locale) + words.code(part[0], part[1], locale);
            case "province" -> name(part, locale) + words.code("ledger.province", part[1], locale);
            case "status" -> name(part, locale) + words.code("clue.status", part[1], locale);
            case "unit", "town" -> name(part, locale) + organization.unitName(part[1]);
            case "handler", "officer" -> name(part, locale) + organization.personName(part[1]);
            case "classification", "leaf" -> words.text("ledger.classification", locale) + " " + leaf(part[1], locale);
            // Of a ledger of matters.
            case "matters" -> words.text("ledger.export.matters", locale) + " " + part[1];
            case "state" -> words.text("ledger.status", locale) + " " + words.code("matter.state", part[1], locale);
            case "from" -> words.text("ledger.export.from", locale) + " " + part[1];
            case "to", "endedFrom", "endedTo", "ending", "chosen" ->
                words.text("ledger.export." + part[0], locale) + " " + part[1];
            default ->
                part[0].endsWith("From") || part[0].endsWith("To")
                        ? name(part, locale) + part[1]
                        : words.text("ledger." + part[0], locale);
        };
    }

    private String name(String[] part, Locale locale) {
        return words.text("ledger." + part[0], locale) + " ";
    }

    private String leaf(String code, Locale locale) {
        try {
            return words.classification(Classification.of(code), locale);
        } catch (Refusal noCode) {
            return code;
        }
    }
}
