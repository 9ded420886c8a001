package cn.qingfeng.security;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.testing.Caller;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@AtTheDoor
class LoginTests {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Organization organization;

    @Autowired
    Staff staff;

    @BeforeEach
    void forgetFailures() {
        staff.forgiveFailures();
    }

    @Test
    void leadsWhoeverIsNotSignedInToTheLoginPageAndBackToWhatWasAsked() {
        var browser = Caller.anonymous(port);
        var asked = browser.page("/camunda/app/tasklist/default/");
        assertThat(asked.statusCode()).isEqualTo(302);
        assertThat(asked.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/login"));
        assertThat(browser.cookie("SESSION")).as("nobody has a session yet").isEmpty();

        var signedIn = browser.signIn("handler", "handler");
        assertThat(signedIn.statusCode()).isEqualTo(302);
        assertThat(signedIn.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).contains("/camunda/app/tasklist/default/"));
        assertThat(browser.page("/camunda/app/tasklist/default/").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "handler, /camunda/app/tasklist/",
        "officehead, /camunda/app/tasklist/",
        "supervisor, /camunda/app/tasklist/",
        "leader, /dashboard",
        "owner, /work",
        "admin, /work"
    })
    void leadsEachDutyToWhereItsWorkIs(String person, String home) {
        var browser = Caller.anonymous(port);
        assertThat(browser.signIn(person, person).headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith(home));
        assertThat(browser.page(home).statusCode()).isIn(200, 302);
        assertThat(browser.page("/login").headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith(home));
    }

    @Test
    void speaksChineseUnlessAskedForEnglish() {
        assertThat(Caller.anonymous(port).page("/login").body()).contains("工作人员登录");
        var english = Caller.anonymous(port)
                .send(
                        "/login",
                        request -> request.header("Accept-Language", "en").header("Accept", "text/html"));
        assertThat(english.body()).contains("Staff sign-in");
    }

    @Test
    void carriesTheSameSignInToTasklistCockpitAndTheApi() {
        var browser = Caller.signedIn(port, "supervisor");
        var webapp = browser.get("/camunda/api/engine/engine/default/task/count");
        assertThat(webapp.statusCode()).isEqualTo(200);
        assertThat(browser.page("/camunda/app/cockpit/default/").statusCode()).isEqualTo(200);
        assertThat(browser.get("/camunda/api/admin/auth/user/default").body()).contains("supervisor");
        assertThat(browser.get("/api/units").statusCode()).isEqualTo(200);
    }

    @Test
    void refusesAWrongPasswordWithoutSayingWhetherTheAccountExists() {
        var wrong = Caller.anonymous(port).signIn("clerk", "wrong");
        var unknown = Caller.anonymous(port).signIn("nobody", "wrong");
        assertThat(wrong.statusCode()).isEqualTo(302);
        assertThat(wrong.headers().firstValue("Location"))
                .isEqualTo(unknown.headers().firstValue("Location"));
        assertThat(Caller.anonymous(port).page("/login?error").body()).contains("账号或密码不正确");
    }

