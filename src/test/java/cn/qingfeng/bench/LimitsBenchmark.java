package cn.qingfeng.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code mvn -Dgroups=bench test -Dtest=LimitsBenchmark}: ten thousand limits ({@code -Dbench.limits=10000}) that pass in the same
 * minute on MySQL, the product beside the bare engine, a share of them each round, and one timer after a minute in which nothing
 * happened.
 */
@Tag("bench")
class LimitsBenchmark {

    @TempDir
    Path data;

    @Test
    void tenThousandLimitsPassInTheSameMinute() throws Exception {
        System.setProperty("qingfeng.test.mysql.flush", "1");
        var settings = List.of(
                "-Dbench.limits=" + Integer.getInteger("bench.limits", 10_000), "-Dbench.rounds=" + Turns.ROUNDS);
        try (var engine = Jvm.subject("engine", "MySQL", data, settings);
                var product = Jvm.subject("product", "MySQL", data, settings)) {
            var turns = new Turns("MySQL, a limit passes", engine, product);
            turns.prepare("build");
            turns.measure("count", 1);
            // Not a matter of speed: each limit is told once.
            turns.measure("pass", Turns.ROUNDS)
                    .forEach(each ->
                            assertThat(each).containsEntry("limits lost", 0.0).containsEntry("limits told twice", 0.0));
            turns.measure("idle", 1);
        }
        BenchTable.print();
    }
}
