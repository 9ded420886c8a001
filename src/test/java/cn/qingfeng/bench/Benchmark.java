package cn.qingfeng.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code mvn -Dgroups=bench test}: the product beside the bare engine on H2 and MySQL, in turn, and beside a minimal application
 * at the start. Its rows stand in the {@link BenchTable}. It judges nothing: the machine decides the numbers.
 */
@Tag("bench")
class Benchmark {

    private static final int SECONDS = Integer.getInteger("bench.seconds", 20);

    @TempDir
    Path data;

    @Test
    void registrationsAndLives() throws Exception {
        System.setProperty("qingfeng.test.mysql.flush", "1");
        for (var database : System.getProperty("bench.databases", "H2,MySQL").split(",")) {
            try (var engine = Jvm.subject("engine", database, data, List.of());
                    var product = Jvm.subject("product", database, data, List.of())) {
                var turns = new Turns(database, engine, product);
                if (SECONDS > 0) {
                    turns.prepare("warm-up");
                    turns.measure("registrations", Turns.ROUNDS);
                    turns.measure("lives", Turns.ROUNDS);
                }
                turns.measure("count", 1);
            }
        }
        BenchTable.print();
    }

    @Test
    void starts() throws Exception {
        for (var what : List.of(
                "minimal", "product", "product again", "demo county", "demo county again", "demo county after a cut")) {
            System.out.println("starting: " + what);
            start(what).forEach((measure, value) -> BenchTable.put("start, " + what, measure, value));
        }
        BenchTable.print();
    }

    private Map<String, Double> start(String what) throws Exception {
        boolean minimal = what.equals("minimal");
        var command = minimal ? Jvm.withoutTheProduct() : Jvm.withTheProduct();
        command.add("-Dbench.start=" + (minimal ? "minimal" : "product"));
        command.add("-Dbench.cut=" + what.equals("demo county again"));
        command.add(StartUp.class.getName());
        command.add("--server.port=0");
        command.add("--spring.mail.port=1");
        if (minimal) {
            command.add("--spring.datasource.url=jdbc:h2:file:" + data.resolve("minimal/db"));
            // Drawings of the tests lie in the class path, and not all are sound.
            command.add("--camunda.bpm.auto-deployment-enabled=false");
            command.add("--camunda.bpm.generic-properties.properties.historyTimeToLive=P180D");
        } else {
            command.add("--qingfeng.sample.clues=" + what.startsWith("demo"));
            command.add("--qingfeng.data=" + data.resolve(what.startsWith("demo") ? "start-demo" : "start"));
        }
        return Jvm.run(command);
    }
}
