package cn.qingfeng.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A subject in a JVM of its own that waits until it is its turn. So product and bare engine take turns on the same machine in
 * the same minutes, and neither is started anew for each round.
 */
public final class Seat implements AutoCloseable {

    private final Path log;
    private final Process process;
    private final BufferedWriter orders;
    private final BufferedReader answers;
    private final BufferedWriter written;

    Seat(List<String> command) throws IOException {
        log = Files.createTempFile(Path.of("target"), "bench", ".log");
        written = Files.newBufferedWriter(log, StandardCharsets.UTF_8);
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        orders = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
        untilReady();
    }

    /** The figures that carrying out this order gave. */
    public Map<String, Double> ask(String order) throws IOException {
        orders.write(order);
        orders.newLine();
        orders.flush();
        return untilReady();
    }

    private Map<String, Double> untilReady() throws IOException {
        var figures = new LinkedHashMap<String, Double>();
        for (var line = answers.readLine(); !Orders.READY.equals(line); line = answers.readLine()) {
            if (line == null) {
                written.flush();
            }
            assertThat(line).as("it goes on; see %s", log).isNotNull();
            written.write(line);
            written.newLine();
            figures.putAll(Jvm.figures(line));
        }
        written.flush();
        return figures;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        orders.close();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        written.close();
    }
}
