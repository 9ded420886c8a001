package cn.qingfeng.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code mvn -Dgroups=bench test -Dtest=LimitsBenchmark}: ten thousand limits ({@code -Dbench.limits=10000}) that pass in the same
 * minute on MySQL, the product beside the bare engine, and one timer after a minute in which nothing happened.
 */
@Tag("bench")
class LimitsBenchmark {

    @TempDir
    Path data;

    @Test
    void tenThousandLimitsPassInTheSameMinute() throws Exception {
        System.setProperty("qingfeng.test.mysql.flush", "1");
        var limits = List.of("-Dbench.limits=" + Integer.getInteger("bench.limits", 10_000));
        var results = new LinkedHashMap<String, Map<String, Double>>();
        for (var subject : List.of("engine", "product")) {
            System.out.println("measuring the " + subject);
            results.put(subject, Jvm.subject(subject, "MySQL", data, limits));
        }
        System.out.println("\n| | bare engine | product | ratio |\n|---|---|---|---|");
        results.get("engine").forEach((name, value) -> {
            var product = results.get("product").get(name);
            System.out.printf("| %s | %.1f | %.1f | %.2f |%n", name, value, product, product / value);
        });
        // Not a matter of speed: each limit is told once.
        for (var result : results.values()) {
            assertThat(result).containsEntry("limits lost", 0.0).containsEntry("limits told twice", 0.0);
        }
    }
}
