package cn.qingfeng.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.testing.Caller;
import cn.qingfeng.testing.MySqlServer;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * {@code mvn -Dgroups=load test}: 200 reports a minute ({@code -Dload.reports}), each with a photo, for ten minutes
 * ({@code -Dload.minutes}) on one node and MySQL, while an official carries clues from end to end without a pause. None may be
 * lost; how long an answer takes and how much memory the node holds is printed, the machine decides the numbers.
 */
@Tag("load")
class ReportLoad {

    private static final int REPORTS = Integer.getInteger("load.reports", 200);
    private static final int MINUTES = Integer.getInteger("load.minutes", 10);

    /** Noise compresses badly: this many pixels a side make a photo of some 500 kB. */
    private static final int SIDE = 920;

    private static final String BOUNDARY = "----report-load";
    private static final Pattern HEAP =
            Pattern.compile("(?m)^jvm_memory_used_bytes\\{[^}]*area=\"heap\"[^}]*} (\\S+)$");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<Integer, String> numbers = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> refused = new ConcurrentLinkedQueue<>();

    @Test
    void noReportIsLostWhileOfficialsWork() throws Exception {
        // What was acknowledged must be on the disk.
        System.setProperty("qingfeng.test.mysql.flush", "1");
        var server = MySqlServer.needed();
        var schema = server.freshSchema("report_load");
        // All of them come from one address here.
        var settings = List.of(
                "qingfeng.door.posts=100000/1m",
                "qingfeng.door.unproven-reports=100000/1m",
                "qingfeng.door.files=100000/1m",
                "spring.mail.port=1");
        var jdbc = new JdbcTemplate(new DriverManagerDataSource(schema, server.user(), server.password()));
        try (var node = Node.of("report-load", server, schema, settings)) {
            node.start();
            var photo = photo();
            var officials = new Load(List.of(node), 1);
            var memory = new ArrayList<Long>();
            var clock = Executors.newSingleThreadScheduledExecutor();
            var senders = Executors.newCachedThreadPool();
            var begin = System.nanoTime();
            var all = REPORTS * MINUTES;
            for (var report = 0; report < all; report++) {
                var which = report;
                // Counted from the moment at which it should leave: a node that falls behind does not look fast.
                var due = begin + TimeUnit.MINUTES.toNanos(1) * report / REPORTS;
                clock.schedule(
                        () -> senders.submit(() -> report(node, which, due, photo)),
                        due - System.nanoTime(),
                        TimeUnit.NANOSECONDS);
            }
            for (var minute = 0; minute < MINUTES; minute++) {
                memory.add(leastHeap(node));
            }
            clock.shutdown();
            assertThat(clock.awaitTermination(5, TimeUnit.MINUTES)).isTrue();
            senders.shutdown();
            assertThat(senders.awaitTermination(5, TimeUnit.MINUTES)).isTrue();
            officials.end();

            print(photo.length, officials, memory);
            assertThat(refused).isEmpty();
            assertThat(numbers).hasSize(all);
            assertThat(new TreeSet<>(numbers.values())).as("no number twice").hasSize(all);
            var whole = jdbc.queryForList(
                    "select c.clue_number from clue c join evidence_file f on f.clue_number = c.clue_number"
                            + " join evidence_content e on e.id = f.content_id and e.bytes > 0",
                    String.class);
            assertThat(whole).as("every report is there with its photo").containsAll(numbers.values());
        }
    }

    private void report(Node node, int which, long due, byte[] photo) {
        try {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(node.url() + "/api/public/clues"))
                            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                            .header("Idempotency-Key", "report-load-" + which)
                            .POST(BodyPublishers.ofByteArray(body(which, photo)))
                            .build(),
                    BodyHandlers.ofString());
            nanos.add(System.nanoTime() - due);
            if (answer.statusCode() == 201) {
                numbers.put(
                        which,
                        new ObjectMapper()
                                .readTree(answer.body())
                                .get("clueNumber")
                                .asText());
            } else {
                refused.add(answer.statusCode() + " " + answer.body());
            }
        } catch (Exception e) {
            refused.add(e.toString());
        }
    }

    private static byte[] body(int which, byte[] photo) throws IOException {
        var clue = """
                {"kind":"APPEAL","title":"第%d位来的人没有办成","narrative":"材料齐全，窗口说系统忙，改日再来。","request":"当日办结",
                 "place":"县为民服务中心","unit":"market-supervision","facts":{"fixableOnTheSpot":true,"unitsConcerned":1},
                 "reporter":{"anonymous":false,"name":"张三","phone":"13800001111","consent":"UNIT_MAY_KNOW"}}""".formatted(which);
        var out = new ByteArrayOutputStream(photo.length + 2_000);
        part(out, "name=\"clue\"", "application/json", clue.getBytes(StandardCharsets.UTF_8));
        part(out, "name=\"files\"; filename=\"IMG_%04d.jpg\"".formatted(which), "image/jpeg", photo);
        out.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private static void part(ByteArrayOutputStream out, String name, String type, byte[] content) {
        out.writeBytes("--%s\r\nContent-Disposition: form-data; %s\r\nContent-Type: %s\r\n\r\n"
                .formatted(BOUNDARY, name, type)
                .getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(content);
        out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] photo() throws IOException {
        var random = new Random(1);
        var picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (var at = 0; at < SIDE * SIDE; at++) {
            picture.setRGB(at % SIDE, at / SIDE, random.nextInt());
        }
        var out = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpg", out);
        return out.toByteArray();
    }

    /** Watches for a minute; the least that lies on the heap is near what is held for good. */
    private static long leastHeap(Node node) throws InterruptedException {
        var admin = Caller.basic(node.port(), "admin");
        var least = Long.MAX_VALUE;
        for (var look = 0; look < 12; look++) {
            TimeUnit.SECONDS.sleep(5);
            var used = 0L;
            var found = HEAP.matcher(admin.send("/actuator/prometheus", request -> request.header("Accept", "*/*"))
                    .body());
            while (found.find()) {
                used += (long) Double.parseDouble(found.group(1));
            }
            least = Math.min(least, used);
        }
        return least;
    }

    private void print(int photo, Load officials, List<Long> memory) {
        var sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                "%n| %d reports a minute with a photo of %d kB, for %d min | |%n|---|---:|%n",
                REPORTS, photo / 1024, MINUTES);
        System.out.printf("| registered | %d |%n| refused or failed | %d |%n", numbers.size(), refused.size());
        for (var percent : new int[] {50, 95, 99}) {
            System.out.printf("| p%d ms | %.0f |%n", percent, sorted[sorted.length * percent / 100] / 1e6);
        }
        System.out.printf("| slowest ms | %.0f |%n", sorted[sorted.length - 1] / 1e6);
        System.out.printf(
                "| clues carried by the official meanwhile | %d |%n",
                officials.carried().size());
        System.out.printf(
                "| least heap of each minute, MB | %s |%n",
                memory.stream().map(bytes -> bytes >> 20).toList());
        refused.stream().limit(5).forEach(System.out::println);
    }
}
