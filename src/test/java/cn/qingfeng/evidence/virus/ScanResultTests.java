package cn.qingfeng.evidence.virus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.clue.timeline.TimelineEntry;
import cn.qingfeng.evidence.Evidence;
import cn.qingfeng.evidence.EvidenceFile;
import cn.qingfeng.evidence.EvidenceFiles;
import cn.qingfeng.evidence.upload.Uploads;
import cn.qingfeng.intake.NewClue;
import cn.qingfeng.intake.Registration;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.testing.Caller;
import cn.qingfeng.testing.SomeFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** A file shows when a scanner has found nothing in it; and a sender that trickles is broken off. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "camunda.bpm.job-execution.enabled=false",
            "qingfeng.files.pace.grace=1s",
            "qingfeng.files.pace.bytes-per-second=5000",
            "qingfeng.files.pace.at-once=4",
            "qingfeng.files.pace.at-once-from-one=3",
            "qingfeng.files.pace.refused-at-once=2",
            "server.tomcat.threads.max=10"
        })
class ScanResultTests {

    /** Speaks the daemon's protocol: finds what says so, and waits until it is told to answer. */
    private static final class Daemon implements AutoCloseable {

        final ServerSocket door;
        final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
        final BlockingQueue<byte[]> seen = new LinkedBlockingQueue<>();

        Daemon() {
            try {
                door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            var thread = new Thread(this::serve, "daemon");
            thread.setDaemon(true);
            thread.start();
        }

        private void serve() {
            while (!door.isClosed()) {
                try (var caller = door.accept()) {
                    serve(caller);
                } catch (IOException | InterruptedException gone) {
                    // The next one, or none when the door is closed.
                }
            }
        }

        private void serve(Socket caller) throws IOException, InterruptedException {
            var in = new DataInputStream(caller.getInputStream());
            var command = new String(in.readNBytes(10), StandardCharsets.US_ASCII);
            assertThat(command).isEqualTo("zINSTREAM\0");
            var content = new ByteArrayOutputStream();
            for (int length; (length = in.readInt()) > 0; ) {
                content.writeBytes(in.readNBytes(length));
            }
            seen.add(content.toByteArray());
            caller.getOutputStream()
                    .write((answers.poll(20, TimeUnit.SECONDS) + "\0").getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public void close() throws IOException {
            door.close();
        }
    }

    private static final Daemon DAEMON = new Daemon();

    @DynamicPropertySource
    static void daemon(DynamicPropertyRegistry settings) {
        settings.add("qingfeng.files.clamav.host", () -> "127.0.0.1");
        settings.add("qingfeng.files.clamav.port", DAEMON.door::getLocalPort);
    }

    @AfterAll
    static void close() throws IOException {
        DAEMON.close();
    }

    @LocalServerPort
    int port;

    @Autowired
    SampleCounty county;

    @Autowired
    Registration registration;

    @Autowired
    Uploads uploads;

    @Autowired
    Evidence evidence;

    @Autowired
    EvidenceFiles shelf;

    @Autowired
    VirusScans scans;

    @Autowired
    ClueLedger ledger;

    @Autowired
    Timeline timeline;

    @Autowired
    TransactionTemplate transactions;

    private ClueNumber number;

    @BeforeEach
    void clue() {
        county.load();
        var clue = new NewClue();
        clue.kind = "APPEAL";
        clue.title = "变更住所材料被退";
        clue.narrative = "两次";
        clue.request = "请一次告知";
        clue.place = "东塔所";
        clue.channel = "WINDOW";
        clue.reporter.anonymous = true;
        number = ClueNumber.of(registration.register(clue, "clerk").clueNumber());
    }

    @Test
    void showsNobodyAFileBeforeItIsScanned() throws Exception {
        assertThat(uploads.add("grader", number, "a.pdf", new ByteArrayInputStream(SomeFiles.pdf())))
                .isEmpty();
        assertThat(DAEMON.seen.poll(20, TimeUnit.SECONDS)).isEqualTo(SomeFiles.pdf());
        assertThat(shelf.of(number)).as("being scanned").isEmpty();
        DAEMON.answers.add("stream: OK");
        assertThat(shown().infected()).isFalse();
    }

    @Test
    void locksAwayWhatAVirusWasFoundInAndSaysSo() throws Exception {
        uploads.add("grader", number, "a.pdf", new ByteArrayInputStream(SomeFiles.pdf()));
        DAEMON.seen.poll(20, TimeUnit.SECONDS);
        DAEMON.answers.add("stream: Win.Test.EICAR_HDB-1 FOUND");
        var file = shown();
        assertThat(file.infected()).isTrue();
        assertThatThrownBy(() -> evidence.open(file))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.key()).isEqualTo("file.infected"));
        assertThatThrownBy(() -> evidence.release("grader", number, file.id())).isInstanceOf(Refusal.class);
        assertThat(timeline.of(number)).extracting(TimelineEntry::act).contains(TimelineAction.FILE_QUARANTINED);
        var page = Caller.basic(port, "grader").page("/clues/" + number);
        assertThat(page.body()).contains("a.pdf").doesNotContain(file.id());
    }

