package cn.qingfeng.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Random;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;

/**
 * The embedded database's file stays under three times what is alive in it and twenty megabytes, counted in bytes while commits
 * come, without losing one of them to {@code kill -9}. A commit here touches as many tables as a registration does.
 */
class EmbeddedFileTests {

    private static final int TABLES = 40;
    private static final int COMMITS = 500;

    @TempDir
    Path folder;

    @Test
    void fileStaysSmallWhilePeopleWork() throws Exception {
        var largest = 0L;
        var pool = pool(url("tended"));
        var file = new EmbeddedFile(pool, Integer.MAX_VALUE);
        try (var connection = pool.getConnection()) {
            makeTables(connection);
            for (var number = 1; number <= COMMITS; number++) {
                commit(connection, number);
                if (number % 10 == 0) {
                    file.tidy();
                    largest = Math.max(largest, size("tended"));
                }
            }
        }
        assertThat(largest).isLessThan(3 * alive("tended") + (20L << 20));
        file.destroy();
        assertThat(size("tended")).isLessThan(3 * alive("tended") + (20L << 20));
        pool.dispose();
    }

    @Test
    void bloatedFileIsShortenedWhenNobodyWorks() throws Exception {
        write(url("bloated"), COMMITS);
        var bloated = size("bloated");
        assertThat(bloated).as("untended").isGreaterThan(3 * alive("bloated") + (20L << 20));

        var pool = pool(url("bloated"));
        var file = new EmbeddedFile(pool, Integer.MAX_VALUE);
        for (var looks = 0; looks < 10; looks++) {
            file.tidy();
        }
        assertThat(size("bloated")).isLessThan(3 * alive("bloated") + (20L << 20));
        assertThat(rows(url("bloated"))).isEqualTo(COMMITS);
        pool.dispose();
    }

    @Test
    void everyAnsweredCommitSurvivesKillWhileItIsTidied() throws Exception {
        var answered = 0;
        for (var round = 0; round < 3; round++) {
            var writer = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Writer.class.getName(),
                            url("killed"))
                    .redirectErrorStream(true)
                    .start();
            try (var answers =
                    new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
                for (var count = 0; count < 60 + 45 * round; count++) {
                    answered = Integer.parseInt(answers.readLine());
                }
                writer.destroyForcibly().waitFor();
            }
            assertThat(rows(url("killed"))).isGreaterThanOrEqualTo(answered);
        }
        assertThat(answered).isGreaterThanOrEqualTo(60 + 105 + 150);

        // How far the tidying had come when it was killed is chance: the next start goes on with it.
        var pool = pool(url("killed"));
        var file = new EmbeddedFile(pool, Integer.MAX_VALUE);
        for (var looks = 0; looks < 10; looks++) {
            file.tidy();
        }
        assertThat(size("killed")).isLessThan(3 * alive("killed") + (20L << 20));
        assertThat(rows(url("killed"))).isGreaterThanOrEqualTo(answered);
        pool.dispose();
    }

    /** Goes on after what is there, answers each commit and is tidied every 20 ms, until it is killed. */
    static final class Writer {
        public static void main(String[] args) throws Exception {
            var pool = pool(args[0]);
            new EmbeddedFile(pool, 20).afterPropertiesSet();
            try (var connection = pool.getConnection()) {
                makeTables(connection);
                for (var number = rows(connection) + 1; ; number++) {
                    commit(connection, number);
                    System.out.println(number);
                }
            }
        }

        private Writer() {}
    }

    private static void write(String url, int commits) throws SQLException {
        // Held open to the end: a database that is closed in order shortens its file a little.
        var connection = DriverManager.getConnection(url, "sa", "");
        makeTables(connection);
        for (var number = 1; number <= commits; number++) {
            commit(connection, number);
        }
        connection.createStatement().execute("shutdown immediately");
    }

    private static void makeTables(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            for (var table = 0; table < TABLES; table++) {
                statement.execute(
                        "create table if not exists t%d (id int primary key, word varchar(40) unique, text varchar(400))"
                                .formatted(table));
            }
        }
        connection.commit();
    }

    private static void commit(Connection connection, int number) throws SQLException {
        var chance = new Random(number);
        for (var table = 0; table < TABLES; table++) {
            try (var insert = connection.prepareStatement("insert into t%d values (?, ?, ?)".formatted(table))) {
                insert.setInt(1, number);
                insert.setString(2, Long.toHexString(chance.nextLong()));
                insert.setString(3, Long.toHexString(chance.nextLong()).repeat(10));
                insert.executeUpdate();
            }
        }
        connection.commit();
    }

    private static int rows(String url) throws SQLException {
        try (var connection = DriverManager.getConnection(url, "sa", "")) {
            return rows(connection);
        }
    }

    /** How many commits are there, whole. */
    private static int rows(Connection connection) throws SQLException {
        var least = Integer.MAX_VALUE;
        for (var table = 0; table < TABLES; table++) {
            try (var found = connection.createStatement().executeQuery("select count(*) from t" + table)) {
                found.next();
                least = table == 0 ? found.getInt(1) : least;
                assertThat(found.getInt(1)).isEqualTo(least);
            }
        }
        return least;
    }

    private long size(String name) throws Exception {
        return Files.size(folder.resolve(name + ".mv.db"));
    }

    /** What a copy has when the database itself has written it anew. */
    private long alive(String name) throws Exception {
        var copy = "copy-" + name;
        Files.deleteIfExists(folder.resolve(copy + ".mv.db"));
        Files.copy(folder.resolve(name + ".mv.db"), folder.resolve(copy + ".mv.db"));
        DriverManager.getConnection(url(copy), "sa", "").createStatement().execute("shutdown compact");
        return size(copy);
    }

    private static JdbcConnectionPool pool(String url) {
        return JdbcConnectionPool.create(url, "sa", "");
    }

    private String url(String name) throws Exception {
        var settings = new YamlPropertySourceLoader()
                .load("demo", new ClassPathResource("application-demo.yml"))
                .get(0);
        return settings.getProperty("spring.datasource.url")
                .toString()
                .replace("${qingfeng.data}/qingfeng", folder.resolve(name).toString());
    }
}
