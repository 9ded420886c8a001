package cn.qingfeng.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.qingfeng.testing.Caller;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/**
 * The data disk is full: the database's file answers every write as the system does then. That is told in a sentence with
 * 503, what was typed is kept, health says so; and with space again everything goes on by itself.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        // Looked at when the test says so.
        properties = {"camunda.bpm.job-execution.enabled=false", "qingfeng.database.probe-seconds=86400"})
@ContextConfiguration(initializers = FullDiskTests.OnADiskThatFills.class)
class FullDiskTests {

    private static final AtomicBoolean FULL = new AtomicBoolean();

    @LocalServerPort
    int port;

    @Autowired
    DatabaseWatch watch;

    @AfterEach
    void space() {
        FULL.set(false);
    }

    @Test
    void isToldInASentenceKeepsWhatWasTypedAndHealsWithSpace() {
        var clerk = Caller.basic(port, "clerk");
        assertThat(register(clerk, "之前的")).isEqualTo(201);

        FULL.set(true);
        var refused = clerk.json("POST", "/api/clues", clue("满时的"), Map.of());
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(refused.body())
                .doesNotContain("Exception", "No space left", "org.h2")
                .contains("503");
        watch.look();
        assertThat(watch.isDown()).isTrue();
        var health = Caller.anonymous(port).get("/actuator/health");
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(health.body()).contains("DOWN");
        var typed = Caller.anonymous(port).form("/report", Map.of("narrative", "写了很久的一段话"));
        assertThat(typed.statusCode()).isEqualTo(503);
        assertThat(typed.body()).contains("写了很久的一段话").doesNotContain("Exception");

        FULL.set(false);
        // The embedded database closed its file; the first looks may still meet what is left of it.
        for (var looks = 0; looks < 20 && (looks == 0 || watch.isDown()); looks++) {
            watch.look();
        }
        assertThat(watch.isDown()).isFalse();
        assertThat(Caller.anonymous(port).get("/actuator/health").statusCode()).isEqualTo(200);
        // A registration needs two connections at once, and the pool waits up to five seconds before it opens the
        // second one
        // again: whoever is told 503 meanwhile comes again, as the answer says.
        await().atMost(1, TimeUnit.MINUTES).until(() -> register(clerk, "之后的") == 201);
        assertThat(Caller.basic(port, "grader").get("/api/clues").body())
                .contains("之前的", "之后的")
                .doesNotContain("满时的");
    }

    private static int register(Caller clerk, String title) {
        return clerk.json("POST", "/api/clues", clue(title), Map.of()).statusCode();
    }

    private static String clue(String title) {
        return "{\"kind\": \"APPEAL\", \"title\": \"" + title + "\", \"narrative\": \"材料被退两次。\", \"channel\":"
                + " \"WINDOW\", \"unit\": \"market-supervision\", \"place\": \"大厅\", \"reporter\": {\"anonymous\": true}}";
    }

    /** Puts the database into a file whose disk fills when the test says so. */
    static class OnADiskThatFills implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            FilePath.register(new FillingDisk());
            try {
                var folder = Files.createTempDirectory("full-disk");
                var settings = new HashMap<String, Object>();
                settings.put(
                        "spring.datasource.url",
                        "jdbc:h2:filling:" + folder.resolve("qingfeng").toAbsolutePath()
                                + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;LOCK_TIMEOUT=10000;TIME ZONE=UTC");
                context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("filling", settings));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    /** Files as the system has them, but for the space. */
    public static final class FillingDisk extends FilePathWrapper {
        @Override
        public String getScheme() {
            return "filling";
        }

        @Override
        public FileChannel open(String mode) throws IOException {
            return new FillingFile(getBase().open(mode));
        }
    }

    private static final class FillingFile extends FileBase {
        private final FileChannel file;

        FillingFile(FileChannel file) {
            this.file = file;
        }

        private static void needsSpace() throws IOException {
            if (FULL.get()) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public int read(ByteBuffer to) throws IOException {
            return file.read(to);
        }

        @Override
        public int read(ByteBuffer to, long at) throws IOException {
            return file.read(to, at);
        }

        @Override
        public int write(ByteBuffer from) throws IOException {
            needsSpace();
            return file.write(from);
        }

        @Override
        public int write(ByteBuffer from, long at) throws IOException {
            needsSpace();
            return file.write(from, at);
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public FileChannel position(long at) throws IOException {
            file.position(at);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            file.truncate(size);
            return this;
        }

        @Override
        public void force(boolean metadata) throws IOException {
            needsSpace();
            file.force(metadata);
        }

        @Override
        public FileLock tryLock(long from, long size, boolean shared) throws IOException {
            return file.tryLock(from, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
