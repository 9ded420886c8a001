package cn.qingfeng.console;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.draft.Drafts;
import cn.qingfeng.draft.Seen;
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
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is typed into a task's form and not sent, over HTTP. */
@OnTheProduct
class TaskDraftTests {

    private static final String WORDS = "窗口说缺租赁备案，反映人王晓敏来过两次";

    @Autowired
    SampleCounty county;

    @Autowired
    Registration registration;

    @Autowired
    ClueLedger ledger;

    @Autowired
    UserTasks desk;

    @Autowired
    Drafts drafts;

    @Autowired
    TaskDrafts taskDrafts;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TestRestTemplate rest;

    private ClueNumber clue;
    private String task;

    @BeforeEach
    void claimed() {
        county.load();
        var answers = new HashMap<String, Object>();
        answers.putAll(Map.of("channel", "WINDOW", "kind", "APPEAL", "title", "互相要对方先出意见", "narrative", "卡 26 天"));
        answers.putAll(Map.of("place", "为民服务中心", "classification", "problem.middle-blockage", "unitsConcerned", 2));
        answers.putAll(Map.of("reporterAnonymous", true, "truthful", true, "privacyRead", true));
        clue = ClueNumber.of(registration.register(answers, "clerk").clueNumber());
        desk.advance(clue);
        task = desk.waiting(clue).get(0).id();
        assertThat(engine("grader", "claim", Map.of("userId", "grader"))).isEqualTo(204);
    }

    @Test
    void comesBackWithTheFormToWhoeverTypedItAndToNobodyElse() throws Exception {
        assertThat(keep("grader", WORDS)).isEqualTo(200);
        assertThat(keep("grader", WORDS + "。")).isEqualTo(200);

        assertThat(form("grader").at("/qingfeng/draft/answers/explanation").asText())
                .isEqualTo(WORDS + "。");
        assertThat(form("grader").at("/qingfeng/draft/savedAt").asText()).isNotEmpty();
        // May read the task as well.
        assertThat(form("clerk").path("qingfeng").has("draft")).isFalse();
        assertThat(read("clerk")).isEqualTo(204);
        assertThat(read("handler2")).isEqualTo(204);
    }

    @Test
    void ofOneWindowIsNotOverwrittenByAnotherThatHasNotSeenIt() throws Exception {
        var first = version(from("first", Seen.NOTHING, WORDS));
        var second = version(from("second", first, WORDS + "乙"));

        assertThat(from("first", first, WORDS + "甲").getStatusCode().value()).isEqualTo(409);
        assertThat(from("third", Seen.NOTHING, "").getStatusCode().value()).isEqualTo(409);
        assertThat(form("grader").at("/qingfeng/draft/answers/explanation").asText())
                .isEqualTo(WORDS + "乙");
        assertThat(form("grader").at("/qingfeng/draft/version").asLong()).isEqualTo(second);

        // A window whose answer was lost goes on, and so does one whose person has decided.
        assertThat(version(from("second", first, WORDS + "丙"))).isGreaterThan(second);
        var decided = version(from("first", version(from("second", first, WORDS + "丁")), WORDS + "甲"));
        assertThat(from("second", second, WORDS).getStatusCode().value()).isEqualTo(409);
        assertThat(from("x".repeat(37), decided, WORDS).getStatusCode().value()).isEqualTo(400);
        assertThat(form("grader").at("/qingfeng/draft/answers/explanation").asText())
                .isEqualTo(WORDS + "甲");

        // What was thrown away meanwhile is in nobody's way.
        taskDrafts.drop(task, "grader");
        assertThat(from("second", second, WORDS).getStatusCode().value()).isEqualTo(200);
    }

    private ResponseEntity<JsonNode> from(String tab, long version, String words) {
        return rest.withBasicAuth("grader", "grader")
                .exchange(
                        "/api/tasks/" + task + "/draft",
                        HttpMethod.PUT,
                        new HttpEntity<>(
                                Map.of("answers", Map.of("explanation", words), "tab", tab, "version", version)),
                        JsonNode.class);
    }

