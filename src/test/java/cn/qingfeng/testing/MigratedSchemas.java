package cn.qingfeng.testing;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationInitializer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * What the migrations make of an empty schema of MySQL, kept once a JVM, so that later contexts begin with it: some seven hundred
 * statements take MySQL fifteen seconds each time. The first context migrates as an installation does; its tables and rows are
 * copied the moment that is over, before anything else has written, and laid into the schema of every later context that knows the
 * very same migrations. Flyway looks at those as well and finds them up to date.
 */
final class MigratedSchemas implements BeanPostProcessor {

    /** By the migrations that made them. */
    private static final Map<String, Copy> MADE = new HashMap<>();

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof Flyway flyway) {
            begin(flyway);
        } else if (bean instanceof FlywayMigrationInitializer) {
            // The same Flyway was looked at before: the initializer is made from it.
            migrated.run();
        }
        return bean;
    }

    private Runnable migrated = () -> {};

    private void begin(Flyway flyway) {
        var migrations = migrations(flyway);
        var data = flyway.getConfiguration().getDataSource();
        synchronized (MADE) {
            if (MADE.containsKey(migrations)) {
                alone(data, MADE.get(migrations)::layInto);
            } else {
                migrated = () -> {
                    synchronized (MADE) {
                        MADE.computeIfAbsent(migrations, first -> alone(data, Copy::of));
                    }
                };
            }
        }
    }

    /** All of them by file and checksum, and whether they were applied already. */
    private static String migrations(Flyway flyway) {
        return Stream.of(flyway.info().all())
                .map(file -> file.getScript() + ' ' + file.getChecksum() + ' ' + file.isApplied())
                .collect(Collectors.joining("\n"));
    }

    private static Copy alone(DataSource data, Function<JdbcTemplate, Copy> work) {
        try (var connection = data.getConnection()) {
            connection.setAutoCommit(true);
            return work.apply(new JdbcTemplate(new SingleConnectionDataSource(connection, true)));
        } catch (SQLException refused) {
            throw new IllegalStateException("a migrated schema could not be copied", refused);
        }
    }

    private record Copy(String master, String defaults, List<String> tables, List<String> filled) {

        static Copy of(JdbcTemplate jdbc) {
            var schema = jdbc.queryForObject("select database()", String.class);
            var master = schema + "_migrated";
            var defaults = jdbc.queryForObject(
                    "select concat('character set ', default_character_set_name, ' collate ', default_collation_name)"
                            + " from information_schema.schemata where schema_name = database()",
                    String.class);
            var names = jdbc.queryForList(
                    "select table_name from information_schema.tables where table_schema = database() order by 1",
                    String.class);
            var tables = new ArrayList<String>();
            var filled = new ArrayList<String>();
            MySqlServer.needed().freshSchema(master);
            for (var table : names) {
                tables.add(jdbc.queryForObject("show create table `" + table + "`", (row, at) -> row.getString(2)));
                if (Boolean.TRUE.equals(
                        jdbc.queryForObject("select exists(select 1 from `" + table + "`)", Boolean.class))) {
                    filled.add(table);
                    jdbc.execute("create table %s.`%s` as select * from `%s`".formatted(master, table, table));
                }
            }
            return new Copy(master, defaults, tables, filled);
        }

        Copy layInto(JdbcTemplate jdbc) {
            jdbc.execute("alter database " + defaults);
            // Tables refer to each other.
            jdbc.execute("set foreign_key_checks = 0");
            tables.forEach(jdbc::execute);
            filled.forEach(
                    table -> jdbc.execute("insert into `%s` select * from %s.`%s`".formatted(table, master, table)));
            jdbc.execute("set foreign_key_checks = 1");
            return this;
        }
    }
}
