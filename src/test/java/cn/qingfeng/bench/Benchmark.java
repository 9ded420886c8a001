package cn.qingfeng.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code mvn -Dgroups=bench test}: the product beside the bare engine on H2 and MySQL, and beside a minimal application at the
 * start. Prints one table and writes it to {@code target/benchmark.md}. It judges nothing: the machine decides the numbers.
 */
@Tag("bench")
class Benchmark {

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
                results.put(run, Jvm.subject(subject, database, data, List.of()));
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

    private Map<String, Double> start(String what) throws Exception {
        boolean minimal = what.equals("minimal");
        var command = minimal ? Jvm.withoutTheProduct() : Jvm.withTheProduct();
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
        return Jvm.run(command);
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
