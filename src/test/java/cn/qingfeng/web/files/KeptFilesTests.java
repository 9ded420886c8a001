package cn.qingfeng.web.files;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.testing.Caller;
import cn.qingfeng.testing.OnTheProduct;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a page costs on the line: files are packed, kept for good under an address that changes with them, and nobody's secret. */
@OnTheProduct
class KeptFilesTests {

    private static final long PUBLIC_PAGE = 150_000;

    private static final Pattern LINK =
            Pattern.compile("(?:src|href)=\"(/(?:v|css|js|img|camunda)/[^\"]+\\.(?:js|css|svg)[^\"]*)\"");
    private static final Pattern IMPORT = Pattern.compile("(?:from |import |url\\()['\"]([./][^'\"]+)['\"]");

    @LocalServerPort
    int port;

    @Autowired
    FilesVersion version;

    @ParameterizedTest
    @ValueSource(strings = {"/", "/report", "/track", "/rate?window=dj-01", "/login"})
    void publicPageLoadsLittleAndTheSecondTimeOnlyItself(String path) {
        var page = packed(Caller.anonymous(port), path);
        var weight = length(page);
        var files = behind(path);
        assertThat(files).isNotEmpty();
        for (var file : files) {
            var answer = packed(Caller.anonymous(port), file);
            weight += length(answer);
            assertThat(answer.headers().firstValue("Cache-Control")).as(file).hasValue("max-age=31536000, immutable");
        }
        assertThat(weight).as("%s and %s", path, files).isBetween(2_000L, PUBLIC_PAGE);
    }

