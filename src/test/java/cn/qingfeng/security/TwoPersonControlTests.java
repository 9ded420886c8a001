package cn.qingfeng.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Refusal;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.guard.GuardedChange;
import cn.qingfeng.organization.guard.GuardedChanges;
import cn.qingfeng.testing.Caller;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** One administrator alone comes to no secret: by no door, and not by way of somebody else's account. */
@AtTheDoor
class TwoPersonControlTests {

    @LocalServerPort
    int port;

    @Autowired
    Staff staff;

    @Autowired
    Organization organization;

    @Autowired
    GuardedChanges changes;

    @Autowired
    IdentityService identities;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transactions;

    private String first;
    private String second;

    /** Two people at the desk, whose passwords are their names. */
    @BeforeEach
    void twoAtTheDesk() {
        staff.forgiveFailures();
        first = desk("deskone");
        second = desk("desktwo");
    }

    private String desk(String username) {
        if (organization.person(username).isEmpty()) {
            organization.addPerson(username, username, "tax", username + "@example.org", null, username);
            organization.assign(username, Duty.REPORT_DESK, null);
        }
        return username;
    }

    @AfterEach
    void nothingWaits() {
        transactions.executeWithoutResult(begun -> jdbc.update("delete from guarded_change"));
    }

    private HttpResponse<String> reset(String door, String username) {
        var body = "{\"password\": \"Stolen-2026!\", \"authenticatedUserPassword\": \"admin\"}";
        var path = door + "/user/" + username + "/credentials";
        return door.startsWith("/camunda")
                ? Caller.signedIn(port, "admin").speaking("zh-CN").webapp("PUT", path, body)
                : Caller.basic(port, "admin").speaking("zh-CN").json("PUT", path, body, Map.of());
    }

    private boolean signsIn(String username, String password) {
        staff.forgiveFailures();
        return Caller.basic(port, username, password).get("/api/units").statusCode() == 200;
    }

    @ParameterizedTest
    @CsvSource({
        "/engine-rest, deskone",
        "/engine-rest/engine/default, desktwo",
        "/camunda/api/engine/engine/default, deskone",
        "/engine-rest, discipline",
        "/engine-rest, officehead",
        "/camunda/api/engine/engine/default, grouphead"
    })
    void noDoorResetsThePasswordOfWhoeverGuardsASecret(String door, String username) {
        var answer = reset(door, username);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(answer.body()).contains("守密岗位变更");
        assertThat(signsIn(username, "Stolen-2026!")).isFalse();
        assertThat(signsIn(username, username)).isTrue();
    }

    @Test
    void othersPasswordsAreResetAsEverAndEverybodyChangesTheOwn() {
        assertThat(reset("/engine-rest", "handler2").statusCode()).isEqualTo(204);
        assertThat(signsIn("handler2", "Stolen-2026!")).isTrue();
        var own = Caller.basic(port, first)
                .json(
                        "PUT",
                        "/engine-rest/user/" + first + "/credentials",
                        "{\"password\": \"Mine-2026-x!\", \"authenticatedUserPassword\": \"" + first + "\"}",
                        Map.of());
        assertThat(own.statusCode()).as(own.body()).isEqualTo(204);
        assertThat(signsIn(first, "Mine-2026-x!")).isTrue();
        Caller.basic(port, first, "Mine-2026-x!")
                .json(
                        "PUT",
                        "/engine-rest/user/" + first + "/credentials",
                        "{\"password\": \"" + first + "\", \"authenticatedUserPassword\": \"Mine-2026-x!\"}",
                        Map.of());
        Caller.basic(port, "admin")
                .json(
                        "PUT",
                        "/engine-rest/user/handler2/credentials",
                        "{\"password\": \"handler2\", \"authenticatedUserPassword\": \"admin\"}",
                        Map.of());
    }

