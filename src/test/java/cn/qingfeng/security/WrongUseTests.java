package cn.qingfeng.security;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.testing.Caller;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whoever uses an address wrongly hears so in words: programs by problem details, people on a page. */
@AtTheDoor
class WrongUseTests {

    @LocalServerPort
    int port;

    @Autowired
    Staff staff;

    @BeforeEach
    void forgive() {
        staff.forgiveFailures();
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /api/clues, application/json, 405",
        "PUT, /api/public/clues, application/json, 405",
        "GET, /api/public/clues, , 405",
        "POST, /api/public/clues, text/plain, 415",
        "POST, /api/clues, */*, 415",
        "POST, /api/clock, text/*, 415",
        "POST, /api/public/clues, x, 415",
        "POST, /api/public/clues, application/json; charset=foo, 415",
        "GET, /error, , 404",
        "POST, /api/public/receipts/status, application/xml, 415",
        "GET, /api/nowhere, , 404",
        "GET, /api/clues?page=2147483647, , 400",
        "GET, /api/clues?page=-1, , 400",
        "GET, /api/clues?page=99999999999999, , 400",
        "GET, /api/clues?size=ten, , 400",
        "GET, /api/board?page=2147483647, , 400",
        "GET, /api/inbox?page=2147483647, , 400",
        "GET, /api/notices/failed?page=2147483647, , 400",
        "GET, /api/calendar/deadline?workingDays=2147483647, , 400",
        "GET, /api/calendar/deadline?workingDays=99999999999999, , 400",
        "GET, /api/calendar/deadline?from=+999999999-01-01T00:00:00Z&workingDays=1, , 400"
    })
    void programsHearWhatIsWrong(String method, String path, String type, int status) {
        for (var language : new String[] {"zh-CN", "en"}) {
            var person = path.contains("notices") ? "admin" : "supervisor";
            var answer = Caller.basic(port, person).speaking(language).send(path, request -> {
                request.header("Accept", "application/json")
                        .method(method, type == null ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"));
                if (type != null) {
                    request.header("Content-Type", type);
                }
            });
            assertThat(answer.statusCode())
                    .as("%s %s: %s", method, path, answer.body())
                    .isEqualTo(status);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            var problem = Caller.json(answer);
            assertThat(problem.path("status").asInt()).isEqualTo(status);
            assertThat(problem.path("title").asText()).isNotBlank();
            var words = problem.path("detail").asText();
            assertThat(words.chars().anyMatch(letter -> Character.isIdeographic(letter)))
                    .as(words)
                    .isEqualTo(language.startsWith("zh"));
            assertThat(words).isNotBlank().doesNotContain("Exception", "null");
        }
    }

    /** A filter, a login, an API, a page's script, the error page: whoever refuses, a program reads it in one way. */
    @ParameterizedTest
    @CsvSource({
        "supervisor, GET, /api/clues/WY20200101-0001, 404, clue.unknown",
        "clerk, POST, /api/clues, 400, refusal.unreadable",
        "supervisor, PUT, /api/public/clues, 405, error.405.text",
        "supervisor, POST, /%61pi/clues, 400, refusal.address",
        "supervisor, GET, /api/calendar/deadline?from=2026-03-02T09:00:00Z&workingDays=x, 400, calendar.days.range",
        "supervisor, GET, /clues/WY20200101-0001, 404, clue.unknown",
        "handler, GET, /api/people, 403, security.notYours",
        "nobody, GET, /api/clues, 401, security.wrong",
        "supervisor, GET, /engine-rest/task?maxResults=x, 400, refusal.page"
    })
    void everyRefusalHasOneShape(String person, String method, String path, int status, String key) {
        var answer = Caller.basic(port, person)
                .send(
                        path,
                        request ->
                                request.header("Accept", "application/json").method(method, BodyPublishers.noBody()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
        var problem = Caller.json(answer);
        assertThat(problem.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("type", "title", "status", "detail", "code", "message");
        assertThat(problem.path("type").asText()).isEqualTo("urn:qingfeng:" + key);
        assertThat(problem.path("code").asText()).isEqualTo(key);
        assertThat(problem.path("message").asText())
                .isEqualTo(problem.path("detail").asText());
    }

    /** What is the same for everybody may be kept; what may be about a person may not. */
    @ParameterizedTest
    @CsvSource({"/ledger, no-store", "/api/clues, no-store", "/report, no-store", "/css/qingfeng.css, no-cache"})
    void nothingPersonalIsKept(String path, String rule) {
        assertThat(Caller.signedIn(port, "supervisor").page(path).headers().allValues("Cache-Control"))
                .containsExactly(rule);
    }

    /** Whoever asks in a format that nobody knows is answered in one that programs read. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "image/png", "application/pdf;q=1", "*"})
    void anUnknownFormatIsAnsweredInWords(String accept) {
        for (var path : List.of("/api/clues?page=-1", "/api/calendar/deadline?workingDays=x", "/api/none")) {
            var answer = Caller.basic(port, "supervisor")
                    .send(path, request -> request.header("Accept", accept).GET());
            assertThat(answer.statusCode()).as(path).isBetween(400, 499);
            assertThat(Caller.json(answer).path("detail").asText())
                    .as(path + " " + accept)
                    .isNotBlank();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ledger?page=2147483647", "/inbox?page=2147483647", "/inbox?page=x", "/ledger?page=-5"})
    void peopleSeeAPage(String path) {
        var answer = Caller.signedIn(port, "supervisor").page(path);
        assertThat(answer.statusCode()).isBetween(200, 499);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(answer.body()).doesNotContain("Exception", "??");
    }

    @Test
    void aBrowserThatMayNotIsToldOnAPage() {
        for (var path : new String[] {"/register", "/camunda/app/admin/default/", "/camunda/app/cockpit/default/"}) {
            var answer = Caller.signedIn(port, "handler").page(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(403);
            assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                    .as(path)
                    .startsWith("text/html");
            assertThat(answer.body()).as(path).contains("没有这项权限").doesNotContain("\"status\"");
        }
        assertThat(Caller.signedIn(port, "handler").get("/register").headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
    }

    /** What the server or the firewall refuse before a filter of ours is asked, and an address that fits into no cookie. */
    @ParameterizedTest
    @CsvSource({
        "GET, /clues/%00, 400",
        "GET, /clues/..%2f..%2f, 400",
        "GET, /engine-rest%2ftask, 400",
        "GET, /engine-rest/task%, 400",
        "GET, /<LONG>, 400",
        "FOO, /report, 400",
        "TRACE, /report, 400",
        "GET, /ledger?q=<3000>, 401"
    })
    void whatReachesNoPageIsRefusedInWordsToo(String method, String path, int status) throws IOException {
        var address = path.replace("<LONG>", "a".repeat(9000))
                .replace("<3000>", "%61".repeat(3000).substring(0, 5000) + "1");
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write((method + " " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 " + status);
            assertThat(answer).doesNotContain("HTTP Status", "Exception");
            assertThat(answer.chars().anyMatch(Character::isIdeographic))
                    .as(answer)
                    .isTrue();
        }
    }
}
