package cn.qingfeng.process;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.clue.Card;
import cn.qingfeng.process.Walk.Started;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Tasks;
import cn.qingfeng.process.task.UserTasks;
import cn.qingfeng.process.time.DeadlineExtension;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.testing.Caller;
import cn.qingfeng.testing.OnTheProduct;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestConstructor.AutowireMode;

/** What stands above a task's form and in its fields, for whoever is to decide, as Tasklist is handed it over HTTP. */
@OnTheProduct
@TestInstance(Lifecycle.PER_CLASS)
@TestConstructor(autowireMode = AutowireMode.ALL)
class DecisionBasisTests {

    private final Walk walk;
    private final UserTasks desk;
    private final SampleCounty county;

    @LocalServerPort
    int port;

    DecisionBasisTests(Walk walk, UserTasks desk, SampleCounty county) {
        this.walk = walk;
        this.desk = desk;
        this.county = county;
    }

    @BeforeAll
    void county() {
        county.load();
    }

    private String task(Started clue, String key) {
        return desk.waiting(clue.number).stream()
                .filter(task -> task.key().equals(key))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private JsonNode basis(String person, Started clue, String key) {
        return view(person, clue, key).path("basis");
    }

    private JsonNode view(String person, Started clue, String key) {
        return Caller.json(Caller.basic(port, person).get("/api/tasks/" + task(clue, key) + "/clue"));
    }

    private static List<String> forms(JsonNode basis) {
        return basis.path("sheets").findValuesAsText("form");
    }

    private String preset(String person, Started clue, String key, String field) {
        var form =
                Caller.json(Caller.basic(port, person).get("/engine-rest/task/" + task(clue, key) + "/deployed-form"));
        return StreamSupport.stream(form.path("components").spliterator(), false)
                .filter(component -> component.path("key").asText().equals(field))
                .map(component -> component.path("defaultValue"))
                .findFirst()
                .orElseThrow()
                .toString();
    }

    private Started finished(Card card) {
        var clue = walk.handled(card).go(Tasks.CONTACT_REPORTER);
        return (card == Card.BLUE ? clue : clue.go(Tasks.REPLY_WITH_PLAN)).go(Tasks.FINISH);
    }

    @Test
    void whoeverSignsTheReplyReadsItAndTheOrderThatItAnswers() {
        var clue = finished(Card.YELLOW);
        var basis = basis("unithead", clue, Tasks.SIGN_REPLY);
        assertThat(forms(basis)).containsExactly("dispatch-clue", "finish-clue");
        assertThat(basis.toString()).contains("两次退件属实。", "一次告知，当日办结。");
    }

    @Test
    void whoeverReviewsReadsTheReplyAndWhoSignedIt() {
        var clue = finished(Card.YELLOW).go(Tasks.SIGN_REPLY);
        assertThat(forms(basis("officehead", clue, Tasks.REVIEW_RESULT)))
                .containsExactly("dispatch-clue", "finish-clue", "sign-reply");
    }

    @Test
    void theUnitReadsItsOwnReplyAgainOnTheCluesPage() {
        var clue = finished(Card.YELLOW);
        var file =
                Caller.basic(port, "handler").get("/api/clues/" + clue.number).body();
        assertThat(file).contains("当日受理并换照。");
    }

    @Test
    void workThatCameBackOpensWithWhatWasThereAndTheReasonOnTop() {
        var clue =
                finished(Card.YELLOW).go(Tasks.SIGN_REPLY, "outcome", "SEND_BACK", "reason", "依据写到条款。", "signed", null);
        assertThat(basis("handler", clue, Tasks.FINISH).path("givenBack").toString())
                .contains("依据写到条款。");
        assertThat(preset("handler", clue, Tasks.FINISH, "measures")).contains("当日受理并换照。");
        assertThat(preset("handler", clue, Tasks.FINISH, "result")).contains("RESOLVED");
    }

    @Test
    void sendingBackAsksForNoTickThatSaysTheReplyWasSigned() {
        var clue = finished(Card.BLUE);
        clue.go(Tasks.SIGN_REPLY, "outcome", "SEND_BACK", "reason", "补充凭证。", "signed", null);
        assertThat(clue.clue().status().name()).isEqualTo("HANDLING");
    }

    @Test
    void aReworkTellsTheUnitWhatTheReporterChoseButNotTheReportersWords() {
        var clue = finished(Card.YELLOW).go(Tasks.SIGN_REPLY).go(Tasks.REVIEW_RESULT);
        clue.go(
                Tasks.CALL_BACK,
                "solved",
                "UNSOLVED",
                "rating",
                "DISSATISFIED",
                "dissatisfiedReasons",
                List.of("SLOW"),
                "suggestion",
                "我是隔壁五金店的");
        var givenBack = basis("handler", clue, Tasks.FINISH).path("givenBack").toString();
        assertThat(givenBack).contains("未解决").doesNotContain("五金店");
        assertThat(view("handler", clue, Tasks.FINISH).path("answers").toString())
                .doesNotContain("五金店");
    }

    @Test
    void theOrderStandsReadyFromTheRegisterWithWhatMayTellWhoReportedCovered() {
        var clue = walk.register(each -> {
                    Walk.forCard(Card.YELLOW).accept(each);
                    each.narrative = "我的电话是 13812345678，卡了 26 天。";
                    each.facts.unitsConcerned = 2;
                })
                .go(Tasks.REVIEW_ADMISSION)
                .go(Tasks.TRIAGE, "unitsConcerned", 2)
                .go(Tasks.DECIDE_YELLOW);
        assertThat(preset("officehead", clue, Tasks.DISPATCH, "summary"))
                .contains("卡了 26 天")
                .doesNotContain("13812345678");
        assertThat(preset("officehead", clue, Tasks.DISPATCH, "requirements")).contains("请一次告知。");
    }

    @Test
    void listAndStripSayOneDueDate() {
        var clue = walk.handled(Card.YELLOW);
        var task = task(clue, Tasks.CONTACT_REPORTER);
        var card = Caller.json(Caller.basic(port, "handler").get("/api/tasks/clues?task=" + task))
                .get(0);
        var strip = view("handler", clue, Tasks.CONTACT_REPORTER);
        assertThat(strip.path("taskLimit").path("dueAt").asText().substring(0, 19))
                .isEqualTo(card.path("dueAt").asText().substring(0, 19));
    }

    @Test
    void whoeverDecidesAboutAWishReadsWhatIsAskedForAndWhy() {
        var clue = walk.handled(Card.YELLOW);
        var asked = Caller.basic(port, "handler").post("/api/clues/" + clue.number + "/actions/extend", """
                        {"days":2,"ground":"TESTING","explanation":"等待检测报告。","workDone":"已送检。",
                         "nextSteps":"出报告后当日办结。","reporterTold":"NO"}""");
        assertThat(asked.statusCode()).as(asked.body()).isLessThan(300);
        desk.advance(clue.number);
        var basis = basis("unithead", clue, DeadlineExtension.Tasks.SIGN);
        assertThat(basis.path("wish").path("what").asText()).isNotEmpty();
        assertThat(basis.toString()).contains("等待检测报告。");
    }

    @Test
    void aClueInWhichAnotherUnitIsAtWorkStaysInTheLeadUnitsSightWithWhatIsAwaited() {
        var clue = walk.register(Walk.forCard(Card.YELLOW))
                .go(Tasks.REVIEW_ADMISSION)
                .go(Tasks.TRIAGE)
                .go(Tasks.DECIDE_YELLOW)
                .go(Tasks.DISPATCH, "assistUnits", List.of("justice"))
                .go(Tasks.SIGN_FOR);
        var own = Caller.basic(port, "handler").get("/api/tasks/awaited").body();
        assertThat(own).doesNotContain(clue.number.value());

        clue.go(Tasks.CONTACT_REPORTER).go(Tasks.REPLY_WITH_PLAN);

        var lines = Caller.json(Caller.basic(port, "handler").get("/api/tasks/awaited"));
        var line = StreamSupport.stream(lines.spliterator(), false)
                .filter(each -> each.path("clueNumber").asText().equals(clue.number.value()))
                .findFirst()
                .orElseThrow();
        assertThat(line.path("awaited").toString()).contains("协办单位办理");
        assertThat(Caller.basic(port, "handler2").get("/api/tasks/awaited").body())
                .doesNotContain(clue.number.value());
    }
}
