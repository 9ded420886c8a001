package cn.qingfeng.security;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.testing.Caller;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The holes of Camunda 7.24.0 that nobody else closes any more (docs/security.md). Each test fails when its guard is taken
 * away; the marker bean tells whether an expression got through.
 */
@AtTheDoor
class EngineHolesTests {

    @LocalServerPort
    int port;

    @Autowired
    Marker marker;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    IdentityService identities;

    @Autowired
    Organization organization;

    @Autowired
    Staff staff;

    private ProcessInstance instance;
    private String task;

    @BeforeEach
    void oneTask() {
        staff.forgiveFailures();
        assertThat(Deployment.small().by(Caller.basic(port, "owner")).statusCode())
                .isEqualTo(200);
        instance = runtime.startProcessInstanceByKey("small", "WY20260212-0001", Map.of("unit", "tax", "card", "BLUE"));
        task = tasks.createTaskQuery()
                .processInstanceId(instance.getId())
                .singleResult()
                .getId();
    }

    @AfterEach
    void end() {
        runtime.deleteProcessInstance(instance.getId(), "test");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "{\"orQueries\":[{\"assigneeExpression\":\"${marker.touch()}\"}]}",
                "{\"orQueries\":[{\"dueBeforeExpression\":\"#{marker.touch()}\"}]}",
                "{\"orQueries\":[{\"candidateGroupsExpression\":\"${ marker . touch() }\"}]}",
                "{\"assigneeExpression\":\"${marker.touch()}\"}",
                "{\"orQueries\":[{\"assigneeExpression\":\"${''.getClass().forName('java.lang.Runtime')}\"}]}",
                "{\"orQueries\":[{\"assigneeExpression\":\"${currentUser()}${marker.touch()}\"}]}"
            })
    void evaluatesNoForeignExpressionInAQuery(String query) {
        for (String path : List.of("/engine-rest/task", "/engine-rest/task/count")) {
            var answer = Caller.basic(port, "admin").post(path, query);
            assertThat(answer.statusCode()).as(path).isEqualTo(400);
        }
        var webapp = Caller.signedIn(port, "handler")
                .webapp("POST", "/camunda/api/engine/engine/default/task?maxResults=5", query);
        assertThat(webapp.statusCode()).isEqualTo(400);
        assertThat(marker.touched()).isZero();
    }

    @Test
    void takesNoAuthorizationThatRevokesAndSaysWhy() {
        for (var door : List.of("/engine-rest", "/camunda/api/engine/engine/default")) {
            var denies = "{\"type\":2,\"permissions\":[\"ACCESS\"],\"userId\":\"handler\",\"resourceType\":0,"
                    + "\"resourceId\":\"tasklist\"}";
            var answer = door.startsWith("/camunda")
                    ? Caller.signedIn(port, "admin").webapp("POST", door + "/authorization/create", denies)
                    : Caller.basic(port, "admin").post(door + "/authorization/create", denies);
            assertThat(answer.statusCode()).as(door).isEqualTo(403);
            assertThat(answer.body()).as(door).contains("权限只能授予");
        }
    }

    @Test
    void saysInChineseWhyAnExpressionIsRefused() {
        var answer = Caller.basic(port, "handler")
                .post("/engine-rest/task", "{\"orQueries\":[{\"assigneeExpression\":\"${marker.touch()}\"}]}");
        assertThat(answer.body()).contains("查询中不能使用表达式");
    }

    @Test
    void evaluatesTheExpressionsOfOurOwnFilters() {
        var query = "{\"orQueries\":[{\"candidateGroupsExpression\":\"${currentUserGroups()}\",\"assigneeExpression\":"
                + "\"${ currentUser() }\"}],\"createdBeforeExpression\":\"${filterDates.startOfTomorrow()}\"}";
        var filter = Caller.basic(port, "admin")
                .post(
                        "/engine-rest/filter/create",
                        "{\"resourceType\":\"Task\",\"name\":\"ours\",\"query\":" + query + ",\"properties\":{}}");
        assertThat(filter.statusCode()).isEqualTo(200);
        var found = Caller.basic(port, "admin")
                .post("/engine-rest/filter/" + Caller.json(filter).path("id").asText() + "/list", "{}");
        assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
    }

    @Test
    void evaluatesNoForeignExpressionOfAStoredFilterNorOfOneThatExtendsIt() {
        var create = Caller.basic(port, "admin")
                .post(
                        "/engine-rest/filter/create",
                        "{\"resourceType\":\"Task\",\"name\":\"bad\",\"query\":{\"assigneeExpression\":\"${marker.touch()}\"},"
                                + "\"properties\":{}}");
        if (create.statusCode() == 200) {
            String id = Caller.json(create).path("id").asText();
            assertThat(Caller.basic(port, "admin")
                            .get("/engine-rest/filter/" + id + "/list")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(Caller.basic(port, "admin")
                            .get("/engine-rest/filter/" + id + "/count")
                            .statusCode())
                    .isEqualTo(400);
        }
        var harmless = Caller.basic(port, "admin")
                .post(
                        "/engine-rest/filter/create",
                        "{\"resourceType\":\"Task\",\"name\":\"harmless\",\"query\":{},\"properties\":{}}");
        String id = Caller.json(harmless).path("id").asText();
        var extended = Caller.basic(port, "admin")
                .post(
                        "/engine-rest/filter/" + id + "/list",
                        "{\"orQueries\":[{\"assigneeExpression\":\"${marker.touch()}\"}]}");
        assertThat(extended.statusCode()).isEqualTo(400);
        assertThat(marker.touched()).isZero();
    }

    @Test
    void letsNobodyButTheAdministratorStoreAFilter() {
        for (String person : List.of("handler", "supervisor", "officehead", "owner")) {
            var answer = Caller.basic(port, person)
                    .post(
                            "/engine-rest/filter/create",
                            "{\"resourceType\":\"Task\",\"name\":\"mine\",\"query\":{},\"properties\":{}}");
            assertThat(answer.statusCode()).as(person).isEqualTo(403);
        }
    }

    @Test
    void letsNobodyMakeTheFirstAdministratorEvenWhenThereIsNone() {
        organization.revoke("admin", Duty.ADMIN, null);
        try {
            String user = "{\"profile\":{\"id\":\"intruder\",\"firstName\":\"a\",\"lastName\":\"b\",\"email\":\"\"},"
                    + "\"credentials\":{\"password\":\"Intruder-2026!\"}}";
            var stranger = Caller.anonymous(port);
            for (String app : List.of("admin", "cockpit", "welcome")) {
                var answer = stranger.webapp("POST", "/camunda/api/admin/setup/default/user/create", user);
                assertThat(answer.statusCode()).as(app).isIn(401, 403);
            }
            var handler = Caller.signedIn(port, "handler");
            assertThat(handler.webapp("POST", "/camunda/api/admin/setup/default/user/create", user)
                            .statusCode())
                    .isIn(401, 403);
            assertThat(identities.createUserQuery().userId("intruder").count()).isZero();
        } finally {
            organization.assign("admin", Duty.ADMIN, null);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/engine-rest/task",
                "/engine-rest/engine",
                "/engine-rest/engine/default/task",
                "/engine-rest/user",
                "/engine-rest/version",
                "/engine-rest/openapi.json"
            })
    void asksForALoginOnEveryPathOfTheEnginesInterface(String path) {
        var answer = Caller.anonymous(port).get(path);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(answer.body()).contains("请先登录");
        assertThat(Caller.basic(port, "handler", "wrong").get(path).statusCode())
                .isIn(401, 429);
    }

    @Test
    void takesNoSessionForTheEnginesInterface() {
        assertThat(Caller.signedIn(port, "owner").get("/engine-rest/task").statusCode())
                .isEqualTo(401);
    }

    @Test
    void refusesReflectionInADeployedDiagram() {
        var reflection = Deployment.small()
                .replacing(
                        "small.bpmn",
                        "${card == 'RED' and not empty unit}",
                        "${''.getClass().forName('java.lang.Runtime') != null}");
        for (String person : List.of("owner", "admin")) {
            var answer = reflection.by(Caller.basic(port, person));
            assertThat(answer.statusCode()).as(person).isEqualTo(400);
            assertThat(answer.body()).contains("flow_told");
        }
        var bean = Deployment.small()
                .replacing("small.bpmn", "${notifyDelegate}", "${marker.touch()}")
                .by(Caller.basic(port, "admin"));
        assertThat(bean.statusCode()).isEqualTo(400);
        assertThat(marker.touched()).isZero();
    }

    @Test
    void letsNobodyButOwnerAndAdministratorDeploy() {
        for (String person : List.of("clerk", "grader", "officehead", "grouphead", "handler", "supervisor", "leader")) {
            assertThat(Deployment.small().by(Caller.basic(port, person)).statusCode())
                    .as(person)
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            POST   | /task/{task}/comment/create              | {"message":"张三 13800000000"}             | 备注
            PUT    | /task/{task}/comment                     | {"id":"1","message":"x"}                   | 备注
            POST   | /task/{task}/attachment/create           | {"name":"x"}                               | 附件
            PUT    | /task/{task}/variables/note              | {"value":"张三","type":"String"}           | 变量
            POST   | /task/{task}/variables                   | {"modifications":{"note":{"value":"x"}}}   | 变量
            PUT    | /task/{task}/localVariables/note         | {"value":"x"}                              | 变量
            DELETE | /task/{task}/variables/card              | {}                                         | 变量
            PUT    | /process-instance/{instance}/variables/n | {"value":"x"}                              | 变量
            POST   | /process-instance/variables-async        | {"variables":{"n":{"value":"x"}}}          | 变量
            PUT    | /execution/{instance}/localVariables/n   | {"value":"x"}                              | 变量
            POST   | /task/create                             | {"id":"x","name":"张三的事"}               | 任务
            PUT    | /task/{task}                             | {"name":"x","description":"张三"}          | 任务
            POST   | /task/{task}/resolve                     | {"variables":{"n":{"value":"x"}}}          | 变量
            POST   | /task/{task}/claim                       | {"userId":"handler2"}                      | 领取
            POST   | /task/{task}/assignee                    | {"userId":"handler2"}                      | 领取
            POST   | /task/{task}/delegate                    | {"userId":"handler2"}                      | 领取
            POST   | /task/{task}/identity-links              | {"userId":"handler2","type":"candidate"}   | 领取
            POST   | /task/{task}/bpmnError                   | {"errorCode":"x","variables":{}}           | 这一步
            POST   | /process-definition/key/small/start      | {"variables":{"n":{"value":"x"}}}          | 这一步
            POST   | /process-definition/key/small/submit-form| {"variables":{"n":{"value":"x"}}}          | 这一步
            POST   | /message                                 | {"messageName":"clue.withdrawn"}           | 这一步
            POST   | /signal                                  | {"name":"x","variables":{}}                | 这一步
            POST   | /decision-definition/key/small-table/evaluate | {"variables":{"card":{"value":"x"}}}  | 这一步
            POST   | /process-instance/{instance}/modification| {"instructions":[{"type":"cancel","variables":{"n":{"value":"x"}}}]} | 变量
            PUT    | /incident/1/annotation                   | {"annotation":"张三"}                      | 备注
            POST   | /identity/verify                         | {"username":"admin","password":"x"}        | 密码
            """)
    void keepsTypedTextAndStepsPastTheProductOutOfTheEngine(String method, String path, String body, String why) {
        String call = path.replace("{task}", task).replace("{instance}", instance.getId());
        for (String person : List.of("admin", "handler")) {
            for (String root : List.of("/engine-rest", "/engine-rest/engine/default")) {
                var answer = Caller.basic(port, person).json(method, root + call, body, Map.of());
                assertThat(answer.statusCode()).as(person + answer.body()).isEqualTo(403);
                assertThat(answer.body()).contains(why);
            }
            var webapp =
                    Caller.signedIn(port, person).webapp(method, "/camunda/api/engine/engine/default" + call, body);
            assertThat(webapp.statusCode()).isEqualTo(403);
            assertThat(webapp.body()).contains(why);
        }
    }

    @Test
    void letsAHandlerClaimWorkOnAndGiveBackTheOwnUnitsTask() {
        var handler = Caller.basic(port, "handler");
        assertThat(handler.post("/engine-rest/task/" + task + "/claim", "{\"userId\":\"handler\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(handler.post("/engine-rest/task/" + task + "/unclaim", "{}").statusCode())
                .isEqualTo(204);
        assertThat(tasks.createTaskQuery().taskId(task).singleResult().getAssignee())
                .isNull();
    }

    @Test
    void showsAHandlerOnlyTheOwnUnitsTasksAndNoInstances() {
        var own = Caller.basic(port, "handler");
        var foreign = Caller.basic(port, "handler2");
        assertThat(ids(own.get("/engine-rest/task").body())).contains(task);
        assertThat(ids(foreign.get("/engine-rest/task").body())).doesNotContain(task);
        assertThat(foreign.get("/engine-rest/task/" + task).statusCode()).isIn(403, 404);
        assertThat(foreign.get("/engine-rest/task/" + task + "/form-variables").statusCode())
                .isIn(403, 404);
        assertThat(foreign.post("/engine-rest/task/" + task + "/claim", "{\"userId\":\"handler2\"}")
                        .statusCode())
                .isIn(403, 404);
        assertThat(foreign.post("/engine-rest/task/" + task + "/complete", "{}").statusCode())
                .isIn(403, 404);
        for (String path : List.of(
                "/engine-rest/process-instance",
                "/engine-rest/history/process-instance",
                "/engine-rest/history/variable-instance",
                "/engine-rest/history/task",
                "/engine-rest/variable-instance",
                "/engine-rest/incident",
                "/engine-rest/job")) {
            assertThat(foreign.get(path).body()).as(path).isEqualTo("[]");
        }
        var webapp = Caller.signedIn(port, "handler2");
        assertThat(webapp.get("/camunda/api/engine/engine/default/task?maxResults=100")
                        .body())
                .doesNotContain(task);
        assertThat(webapp.get("/camunda/api/engine/engine/default/task/" + task).statusCode())
                .isIn(403, 404);
    }

    @Test
    void refusesABodyLargerThanAnyDeployment() {
        var answer = Caller.basic(port, "owner")
                .send(
                        "/engine-rest/deployment/create",
                        request -> request.POST(BodyPublishers.ofByteArray(new byte[12 << 20]))
                                .header("Content-Type", "multipart/form-data; boundary=x"));
        assertThat(answer.statusCode()).isEqualTo(413);
    }

    private static List<String> ids(String body) {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper()
                    .readTree(body).findValues("id").stream()
                            .map(JsonNode::asText)
                            .toList();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(body, e);
        }
    }
}
