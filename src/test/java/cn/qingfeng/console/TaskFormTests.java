package cn.qingfeng.console;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.intake.Registration;
import cn.qingfeng.process.task.UserTasks;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.testing.OnTheProduct;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;

/** What Tasklist is handed when it opens a task, over HTTP. */
@OnTheProduct
class TaskFormTests {

    @Autowired
    SampleCounty county;

    @Autowired
    Registration registration;

    @Autowired
    UserTasks desk;

    @Autowired
    TestRestTemplate rest;

    private ClueNumber clue;

    @BeforeEach
    void registered() {
        county.load();
        var answers = new HashMap<String, Object>();
        answers.putAll(Map.of("channel", "WINDOW", "kind", "APPEAL", "title", "互相要对方先出意见", "narrative", "卡 26 天"));
        answers.putAll(Map.of("place", "为民服务中心", "classification", "problem.middle-blockage", "unitsConcerned", 2));
        answers.putAll(Map.of("historical", true, "reporterAnonymous", true, "truthful", true, "privacyRead", true));
        clue = ClueNumber.of(registration.register(answers, "clerk").clueNumber());
        desk.advance(clue);
        desk.submit("grader", clue, "userTask_reviewAdmission", Map.of("outcome", "ADMIT"));
        desk.advance(clue);
    }

    @Test
    void standsReadyWithTheFactsAsRegistered() throws Exception {
        var form = form("grader", "userTask_triage");
        assertThat(field(form, "classification").path("defaultValue").asText()).isEqualTo("problem.middle-blockage");
        assertThat(field(form, "historical").path("defaultValue").asBoolean()).isTrue();
        assertThat(field(form, "unitsConcerned").path("defaultValue").asInt()).isEqualTo(2);
    }

    @Test
    void offersTheCountysUnitsAndTheProposedOne() throws Exception {
        desk.submit(
                "grader",
                clue,
                "userTask_triage",
                Map.of("classification", "problem.middle-blockage", "unitsConcerned", 2));
        desk.advance(clue);
        var decide = desk.waiting(clue).get(0);
        var person = decide.key().equals("userTask_decideRed") ? "grouphead" : "officehead";
        var card =
                field(form(person, decide.key()), "card").path("defaultValue").asText();
        assertThat(card).isIn("BLUE", "YELLOW", "RED");
        desk.submit(person, clue, decide.key(), Map.of("card", card, "signed", true));
        desk.advance(clue);

        var lead = field(form(person, "userTask_dispatch"), "leadUnit");

        assertThat(lead.has("valuesKey")).isFalse();
        assertThat(lead.path("values").findValuesAsText("value"))
                .contains("market-supervision", lead.path("defaultValue").asText());
    }

    @Test
    void isTheEnginesRefusalForWhoeverMayNotReadTheTask() {
        var task = desk.waiting(clue).get(0).id();
        var answer = rest.withBasicAuth("handler2", "handler2")
                .getForEntity("/engine-rest/task/" + task + "/deployed-form", String.class);
        assertThat(answer.getStatusCode().is4xxClientError()).isTrue();
        assertThat(answer.getBody()).doesNotContain("problem.middle-blockage");
    }

    private JsonNode form(String person, String taskKey) throws Exception {
        var task = desk.waiting(clue).stream()
                .filter(open -> open.key().equals(taskKey))
                .findFirst()
                .orElseThrow();
        var answer = rest.withBasicAuth(person, person)
                .getForEntity("/engine-rest/task/" + task.id() + "/deployed-form", String.class);
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.getBody());
    }

    private static JsonNode field(JsonNode form, String key) {
        for (var component : form.path("components")) {
            if (component.path("key").asText().equals(key)) {
                return component;
            }
            var inner = field(component, key);
            if (!inner.isMissingNode()) {
                return inner;
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }
}
