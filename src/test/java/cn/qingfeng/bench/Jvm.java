package cn.qingfeng.bench;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.testing.MySqlServer;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is measured runs in a JVM of its own, and tells its figures in lines of {@code BENCH name=value}. */
public final class Jvm {

    private static final Pattern LINE = Pattern.compile("BENCH (\\S+)=(\\S+)");

    /** What the bare engine has no use for. Flyway stays, because it makes the engine's tables. */
    private static final Pattern BEYOND_THE_ENGINE = Pattern.compile(
            ".*/(hibernate|jakarta\\.persistence|spring-data|spring-security|spring-session|thymeleaf|springdoc|swagger"
                    + "|micrometer-registry|spring-boot-starter-(data-jpa|security|mail|thymeleaf|actuator)|spring-boot-actuator"
                    + "|spring-modulith|jakarta\\.mail|angus|playwright|driver|greenmail|testcontainers|archunit"
                    + "|mockito|camunda-process-test|camunda-bpm-assert)[^/]*\\.jar");

    private static final Pattern WEBAPPS =
            Pattern.compile(".*/camunda-bpm-spring-boot-starter-(rest|webapp)[^/]*\\.jar");
    private static final Pattern FLYWAY = Pattern.compile(".*/flyway[^/]*\\.jar");

    private Jvm() {}

    /** As {@code mvn spring-boot:run} starts it. */
    static List<String> withTheProduct() {
        return quick(java(List.of()));
    }

    static List<String> withoutTheProduct() {
        return quick(java(List.of(BEYOND_THE_ENGINE, FLYWAY, ownClasses())));
    }

    private static List<String> quick(List<String> command) {
        command.add("-XX:TieredStopAtLevel=1");
        return command;
    }

    /** Seats the subject ({@code product} or {@code engine}) on that database, with system properties of its own. */
    static Seat subject(String subject, String database, Path data, List<String> properties) throws Exception {
        boolean product = subject.equals("product");
        var command = subject(product, database.equals("MySQL"), properties);
        // Where limits pass, the engine's own workers are measured.
        command.add("--camunda.bpm.job-execution.enabled="
                + properties.stream().anyMatch(property -> property.startsWith("-Dbench.limits")));
        command.add("--server.port=0");
        command.add("--qingfeng.sample.clues=false");
        command.add("--qingfeng.schedule.enabled=false");
        command.add("--spring.mail.port=1");
        command.add("--qingfeng.data=" + data.resolve(subject + "-" + database));
        if (!product) {
            // The product puts its drawings in force by itself.
            command.add("--camunda.bpm.auto-deployment-enabled=true");
            command.add("--spring.flyway.locations=filesystem:" + Files.createDirectories(data.resolve("no-tables")));
        }
        if (database.equals("MySQL")) {
            var server = MySqlServer.needed();
            command.add("--spring.profiles.active=demo,mysql");
            command.add("--QINGFENG_DB_URL=" + server.freshSchema("bench_" + subject));
            command.add("--QINGFENG_DB_USER=" + server.user());
            // The server of the tests has no password; the product insists on one being set.
            command.add("--QINGFENG_DB_PASSWORD=unused");
            command.add("--spring.datasource.password=" + server.password());
            command.add("--QINGFENG_MASTER_KEY=dGVzdC1rZXktb2YtMzItYnl0ZXMtZm9yLXRlc3RzLi4=");
        }
        return new Seat(command);
    }

    /** Seats the product with these arguments, on a MySQL that they name. */
    public static Seat product(List<String> arguments) throws IOException {
        var command = subject(true, true, List.of());
        command.addAll(arguments);
        return new Seat(command);
    }

    private static List<String> subject(boolean product, boolean mysql, List<String> properties) {
        var command = java(product ? List.of() : List.of(BEYOND_THE_ENGINE, WEBAPPS));
        command.add("-Dbench.mysql=" + mysql);
        command.add("-Dbench.seconds=" + System.getProperty("bench.seconds", "20"));
        command.add("-Dbench.clients=" + System.getProperty("bench.clients", "4"));
        command.addAll(properties);
        command.add((product ? ProductSubject.class : EngineSubject.class).getName());
        return command;
    }

    private static Pattern ownClasses() {
        return Pattern.compile(
                Pattern.quote(Path.of("target", "classes").toAbsolutePath().toString()));
    }

    private static List<String> java(List<Pattern> without) {
        var classpath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> without.stream()
                        .noneMatch(pattern -> pattern.matcher(entry).matches()))
                .collect(Collectors.joining(File.pathSeparator));
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Dfile.encoding=UTF-8",
                "-Duser.timezone=Asia/Shanghai",
                "-Dspring.main.banner-mode=off",
                "-cp",
                classpath));
    }

    /** The figures that it told. */
    static Map<String, Double> run(List<String> command) throws IOException, InterruptedException {
        var log = Files.createTempFile(Path.of("target"), "bench", ".log");
        int exit = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        var text = Files.readString(log, StandardCharsets.UTF_8);
        assertThat(exit).as("see %s", log).isZero();
        return figures(text);
    }

    static Map<String, Double> figures(String text) {
        var values = new LinkedHashMap<String, Double>();
        LINE.matcher(text)
                .results()
                .forEach(line -> values.put(line.group(1).replace('_', ' '), Double.valueOf(line.group(2))));
        return values;
    }
}
