package cn.qingfeng.process.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;

/** What was answered is in the file, even when the process is killed at once: H2's own default loses half a second. */
class KilledDatabaseTests {

    private static final int ANSWERS = 300;

    @TempDir
    Path data;

    @Test
    void everyAnsweredCommitSurvivesKill() throws Exception {
        var url = demoUrl();
        var writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        url)
                .redirectErrorStream(true)
                .start();
        String last = null;
        try (var answers = new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            for (int i = 0; i < ANSWERS; i++) {
                last = answers.readLine();
            }
            writer.destroyForcibly().waitFor();
        }
        assertThat(last).isEqualTo(String.valueOf(ANSWERS));
        try (var connection = connect(url);
                var found = connection.createStatement().executeQuery("select count(*) from answered")) {
            found.next();
            assertThat(found.getInt(1)).isGreaterThanOrEqualTo(ANSWERS);
        }
    }

    private String demoUrl() throws Exception {
        var settings = new YamlPropertySourceLoader()
                .load("demo", new ClassPathResource("application-demo.yml"))
                .get(0);
        return settings.getProperty("spring.datasource.url").toString().replace("${qingfeng.data}", data.toString());
    }

    private static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, "sa", "");
    }

    /** Commits row after row and answers each, until it is killed. */
    static final class Writer {
        public static void main(String[] args) throws Exception {
            try (var connection = connect(args[0])) {
                connection.setAutoCommit(false);
                connection.createStatement().execute("create table answered (number int primary key)");
                try (var insert = connection.prepareStatement("insert into answered values (?)")) {
                    for (int number = 1; ; number++) {
                        insert.setInt(1, number);
                        insert.executeUpdate();
                        connection.commit();
                        System.out.println(number);
                    }
                }
            }
        }

        private Writer() {}
    }
}
