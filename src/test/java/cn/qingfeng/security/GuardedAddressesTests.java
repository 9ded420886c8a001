package cn.qingfeng.security;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.web.Address;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.security.web.SecurityFilterChain;

/** Whatever a filter guards, no other spelling of its address walks past it. */
@AtTheDoor
class GuardedAddressesTests {

    private static final String JSON = "application/json";
    private static final String PARTS = "multipart/form-data; boundary=x";

    /** A call that a filter of ours looks at. */
    private record Call(String method, String path, String type) {}

    /** Every filter of ours with addresses that it guards; a new filter must be written down here. */
    private static final Map<String, List<Call>> GUARDED = Map.ofEntries(
            Map.entry("PlainAddresses", List.of(new Call("GET", "/ledger", null))),
            Map.entry("OutOfOrder", List.of(new Call("GET", "/dashboard", null))),
            Map.entry(
                    "KeptFiles",
                    List.of(
                            new Call("GET", "/css/qingfeng.css", null),
                            new Call("GET", "/v/0/js/form.js", null),
                            new Call("GET", "/v/0/console/clue.js", null))),
            Map.entry(
                    "PublicPosts",
                    List.of(
                            new Call("POST", "/api/public/clues", JSON),
                            new Call("POST", "/api/public/receipts/status", JSON),
                            new Call("POST", "/form/visible/report-clue", JSON),
                            new Call("POST", "/track", "application/x-www-form-urlencoded"),
                            new Call("POST", "/report", "application/x-www-form-urlencoded"))),
            Map.entry(
                    "UploadFilter",
                    List.of(
                            new Call("POST", "/api/public/clues", PARTS),
                            new Call("POST", "/report/files", PARTS),
                            new Call("POST", "/engine-rest/deployment/create", PARTS))),
            Map.entry(
                    "TaskFormFilter",
                    List.of(
                            new Call("GET", "/engine-rest/task/some/deployed-form", null),
                            new Call("GET", "/camunda/api/engine/engine/default/task/some/deployed-form", null))),
            Map.entry(
                    "EngineTextFilter",
                    List.of(
                            new Call("POST", "/engine-rest/task/create", JSON),
                            new Call("PUT", "/engine-rest/task/some/variables/x", JSON),
                            new Call("POST", "/camunda/api/engine/engine/default/message", JSON))),
            Map.entry(
                    "EnginePageFilter",
                    List.of(
                            new Call("GET", "/engine-rest/task", null),
                            new Call("GET", "/camunda/api/engine/engine/default/process-definition", null))),
            Map.entry("EngineIdentityFilter", List.of(new Call("GET", "/engine-rest/task/count", null))),
            Map.entry("EngineAnswers", List.of(new Call("POST", "/engine-rest/task/some/complete", JSON))),
            Map.entry("CrossSiteFilter", List.of(new Call("POST", "/engine-rest/task", JSON))),
            Map.entry("NoStore", List.of(new Call("GET", "/login", null))),
            Map.entry("Cookie", List.of(new Call("GET", "/login", null))),
            Map.entry("WebappIdentityFilter", List.of(new Call("GET", "/camunda/app/tasklist/default/", null))),
            Map.entry("PageNonceFilter", List.of(new Call("GET", "/camunda/app/admin/default/", null))));

    /** What the chains guard by address alone. */
    private static final List<Call> BY_ADDRESS = List.of(
            new Call("POST", "/camunda/api/admin/setup/default/user/create", JSON),
            new Call("POST", "/camunda/api/admin/auth/user/default/login/tasklist", JSON),
            new Call("GET", "/actuator/prometheus", null),
            new Call("GET", "/register", null),
            new Call("POST", "/api/people", JSON),
            new Call("GET", "/engine-rest/engine", null));

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @Test
    void everyFilterOfOursIsTried() {
        var ours = new TreeSet<String>();
        var filters = Stream.of(
                        context.getBeansOfType(Filter.class).values().stream(),
                        context.getBeansOfType(FilterRegistrationBean.class).values().stream()
                                .map(FilterRegistrationBean::getFilter),
                        context.getBeansOfType(SecurityFilterChain.class).values().stream()
                                .flatMap(chain -> chain.getFilters().stream()))
                .flatMap(each -> each);
        filters.map(Object::getClass)
                .filter(type -> type.getPackageName().startsWith("cn.qingfeng"))
                .forEach(type -> ours.add(type.getSimpleName()));
        assertThat(GUARDED.keySet()).containsAll(ours);
    }