    private static long version(ResponseEntity<JsonNode> saved) {
        assertThat(saved.getStatusCode().value()).isEqualTo(200);
        return saved.getBody().path("version").asLong();
    }

    @Test
    void liesSealedAndNeverInTheEngine() {
        keep("grader", WORDS);

        assertThat(jdbc.queryForList("select sealed from draft", String.class))
                .isNotEmpty()
                .noneMatch(text -> text.contains("王晓敏"));
        assertThat(jdbc.queryForObject("select count(*) from ACT_HI_VARINST where TEXT_ like '%王晓敏%'", Integer.class))
                .isZero();
    }

    @Test
    void isRefusedWhereTheTaskIsNotThePersons() {
        assertThat(keep("clerk", WORDS)).isEqualTo(404);
        assertThat(keep("handler2", WORDS)).isEqualTo(404);
        assertThat(keep("grader", "长".repeat(Drafts.LONGEST))).isEqualTo(413);
    }

    @Test
    void goesWithTheTask() {
        keep("grader", WORDS);
        desk.submit("grader", task, Map.of("outcome", "ADMIT"));
        assertThat(kept("grader")).isFalse();
        assertThat(keep("grader", WORDS)).isEqualTo(404);
    }

    @Test
    void goesWhenTheClueIsCalledOff() {
        keep("grader", WORDS);
        ledger.withdraw(clue, "clerk", "反映人撤回");
        assertThat(kept("grader")).isFalse();
    }

    @Test
    void staysForThePersonWhoPutsTheTaskBackUntilSomebodyElseTakesIt() {
        keep("grader", WORDS);
        engine("grader", "unclaim", Map.of());
        assertThat(kept("grader")).isTrue();

        assertThat(engine("clerk", "claim", Map.of("userId", "clerk"))).isEqualTo(204);
        assertThat(kept("grader")).isFalse();
    }

    @Test
    void isSweptWhenItsPersonMaySeeTheTaskNoMore() {
        keep("grader", WORDS);
        drafts.save("handler2", "task/" + task, Map.of("explanation", WORDS));

        assertThat(taskDrafts.sweep()).isEqualTo(1);

        assertThat(kept("grader")).isTrue();
        assertThat(kept("handler2")).isFalse();
    }

    @Test
    void isClearedWhenItsPersonSaysSo() {
        keep("grader", WORDS);
        rest.withBasicAuth("clerk", "clerk").delete("/api/tasks/" + task + "/draft");
        assertThat(kept("grader")).isTrue();
        rest.withBasicAuth("grader", "grader").delete("/api/tasks/" + task + "/draft");
        assertThat(kept("grader")).isFalse();
    }

    private boolean kept(String person) {
        return drafts.of(person, "task/" + task).isPresent();
    }

    private int keep(String person, String words) {
        return rest.withBasicAuth(person, person)
                .exchange(
                        "/api/tasks/" + task + "/draft",
                        HttpMethod.PUT,
                        new HttpEntity<>(Map.of("answers", Map.of("outcome", "REJECT", "explanation", words))),
                        String.class)
                .getStatusCode()
                .value();
    }

    private int read(String person) {
        return rest.withBasicAuth(person, person)
                .getForEntity("/api/tasks/" + task + "/draft", String.class)
                .getStatusCode()
                .value();
    }

    private int engine(String person, String act, Map<String, ?> body) {
        return rest.withBasicAuth(person, person)
                .postForEntity("/engine-rest/task/" + task + "/" + act, body, String.class)
                .getStatusCode()
                .value();
    }

    private JsonNode form(String person) throws Exception {
        var answer = rest.withBasicAuth(person, person)
                .getForEntity("/engine-rest/task/" + task + "/deployed-form", String.class);
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.getBody());
    }
}
