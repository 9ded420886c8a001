package cn.qingfeng.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** One real HTTP server for all tests, on a free port: an SMS gateway or a robot's maker that answers what a test wants. */
public final class HttpReceiver {

    /** What arrived. */
    public record Post(String path, String query, Map<String, String> headers, String body) {}

    /** What to answer; {@code hang} keeps the sender waiting until {@link #empty()}. */
    public record Answer(int status, String body, boolean hang) {}

    private static final List<Post> RECEIVED = new ArrayList<>();
    private static final Map<String, Answer> ANSWERS = new ConcurrentHashMap<>();
    private static HttpServer server;
    private static CountDownLatch hanging = new CountDownLatch(1);

    private HttpReceiver() {}

    /** An address of it; started when first asked for. */
    public static synchronized String url(String path) {
        if (server == null) {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server.createContext("/", HttpReceiver::take);
            server.setExecutor(Executors.newCachedThreadPool(work -> {
                var thread = new Thread(work, "http-receiver");
                thread.setDaemon(true);
                return thread;
            }));
            server.start();
        }
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** From now on, what a path answers. */
    public static void answer(String path, int status, String body) {
        ANSWERS.put(path, new Answer(status, body, false));
    }

    /** From now on, a path answers nothing. */
    public static void hang(String path) {
        ANSWERS.put(path, new Answer(200, "", true));
    }

    /** All that has arrived since the last {@link #empty()}, oldest first. */
    public static List<Post> received() {
        synchronized (RECEIVED) {
            return List.copyOf(RECEIVED);
        }
    }

    /** Forgets what has arrived and answers like a gateway that is well. */
    public static synchronized void empty() {
        hanging.countDown();
        hanging = new CountDownLatch(1);
        synchronized (RECEIVED) {
            RECEIVED.clear();
        }
        ANSWERS.clear();
        answer("/sms", 200, "{\"code\":0}");
        answer("/wecom", 200, "{\"errcode\":0,\"errmsg\":\"ok\"}");
        answer("/dingtalk", 200, "{\"errcode\":0,\"errmsg\":\"ok\"}");
    }

    private static void take(HttpExchange exchange) throws IOException {
        var headers = new ConcurrentHashMap<String, String>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        var path = exchange.getRequestURI().getPath();
        var post = new Post(
                path,
                exchange.getRequestURI().getRawQuery(),
                headers,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        synchronized (RECEIVED) {
            RECEIVED.add(post);
        }
        var answer = ANSWERS.getOrDefault(path, new Answer(404, "", false));
        if (answer.hang()) {
            try {
                hanging.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }
}