    static Stream<Call> guarded() {
        return Stream.concat(GUARDED.values().stream().flatMap(List::stream), BY_ADDRESS.stream())
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void noOtherSpellingOfAGuardedAddressIsAnswered(Call call) throws IOException {
        assertThat(answerTo(call, call.path())).as("%s itself", call).doesNotContain("refusal.address", "HTTP/1.1 500");
        for (var twin : twinsOf(call.path())) {
            assertThat(statusOf(call, twin)).as("%s %s", call.method(), twin).isEqualTo(400);
        }
        assertThat(statusOf(call, call.path().toUpperCase(Locale.ROOT)))
                .as("%s in capitals", call)
                .isIn(302, 401, 403, 404, 415);
    }

    @Test
    void saysInWordsWhatIsWrongWithTheAddress() throws IOException {
        assertThat(answerTo(new Call("POST", "", JSON), "/%61pi/public/clues"))
                .contains("application/problem+json", "地址的写法不对", "urn:qingfeng:refusal.address");
        assertThat(answerTo(new Call("GET", "", null), "/engin%65-rest")).contains("HTTP/1.1 400", "地址的写法不对");
        assertThat(answerTo(new Call("GET", "", null), "/led%67er")).contains("text/html", "地址的写法不对");
    }

    /** The other way round: nobody matches what was sent as it was sent. */
    @Test
    void onlyOnePlaceAsksForTheAddress() {
        ArchRuleDefinition.noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Address.class.getName())
                .and()
                .doNotHaveSimpleName("PlainAddresses")
                .should()
                .callMethod(HttpServletRequest.class, "getRequestURI")
                .orShould()
                .callMethod(HttpServletRequest.class, "getRequestURL")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("cn.qingfeng"));
    }

    private static Set<String> twinsOf(String path) {
        var twins = new TreeSet<String>();
        for (var at = 1; at < path.length(); at++) {
            var letter = path.charAt(at);
            if (letter == '/') {
                continue;
            }
            var starts = path.charAt(at - 1) == '/';
            if (starts || at == path.length() - 1) {
                twins.add(path.substring(0, at) + "%%%02x".formatted((int) letter) + path.substring(at + 1));
                twins.add(path.substring(0, at) + "%%%02X".formatted((int) letter) + path.substring(at + 1));
                twins.add(path.substring(0, at) + "%%25%02x".formatted((int) letter) + path.substring(at + 1));
            }
            if (starts) {
                for (var between : List.of("/", "./", "x/../", "%2e/", "x/%2E%2e/", "%2f", ";x=1/", "\\")) {
                    twins.add(path.substring(0, at) + between + path.substring(at));
                }
            }
        }
        for (var end : List.of(";", ";jsessionid=1", "/.", "%00", "%c1%a1", "%", "%zz", "//", "\\", "%5c")) {
            twins.add(path + end);
        }
        return twins;
    }

    private int statusOf(Call call, String address) throws IOException {
        return Integer.parseInt(answerTo(call, address).substring(9, 12));
    }

    /** By hand: clients put addresses right before they send them. */
    private String answerTo(Call call, String address) throws IOException {
        var lines = new ArrayList<>(
                List.of(call.method() + " " + address + " HTTP/1.1", "Host: localhost", "Connection: close"));
        lines.add("Accept: " + (call.path().isEmpty() && call.type() == null ? "text/html" : JSON));
        if (call.type() != null) {
            lines.add("Content-Type: " + call.type());
            lines.add("Content-Length: 2");
        }
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write((String.join("\r\n", lines) + "\r\n\r\n" + (call.type() == null ? "" : "{}"))
                            .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
