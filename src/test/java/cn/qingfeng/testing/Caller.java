package cn.qingfeng.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A browser or a program that talks to the running product: keeps cookies, follows no redirect by itself. */
public class Caller {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final CookieManager cookies;
    private final HttpClient http;
    private final String home;
    private String basic;
    private String language;

    private Caller(int port) {
        this.home = "http://localhost:" + port;
        this.cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
        this.http = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    private Caller(Caller same, int port) {
        this.home = "http://localhost:" + port;
        this.cookies = same.cookies;
        this.http = same.http;
        this.basic = same.basic;
        this.language = same.language;
    }

    /** The same browser, with its cookies, at another node. */
    public Caller at(int port) {
        return new Caller(this, port);
    }

    public static Caller anonymous(int port) {
        return new Caller(port);
    }

    /** A program with HTTP Basic. */
    public static Caller basic(int port, String username, String password) {
        var caller = new Caller(port);
        caller.basic = "Basic "
                + Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
        return caller;
    }

    public static Caller basic(int port, String username) {
        return basic(port, username, username);
    }

    /** A browser that has signed in on the login page. */
    public static Caller signedIn(int port, String username) {
        var caller = new Caller(port);
        var answer = caller.signIn(username, username);
        if (answer.statusCode() != 302
                || answer.headers().firstValue("Location").orElse("").contains("error")) {
            throw new IllegalStateException(username + " cannot sign in: " + answer.statusCode() + answer.headers());
        }
        return caller;
    }

    public Caller speaking(String language) {
        this.language = language;
        return this;
    }

    public HttpResponse<String> signIn(String username, String password) {
        var page = page("/login");
        var token = page.body().replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]*)\".*", "$1");
        return form("/login", Map.of("username", username, "password", password, "_csrf", token));
    }

    public HttpResponse<String> page(String path) {
        return send(path, request -> request.GET().header("Accept", "text/html"));
    }

    public HttpResponse<String> get(String path) {
        return send(path, request -> request.GET().header("Accept", "application/json"));
    }

    public HttpResponse<String> form(String path, Map<String, String> fields) {
        return send(
                path,
                request -> request.POST(BodyPublishers.ofString(written(fields)))
                        .header("Accept", "text/html")
                        .header("Content-Type", "application/x-www-form-urlencoded"));
    }

    /** A field with several values is a list. */
    private static String written(Map<String, ?> fields) {
        return fields.entrySet().stream()
                .flatMap(field -> (field.getValue() instanceof List<?> several ? several : List.of(field.getValue()))
                        .stream()
                                .map(value -> field.getKey() + "="
                                        + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8)))
                .collect(Collectors.joining("&"));
    }

    /** Parts of a form with files: a text, or a file's bytes under a name that its sender gave. */
    public HttpResponse<String> multipart(String path, Part... parts) {
        return multipart(path, Map.of(), parts);
    }

    public HttpResponse<String> multipart(String path, Map<String, String> headers, Part... parts) {
        var boundary = "----qingfeng-" + System.nanoTime();
        var body = new ByteArrayOutputStream();
        for (var part : parts) {
            body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + part.name() + "\""
                            + (part.filename() == null ? "" : "; filename=\"" + part.filename() + "\"")
                            + (part.type() == null ? "" : "\r\nContent-Type: " + part.type()) + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(part.content());
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(path, request -> {
            request.POST(BodyPublishers.ofByteArray(body.toByteArray()))
                    .header("Accept", "application/json")
                    .header("Content-Type", "multipart/form-data; boundary=" + boundary);
            headers.forEach(request::header);
        });
    }

    /** One part of a form with files. */
    public record Part(String name, String filename, String type, byte[] content) {
        public static Part text(String name, String text) {
            return new Part(name, null, null, text.getBytes(StandardCharsets.UTF_8));
        }

        public static Part file(String name, String filename, byte[] content) {
            return new Part(name, filename, "application/octet-stream", content);
        }
    }

    /** What is downloaded. */
    public HttpResponse<byte[]> bytes(String path) {
        return bytes(path, request -> request.GET());
    }

    public HttpResponse<byte[]> bytes(String path, Consumer<HttpRequest.Builder> fill) {
        return send(path, fill, BodyHandlers.ofByteArray());
    }

    /** What a form of our pages answers, which may be a file; with the token that a script of the page would send. */
    public HttpResponse<byte[]> submitted(String path, Map<String, ?> fields) {
        page("/");
        return bytes(
                path,
                request -> request.POST(BodyPublishers.ofString(written(fields)))
                        .header("X-CSRF-TOKEN", cookie("QF-CSRF").orElse("none"))
                        .header("Content-Type", "application/x-www-form-urlencoded"));
    }

    public HttpResponse<String> post(String path, String json) {
        return json("POST", path, json, Map.of());
    }

    public HttpResponse<String> json(String method, String path, String json, Map<String, String> headers) {
        return send(path, request -> {
            request.method(method, BodyPublishers.ofString(json))
                    .header("Accept", "application/json")
                    .header("Content-Type", "application/json");
            headers.forEach(request::header);
        });
    }

    /** What Tasklist and Cockpit do with their own token. */
    public HttpResponse<String> webapp(String method, String path, String json) {
        cookie("XSRF-TOKEN").orElseGet(() -> {
            page("/camunda/app/tasklist/default/");
            return null;
        });
        return json(
                method, path, json, Map.of("X-XSRF-TOKEN", cookie("XSRF-TOKEN").orElse("none")));
    }

    public HttpResponse<String> send(String path, Consumer<HttpRequest.Builder> fill) {
        return send(path, fill, BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> send(
            String path, Consumer<HttpRequest.Builder> fill, HttpResponse.BodyHandler<T> handler) {
        var request = HttpRequest.newBuilder(URI.create(home + path));
        if (basic != null) {
            request.header("Authorization", basic);
        }
        if (language != null) {
            request.header("Accept-Language", language);
        }
        fill.accept(request);
        try {
            return http.send(request.build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Optional<String> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    public static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(answer.body(), e);
        }
    }
}