    @Test
    void aResetThatTheSecondAgreedToIsDoneOnceAndAllWereTold() {
        var asked = changes.askForReset(first, "admin");
        assertThat(reset("/engine-rest", first).statusCode()).isEqualTo(403);
        assertThat(told()).contains(first, second, "discipline").doesNotContain("admin");
        for (var notTheirs : List.of("admin", "discipline", first, "handler")) {
            assertThatThrownBy(() -> changes.answer(asked.id(), true, notTheirs))
                    .as(notTheirs)
                    .isInstanceOf(Refusal.class);
        }
        changes.answer(asked.id(), true, second);

        assertThat(reset("/engine-rest", first).statusCode()).isEqualTo(204);
        assertThat(signsIn(first, "Stolen-2026!")).isTrue();
        assertThat(reset("/engine-rest", first).statusCode()).as("once").isEqualTo(403);
        assertThat(told()).contains("admin");
        identities.clearAuthentication();
        var user = identities.createUserQuery().userId(first).singleResult();
        user.setPassword(first);
        identities.saveUser(user);
    }

    @Test
    void whatNobodyObjectedToHoldsAfterTheWaitingTimeAndWhatSomebodyObjectedToNever() {
        var asked = changes.askForReset(first, "admin");
        assertThat(changes.get(asked.id()).mayBeDone(asked.askedAt().plus(Duration.ofHours(71))))
                .isFalse();
        assertThat(changes.get(asked.id()).mayBeDone(asked.askedAt().plus(Duration.ofHours(73))))
                .isTrue();
        assertThat(changes.get(asked.id()).mayBeDone(asked.askedAt().plus(Duration.ofDays(30))))
                .isFalse();
        changes.answer(asked.id(), false, "discipline");
        assertThat(changes.get(asked.id()).mayBeDone(asked.askedAt().plus(Duration.ofHours(73))))
                .isFalse();
        assertThat(reset("/engine-rest", first).statusCode()).isEqualTo(403);
    }

    @Test
    void nobodyJoinsTheGroupPastTheOrganizationAndTheGroupAloneIsNotTheDuty() {
        for (var door : List.of("/engine-rest", "/camunda/api/engine/engine/default")) {
            for (var group : List.of("report-desk", "office-head", "camunda-admin", "unit-tax")) {
                var path = door + "/group/" + group + "/members/admin";
                var answer = door.startsWith("/camunda")
                        ? Caller.signedIn(port, "admin").webapp("PUT", path, "{}")
                        : Caller.basic(port, "admin").json("PUT", path, "{}", Map.of());
                assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(403);
            }
        }
        assertThat(Caller.basic(port, "admin")
                        .json("DELETE", "/engine-rest/group/report-desk", "", Map.of())
                        .statusCode())
                .isEqualTo(403);
        assertThat(Caller.basic(port, "admin")
                        .json("DELETE", "/engine-rest/user/" + first, "", Map.of())
                        .statusCode())
                .isEqualTo(403);

        identities.clearAuthentication();
        identities.createMembership("handler2", "report-desk");
        try {
            assertThat(Caller.basic(port, "handler2")
                            .get("/api/report-desk/proposals")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(Caller.basic(port, "handler2")
                            .get("/engine-rest/identity/groups?userId=handler2")
                            .body())
                    .contains("unit-housing");
            assertThat(Caller.signedIn(port, "handler2").page("/report-desk").statusCode())
                    .isIn(403, 404);
        } finally {
            identities.deleteMembership("handler2", "report-desk");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"OFFICE_HEAD", "GROUP_HEAD", "DISCIPLINE"})
    void anotherKeeperOfSecretsComesOnlyWhenAKeeperAgrees(String duty) {
        var username = "new" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        organization.addPerson(username, username, "tax", username + "@example.org", null, username);
        var admin = Caller.basic(port, "admin");
        var wish = admin.json("POST", "/api/people/" + username + "/duties", "{\"duty\": \"" + duty + "\"}", Map.of());
        assertThat(wish.statusCode()).as(wish.body()).isEqualTo(200);
        assertThat(organization.dutiesOf(username)).isEmpty();

        var asked = changes.open().stream()
                .filter(change -> change.username().equals(username))
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> changes.appointNow(asked.id())).isInstanceOf(Refusal.class);
        var holder = organization.peopleWith(Duty.valueOf(duty)).get(0).username();
        changes.answer(asked.id(), true, holder);
        var browser = Caller.signedIn(port, "admin");
        var page = browser.page("/guarded-changes");
        assertThat(page.body()).contains(username).doesNotContain("??");
        var token = page.body().replaceAll("(?s).*?name=\"_csrf\" value=\"([^\"]*)\".*", "$1");
        assertThat(browser.form("/guarded-changes/" + asked.id() + "/appoint", Map.of("_csrf", token))
                        .statusCode())
                .isEqualTo(302);
        assertThat(organization.holds(username, Duty.valueOf(duty))).isTrue();
        assertThat(changes.get(asked.id()).state()).isEqualTo(GuardedChange.State.DONE);
        organization.revoke(username, Duty.valueOf(duty), null);
    }

