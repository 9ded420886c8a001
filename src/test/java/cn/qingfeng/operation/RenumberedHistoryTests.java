package cn.qingfeng.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.StartFault;
import cn.qingfeng.testing.MySqlServer;
import cn.qingfeng.testing.OnBothDatabases;
import cn.qingfeng.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** On a database whose tables are today's and whose history is that of an installation from before the first release. */
@OnBothDatabases
class RenumberedHistoryTests {

    private static final String QUOTE = TestDatabase.isMySql() ? "`" : "\"";

    private final DriverManagerDataSource data = new DriverManagerDataSource(
            TestDatabase.freshUrl(),
            TestDatabase.isMySql() ? MySqlServer.needed().user() : "sa",
            TestDatabase.isMySql() ? MySqlServer.needed().password() : "");
    private final JdbcTemplate jdbc = new JdbcTemplate(data);
    private final RenumberedHistory history = new RenumberedHistory();

    /** In place of the engine's own tables, which are not what this is about: those that a file of ours speaks of. */
    private static final class V001__engine_tables extends BaseJavaMigration {
        @Override
        public void migrate(Context context) throws SQLException {
            try (var statement = context.getConnection().createStatement()) {
                for (var table : List.of("ACT_RE_CAMFORMDEF", "ACT_RE_DECISION_DEF", "ACT_RE_DECISION_REQ_DEF")) {
                    statement.execute(
                            "create table " + table + " (KEY_ varchar(9), VERSION_ int, DEPLOYMENT_ID_ varchar(9))");
                }
                statement.execute("create table ACT_RU_JOB (DUEDATE_ timestamp)");
                statement.execute("create table ACT_RU_TASK (PROC_DEF_ID_ varchar(9), TASK_DEF_KEY_ varchar(9),"
                        + " DUE_DATE_ timestamp, PROC_INST_ID_ varchar(9))");
                statement.execute(
                        "create table ACT_RE_PROCDEF (KEY_ varchar(9), VERSION_ integer, SUSPENSION_STATE_ integer)");
                statement.execute("create table ACT_RU_JOBDEF (SUSPENSION_STATE_ integer, JOB_PRIORITY_ bigint)");
                statement.execute("create table ACT_RU_EXECUTION (PROC_DEF_ID_ varchar(9), PARENT_ID_ varchar(9))");
            }
        }
    }

    /** The files of today, and one of tomorrow. */
    private Flyway flyway() {
        return Flyway.configure()
                .dataSource(data)
                .locations("classpath:db/tables", "classpath:db/later")
                .javaMigrations(new V001__engine_tables())
                .load();
    }

    /** As they were when the files got their numbers; what came later has still to run. */
    @BeforeEach
    void tables() {
        Flyway.configure()
                .dataSource(data)
                .locations("classpath:db/tables")
                .target("19")
                .javaMigrations(new V001__engine_tables())
                .load()
                .migrate();
    }

    @Test
    void aHistoryTakenToTheLastStepBecomesTodaysAndWhatComesLaterRuns() throws IOException {
        historyOfBefore("193");
        history.migrate(flyway());
        assertThat(flyway().info().pending()).isEmpty();
        assertThat(flyway().validateWithResult().validationSuccessful).isTrue();
        assertThat(applied())
                .contains("002 V002__calendar.sql")
                .endsWith("900 V900__later.sql")
                .noneMatch(row -> row.contains("V193"));
    }

    @Test
    void aHistoryThatStopsBeforeIsRefusedInWordsAndLeftAsItIs() throws IOException {
        historyOfBefore("190");
        var before = applied();
        assertThatThrownBy(() -> history.migrate(flyway()))
                .isInstanceOfSatisfying(
                        StartFault.class, fault -> assertThat(fault.remedy()).contains("193"))
                .hasMessageContaining("190");
        assertThat(applied()).isEqualTo(before);
    }

    @Test
    void ofSeveralNodesOneCarriesItOver() throws Exception {
        historyOfBefore("193");
        var nodes = Executors.newFixedThreadPool(3);
        try {
            Callable<Void> start = () -> {
                history.migrate(flyway());
                return null;
            };
            for (var node : nodes.invokeAll(List.of(start, start, start))) {
                node.get();
            }
        } finally {
            nodes.shutdown();
        }
        assertThat(applied()).doesNotHaveDuplicates().endsWith("900 V900__later.sql");
        assertThat(flyway().validateWithResult().validationSuccessful).isTrue();
    }

    @Test
    void aFreshDatabaseIsLeftToFlyway() {
        history.migrate(flyway());
        assertThat(applied()).contains("002 V002__calendar.sql").endsWith("900 V900__later.sql");
    }

    @Test
    void everyFileOfTablesLiesWhereItIsLookedFor() throws IOException {
        try (var folders = Files.list(Path.of("src/main/resources/db"))) {
            assertThat(folders).containsExactly(Path.of("src/main/resources/db/tables"));
        }
    }

    private List<String> applied() {
        return Stream.of(flyway().info().applied())
                .filter(row -> row.getVersion() != null)
                .map((MigrationInfo row) -> row.getVersion() + " " + row.getScript())
                .toList();
    }

    /** What such an installation's history holds, as one was read, until a version. */
    private void historyOfBefore(String last) throws IOException {
        jdbc.update("delete from [flyway_schema_history] where [version] <> '001'".replaceAll("[\\[\\]]", QUOTE));
        var insert =
                ("insert into [flyway_schema_history] ([installed_rank], [version], [description], [type], [script], [checksum],"
                                + " [installed_by], [execution_time], [success]) values (?, ?, ?, ?, ?, ?, 'qingfeng', 1, ?)")
                        .replaceAll("[\\[\\]]", QUOTE);
        for (var line : Files.readAllLines(Path.of("src/test/resources/db/history-until-V193.csv"))) {
            var row = line.split(",");
            jdbc.update(
                    insert, Integer.parseInt(row[0]), row[1], row[2], row[3], row[4], Integer.parseInt(row[5]), true);
            if (row[1].equals(last)) {
                return;
            }
        }
    }
}
