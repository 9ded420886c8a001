package cn.qingfeng.process.task;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.discipline.SealedRegister;
import cn.qingfeng.process.Walk;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.testing.Caller;
import cn.qingfeng.testing.OnTheProduct;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestConstructor.AutowireMode;

/** The pages of keeping out and of the sealed register, as a browser gets them. */
@OnTheProduct
@TestInstance(Lifecycle.PER_CLASS)
@TestConstructor(autowireMode = AutowireMode.ALL)
class UserTasksPageTests {

    private final Walk walk;
    private final SealedRegister register;
    private final SampleCounty county;

    @LocalServerPort
    int port;

    UserTasksPageTests(Walk walk, SealedRegister register, SampleCounty county) {
        this.walk = walk;
        this.register = register;
        this.county = county;
    }

    @BeforeAll
    void county() {
        county.load();
    }

    private static HttpResponse<String> fill(Caller browser, String path, Map<String, String> fields) {
        return fill(browser, "/report-desk", path, fields);
    }

    private static HttpResponse<String> fill(Caller browser, String from, String path, Map<String, String> fields) {
        var token = browser.page(from).body().replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]*)\".*", "$1");
        var all = new HashMap<>(fields);
        all.put("_csrf", token);
        return browser.form(path, all);
    }

    @Test
    void coversWithOneClickWhatHasNoChoiceAndAsksForAReasonWhereSomethingStays() {
        var clue = walk.register(told -> {
            told.reporter.consent = "OFFICE_ONLY";
            told.narrative = "我是齐安禾，窗口电话13812345678没人接。";
        });
        var path = "/clues/" + clue.number + "/screening";
        var browser = Caller.signedIn(port, "clerk");

        var missing = fill(
                browser,
                path,
                path,
                Map.of(
                        "place1", "NARRATIVE:2:5",
                        "place2", "NARRATIVE:10:21",
                        "choice2", "LEAVE",
                        "rest", "COVER"));
        assertThat(missing.statusCode()).isEqualTo(400);
        assertThat(missing.body()).contains("保留的地方请写明理由");
        var done = fill(
                browser,
                path,
                path,
                Map.of(
                        "place1", "NARRATIVE:2:5",
                        "place2", "NARRATIVE:10:21",
                        "choice2", "LEAVE",
                        "reason2", "窗口的公开电话",
                        "rest", "COVER"));
        assertThat(done.statusCode()).isEqualTo(302);
        assertThat(clue.clue().screened().narrative()).isEqualTo("我是▇▇，窗口电话13812345678没人接。");
        assertThat(browser.page(path).body()).contains("已核对");
    }

    @Test
    void keepsANumberOfWhatCameOnPaperAndOfNothingThatItSays() {
        var browser = Caller.signedIn(port, "discipline");
        assertThat(fill(browser, "/report-desk/enter", Map.of("receivedAt", "2026-03-02T09:30", "bagNumber", " "))
                        .statusCode())
                .isEqualTo(400);
        assertThat(fill(
                                browser,
                                "/report-desk/enter",
                                Map.of("receivedAt", "2026-03-02T09:30", "bagNumber", "F-17", "deliverer", "送信的欧阳试"))
                        .statusCode())
                .isEqualTo(302);
        var entry = register.all().get(0);
        assertThat(entry.number()).matches("MJ\\d{4}-\\d{4}");
        assertThat(entry.dueAt()).isEqualTo("2026-03-09T10:00:00Z");
        var page = browser.page("/report-desk").body();
        assertThat(page).contains(entry.number(), "F-17", "送信的欧阳试", "2026-03-09 18:00", "5 个工作日", "逾期");

        assertThat(fill(browser, "/report-desk/pass", Map.of("number", entry.number(), "passedTo", "市纪委监委"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(fill(browser, "/report-desk/pass", Map.of("number", entry.number(), "passedTo", "市纪委监委"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(browser.page("/report-desk").body()).contains("市纪委监委");
        for (var person : List.of("supervisor", "officehead", "grouphead", "leader", "admin", "handler")) {
            assertThat(Caller.signedIn(port, person).page("/report-desk").statusCode())
                    .as(person)
                    .isEqualTo(404);
        }
    }

    @Test
    void showsThePageToWhoeverSeesTheClueAndTheListToTheHeads() {
        var clue = walk.register(told -> told.further("namedPeople", "顾一鸣"));
        var number = clue.number;
        var page = Caller.signedIn(port, "officehead").page("/clues/" + number + "/recusal");
        assertThat(page.statusCode()).as(page.headers().toString()).isEqualTo(200);
        assertThat(page.body()).contains("申请回避", "顾一鸣", "内容中点名", "撤销回避", "变更住所材料被退两次</span>");
        assertThat(Caller.signedIn(port, "grader")
                        .page("/clues/" + number + "/recusal")
                        .body())
                .contains("申请回避")
                .doesNotContain("顾一鸣");
        assertThat(Caller.basic(port, "grader")
                        .get("/api/clues/" + number + "/recusals")
                        .statusCode())
                .isEqualTo(403);
        assertThat(Caller.basic(port, "handler2")
                        .get("/api/clues/" + number + "/recusals")
                        .statusCode())
                .isEqualTo(404);
    }
}
