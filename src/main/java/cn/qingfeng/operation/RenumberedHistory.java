package cn.qingfeng.operation;

import cn.qingfeng.StartFault;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets an installation from before the first release go on. Its tables were made step by step, by files numbered V010 to V193;
 * today's files, one a room, make the same tables in one go (see docs/adr/0091). So where the history says that the steps were
 * taken to the last one, their records are put aside for those of today's files, in one transaction, and what comes later runs as
 * ever. Where the history stops before, nothing is touched and the product does not start.
 *
 * <p>Of several nodes that start at once, the first one carries the history over, and the others, which wait for its rows, find it
 * done.
 */
@Component
class RenumberedHistory implements FlywayMigrationStrategy {

    /** The first of the old files. Its number is used anew; its name is not. */
    private static final String FIRST = "V010__calendar.sql";

    private static final MigrationVersion LAST = MigrationVersion.fromVersion("193");

    /** The engine's tables: made by the same migration as ever. */
    private static final MigrationVersion KEPT = MigrationVersion.fromVersion("001");

    private record Applied(int rank, MigrationVersion version, String script, boolean success) {

        boolean isOld() {
            return version.isNewerThan(KEPT) && !version.isNewerThan(LAST);
        }
    }

    @Override
    public void migrate(Flyway flyway) {
        if (Stream.of(flyway.info().applied()).anyMatch(applied -> FIRST.equals(applied.getScript()))) {
            var data = flyway.getConfiguration().getDataSource();
            new TransactionTemplate(new JdbcTransactionManager(data))
                    .executeWithoutResult(transaction -> carryOver(flyway, data));
        }
        flyway.migrate();
    }

    private static void carryOver(Flyway flyway, DataSource data) {
        var jdbc = new JdbcTemplate(data);
        var history = new Table(jdbc, flyway.getConfiguration().getTable());
        history.lock();
        var old = history.rows().stream().filter(Applied::isOld).toList();
        if (old.stream().noneMatch(row -> row.script().equals(FIRST))) {
            // Another node was first.
            return;
        }
        var last = old.get(old.size() - 1);
        if (!last.version().equals(LAST) || !last.success()) {
            throw new StartFault("start.schema-older", last.version().getVersion());
        }
        old.forEach(row -> history.delete(row.rank()));
        var ranks = new ArrayList<>(old.stream().map(Applied::rank).toList());
        todays(flyway).forEach(file -> history.insert(ranks.remove(0), file));
    }

    /** Today's files until the last number of old, with the checksums that Flyway gives them: as a database sees them that has no history. */
    private static List<MigrationInfo> todays(Flyway flyway) {
        var fresh = Flyway.configure()
                .configuration(flyway.getConfiguration())
                .table("no_history_yet")
                .load();
        return Stream.of(fresh.info().all())
                .filter(file -> file.getVersion() != null
                        && file.getVersion().isNewerThan(KEPT)
                        && !file.getVersion().isNewerThan(LAST))
                .toList();
    }

    /** Flyway's own table, whose names are written small on every database. */
    private static final class Table {

        private final JdbcTemplate jdbc;
        private final String quote;
        private final String table;

        Table(JdbcTemplate jdbc, String name) {
            this.jdbc = jdbc;
            this.quote = jdbc.execute((ConnectionCallback<String>)
                    connection -> connection.getMetaData().getIdentifierQuoteString());
            this.table = quote + name + quote;
        }

        void lock() {
            jdbc.queryForList("select * from " + table + " for update");
        }

        /** In the order in which they were applied; what has no version is Flyway's own note. */
        List<Applied> rows() {
            return jdbc.query(
                    sql("select [installed_rank], [version], [script], [success] from %s where [version] is not null"
                            + " order by [installed_rank]"),
                    (row, at) -> new Applied(
                            row.getInt(1),
                            MigrationVersion.fromVersion(row.getString(2)),
                            row.getString(3),
                            row.getBoolean(4)));
        }

        void delete(int rank) {
            jdbc.update(sql("delete from %s where [installed_rank] = ?"), rank);
        }

        void insert(int rank, MigrationInfo file) {
            jdbc.update(
                    sql("insert into %s ([installed_rank], [version], [description], [type], [script], [checksum],"
                            + " [installed_by], [execution_time], [success]) values (?, ?, ?, ?, ?, ?, ?, 0, ?)"),
                    rank,
                    file.getVersion().getVersion(),
                    file.getDescription(),
                    file.getType().name(),
                    file.getScript(),
                    file.getChecksum(),
                    "renumbered",
                    true);
        }

        private String sql(String words) {
            return words.formatted(table).replaceAll("[\\[\\]]", quote);
        }
    }
}