    @Test
    void asksAgainWhenTheScannerDidNotAnswer() throws Exception {
        uploads.add("grader", number, "a.pdf", new ByteArrayInputStream(SomeFiles.pdf()));
        DAEMON.seen.poll(20, TimeUnit.SECONDS);
        DAEMON.answers.add("INSTREAM size limit exceeded. ERROR");
        // The same scanner, asked anew: it answers one after the other.
        var again = transactions.execute(status -> scans.run(null));
        assertThat(again.args()).containsExactly("1");
        DAEMON.seen.poll(20, TimeUnit.SECONDS);
        assertThat(shelf.of(number)).isEmpty();
        DAEMON.answers.add("stream: OK");
        assertThat(shown().infected()).isFalse();
    }

    @Test
    void breaksOffASenderThatTrickles() throws Exception {
        var before = System.nanoTime();
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(100);
            var out = socket.getOutputStream();
            out.write(("POST /api/public/clues HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data;"
                            + " boundary=x\r\nContent-Length: 900000\r\n\r\n--x\r\nContent-Disposition: form-data;"
                            + " name=\"files\"; filename=\"a.pdf\"\r\n\r\n%PDF")
                    .getBytes(StandardCharsets.UTF_8));
            assertThat(trickle(socket)).as("the connection is closed").isTrue();
        }
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - before)).isLessThan(15);
    }

    /** Threads of the server ten; senders that hold their bodies back forty, at an address that takes them and at one that does not. */
    @ParameterizedTest
    @CsvSource({
        "/api/nowhere, application/json",
        "/api/public/clues, application/json",
        "/engine-rest/task, application/json",
        "/login, application/x-www-form-urlencoded",
        "/track, application/x-www-form-urlencoded"
    })
    void answersEverybodyElseWhileManyHoldTheirBodiesBack(String address, String type) throws Exception {
        var senders = new ArrayList<Socket>();
        try {
            for (var n = 0; n < 40; n++) {
                var socket = new Socket("localhost", port);
                senders.add(socket);
                var length = n % 2 == 0 ? "Content-Length: 9000" : "Transfer-Encoding: chunked";
                socket.getOutputStream()
                        .write(("POST " + address + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\n"
                                        + length + "\r\n\r\n" + (n % 2 == 0 ? "{" : "1\r\n{\r\n"))
                                .getBytes(StandardCharsets.UTF_8));
            }
            // As long as a silent sender is waited for, and not once more for each ten of them.
            var patient = HttpClient.newHttpClient();
            for (var n = 0; n < 3; n++) {
                var page = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/login"))
                        .timeout(Duration.ofSeconds(15))
                        .build();
                assertThat(patient.send(page, BodyHandlers.ofString()).statusCode())
                        .isEqualTo(200);
            }
        } finally {
            for (var socket : senders) {
                socket.close();
            }
        }
    }

    @Test
    void aRefusedSenderOfALotSeesTheAnswer() throws Exception {
        var large = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/public/clues"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(new byte[20 << 20]))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(large, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(413);
    }

    /** A byte whenever a tenth of a second brought no answer. */
    private static boolean trickle(Socket socket) {
        for (var n = 0; n < 3000; n++) {
            try {
                socket.getOutputStream().write(' ');
                if (socket.getInputStream().read() < 0) {
                    return true;
                }
            } catch (SocketTimeoutException nothingYet) {
                // goes on
            } catch (IOException closed) {
                return true;
            }
        }
        return false;
    }

    private EvidenceFile shown() {
        for (var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20); System.nanoTime() < until; ) {
            var files = shelf.of(number);
            if (!files.isEmpty()) {
                return files.get(0);
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("never shown");
    }
}
