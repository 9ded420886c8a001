package cn.qingfeng.nodes;

import cn.qingfeng.QingfengApplication;
import cn.qingfeng.testing.MySqlServer;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** One node of the product: a JVM of its own that runs the classes of this build, as an installation runs them. */
final class Node implements AutoCloseable {

    /** The same on every node of an installation. */
    private static final String MASTER_KEY = "dGVzdC1rZXktb2YtMzItYnl0ZXMtZm9yLXRlc3RzLi4=";

    private static final Duration LONGEST_START = Duration.ofMinutes(5);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String name;
    private final int port;
    private final Path log;
    private final List<String> command;
    private Process process;

    private Node(String name, int port, Path log, List<String> command) {
        this.name = name;
        this.port = port;
        this.log = log;
        this.command = command;
    }

    /**
     * A node that is not started yet.
     *
     * @param schema JDBC URL of the database that all nodes share
     * @param settings further settings, as {@code key=value}
     */
    static Node of(String name, MySqlServer server, String schema, List<String> settings) throws IOException {
        int port = freePort();
        var java = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx700m",
                "-XX:+UseSerialGC",
                "-Dfile.encoding=UTF-8",
                "-Duser.timezone=Asia/Shanghai",
                "-Dspring.main.banner-mode=off",
                "-cp",
                classesOfTheProduct(),
                QingfengApplication.class.getName(),
                "--server.port=" + port,
                "--spring.profiles.active=demo,mysql",
                "--QINGFENG_DB_URL=" + schema,
                "--QINGFENG_DB_USER=" + server.user(),
                // The server of the tests has no password; the product insists on one being set.
                "--QINGFENG_DB_PASSWORD=unused",
                "--spring.datasource.password=" + server.password(),
                "--spring.datasource.hikari.maximum-pool-size=20",
                "--QINGFENG_MASTER_KEY=" + MASTER_KEY,
                // No TLS in front of a node that is asked directly.
                "--server.servlet.session.cookie.secure=false",
                "--camunda.bpm.webapp.session-cookie.enable-secure-cookie=false",
                "--camunda.bpm.webapp.csrf.enable-secure-cookie=false",
                "--qingfeng.sample.clues=false"));
        settings.forEach(setting -> java.add("--" + setting));
        Files.createDirectories(Path.of("target", "nodes"));
        return new Node(name, port, Path.of("target", "nodes", name + ".log"), java);
    }

    private static String classesOfTheProduct() {
        var all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes" + File.separator))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Starts it and waits until it serves. */
    Node start() throws IOException, InterruptedException {
        begin();
        awaitReady();
        return this;
    }

    /** Starts it and does not wait. */
    void begin() throws IOException {
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    void awaitReady() throws IOException, InterruptedException {
        var end = System.nanoTime() + LONGEST_START.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IOException("node " + name + " does not serve, see " + log);
            }
            // Nobody tells when another process listens: asking is the only way.
            TimeUnit.MILLISECONDS.sleep(300);
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            var question = HttpRequest.newBuilder(URI.create(url() + "/actuator/health/readiness"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(question, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Runs one of the product's commands beside the node, and answers how it ended: 0 is well. */
    int command(String argument) throws IOException, InterruptedException {
        var all = new ArrayList<>(command);
        all.removeIf(part -> part.startsWith("--server.port="));
        all.addAll(List.of("--server.port=0", argument));
        return new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start()
                .waitFor();
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    String url() {
        return "http://localhost:" + port;
    }

    Path log() {
        return log;
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                kill();
            }
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
