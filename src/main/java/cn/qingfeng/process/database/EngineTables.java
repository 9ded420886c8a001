package cn.qingfeng.process.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.stereotype.Component;

/**
 * Migration V001: the engine's own tables, made by the engine's own create scripts as they lie in its jar, so that Flyway
 * alone owns the schema on every database.
 *
 * <p>On MySQL two things are changed on the way, because neither can be mended afterwards without rebuilding every table.
 * The scripts ask for three-byte text, which refuses {@code 𠮷} or an emoji: it becomes utf8mb4. And they ask for
 * {@code datetime} of whole seconds, which rounds a moment up into the future: it becomes milliseconds, as on H2 and as
 * the engine itself counts.
 */
@Component
class EngineTables implements JavaMigration {

    /** In the engine's own order: later scripts refer to tables of earlier ones. */
    private static final List<String> PARTS = List.of(
            "engine", "history", "identity", "case.engine", "case.history", "decision.engine", "decision.history");

    /** Every later table inherits it, however the schema was made; compares byte by byte, as H2 does. */
    private static final String FOUR_BYTE_TEXT = "alter database `%s` character set utf8mb4 collate utf8mb4_bin";

    /** Serves the job executor's search for due work, timers first, oldest first (the engine ships no index for it). */
    private static final String DUE_JOBS = "create index QF_IDX_JOB_DUE on ACT_RU_JOB(TYPE_ desc, DUEDATE_ asc)";

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("001");
    }

    @Override
    public String getDescription() {
        return "engine tables";
    }

    /** None: the scripts belong to the engine's version, which is pinned in the build. */
    @Override
    public Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws Exception {
        Connection connection = context.getConnection();
        String product = connection.getMetaData().getDatabaseProductName();
        boolean mysql = product.equals("MySQL") || product.equals("MariaDB");
        if (mysql) {
            execute(connection, FOUR_BYTE_TEXT.formatted(connection.getCatalog()));
        }
        for (String part : PARTS) {
            String script = script(mysql ? "mysql" : "h2", part);
            ScriptUtils.executeSqlScript(connection, readable(mysql ? roomier(script) : script));
        }
        execute(connection, DUE_JOBS);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String roomier(String script) {
        return script.replaceAll("(?i)CHARSET=utf8 COLLATE utf8_bin", "CHARSET=utf8mb4 COLLATE utf8mb4_bin")
                .replaceAll("(?i)\\bdatetime\\b(?!\\()", "datetime(3)");
    }

    static String script(String database, String part) throws IOException {
        var path = "org/camunda/bpm/engine/db/create/activiti.%s.create.%s.sql".formatted(database, part);
        return new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
    }

    private static EncodedResource readable(String script) {
        return new EncodedResource(new ByteArrayResource(script.getBytes(StandardCharsets.UTF_8)), "UTF-8");
    }
}
