package cn.qingfeng.security;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.testing.Accounts;
import cn.qingfeng.testing.Caller;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who may open which address, for every duty. What each sees behind it is tested where it is made. */
@AtTheDoor
class AccessTests {

    private static final Map<String, Caller> BROWSERS = new HashMap<>();

    @LocalServerPort
    int port;

    @Autowired
    Staff staff;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            GET  /camunda/app/tasklist/default/                      | everybody
            GET  /camunda/app/welcome/default/                       | everybody
            GET  /camunda/app/cockpit/default/                       | supervisor officehead grouphead discipline owner admin
            GET  /camunda/app/cockpit                                | supervisor officehead grouphead discipline owner admin
            GET  /camunda/app/admin/default/                         | admin
            GET  /camunda/api/engine/engine/default/task/count       | everybody
            POST /camunda/api/admin/setup/default/user/create        | nobody
            POST /camunda/api/admin/auth/user/default/login/tasklist | nobody
            GET  /register                                           | clerk grader officehead
            GET  /imports                                            | grader officehead
            GET  /province                                           | grader officehead
            GET  /webhooks                                           | admin
            POST /api/clues                                          | clerk grader officehead
            GET  /api/clues                                          | everybody
            GET  /api/units                                          | everybody
            GET  /api/board                                          | supervisor officehead grouphead discipline leader
            GET  /api/board/instances/none/around                    | supervisor officehead grouphead discipline leader
            GET  /api/troubles                                       | admin
            GET  /api/notices/failed                                 | admin
            GET  /matters                                            | everybody
            GET  /firms                                              | grader officehead grouphead supervisor leader officer
            GET  /firms/new                                          | grader officehead grouphead
            GET  /visits                                             | grader officehead grouphead supervisor leader officer
            GET  /rounds                                             | grader officehead grouphead supervisor unithead
            GET  /window-rounds                                      | grader officehead grouphead supervisor unithead
            GET  /evaluations                                        | grader officehead grouphead supervisor discipline leader unithead
            GET  /consequences                                       | grader officehead grouphead supervisor discipline leader handler unithead handler2
            GET  /four-links                                         | grader officehead grouphead supervisor discipline leader
            GET  /inspections                                        | grader officehead grouphead handler unithead handler2
            GET  /inbox                                              | everybody
            GET  /surveys                                            | grader officehead grouphead supervisor leader
            GET  /conduct-list                                       | everybody
            GET  /conduct-list/draft                                 | grader officehead grouphead
            GET  /clock                                              | everybody
            PUT  /api/calendar/days/2027-01-01                       | owner admin
            POST /api/people                                         | admin
            GET  /actuator/prometheus                                | admin
            GET  /actuator/info                                      | admin
            GET  /v3/api-docs                                        | everybody
            """)
    void opensAnAddressToThoseWhoseDutyNeedsIt(String call, String who) {
        String method = call.substring(0, 4).strip();
        String path = call.substring(5).strip();
        Set<String> allowed = switch (who) {
            case "everybody" -> Set.copyOf(Accounts.SHOWN);
            case "nobody" -> Set.of();
            default -> Set.copyOf(Arrays.asList(who.split(" ")));
        };
        for (String person : Accounts.SHOWN) {
            int status = ask(browser(person), method, path);
            if (allowed.contains(person)) {
                assertThat(status).as("%s may %s", person, call).isNotIn(401, 403, 500);
            } else {
                assertThat(status).as("%s may not %s", person, call).isEqualTo(403);
            }
        }
        var stranger = Caller.anonymous(port);
        int status = ask(stranger, method, path);
        // A page leads to the login, a program is told; whoever brings no token is refused before.
        assertThat(status).as("a stranger may not %s", call).isIn(302, 401, 403);
    }

    /** Cockpit's panels go by this answer, so that none asks for what it would be refused. */
    @Test
    void cockpitIsToldWhichPanelsThePersonMaySee() {
        for (String person : Accounts.SHOWN) {
            var told = browser(person).get("/api/console/navigation").body();
            assertThat(told)
                    .as(person)
                    .contains("\"board\":" + mayRead(person, "/api/board"))
                    .contains("\"troubles\":" + mayRead(person, "/api/troubles"))
                    .contains("\"troubles\":" + mayRead(person, "/api/notices/failed"));
        }
    }

    private boolean mayRead(String person, String path) {
        return browser(person).get(path).statusCode() == 200;
    }

    private int ask(Caller caller, String method, String path) {
        if (method.equals("GET")) {
            return (path.startsWith("/api") || path.contains("/api/") ? caller.get(path) : caller.page(path))
                    .statusCode();
        }
        if (path.startsWith("/camunda")) {
            return caller.webapp(method, path, "{}").statusCode();
        }
        var token = Map.of("X-CSRF-TOKEN", caller.cookie("QF-CSRF").orElse("none"));
        return caller.json(method, path, "{}", token).statusCode();
    }

    @ParameterizedTest
    @CsvSource({
        "/",
        "/login",
        "/pledges",
        "/exposures",
        "/results",
        "/window-results",
        "/conduct",
        "/ballots",
        "/ballots/pressure",
        "/ballots/questionnaire",
        "/own",
        "/actuator/health",
        "/actuator/health/liveness",
        "/css/qingfeng.css",
        "/js/login.js"
    })
    void opensPublicPagesToStrangersWithoutASession(String path) {
        var stranger = Caller.anonymous(port);
        assertThat(stranger.send(path, request -> request.header("Accept", "text/html, */*;q=0.8"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(stranger.cookie("SESSION")).isEmpty();
    }

    @Test
    void tellsStrangersNothingButThatTheProductIsUp() {
        assertThat(Caller.anonymous(port).get("/actuator/health").body()).doesNotContain("db", "components");
    }

    @ParameterizedTest
    @CsvSource({
        "/camunda/app/admin;x=/default/",
        "//camunda/app/admin/default/",
        "/camunda/app/%61dmin/default/",
        "/camunda/app/tasklist/../admin/default/",
        "/camunda/app/tasklist/%2e%2e/admin/default/",
        "/engine-rest/../api/people"
    })
    void isNotFooledByTheSpellingOfAnAddress(String path) {
        assertThat(browser("handler").page(path).statusCode()).isIn(400, 403, 404);
    }

    @Test
    void sendsAPolicyThatForbidsForeignScriptsAndFramesWithEveryPageOfOurs() {
        var page = Caller.anonymous(port).page("/login");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'self'", "frame-ancestors 'self'", "object-src 'none'")
                        .doesNotContain("unsafe"));
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("X-Frame-Options")).hasValue("SAMEORIGIN");
        assertThat(browser("handler")
                        .page("/camunda/app/tasklist/default/")
                        .headers()
                        .firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("frame-ancestors 'none'"));
    }

    private Caller browser(String person) {
        staff.forgiveFailures();
        return BROWSERS.computeIfAbsent(person + port, key -> {
            var browser = Caller.signedIn(port, person);
            browser.page("/");
            return browser;
        });
    }
}
