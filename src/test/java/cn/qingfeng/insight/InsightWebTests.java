package cn.qingfeng.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.intake.NewClue;
import cn.qingfeng.intake.Registration;
import cn.qingfeng.process.task.UserTasks;
import cn.qingfeng.testing.OnTheProduct;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.support.TransactionTemplate;

/** The pages as a browser gets them, with clues that entered by the ordinary way. */
@OnTheProduct
class InsightWebTests {

    private static final String MARKUP = "<script>alert(1)</script>";

    @Autowired
    MockMvc web;

    @Autowired
    Registration registration;

    @Autowired
    UserTasks desk;

    @Autowired
    ClueLedger ledger;

    @Autowired
    ObjectMapper json;

    @Autowired
    TransactionTemplate transactions;

    private ClueNumber clue;

    @BeforeEach
    void register() throws Exception {
        clue = registered();
    }

    private ClueNumber registered() throws Exception {
        var content = json.readValue("""
                {"kind":"APPEAL","title":"%s张𠮷","narrative":"${7*7} 每次说缺的不一样","request":"一次告知",
                 "place":"县为民服务中心","unit":"market-supervision","channel":"WINDOW",
                 "facts":{"fixableOnTheSpot":true,"unitsConcerned":1},
                 "reporter":{"anonymous":false,"name":"张三","phone":"13800001111","consent":"UNIT_MAY_KNOW"}}""".formatted(MARKUP), NewClue.class);
        var number = ClueNumber.of(registration.register(content, "clerk").clueNumber());
        desk.advance(number);
        return number;
    }

    @Test
    void theDrawingsLibraryIsServedWithoutItsVersionInTheAddress() throws Exception {
        web.perform(get("/webjars/bpmn-js/dist/bpmn-navigated-viewer.production.min.js"))
                .andExpect(status().isOk());
        web.perform(get("/css/qingfeng.css")).andExpect(status().isOk());
    }

    private static RequestPostProcessor as(String name, String duty) {
        return user(name).authorities(new SimpleGrantedAuthority(duty));
    }

    private static RequestPostProcessor grader() {
        return as("grader", "grader");
    }

    @Test
    void listsCluesOnThePageAsText() throws Exception {
        web.perform(get("/ledger").param("text", clue.value()).with(grader()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("/clues/" + clue)))
                .andExpect(content().string(containsString("&lt;script&gt;alert(1)&lt;/script&gt;张𠮷")))
                .andExpect(content().string(not(containsString(MARKUP))));
    }

