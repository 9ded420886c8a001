package cn.qingfeng.security;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.testing.Caller;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Of two who act on a task, the later one is told so in words; what the engine refuses, it refuses in the reader's language. */
@AtTheDoor
class LostRaceTests {

    private static final String FILLED_IN = "{\"variables\": {\"outcome\": {\"value\": \"DONE\"}}}";

    @LocalServerPort
    int port;

    @Autowired
    Staff staff;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @BeforeEach
    void theSmallProcess() {
        staff.forgiveFailures();
        assertThat(Deployment.small().by(Caller.basic(port, "owner")).statusCode())
                .isEqualTo(200);
    }

    private String task() {
        var registered = Caller.basic(port, "clerk")
                .post(
                        "/api/clues",
                        "{\"kind\": \"APPEAL\", \"title\": \"材料被退\", \"narrative\": \"每次说缺的不一样。\", \"request\": \"请一次告知。\","
                                + " \"place\": \"大厅\", \"unit\": \"justice\", \"reporter\": {\"anonymous\": true}}");
        assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
        var instance = runtime.startProcessInstanceByKey(
                "small", Caller.json(registered).path("clueNumber").asText(), Map.of("unit", "tax", "card", "BLUE"));
        return tasks.createTaskQuery()
                .processInstanceId(instance.getId())
                .singleResult()
                .getId();
    }

    @Test
    void whoeverCompletesSecondHears409AndNeverAFaultOfTheEngine() throws Exception {
        var pool = Executors.newFixedThreadPool(4);
        try {
            for (var n = 0; n < 12; n++) {
                var task = task();
                var calls = new ArrayList<Callable<HttpResponse<String>>>();
                for (var who : List.of("handler", "handler", "handler", "handler")) {
                    calls.add(() -> Caller.basic(port, who)
                            .speaking("zh-CN")
                            .post("/engine-rest/task/" + task + "/complete", FILLED_IN));
                }
                var answers = pool.invokeAll(calls);
                var done = 0;
                for (var answer : answers) {
                    var status = answer.get().statusCode();
                    assertThat(status).as(answer.get().body()).isIn(204, 409);
                    done += status == 204 ? 1 : 0;
                    if (status == 409) {
                        assertThat(Caller.json(answer.get()).path("message").asText())
                                .contains("已被他人处理");
                    }
                }
                assertThat(done).isEqualTo(1);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @ParameterizedTest
    @CsvSource({"complete", "claim", "unclaim", "submit-form"})
    void whoeverComesToATaskThatIsDoneHears409(String step) {
        var task = task();
        assertThat(Caller.basic(port, "handler")
                        .post("/engine-rest/task/" + task + "/complete", FILLED_IN)
                        .statusCode())
                .isEqualTo(204);
        var body = step.equals("claim") ? "{\"userId\": \"handler\"}" : "{}";
        for (var language : List.of("zh-CN", "en")) {
            var answer = Caller.basic(port, "handler")
                    .speaking(language)
                    .post("/engine-rest/task/" + task + "/" + step, body);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
            assertThat(Caller.json(answer).path("message").asText())
                    .contains(language.equals("en") ? "Somebody else has dealt with this" : "已被他人处理")
                    .doesNotContain(task);
        }
        var inTasklist = Caller.signedIn(port, "handler")
                .speaking("zh-CN")
                .webapp("POST", "/camunda/api/engine/engine/default/task/" + task + "/" + step, body);
        assertThat(inTasklist.statusCode()).isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource({"complete", "submit-form"})
    void nobodyCompletesWhatAColleagueHasClaimed(String step) {
        var task = task();
        tasks.claim(task, "unithead");
        var answer = Caller.basic(port, "handler")
                .speaking("zh-CN")
                .post("/engine-rest/task/" + task + "/" + step, FILLED_IN);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        assertThat(Caller.json(answer).path("message").asText()).contains("已被unithead认领");
        assertThat(tasks.createTaskQuery().taskId(task).count()).isEqualTo(1);
        tasks.setAssignee(task, "handler");
        assertThat(Caller.basic(port, "handler")
                        .post("/engine-rest/task/" + task + "/" + step, FILLED_IN)
                        .statusCode())
                .isBetween(200, 204);
    }

    @Test
    void whoeverClaimsSecondHearsWhoWasFirst() {
        var task = task();
        tasks.claim(task, "unithead");
        var answer = Caller.basic(port, "handler")
                .speaking("zh-CN")
                .post("/engine-rest/task/" + task + "/claim", "{\"userId\": \"handler\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        assertThat(Caller.json(answer).path("message").asText())
                .contains("已被unithead认领")
                .doesNotContain(task);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET  | /task/nowhere                                 |                                      | 404
            GET  | /process-instance/nowhere                     |                                      | 404
            GET  | /process-definition/key/nowhere               |                                      | 404
            GET  | /task?sortBy=nothing&sortOrder=asc            |                                      | 400
            GET  | /task?maxResults=-5                           |                                      | 400
            GET  | /task?firstResult=-1&maxResults=5             |                                      | 400
            GET  | /task?maxResults=99999999999                  |                                      | 400
            POST | /task                                         | [                                    | 400
            GET  | /deployment/nowhere/resources                 |                                      | 404
            GET  | /nowhere                                      |                                      | 404
            """)
    void whatTheEngineRefusesIsToldInTheReadersLanguage(String method, String path, String body, int status) {
        for (var language : List.of("zh-CN", "en")) {
            var caller = Caller.basic(port, "owner").speaking(language);
            var answer =
                    method.equals("GET") ? caller.get("/engine-rest" + path) : caller.post("/engine-rest" + path, body);
            assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
            var words = Caller.json(answer).path("message").asText();
            assertThat(words).as("%s %s", status, answer.body()).isNotBlank().doesNotContain("ENGINE-", "org.camunda");
            assertThat(words.chars().anyMatch(Character::isIdeographic))
                    .as(words)
                    .isEqualTo(language.equals("zh-CN"));
        }
    }
}
