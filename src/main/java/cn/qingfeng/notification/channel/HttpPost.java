package cn.qingfeng.notification.channel;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** One post to another system: within a time, without following redirects, reading no more than a short answer. */
@Component
class HttpPost {

    /** By this a receiver sees that a repeated message is the same one. */
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final int LONGEST_ANSWER = 64 * 1024;

    record Answer(int status, String body) {}

    private final RestClient client;

    HttpPost(GatewaySettings settings) {
        var requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .connectTimeout(settings.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build());
        // Spring counts the body, too, so that one that trickles ends as well.
        requests.setReadTimeout(settings.timeout());
        this.client = RestClient.builder().requestFactory(requests).build();
    }

    /** @throws IOException when no whole answer came in time */
    Answer send(URI to, String contentType, String body, String id, Map<String, String> headers) throws IOException {
        try {
            return client.post()
                    .uri(to)
                    .header(HttpHeaders.CONTENT_TYPE, contentType + "; charset=utf-8")
                    .header(IDEMPOTENCY_KEY, id)
                    .headers(sent -> headers.forEach(sent::set))
                    .body(body.getBytes(StandardCharsets.UTF_8))
                    .exchange((request, answer) -> new Answer(
                            answer.getStatusCode().value(),
                            new String(answer.getBody().readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8)));
        } catch (RestClientException e) {
            throw new IOException("no answer", e);
        }
    }
}