    @Test
    void pausesAnAccountAfterFiveFailuresEvenForTheRightPassword() {
        for (int i = 1; i < 5; i++) {
            assertThat(Caller.anonymous(port).signIn("caller", "wrong" + i).statusCode())
                    .isEqualTo(302);
        }
        var fifth = Caller.anonymous(port).signIn("caller", "wrong5");
        assertThat(fifth.statusCode()).isEqualTo(429);
        assertThat(fifth.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(290L, 300L);
        assertThat(fifth.body()).contains("请 5 分钟后再试");

        assertThat(Caller.anonymous(port).signIn("caller", "caller").statusCode())
                .isEqualTo(429);
        var program = Caller.basic(port, "caller").get("/engine-rest/task");
        assertThat(program.statusCode()).isEqualTo(429);
        assertThat(program.headers().firstValue("Retry-After")).isPresent();
        assertThat(program.body()).contains("登录失败次数过多");
        assertThat(Caller.basic(port, "clerk").get("/engine-rest/task").statusCode())
                .as("others are not held up")
                .isEqualTo(200);
    }

    @Test
    void pausesAnAddressThatTriesManyAccounts() {
        for (int i = 0; i < 50; i++) {
            Caller.basic(port, "guess" + i, "x").get("/engine-rest/task");
        }
        assertThat(Caller.basic(port, "clerk").get("/engine-rest/task").statusCode())
                .isEqualTo(429);
    }

    @Test
    void believesTheProxyAboutTheAddressAndNotWhatTheCallerPutBeforeIt() {
        for (int i = 1; i < 50; i++) {
            assertThat(guessFrom("198.51.100." + i + ", 203.0.113.7")).isEqualTo(401);
        }
        assertThat(guessFrom("192.0.2.1, 203.0.113.7")).as("the fiftieth").isEqualTo(429);
        assertThat(guessFrom("203.0.113.8")).as("another caller").isEqualTo(401);
    }

    private int guessFrom(String forwardedFor) {
        return Caller.basic(port, "guess" + UUID.randomUUID(), "x")
                .send("/engine-rest/task", request -> request.header("X-Forwarded-For", forwardedFor))
                .statusCode();
    }

    @Test
    void keepsNoRowOfAPastWindow() {
        Caller.basic(port, "guess", "x").get("/engine-rest/task");
        transaction.executeWithoutResult(
                t -> jdbc.sql("update failed_sign_ins set window_ends = 1").update());
        Caller.basic(port, "another", "x").get("/engine-rest/task");
        assertThat(jdbc.sql("select count(*) from failed_sign_ins where window_ends = 1")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void givesANewSessionIdAtSignIn() {
        var browser = Caller.signedIn(port, "clerk");
        var before = browser.cookie("SESSION").orElseThrow();
        browser.page("/login");
        var token = browser.cookie("QF-CSRF").orElseThrow();
        browser.send(
                "/login",
                request -> request.POST(BodyPublishers.ofString("username=grader&password=grader"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("X-CSRF-TOKEN", token));
        assertThat(browser.cookie("SESSION")).isPresent().get().isNotEqualTo(before);
    }

    @Test
    void marksTheSessionCookieHttpOnlyAndLaxAndSecureBehindTls() {
        var browser = Caller.anonymous(port);
        var answer = browser.signIn("clerk", "clerk");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("SESSION="))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Lax"));

        var page = Caller.anonymous(port)
                .send(
                        "/login",
                        request -> request.header("X-Forwarded-Proto", "https").header("Accept", "text/html"));
        assertThat(page.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("QF-CSRF="))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie).contains("Secure", "SameSite=Lax"));
    }

    @Test
    void wantsATokenFromASessionOnOurPagesAndApiAndNoneFromHttpBasic() {
        var browser = Caller.signedIn(port, "admin");
        assertThat(browser.form("/logout", Map.of()).statusCode()).isEqualTo(403);
        var api = browser.post("/api/people", "{}");
        assertThat(api.statusCode()).isEqualTo(403);
        assertThat(api.body()).contains("页面打开时间过长");
        var token = Map.of("X-CSRF-TOKEN", browser.cookie("QF-CSRF").orElseThrow());
        assertThat(browser.json("POST", "/api/people", "{}", token).statusCode())
                .isNotEqualTo(403);

        assertThat(Caller.basic(port, "admin").post("/api/people", "{}").statusCode())
                .isNotEqualTo(403);
    }

    @Test
    void refusesAChangeThatAForeignPageSendsWithARememberedPassword() {
        var answer = Caller.basic(port, "owner")
                .json("POST", "/engine-rest/task/count", "{}", Map.of("Sec-Fetch-Site", "cross-site"));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("其他网站");
    }

    @Test
    void signsOutOfEverythingFromTasklist() {
        var browser = Caller.signedIn(port, "handler");
        browser.page("/camunda/app/tasklist/default/");
        var answer = browser.webapp("POST", "/camunda/api/admin/auth/user/default/logout", "{}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Location")).hasValue("/login?logout");
        assertThat(browser.page("/camunda/app/tasklist/default/").statusCode()).isEqualTo(302);
        assertThat(browser.get("/camunda/api/engine/engine/default/task").statusCode())
                .isEqualTo(401);
    }

    @Test
    void countsADutyGivenOrTakenAwayFromTheNextClick() {
        organization.addPerson("newcomer", "新人", "tax", "newcomer@example.org", null, "newcomer");
        organization.assign("newcomer", Duty.CALLER, null);
        var browser = Caller.signedIn(port, "newcomer");
        assertThat(browser.page("/camunda/app/cockpit/default/").statusCode()).isEqualTo(403);

        organization.assign("newcomer", Duty.SUPERVISOR, null);
        assertThat(browser.page("/camunda/app/cockpit/default/").statusCode()).isEqualTo(200);

        organization.revoke("newcomer", Duty.SUPERVISOR, null);
        assertThat(browser.page("/camunda/app/cockpit/default/").statusCode()).isEqualTo(403);

        organization.deactivate("newcomer");
        assertThat(browser.page("/camunda/app/tasklist/default/").statusCode()).isEqualTo(302);
        assertThat(Caller.basic(port, "newcomer").get("/engine-rest/task").statusCode())
                .isEqualTo(401);
    }
}
