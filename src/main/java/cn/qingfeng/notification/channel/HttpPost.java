package cn.qingfeng.notification.channel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/** One post to another system: within a time, without following redirects, reading no more than a short answer. */
@Component
class HttpPost {

    /** By this a receiver sees that a repeated message is the same one. */
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final int LONGEST_ANSWER = 64 * 1024;

    record Answer(int status, String body) {}

    private final HttpClient client;
    private final GatewaySettings settings;

    HttpPost(GatewaySettings settings) {
        this.settings = settings;
        this.client = HttpClient.newBuilder()
                .connectTimeout(settings.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /** @throws IOException when no whole answer came in time */
    Answer send(URI to, String contentType, String body, String id, Map<String, String> headers) throws IOException {
        var request = HttpRequest.newBuilder(to)
                .timeout(settings.timeout())
                .header("Content-Type", contentType + "; charset=utf-8")
                .header(IDEMPOTENCY_KEY, id)
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        headers.forEach(request::header);
        CompletableFuture<Answer> answer = client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream())
                .thenApplyAsync(HttpPost::read);
        try {
            // The request's own timeout ends with the headers; this one counts a body that trickles, too.
            return answer.get(settings.timeout().toMillis() * 2, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            answer.cancel(true);
            throw new IOException("no answer", e);
        }
    }

    private static Answer read(HttpResponse<InputStream> response) {
        try (var in = response.body()) {
            var bytes = new ByteArrayOutputStream();
            bytes.write(in.readNBytes(LONGEST_ANSWER));
            return new Answer(response.statusCode(), bytes.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
