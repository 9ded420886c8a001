package cn.qingfeng.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One post: what is sent, and that neither a slow, a long nor a leading answer gets us into trouble. */
class HttpPostTests {

    private final CountDownLatch over = new CountDownLatch(1);
    private final Map<String, List<String>> headers = new ConcurrentHashMap<>();
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private HttpServer server;
    private volatile String body;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(workers);
        server.createContext("/", exchange -> {
            headers.putAll(exchange.getRequestHeaders());
            body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            switch (exchange.getRequestURI().getPath()) {
                case "/elsewhere" -> {
                    exchange.getResponseHeaders().set("Location", "/");
                    exchange.sendResponseHeaders(307, -1);
                }
                case "/trickle" -> {
                    exchange.sendResponseHeaders(200, 10);
                    exchange.getResponseBody().write('o');
                    exchange.getResponseBody().flush();
                    try {
                        over.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
                case "/long" -> {
                    exchange.sendResponseHeaders(200, 1 << 20);
                    exchange.getResponseBody().write(new byte[1 << 20]);
                }
                default -> {
                    exchange.sendResponseHeaders(422, 3);
                    exchange.getResponseBody().write("不".getBytes(StandardCharsets.UTF_8));
                }
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        workers.shutdownNow();
    }

    private HttpPost.Answer post(String path, Duration timeout) throws IOException {
        var settings = new GatewaySettings(null, null, null, timeout);
        return new HttpPost(settings)
                .send(
                        URI.create("http://localhost:" + server.getAddress().getPort() + path),
                        "application/json",
                        "{\"text\":\"好\"}",
                        "id-1",
                        Map.of("Authorization", "token"));
    }

    @Test
    void carriesItsKeyItsHeadersAndItsTextAndHandsOutAnAnswerOfAnyStatus() throws IOException {
        var answer = post("/", Duration.ofSeconds(20));

        assertThat(answer).isEqualTo(new HttpPost.Answer(422, "不"));
        assertThat(body).isEqualTo("{\"text\":\"好\"}");
        assertThat(headers)
                .containsEntry("Idempotency-key", List.of("id-1"))
                .containsEntry("Authorization", List.of("token"))
                .containsEntry("Content-type", List.of("application/json; charset=utf-8"));
    }

    @Test
    void followsNobodyElsewhere() throws IOException {
        assertThat(post("/elsewhere", Duration.ofSeconds(20)).status()).isEqualTo(307);
    }

    @Test
    void readsNoMoreThanAShortAnswer() throws IOException {
        assertThat(post("/long", Duration.ofSeconds(20)).body()).hasSize(64 * 1024);
    }

    @Test
    void doesNotWaitForAnAnswerThatTrickles() {
        assertThatIOException().isThrownBy(() -> post("/trickle", Duration.ofMillis(300)));
    }
}