    @Test
    void aNumberUnderWhichNothingCameAboutStandsInTheLedgerAsVoid() throws Exception {
        var number = new String[1];
        transactions.executeWithoutResult(status -> {
            try {
                number[0] = registered().value();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            status.setRollbackOnly();
        });
        await().untilAsserted(() -> web.perform(
                        get("/ledger").param("voided", "true").with(as("supervisor", "supervisor")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString(number[0])))
                .andExpect(content().string(containsString("登记时出错，没有完成")))
                .andExpect(content().string(not(containsString("/clues/" + number[0])))));
        web.perform(get("/ledger").with(grader()))
                .andExpect(content().string(containsString(number[0])))
                .andExpect(content().string(containsString("/ledger?voided=true")));
        web.perform(get("/api/clues").param("text", number[0]).with(grader()))
                .andExpect(jsonPath("$.items").isEmpty())
                .andExpect(jsonPath("$.voided[0].clueNumber").value(number[0]))
                .andExpect(jsonPath("$.voided[0].reason").value("FAILED"));
        web.perform(get("/ledger").param("voided", "true").with(as("handler", "unit-market-supervision")))
                .andExpect(content().string(not(containsString(number[0]))));
    }

    @Test
    void saysWhenNothingFitsOrAFilterIsUnknown() throws Exception {
        web.perform(get("/ledger").param("text", "没有这样的").with(grader()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("没有符合条件的线索")));
        web.perform(get("/ledger").param("card", "GREEN").with(grader()))
                .andExpect(content().string(containsString("没有“GREEN”这个条件")));
    }

    @Test
    void takesTheLedgerOutForWhoeverMayAndPutsItDown() throws Exception {
        web.perform(get("/ledger").param("text", clue.value()).with(grader()))
                .andExpect(content().string(containsString("导出 Excel（1 件）")));
        web.perform(post("/ledger/exports")
                        .param("format", "CSV")
                        .param("text", clue.value())
                        .with(grader())
                        .with(csrf()))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Disposition", containsString("attachment")))
                .andExpect(header().string("Cache-Control", containsString("no-store")))
                .andExpect(content().string(containsString("\"" + clue + "\"")))
                .andExpect(content().string(not(containsString("13800001111"))));
        web.perform(get("/ledger/exports").with(grader()))
                .andExpect(content().string(containsString("已完成")))
                .andExpect(content().string(containsString("编号、标题或内容")));
    }

    @Test
    void takesNothingOutForWhoeverMayNotNorByAFilterThatThereIsNot() throws Exception {
        web.perform(get("/ledger").with(as("handler", "handler")))
                .andExpect(content().string(not(containsString("导出 Excel"))));
        web.perform(post("/ledger/exports")
                        .param("format", "XLSX")
                        .with(as("handler", "handler"))
                        .with(csrf()))
                .andExpect(status().isForbidden());
        web.perform(post("/ledger/exports")
                        .param("format", "XLSX")
                        .param("card", "GREEN")
                        .with(grader())
                        .with(csrf()))
                .andExpect(status().isBadRequest());
        web.perform(post("/ledger/exports")
                        .param("format", "DOC")
                        .with(grader())
                        .with(csrf()))
                .andExpect(status().isBadRequest());
        web.perform(get("/api/ledger/exports/{id}", "00000000-0000-0000-0000-000000000000")
                        .with(grader()))
                .andExpect(status().isNotFound());
    }

    @Test
    void showsOneCluesFileAsText() throws Exception {
        web.perform(get("/clues/{n}", clue.value()).with(grader()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("${7*7} 每次说缺的不一样")))
                .andExpect(content().string(containsString("张** · 138****")))
                .andExpect(content().string(not(containsString("13800001111"))))
                .andExpect(content().string(not(containsString(MARKUP))));
    }

    @Test
    void givesProgramsTheSame() throws Exception {
        web.perform(get("/api/clues").param("text", clue.value()).with(grader()))
                .andExpect(jsonPath("$.total").value(1))
                .andExpect(jsonPath("$.items[0].clueNumber").value(clue.value()))
                .andExpect(jsonPath("$.items[0].status").value("REGISTERED"));
        web.perform(get("/api/clues/{n}", clue.value()).with(grader()))
                .andExpect(jsonPath("$.kind").value("APPEAL"))
                .andExpect(jsonPath("$.assistUnits").isArray())
                .andExpect(jsonPath("$.limits").isArray());
        web.perform(get("/api/clues/{n}/timeline", clue.value()).with(grader()))
                .andExpect(jsonPath("$[0].what").value("登记"));
    }

    @Test
    void marksTheStepWhereTheClueStands() throws Exception {
        web.perform(get("/api/clues/{n}/picture", clue.value()).with(grader()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.active").value(hasItem("userTask_reviewAdmission")))
                .andExpect(jsonPath("$.passed").value(hasItem("startEvent_toGrade")))
                .andExpect(jsonPath("$.xml").value(containsString("id=\"clue-grading\"")))
                .andExpect(jsonPath("$.whole.active").value(hasItem("callActivity_cardGrading")))
                .andExpect(jsonPath("$.whole.passed").value(hasItem("startEvent_clueRegistered")))
                .andExpect(jsonPath("$.whole.xml").value(containsString("id=\"clue-lifecycle\"")));
    }

    @Test
    void hidesAClueFromAUnitThatItWasNotDispatchedTo() throws Exception {
        for (var path :
                new String[] {"/clues/{n}", "/api/clues/{n}", "/api/clues/{n}/timeline", "/api/clues/{n}/picture"}) {
            web.perform(get(path, clue.value()).accept(MediaType.ALL).with(as("handler2", "unit-other")))
                    .andExpect(status().isNotFound());
        }
    }

    @Test
    void asksForReasonAndConfirmationBeforeItWithdraws() throws Exception {
        web.perform(get("/clues/{n}/withdraw", clue.value()).with(grader()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("反映人撤回")));
        web.perform(post("/clues/{n}/withdraw", clue.value()).with(grader()).with(csrf()))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("请填写理由")))
                .andExpect(content().string(containsString("请先核对并勾选确认")));
        assertThat(ledger.get(clue).status()).isEqualTo(ClueStatus.REGISTERED);

        web.perform(post("/clues/{n}/withdraw", clue.value())
                        .param("why", "反映人来电撤回")
                        .param("confirmed", "true")
                        .with(grader())
                        .with(csrf()))
                .andExpect(redirectedUrl("/clues/" + clue));
        assertThat(ledger.get(clue).status()).isEqualTo(ClueStatus.WITHDRAWN);
        assertThat(desk.waiting(clue)).isEmpty();
    }

    @Test
    void mergesIntoTheOtherClueAndEndsItsInstance() throws Exception {
        var other = registered();

        web.perform(post("/clues/{n}/merge", clue.value())
                        .param("why", "同一事项")
                        .param("other", other.value())
                        .param("confirmed", "true")
                        .with(grader())
                        .with(csrf()))
                .andExpect(redirectedUrl("/clues/" + clue));
        assertThat(ledger.get(clue).status()).isEqualTo(ClueStatus.MERGED);
        assertThat(desk.waiting(clue)).isEmpty();
        assertThat(desk.waiting(other)).isNotEmpty();
    }

    @Test
    void countsOnTheDashboardWithWaysToTheCluesBehind() throws Exception {
        web.perform(get("/dashboard").with(grader()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("/ledger?figure=OPEN_STATUS~ALL~")))
                .andExpect(content().string(containsString("按期办结率 = ")))
                .andExpect(content().string(containsString("n = ")));
        web.perform(get("/dashboard").param("period", "2026-Q9").with(grader())).andExpect(status().isBadRequest());
        web.perform(get("/dashboard").with(as("handler", "unit-market-supervision")))
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString("figure=CHANNEL"))));
        web.perform(get("/dashboard").with(as("clerk", "window-clerk")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("/ledger?status=REGISTERED")));
        web.perform(get("/webjars/echarts/echarts.common.min.js")).andExpect(status().isOk());
    }

    @Test
    void aTableOfFiguresIsTakenOutByThoseWhoMayAndLogged() throws Exception {
        web.perform(post("/dashboard/exports")
                        .param("chart", "kept")
                        .with(grader())
                        .with(csrf()))
                .andExpect(status().isOk())
                .andExpect(content().contentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"));
        web.perform(get("/ledger/exports").with(grader())).andExpect(content().string(containsString("统计数字")));
        web.perform(post("/dashboard/exports")
                        .param("chart", "kept")
                        .with(as("leader", "county-leader"))
                        .with(csrf()))
                .andExpect(status().isForbidden());
        web.perform(post("/dashboard/exports")
                        .param("chart", "none")
                        .with(grader())
                        .with(csrf()))
                .andExpect(status().isNotFound());
    }

    @Test
    void anybodyReadsTheCountysSumsAndNoneThatAreSmall() throws Exception {
        web.perform(get("/figures"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("按期办结率")))
                .andExpect(content().string(containsString("不足 20")));
        // A screen in a hall shows what there is to see, and always how to report.
        web.perform(get("/figures/hall"))
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString("按期办结率"))))
                .andExpect(content().string(containsString("/report")))
                .andExpect(content().string(containsString("身份单独加密保存")));
        // Nobody signs in at the screen.
        web.perform(get("/css/hall.css")).andExpect(status().isOk());
        web.perform(get("/js/hall.js")).andExpect(status().isOk());
    }

    @Test
    void tellsAProgramWhyInTheReadersLanguage() throws Exception {
        web.perform(get("/api/clues/WY20200101-0001").with(grader()))
                .andExpect(status().isNotFound())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.title").value("没有找到"))
                .andExpect(jsonPath("$.type").value("urn:qingfeng:clue.unknown"));
        web.perform(get("/api/clues?sort=content").with(grader()).locale(Locale.ENGLISH))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value("There is no “content” to look for; please choose again."));
        web.perform(get("/api/clues?page=x").with(grader())).andExpect(status().isBadRequest());
    }
}
