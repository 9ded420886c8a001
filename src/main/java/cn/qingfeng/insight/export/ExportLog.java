package cn.qingfeng.insight.export;

import cn.qingfeng.Utc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The log of exports. Each entry commits by itself: it stands before the first row leaves, and grows with them. */
@Component
@Transactional
class ExportLog {

    /** After so long without a row nobody writes it any more: its node died. */
    private static final Duration DEAD = Duration.ofMinutes(2);

    private final JdbcTemplate jdbc;
    private final Clock clock;

    ExportLog(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void add(LedgerExport export) {
        jdbc.update(
                "insert into ledger_export (id, made_by, made_at, sheet_format, filters, row_count, rows_in_all, touched_at,"
                        + " state) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                export.id(),
                export.by(),
                Utc.of(export.at()),
                export.format().name(),
                export.filters(),
                0,
                export.all(),
                Utc.of(export.at()),
                export.state().name());
    }

    /** How far it is now. */
    void touch(LedgerExport export, long written, LedgerExport.State state) {
        jdbc.update(
                "update ledger_export set row_count = ?, touched_at = ?, state = ? where id = ?",
                written,
                Utc.of(clock.instant()),
                state.name(),
                export.id());
    }

    @Transactional(readOnly = true)
    Optional<LedgerExport> find(String id) {
        return jdbc.query("select * from ledger_export where id = ?", this::read, id).stream()
                .findFirst();
    }

    /** The last one of that person, if it still runs. */
    @Transactional(readOnly = true)
    Optional<LedgerExport> running(String by) {
        return jdbc
                .query("select * from ledger_export where made_by = ? order by made_at desc limit 1", this::read, by)
                .stream()
                .filter(last -> last.state() == LedgerExport.State.RUNNING)
                .findFirst();
    }

    @Transactional(readOnly = true)
    List<LedgerExport> newest(int most) {
        return jdbc.query("select * from ledger_export order by made_at desc limit ?", this::read, most);
    }

    @Transactional(readOnly = true)
    List<LedgerExport> newestOf(String by, int most) {
        return jdbc.query(
                "select * from ledger_export where made_by = ? order by made_at desc limit ?", this::read, by, most);
    }

    private LedgerExport read(ResultSet row, int at) throws SQLException {
        var export = new LedgerExport(
                row.getString("id"),
                row.getString("made_by"),
                Utc.of(row, "made_at"),
                SheetFormat.valueOf(row.getString("sheet_format")),
                row.getString("filters"),
                row.getLong("row_count"),
                row.getLong("rows_in_all"),
                Utc.of(row, "touched_at"),
                LedgerExport.State.valueOf(row.getString("state")));
        return export.state() == LedgerExport.State.RUNNING
                        && export.touchedAt().plus(DEAD).isBefore(clock.instant())
                ? new LedgerExport(
                        export.id(),
                        export.by(),
                        export.at(),
                        export.format(),
                        export.filters(),
                        export.rows(),
                        export.all(),
                        export.touchedAt(),
                        LedgerExport.State.BROKEN_OFF)
                : export;
    }
}
