package cn.qingfeng.insight.export;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.insight.column.Cell;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Right;
import cn.qingfeng.web.Attachment;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Takes a table of figures out as a workbook: marked and logged like the ledger itself. */
@Component
public class TableExports {

    private static final int FIRST = 32;
    private static final int OTHERS = 14;

    private final ExportLog log;
    private final ClueAccess access;
    private final Organization organization;
    private final LedgerWords words;
    private final Clock clock;

    TableExports(ExportLog log, ClueAccess access, Organization organization, LedgerWords words, Clock clock) {
        this.log = log;
        this.access = access;
        this.organization = organization;
        this.words = words;
        this.clock = clock;
    }

    /**
     * Writes the table and its place in the log of exports.
     *
     * @param what which table it is, as the log keeps it: {@code figure=units&period=2026-11}
     * @param rows what is a {@code Number} as a number, everything else as text
     * @param right what takes this table out
     * @throws Refusal forbidden, without that right
     */
    public void write(
            String by,
            Right right,
            String what,
            String title,
            List<String> columns,
            List<List<Object>> rows,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        write(by, right, what, title, columns, rows.size(), rows, SheetFormat.XLSX, locale, response);
    }

    /**
     * As the other, in one of the forms in which tables leave.
     *
     * @param expected how many rows there are about to be, for the log's progress
     * @param rows read one after another while they are written: nothing keeps them all
     */
    public void write(
            String by,
            Right right,
            String what,
            String title,
            List<String> columns,
            int expected,
            Iterable<List<Object>> rows,
            SheetFormat format,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        if (!access.viewer(by).has(right)) {
            throw Refusal.forbidden("ledger.export.forbidden");
        }
        var now = clock.instant();
        var export = new LedgerExport(
                UUID.randomUUID().toString(), by, now, format, what, 0, expected, now, LedgerExport.State.RUNNING);
        log.add(export);
        response.setContentType(format.mediaType());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                Attachment.named(title + "-" + words.time(now).replaceAll("[^0-9]", "") + "." + format.ending()));
        var whole = false;
        var written = 0;
        try {
            var mark = words.text("ledger.export.mark", locale, organization.personName(by), by, words.time(now));
            var widths = java.util.stream.IntStream.range(0, columns.size())
                    .mapToObj(at -> at == 0 ? FIRST : OTHERS)
                    .toList();
            var sheet = format.open(
                    response.getOutputStream(), new SheetHead(title, mark, columns, widths), clock.getZone());
            for (var row : rows) {
                sheet.row(row.stream().map(TableExports::cell).toList());
                written++;
            }
            sheet.finish();
            response.getOutputStream().flush();
            whole = true;
        } finally {
            log.touch(export, written, whole ? LedgerExport.State.DONE : LedgerExport.State.BROKEN_OFF);
        }
    }

    private static Cell cell(Object value) {
        return value instanceof Number number && number.doubleValue() == number.longValue()
                ? new Cell.Number(number.longValue())
                : Cell.of(String.valueOf(value));
    }
}