    @Test
    void theLastKeeperIsNotTakenAwaySoThatAnotherCouldComeAsTheFirst() {
        var answer = Caller.basic(port, "admin")
                .json("DELETE", "/api/people/grouphead/duties?duty=GROUP_HEAD", "", Map.of());
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(Caller.json(answer).path("detail").asText()).contains("不能空着");
        assertThat(organization.holds("grouphead", Duty.GROUP_HEAD)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "7, READ",
        "8, READ",
        "6, READ_TASK",
        "6, UPDATE_TASK",
        "19, READ",
        "20, READ",
        "9, CREATE",
        "4, ALL",
        "-1, ALL"
    })
    void theAdministratorGrantsNobodyWorkOnTasks(int resource, String permission) {
        var grant = "{\"type\": 1, \"permissions\": [\"%s\"], \"userId\": \"admin\", \"resourceId\": \"*\"%s}"
                .formatted(permission, resource < 0 ? "" : ", \"resourceType\": " + resource);
        var answer = Caller.basic(port, "admin").post("/engine-rest/authorization/create", grant);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(Caller.signedIn(port, "admin")
                        .webapp("POST", "/camunda/api/engine/engine/default/authorization/create", grant)
                        .statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/identity/groups?userId=officehead",
                "/identity/groups?userId=deskone",
                "/group?member=officehead",
                "/group/count?member=deskone",
                "/user?memberOfGroup=report-desk",
                "/user/count?memberOfGroup=report-desk",
                "/task?candidateUser=officehead",
                "/task/count?candidateUser=officehead",
                "/history/task?taskInvolvedUser=officehead",
                "/tenant?userMember=officehead"
            })
    void nobodyReadsFromTheEngineWhichDutiesOthersHold(String question) {
        for (var door : List.of("/engine-rest", "/engine-rest/engine/default", "/camunda/api/engine/engine/default")) {
            for (var person : List.of("handler", "supervisor", "owner")) {
                var caller = door.startsWith("/camunda") ? Caller.signedIn(port, person) : Caller.basic(port, person);
                assertThat(caller.get(door + question).statusCode())
                        .as(person + door + question)
                        .isEqualTo(403);
            }
        }
        assertThat(Caller.basic(port, "admin").get("/engine-rest" + question).statusCode())
                .isEqualTo(200);
        assertThat(Caller.basic(port, "officehead")
                        .get("/engine-rest/identity/groups?userId=officehead")
                        .body())
                .contains("office-head");
        assertThat(Caller.basic(port, "handler")
                        .post("/engine-rest/task/count", "{\"orQueries\": [{\"candidateUser\": \"officehead\"}]}")
                        .statusCode())
                .isEqualTo(403);
    }

    private List<String> told() {
        return jdbc.queryForList("select recipient from notice where event like 'GUARDED%'", String.class);
    }
}
