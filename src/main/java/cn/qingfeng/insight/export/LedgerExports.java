package cn.qingfeng.insight.export;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.access.LedgerWords;
import cn.qingfeng.clue.access.Viewer;
import cn.qingfeng.insight.LedgerQuery;
import cn.qingfeng.insight.column.LedgerColumn;
import cn.qingfeng.insight.column.LedgerColumns;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Right;
import cn.qingfeng.reporter.finding.ReporterSearches;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Takes the ledger out, row by row, and keeps the log of who did. */
@Component
class LedgerExports {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final LedgerRows rows;
    private final ClueAccess access;
    private final Organization organization;
    private final LedgerWords words;
    private final ExportLog log;
    private final ReporterSearches reporters;
    private final LedgerColumns choices;
    private final Clock clock;

    LedgerExports(
            LedgerRows rows,
            ClueAccess access,
            Organization organization,
            LedgerWords words,
            ExportLog log,
            ReporterSearches reporters,
            LedgerColumns choices,
            Clock clock) {
        this.rows = rows;
        this.access = access;
        this.organization = organization;
        this.words = words;
        this.log = log;
        this.reporters = reporters;
        this.choices = choices;
        this.clock = clock;
    }

    /**
     * Puts down that somebody takes the ledger out, before a single row leaves.
     *
     * @param id by which whoever asks follows how far it is; one of chance where it is none
     * @throws Refusal forbidden, without the right; conflict, while the same person's last one still runs
     */
    LedgerExport begin(String id, String by, LedgerQuery query, SheetFormat format) {
        var viewer = viewer(by);
        var now = clock.instant();
        log.running(by).ifPresent(last -> {
            throw Refusal.conflict("ledger.export.running");
        });
        var own = ID.matcher(String.valueOf(id)).matches() && log.find(id).isEmpty()
                ? id
                : UUID.randomUUID().toString();
        var export = new LedgerExport(
                own, by, now, format, query.filters(), 0, rows.count(viewer, query), now, LedgerExport.State.RUNNING);
        log.add(export);
        return export;
    }

    /**
     * Writes the rows, some at a time, and how far it is into the log.
     *
     * @param everyColumn all that the person may take, in the county's order, whatever the person chose to see
     */
    void write(LedgerExport export, LedgerQuery query, boolean everyColumn, OutputStream out, Locale locale)
            throws IOException {
        var whole = false;
        var written = 0L;
        try {
            var viewer = viewer(export.by());
            var offices = viewer.has(Right.READ_OFFICES);
            var columns = Optional.of(everyColumn)
                    .filter(every -> !every)
                    .flatMap(own -> choices.chosen(export.by(), offices))
                    .orElseGet(() -> LedgerColumn.of(offices));
            var sheet = export.format().open(out, head(export, columns, locale), clock.getZone());
            for (var after = ""; after != null; ) {
                var batch = rows.after(after, written, viewer, query, columns, locale);
                for (var row : batch.rows()) {
                    sheet.row(row);
                }
                sheet.flush();
                written += batch.rows().size();
                log.touch(export, written, LedgerExport.State.RUNNING);
                after = batch.last();
            }
            sheet.finish();
            out.flush();
            whole = true;
        } finally {
            log.touch(export, written, whole ? LedgerExport.State.DONE : LedgerExport.State.BROKEN_OFF);
        }
    }

    private SheetHead head(LedgerExport export, List<LedgerColumn> columns, Locale locale) {
        return new SheetHead(
                words.text("ledger.export.sheet", locale),
                words.text(
                        "ledger.export.mark",
                        locale,
                        organization.personName(export.by()),
                        export.by(),
                        words.time(export.at())),
                columns.stream()
                        .map(column -> words.text("ledger.column." + column, locale))
                        .toList(),
                columns.stream().map(LedgerColumn::width).toList());
    }

    private Viewer viewer(String by) {
        var viewer = access.viewer(by);
        if (!viewer.has(Right.EXPORT_LEDGER)) {
            throw Refusal.forbidden("ledger.export.forbidden");
        }
        return viewer;
    }

    /** How far it is, for whoever takes it out. */
    Optional<LedgerExport> find(String id, String reader) {
        return log.find(id).filter(export -> export.by().equals(reader));
    }

    /** The newest of the log: all of it for whoever watches over it, one's own for everybody else. */
    List<LedgerExport> newest(String reader, int most) {
        return access.viewer(reader).has(Right.READ_EXPORTS) ? log.newest(most) : log.newestOf(reader, most);
    }

    /** The newest times that somebody looked for a reporter, for whoever watches over the log. */
    List<ReporterSearches.Search> searches(String reader, int most) {
        return access.viewer(reader).has(Right.READ_EXPORTS) ? reporters.newest(most) : List.of();
    }
}
