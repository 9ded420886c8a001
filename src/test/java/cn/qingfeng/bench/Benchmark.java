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
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code mvn -Pbench test}: the product beside the bare engine on H2 and MySQL, and beside a minimal application at the
 * start. Prints one table and writes it to {@code target/benchmark.md}. It judges nothing: the machine decides the numbers.
 */
@Tag("bench")
class Benchmark {

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

    @TempDir
    Path data;

    @Test
    void productBesideTheBareEngine() throws Exception {
        System.setProperty("qingfeng.test.mysql.flush", "1");
        var results = new LinkedHashMap<String, Map<String, Double>>();
        for (var database : List.of("H2", "MySQL")) {
            for (var subject : List.of("engine", "product")) {
                var run = subject + " on " + database;
                System.out.println("measuring the " + run);
                results.put(run, throughput(subject, database));
            }
        }
        for (var what : List.of("minimal", "product", "product again", "demo county", "demo county again")) {
            System.out.println("starting: " + what);
            results.put("start " + what, start(what));
        }
        var table = table(results);
        System.out.println(table);
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/benchmark.md"), table);
        assertThat(results)
                .allSatisfy((run, values) -> assertThat(values).as(run).isNotEmpty());
    }

    private Map<String, Double> throughput(String subject, String database) throws Exception {
        boolean product = subject.equals("product");
        var command = java(product ? List.of() : List.of(BEYOND_THE_ENGINE, WEBAPPS));
        command.add("-Dbench.mysql=" + database.equals("MySQL"));
        command.add("-Dbench.seconds=" + System.getProperty("bench.seconds", "20"));
        command.add("-Dbench.clients=" + System.getProperty("bench.clients", "4"));
        command.add((product ? ProductSubject.class : EngineSubject.class).getName());
        command.add("--camunda.bpm.job-execution.enabled=false");
        command.add("--server.port=0");
        command.add("--qingfeng.sample.clues=false");
        command.add("--spring.mail.port=1");
        command.add("--qingfeng.data=" + data.resolve(subject));
        if (!product) {
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
        return run(command);
    }

    private Map<String, Double> start(String what) throws Exception {
        boolean minimal = what.equals("minimal");
        var command = java(minimal ? List.of(BEYOND_THE_ENGINE, FLYWAY, ownClasses()) : List.of());
        command.add("-Dbench.start=" + (minimal ? "minimal" : "product"));
        command.add(StartUp.class.getName());
        command.add("--server.port=0");
        command.add("--spring.mail.port=1");
        if (minimal) {
            command.add("--spring.datasource.url=jdbc:h2:file:" + data.resolve("minimal/db"));
            command.add("--camunda.bpm.generic-properties.properties.historyTimeToLive=P180D");
        } else {
            command.add("--qingfeng.sample.clues=" + what.startsWith("demo"));
            command.add("--qingfeng.data=" + data.resolve(what.startsWith("demo") ? "start-demo" : "start"));
        }
        return run(command);
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

    private Map<String, Double> run(List<String> command) throws IOException, InterruptedException {
        var log = Files.createTempFile(Path.of("target"), "bench", ".log");
        int exit = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        var text = Files.readString(log, StandardCharsets.UTF_8);
        assertThat(exit).as("see %s", log).isZero();
        var values = new LinkedHashMap<String, Double>();
        LINE.matcher(text)
                .results()
                .forEach(line -> values.put(line.group(1).replace('_', ' '), Double.valueOf(line.group(2))));
        return values;
    }

    private static String table(Map<String, Map<String, Double>> results) {
        var text = new StringBuilder("\n| | bare engine | product | ratio |\n|---|---|---|---|\n");
        for (var database : List.of("H2", "MySQL")) {
            var engine = results.get("engine on " + database);
            var product = results.get("product on " + database);
            for (var name : engine.keySet()) {
                if (!name.equals("warm-up")) {
                    text.append("| %s, %s | %s | %s | %.2f |\n"
                            .formatted(
                                    database,
                                    name,
                                    number(engine.get(name)),
                                    number(product.get(name)),
                                    product.get(name) / engine.get(name)));
                }
            }
        }
        text.append("\n| start | ready s | heap MB | other MB | resident MB |\n|---|---|---|---|---|\n");
        results.forEach((run, values) -> {
            if (run.startsWith("start ")) {
                text.append("| %s | %s |\n"
                        .formatted(
                                run.substring(6),
                                values.values().stream().map(Benchmark::number).collect(Collectors.joining(" | "))));
            }
        });
        return text.toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%.0f", value);
    }
}