    @Test
    void addressWithoutVersionOrWithAnOldOneIsAskedForAgain() {
        for (var path :
                List.of("/css/qingfeng.css", "/v/0123456789abcdef/css/qingfeng.css", "/css/qingfeng.css?bust=7.24.0")) {
            var answer = packed(Caller.anonymous(port), path);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().allValues("Cache-Control")).as(path).containsExactly("no-cache");
            var tag = answer.headers().firstValue("ETag").orElseThrow();
            var again = Caller.anonymous(port)
                    .send(
                            path,
                            request -> request.header("Accept-Encoding", "gzip").header("If-None-Match", tag));
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
        }
        assertThat(Caller.anonymous(port)
                        .get("/v/" + version.now() + "/css/nothing.css")
                        .statusCode())
                .isEqualTo(404);
    }

    /** A page asks so whether the line is there before it sends what was typed. */
    @Test
    void theHeadAloneIsAnsweredAsTheWholeWouldBe() {
        for (var path : List.of("/img/mark.svg", "/v/" + version.now() + "/img/mark.svg")) {
            var head = Caller.anonymous(port)
                    .send(path, request -> request.method("HEAD", HttpRequest.BodyPublishers.noBody()));
            assertThat(head.statusCode()).as(path).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(Caller.anonymous(port).get(path).body()).contains("<svg");
        }
    }

    @Test
    void whoTakesNoPackedFilesGetsThemPlain() {
        var packed = packed(Caller.anonymous(port), "/css/qingfeng.css");
        var plain = Caller.anonymous(port)
                .send("/css/qingfeng.css", request -> request.header("Accept-Encoding", "gzip;q=0"));
        assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(plain.body()).contains("body");
        assertThat(plain.headers().firstValue("ETag"))
                .isNotEqualTo(packed.headers().firstValue("ETag"));
        assertThat(packed.headers().allValues("Vary")).contains("Accept-Encoding");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit"})
    void webappLoadsPackedAndTheSecondTimeOnlyItsPage(String app) {
        var supervisor = Caller.signedIn(port, "supervisor");
        var page = supervisor.page("/camunda/app/" + app + "/default/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("bust=" + version.now()).doesNotContain("bust=7.");
        var weight = 0L;
        for (var file : links(page.body())) {
            var answer = packed(supervisor, file);
            assertThat(answer.statusCode()).as(file).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control")).as(file).hasValue("max-age=31536000, immutable");
            weight += length(answer);
        }
        assertThat(weight).isBetween(500_000L, 1_600_000L);

        var main = supervisor
                .get("/camunda/app/%s/camunda-%s-bootstrap.js".formatted(app, app))
                .body();
        assertThat(main)
                .contains("window.bust=\"" + version.now() + "\"", "config.js?bust=\"+window.bust")
                .doesNotContain(
                        "(new Date).getTime(),e.next=3,import",
                        "bust=\".concat(\"7.",
                        "bust=\").concat(\"7.",
                        "bust:\"7.");
        var plugin = packed(
                supervisor,
                "/camunda/api/%s/plugin/%sPlugins/static/app/plugin.js?bust=%s".formatted(app, app, version.now()));
        assertThat(plugin.headers().firstValue("Cache-Control")).hasValue("max-age=31536000, immutable");
        assertThat(plugin.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(supervisor
                        .get("/camunda/app/%s/scripts/config.js".formatted(app))
                        .body())
                .contains("../../../../v/" + version.now() + "/console/")
                .doesNotContain("'../../../../console/");
        assertThat(supervisor
                        .get("/camunda/app/%s/scripts/qingfeng.js".formatted(app))
                        .body())
                .contains("../../../../v/" + version.now() + "/console/");
        var styles = supervisor
                .get("/camunda/app/%s/styles/user-styles.css".formatted(app))
                .body();
        assertThat(styles).contains("/v/" + version.now() + "/console/clue.css");
        for (var ours : Set.of("clue.css", "vendor.css", app + ".js", "server.js", "texts.js", "locales/zh-CN.json")) {
            var answer = packed(supervisor, "/v/" + version.now() + "/console/" + ours);
            assertThat(answer.statusCode()).as(ours).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("max-age=31536000, immutable");
        }
    }

    @Test
    void whatStandsBehindTheLoginIsHandedToNobodyElse() {
        var supervisor = Caller.signedIn(port, "supervisor");
        var ours = "/v/" + version.now() + "/console/clue.js";
        var board = "/camunda/app/cockpit/scripts/config.js?bust=" + version.now();
        assertThat(supervisor.get(ours).statusCode()).isEqualTo(200);
        var first = supervisor.get(board);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(supervisor.get(board).headers().allValues("Set-Cookie")).isEmpty();

        assertThat(Caller.anonymous(port).get(ours).statusCode()).isIn(302, 401);
        assertThat(Caller.anonymous(port).get(board).statusCode()).isIn(302, 401);
        assertThat(Caller.signedIn(port, "clerk").get(board).statusCode()).isEqualTo(403);
    }

    @Test
    void whatAnotherSiteAsksForIsNotPacked() {
        var caller = Caller.signedIn(port, "supervisor");
        assertThat(asked(caller, "/ledger", "same-origin").headers().firstValue("Content-Encoding"))
                .hasValue("gzip");
        assertThat(asked(caller, "/ledger", "none").headers().firstValue("Content-Encoding"))
                .hasValue("gzip");
        for (var from : List.of("cross-site", "same-site")) {
            assertThat(asked(caller, "/ledger", from).headers().firstValue("Content-Encoding"))
                    .isEmpty();
        }
        // An old browser, or a program: it does not say who asks.
        assertThat(packed(caller, "/ledger").headers().firstValue("Content-Encoding"))
                .isEmpty();
    }

    private static HttpResponse<String> asked(Caller caller, String path, String from) {
        return caller.send(
                path,
                request -> request.header("Accept-Encoding", "gzip")
                        .header("Accept", "text/html")
                        .header("Sec-Fetch-Site", from));
    }

    /** As a browser asks that takes packed answers. */
    private static HttpResponse<String> packed(Caller caller, String path) {
        return caller.send(
                path,
                request ->
                        request.header("Accept-Encoding", "gzip, deflate, br").header("Accept", "text/html,*/*;q=0.8"));
    }

    private static long length(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.headers()
                .firstValueAsLong("Content-Length")
                .orElse(answer.body().length());
    }

    /** Every file that a page brings, with what those import. */
    private Set<String> behind(String path) {
        var caller = Caller.anonymous(port);
        var found = new LinkedHashSet<String>();
        var open = new ArrayDeque<>(links(caller.page(path).body()));
        while (!open.isEmpty()) {
            var file = open.poll();
            if (found.add(file) && file.matches(".*\\.(?:js|css)")) {
                IMPORT.matcher(caller.get(file).body())
                        .results()
                        .map(at -> URI.create(file).resolve(at.group(1)).getPath())
                        .forEach(open::add);
            }
        }
        return found;
    }

    private static List<String> links(String page) {
        return LINK.matcher(page).results().map(at -> at.group(1)).toList();
    }
}
