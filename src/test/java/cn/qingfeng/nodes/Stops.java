package cn.qingfeng.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.QingfengApplication;
import cn.qingfeng.testing.Caller;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mvn -Dgroups=faults test -Dtest=Stops}: a stop ends within its grace time, however much is being caught up on. */
@Tag("faults")
class Stops {

    private static final int TIMES = Integer.getInteger("stops", 40);

    /** What {@code qingfeng.stop-within} allows, and a little for the process itself. */
    private static final Duration GRACE = Duration.ofSeconds(60);

    @TempDir
    Path data;

    @Test
    void endsWithinItsGraceTimeWhileJobsCatchUp() throws Exception {
        for (var n = 1; n <= TIMES; n++) {
            var port = freePort();
            var process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx900m",
                            "-XX:+UseSerialGC",
                            "-cp",
                            classesOfTheProduct(),
                            QingfengApplication.class.getName(),
                            "--server.port=" + port,
                            "--qingfeng.data=" + data,
                            "--qingfeng.sample.clues=" + (n == 1)))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            Path.of("target", "stops.log").toFile()))
                    .start();
            try {
                awaitReady(process, port);
                var moved = Caller.basic(port, "admin").json("POST", "/api/clock", "{\"workingDays\": 3}", Map.of());
                assertThat(moved.statusCode()).as(moved.body()).isEqualTo(200);
                // Each stop meets the work at another moment.
                TimeUnit.MILLISECONDS.sleep(n * 37L % 1500);
                process.destroy();
                assertThat(process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS))
                        .as("stop %d ended by itself", n)
                        .isTrue();
                assertThat(process.exitValue()).as("stop %d was not cut off", n).isEqualTo(143);
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private static void awaitReady(Process process, int port) throws Exception {
        var http = HttpClient.newHttpClient();
        var question = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(5))
                .build();
        for (var until = System.nanoTime() + TimeUnit.MINUTES.toNanos(6); System.nanoTime() < until; ) {
            assertThat(process.isAlive()).as("it starts").isTrue();
            try {
                if (http.send(question, BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // Nobody tells when another process listens: asking is the only way.
            }
            TimeUnit.MILLISECONDS.sleep(300);
        }
        throw new AssertionError("never ready");
    }

    private static String classesOfTheProduct() {
        var all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes" + File.separator))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
