package cn.qingfeng.intake.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.content.Consent;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.clue.timeline.TimelineEntry;
import cn.qingfeng.draft.Drafts;
import cn.qingfeng.evidence.upload.Uploads;
import cn.qingfeng.intake.NewClue;
import cn.qingfeng.intake.Receipt;
import cn.qingfeng.intake.Registration;
import cn.qingfeng.process.WalksEveryPath;
import cn.qingfeng.process.task.UserTasks;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.testing.SomeFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** What a receipt opens and what its holder may do, from the post to the lifecycle. */
@WalksEveryPath
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
class TrackPageTests {

    private static final String HOSTILE = "<script>alert(1)</script> ${7*7} #{7*7} =1+1 ' or 1=1 --";
    private static final String PHONE = "13700000009";

    @Autowired
    MockMvc web;

    @Autowired
    Registration registration;

    @Autowired
    ClueLedger ledger;

    @Autowired
    Timeline timeline;

    @Autowired
    UserTasks desk;

    @Autowired
    Uploads uploads;

    @Autowired
    SampleCounty county;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    MessageSource messages;

    @Autowired
    Clock clock;

    @Autowired
    Drafts drafts;

    @BeforeEach
    void county() {
        county.load();
    }

    @Test
    void showsInPlainWordsWhereItStandsAndUntilWhen() throws Exception {
        var receipt = told("BLUE", false);
        for (var typed : List.of(
                "查询码：" + inFours(receipt.receipt()),
                inFours(receipt.receipt()).replace(' ', '–'),
                receipt.receipt()
                        .chars()
                        .mapToObj(c -> Character.toString(c - '0' + '０'))
                        .collect(Collectors.joining()))) {
            page(post("/track").param("receipt", typed), 200);
        }
        var page = page(post("/track").param("receipt", inFours(receipt.receipt())), 200);
        assertThat(page).contains("已登记，正在审查是否受理。", "县营商环境办", "受理审查时限", "起算").doesNotContain("苏晚晴", PHONE, "齐安禾");
        walk(receipt, "userTask_signFor");
        assertThat(page(post("/track").param("receipt", receipt.receipt()), 200))
                .contains("已交给承办单位，等待签收。", "市场监督管理局", "交给市场监督管理局办理")
                // The earlier of the two; in the last two working hours of a day that is the call of the same day.
                .containsAnyOf("签收时限", "联系反映人时限");
        web.perform(api("status", "{\"receipt\": \"" + receipt.receipt() + "\"}"))
                .andExpect(status().isOk())
                .andExpect(header().string("Cache-Control", "no-store"))
                .andExpect(jsonPath("$.clueNumber", is(receipt.clueNumber())))
                .andExpect(jsonPath("$.status", is("DISPATCHED")))
                .andExpect(jsonPath("$.holder", is("市场监督管理局")))
                .andExpect(jsonPath("$.promise.because").isNotEmpty())
                .andExpect(jsonPath("$.done[*].what", hasItem("已受理")))
                .andExpect(jsonPath("$.report").doesNotExist());
    }

    @Test
    void whatIsBeingWrittenLiesSealedUnderTheCaseForTwoHoursAndComesBackWithTheReceipt() throws Exception {
        var receipt = told("BLUE", false);
        var other = told("BLUE", false);
        var words = "三月二日上午去的，号是 A017";
        var opened = page(post("/track").param("receipt", receipt.receipt()), 200);
        draft(opened, receipt.clueNumber(), "text", words, 204);
        assertThat(jdbc.queryForList("select sealed from draft", String.class))
                .noneMatch(text -> text.contains("A017"));
        assertThat(page(post("/track").param("receipt", receipt.receipt()), 200))
                .contains(words, "id=\"restored\"");
        assertThat(page(post("/track").param("receipt", other.receipt()), 200))
                .doesNotContain("A017", "id=\"restored\"");

        // Neither for another case nor by a page that was not given out.
        draft(opened, other.clueNumber(), "text", words, 400);
        draft(opened.replace("data-once=\"", "data-once=\"0"), receipt.clueNumber(), "text", words, 400);
        draft(opened, receipt.clueNumber(), "text", "长".repeat(10_001), 413);

        // A refused answer shows what was sent; a sent one leaves nothing.
        var once = found(opened, "data-once");
        var sent = page(
                post("/track/answer")
                        .param("receipt", receipt.receipt())
                        .param("number", receipt.clueNumber())
                        .param("text", words)
                        .param("_once", once),
                200);
        assertThat(sent).doesNotContain("id=\"restored\"").doesNotContainPattern("<textarea[^>]*>[^<]*A017");
        assertThat(drafts.of(receipt.clueNumber(), Drafts.TRACK)).isEmpty();

        draft(opened, receipt.clueNumber(), "text", words, 204);
        assertThat(drafts.dropOld(clock.instant().plus(Drafts.STREET).plusSeconds(1)))
                .isPositive();
        assertThat(drafts.of(receipt.clueNumber(), Drafts.TRACK)).isEmpty();

        draft(opened, receipt.clueNumber(), "text", words, 204);
        web.perform(post("/api/public/drafts/track/drop")
                        .param("_once", once)
                        .param("number", receipt.clueNumber())
                        .param("_proof", found(opened, "data-proof")))
                .andExpect(status().isNoContent());
        assertThat(page(post("/track").param("receipt", receipt.receipt()), 200))
                .doesNotContain("id=\"restored\"");
        assertThat(drafts.of(receipt.clueNumber(), Drafts.TRACK)).isEmpty();
    }

    private void draft(String opened, String number, String field, String words, int status) throws Exception {
        web.perform(post("/api/public/drafts/track")
                        .param("_once", found(opened, "data-once"))
                        .param("number", number)
                        .param("_proof", found(opened, "data-proof"))
                        .param(field, words))
                .andExpect(status().is(status));
    }

    private static String found(String page, String attribute) {
        var at = page.indexOf(attribute + "=\"") + attribute.length() + 2;
        return page.substring(at, page.indexOf('"', at));
    }

    @Test
    void carriesQuestionsAndAnswersAndTellsNeitherSideWhoTheOtherIs() throws Exception {
        var receipt = told("BLUE", true);
        var number = receipt.clueNumber();
        web.perform(post("/clues/{n}/ask", number)
                        .param("text", "请问哪天去的？" + HOSTILE)
                        .with(as("grader", "grader"))
                        .with(csrf()))
                .andExpect(redirectedUrl("/clues/" + number + "#conversation"));
        assertThat(page(post("/track").param("receipt", receipt.receipt()), 200))
                .contains("请问哪天去的？&lt;script&gt;", "县营商环境办")
                .doesNotContain("<script>alert", "程知远");

        var answer = "三月二日上午，我叫齐安禾 " + PHONE;
        for (int i = 0; i < 2; i++) {
            page(
                    post("/track/answer")
                            .param("receipt", receipt.receipt())
                            .param("number", number)
                            .param("_once", "page-1")
                            .param("text", answer),
                    200);
        }
        assertThat(page(get("/clues/{n}", number).with(as("grader", "grader")), 200))
                .containsOnlyOnce("三月二日上午")
                .contains("反映人");
        web.perform(get("/api/clues/{n}/messages", number).with(as("grader", "grader")))
                .andExpect(jsonPath("$.length()", is(2)))
                .andExpect(jsonPath("$[1].fromReporter", is(true)));
        // The page was kept and sent again with other words: they are not taken for the first ones.
        page(
                post("/track/answer")
                        .param("receipt", receipt.receipt())
                        .param("number", number)
                        .param("_once", "page-1")
                        .param("text", "还有一次是三月四日"),
                200);
        assertThat(page(post("/track").param("receipt", receipt.receipt()), 200))
                .contains("三月四日");
        assertThat(jdbc.queryForList("select * from reporter_message").toString())
                .doesNotContain(PHONE, "三月二日");
        assertThat(jdbc.queryForList(
                        "select recipient from notice where event = 'REPORTER_WROTE' and clue_number = ?",
                        String.class,
                        number))
                .contains("grader");

        walk(receipt, "userTask_contactReporter");
        assertThat(page(get("/clues/{n}", number).with(as("handler", "unit-market-supervision")), 200))
                .doesNotContain("三月二日上午", "请问哪天去的");
        web.perform(get("/api/clues/{n}/messages", number).with(as("handler", "unit-market-supervision")))
                .andExpect(jsonPath("$.length()", is(0)));
        web.perform(post("/api/clues/{n}/messages", number)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"text\": \"你是谁\"}")
                        .with(as("handler", "unit-market-supervision"))
                        .with(csrf()))
                .andExpect(status().isForbidden());
        web.perform(post("/api/clues/{n}/messages", number)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"text\": \"你是谁\"}")
                        .with(as("handler2", "unit-housing-construction"))
                        .with(csrf()))
                .andExpect(status().isNotFound());
    }

    @Test
    void theReporterOfAMergedClueWritesIntoTheClueItWentToUnseenByItsReporter() throws Exception {
        var original = told("BLUE", true);
        var merged = told("BLUE", false);
        desk.submit(
                "grader",
                ClueNumber.of(merged.clueNumber()),
                "userTask_reviewAdmission",
                Map.of("outcome", "DUPLICATE", "originalNumber", original.clueNumber()));
        assertThat(stands(merged)).isEqualTo(ClueStatus.MERGED);

        assertThat(page(
                        post("/track/answer")
                                .param("receipt", merged.receipt())
                                .param("number", merged.clueNumber())
                                .param("text", "我这里还有一张收据"),
                        200))
                .contains("已送达。", "我这里还有一张收据");

        assertThat(page(get("/clues/{n}", original.clueNumber()).with(as("grader", "grader")), 200))
                .contains("我这里还有一张收据", "反映人（" + merged.clueNumber() + " 并入）");
        assertThat(page(post("/track").param("receipt", original.receipt()), 200))
                .doesNotContain("我这里还有一张收据", merged.clueNumber());
        assertThat(jdbc.queryForList(
                        "select recipient from notice where event = 'REPORTER_WROTE' and clue_number = ?",
                        String.class,
                        original.clueNumber()))
                .contains("grader");
        // The answer goes back on the merged clue's own page.
        page(
                post("/clues/{n}/ask", merged.clueNumber())
                        .param("text", "收据上是哪一天？")
                        .with(as("grader", "grader")),
                302);
        assertThat(page(post("/track").param("receipt", merged.receipt()), 200)).contains("收据上是哪一天？");
    }

    /** A word that is missing would cost the reporter the whole page. */
    @Test
    void whateverIsToldToAReporterHasItsWords() {
        for (var reader : List.of(Locale.CHINA, Locale.ENGLISH)) {
            assertThat(Tracking.TOLD)
                    .allSatisfy(act -> assertThat(
                                    messages.getMessage("track.done." + act, new Object[] {"税务局"}, "", reader))
                            .as("%s in %s", act, reader)
                            .isNotEmpty());
        }
    }

    @Test
    void aBlueCluesRatingIsItsCallBack() throws Exception {
        var receipt = told("BLUE", false);
        walk(receipt, "userTask_callBack");
        assertThat(page(post("/track").param("receipt", receipt.receipt()), 200))
                .contains("请您评价", "已当场换照，请来领取。");
        assertThat(page(rate(receipt, "UNSOLVED", "DISSATISFIED"), 400)).contains("请选择不满意的原因。");
        assertThat(page(rate(receipt, "UNSOLVED", "DISSATISFIED").param("reasons", "SLOW", "ATTITUDE"), 200))
                .contains("您的评价已收到，按您说的退回承办单位重办", "正在办理。");
        assertThat(stands(receipt)).isEqualTo(ClueStatus.HANDLING);
        assertThat(ledger.get(ClueNumber.of(receipt.clueNumber())).reworks()).isEqualTo(1);
        assertThat(timeline.of(ClueNumber.of(receipt.clueNumber())))
                .filteredOn(entry -> entry.act() == TimelineAction.CALLED_BACK)
                .extracting(TimelineEntry::by)
                .containsExactly(Timeline.PUBLIC);

        walk(receipt, "userTask_callBack");
        web.perform(api("rating", "{\"receipt\": \"" + receipt.receipt() + "\", \"rating\": \"SATISFIED\"}"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.status", is("CLOSED")))
                .andExpect(jsonPath("$.mayRate", is(false)));
        web.perform(api("rating", "{\"receipt\": \"" + receipt.receipt() + "\", \"rating\": \"SATISFIED\"}"))
                .andExpect(status().isConflict());
    }

    @Test
    void aYellowCluesRatingStandsBeforeTheCaller() throws Exception {
        var receipt = told("YELLOW", false);
        walk(receipt, "userTask_callBack");
        page(rate(receipt, "UNSOLVED", "VERY_DISSATISFIED").param("reasons", "SHIFTING"), 200);
        assertThat(stands(receipt)).isEqualTo(ClueStatus.CALLING_BACK);
        assertThat(page(rate(receipt, "SOLVED", "SATISFIED"), 409)).contains("已经评价过了");
        assertThat(jdbc.queryForList(
                        "select recipient from notice where event = 'REPORTER_RATED' and clue_number = ?",
                        String.class,
                        receipt.clueNumber()))
                .contains("caller");
        assertThat(page(get("/clues/{n}", receipt.clueNumber()).with(as("caller", "caller")), 200))
                .contains("反映人自评", "没有解决 · 非常不满意 · 推诿扯皮");
    }

    @Test
    void anAnonymousRatingCountsWhateverTheCard() throws Exception {
        var receipt = told("YELLOW", true);
        walk(receipt, "userTask_callBack");
        page(rate(receipt, "SOLVED", "VERY_SATISFIED"), 200);
        assertThat(stands(receipt)).isEqualTo(ClueStatus.CLOSED);
    }

    @Test
    void consentIsTakenBackAndAnAppealWithdrawnByWhoeverHoldsItsReceipt() throws Exception {
        var receipt = told("BLUE", false);
        walk(receipt, "userTask_contactReporter");
        assertThat(page(get("/clues/{n}", receipt.clueNumber()).with(as("handler", "unit-market-supervision")), 200))
                .contains(PHONE);
        page(post("/track/consent").param("receipt", receipt.receipt()).param("number", receipt.clueNumber()), 200);
        assertThat(ledger.get(ClueNumber.of(receipt.clueNumber())).content().consent())
                .isEqualTo(Consent.OFFICE_ONLY);
        assertThat(page(get("/clues/{n}", receipt.clueNumber()).with(as("handler", "unit-market-supervision")), 200))
                .doesNotContain(PHONE, "齐安禾");

        assertThat(page(withdraw(receipt).param("ground", "PRESSED"), 400)).contains("我确定要撤回");
        assertThat(page(withdraw(receipt).param("sure", "true").param("ground", HOSTILE), 400))
                .contains("请选择为什么撤回。");
        page(withdraw(receipt).param("sure", "true").param("ground", "PRESSED"), 200);
        assertThat(stands(receipt)).isEqualTo(ClueStatus.WITHDRAWN);
        assertThat(desk.waiting(ClueNumber.of(receipt.clueNumber()))).isEmpty();
        // That somebody pressed for it is not for the unit to read.
        assertThat(page(get("/clues/{n}", receipt.clueNumber()).with(as("handler", "unit-market-supervision")), 200))
                .doesNotContain("有人要我撤回");
    }

    @Test
    void oneReceiptOpensBothHalvesAndTheReportIsNotItsReportersToStop() throws Exception {
        var clue = clue("BLUE", true);
        clue.misconduct = "收了一条烟";
        var receipt = registration.register(clue, Timeline.PUBLIC);
        var page = page(post("/track").param("receipt", receipt.receipt()), 200);
        assertThat(page).contains(receipt.clueNumber(), receipt.reportNumber());
        assertThat(page(
                        post("/track/withdraw")
                                .param("receipt", receipt.receipt())
                                .param("number", receipt.reportNumber())
                                .param("sure", "true")
                                .param("ground", "SOLVED"),
                        409))
                .contains("不能在这里撤回");
        page(
                post("/track/answer")
                        .param("receipt", receipt.receipt())
                        .param("number", receipt.reportNumber())
                        .param("text", "还有照片"),
                200);
        assertThat(jdbc.queryForList(
                        "select recipient from notice where event = 'REPORTER_WROTE' and clue_number = ?",
                        String.class,
                        receipt.reportNumber()))
                .containsOnly("discipline", "jianshouzhuo");
    }

    @Test
    void aForeignReceiptOpensNothingElse() throws Exception {
        var mine = told("BLUE", true);
        var other = told("BLUE", true);
        var steps = timeline.of(ClueNumber.of(other.clueNumber())).size();
        for (var path : List.of("answer", "consent", "withdraw", "rate")) {
            page(
                    post("/track/" + path)
                            .param("receipt", mine.receipt())
                            .param("number", other.clueNumber())
                            .param("text", "x")
                            .param("sure", "true")
                            .param("ground", "SOLVED")
                            .param("solved", "SOLVED")
                            .param("rating", "SATISFIED")
                            .param("contacted", "YES"),
                    404);
        }
        assertThat(stands(other)).isEqualTo(ClueStatus.REGISTERED);
        assertThat(timeline.of(ClueNumber.of(other.clueNumber()))).hasSize(steps);
        web.perform(post("/track/withdraw").param("receipt", mine.receipt()).param("number", mine.clueNumber()))
                .andExpect(status().isForbidden());
    }

    @Test
    void guessingEndsSoonForWhoeverGuessesAndForNobodyElse() throws Exception {
        var receipt = told("BLUE", true);
        var refused = 0;
        for (int i = 0; i < 40; i++) {
            var answer = web.perform(api("status", "{\"receipt\": \"%016d\"}".formatted(i))
                            .with(from("198.51.100.7")))
                    .andReturn()
                    .getResponse();
            assertThat(answer.getStatus()).isIn(404, 429);
            if (answer.getStatus() == 429) {
                refused++;
                assertThat(Integer.parseInt(answer.getHeader("Retry-After"))).isPositive();
                assertThat(answer.getContentAsString(StandardCharsets.UTF_8)).contains("分钟后再试");
            }
        }
        assertThat(refused).isEqualTo(30);
        web.perform(api("status", "{\"receipt\": \"" + receipt.receipt() + "\"}")
                        .with(from("198.51.100.7")))
                .andExpect(status().isTooManyRequests());
        assertThat(page(post("/track").param("receipt", receipt.receipt()).with(from("198.51.100.7")), 429))
                .contains("分钟后再试");
        web.perform(api("status", "{\"receipt\": \"" + receipt.receipt() + "\"}")
                        .with(from("198.51.100.8")))
                .andExpect(status().isOk());
    }

    @Test
    void whoeverTypedItWrongTenTimesStillOpensTheOwn() throws Exception {
        var receipt = told("BLUE", true);
        var number = receipt.clueNumber();
        for (var wrong : List.of(
                "1",
                "12345678901234567",
                "abcd",
                "1234 5678 9012 345",
                "０",
                "-",
                "x".repeat(400),
                "",
                "😀",
                number,
                "查询码",
                receipt.receipt() + receipt.receipt(),
                receipt.receipt().substring(1) + "O")) {
            for (var n = 0; n < 3; n++) {
                web.perform(api("status", "{\"receipt\": \"" + wrong + "\"}").with(from("198.51.100.11")))
                        .andExpect(status().isBadRequest());
            }
            page(post("/track").param("receipt", wrong).with(from("198.51.100.11")), 400);
            page(
                    post("/track/answer")
                            .param("receipt", wrong)
                            .param("number", number)
                            .param("text", "x")
                            .with(from("198.51.100.11")),
                    400);
        }
        web.perform(api("status", "{\"receipt\": \"" + receipt.receipt() + "\"}")
                        .with(from("198.51.100.11")))
                .andExpect(status().isOk());
    }

    @Test
    void whatIsNoReceiptIsSaidSo() throws Exception {
        assertThat(page(post("/track").param("receipt", HOSTILE).with(from("198.51.100.9")), 400))
                .contains("查询码应为 16 位数字")
                .doesNotContain("<script>alert");
        for (var body : List.of("{}", "[]", "{\"receipt\": null}", "{\"receipt\": \"１２３４\"}", "")) {
            web.perform(api("status", body).with(from("198.51.100.10"))).andExpect(status().isBadRequest());
        }
    }

    private MockHttpServletRequestBuilder withdraw(Receipt receipt) {
        return post("/track/withdraw").param("receipt", receipt.receipt()).param("number", receipt.clueNumber());
    }

    private MockHttpServletRequestBuilder rate(Receipt receipt, String solved, String rating) {
        return post("/track/rate")
                .param("receipt", receipt.receipt())
                .param("number", receipt.clueNumber())
                .param("contacted", "YES")
                .param("solved", solved)
                .param("rating", rating);
    }

    private static MockHttpServletRequestBuilder api(String what, String body) {
        return post("/api/public/receipts/" + what)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body);
    }

    private static RequestPostProcessor from(String address) {
        return request -> {
            request.setRemoteAddr(address);
            return request;
        };
    }

    private static RequestPostProcessor as(String name, String group) {
        return user(name).authorities(AuthorityUtils.createAuthorityList(group));
    }

    private String page(MockHttpServletRequestBuilder request, int status) throws Exception {
        return web.perform(request.with(csrf()))
                .andExpect(status().is(status))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private ClueStatus stands(Receipt receipt) {
        return ledger.get(ClueNumber.of(receipt.clueNumber())).status();
    }

    private static String inFours(String digits) {
        return digits.replaceAll("(.{4})(?=.)", "$1 ");
    }

    private NewClue clue(String card, boolean anonymous) {
        var clue = new NewClue();
        clue.kind = "APPEAL";
        clue.title = "变更住所材料被退两次";
        clue.narrative = "每次说缺的不一样";
        clue.place = "为民服务中心";
        clue.unit = "market-supervision";
        clue.channel = "WEB";
        clue.classification = "problem.middle-blockage";
        clue.facts.fixableOnTheSpot = card.equals("BLUE");
        clue.facts.unitsConcerned = card.equals("BLUE") ? 1 : 2;
        clue.reporter.anonymous = anonymous;
        if (!anonymous) {
            clue.reporter.name = "齐安禾";
            clue.reporter.phone = PHONE;
            clue.reporter.consent = "UNIT_MAY_KNOW";
        }
        return clue;
    }

    private Receipt told(String card, boolean anonymous) {
        var receipt = registration.register(clue(card, anonymous), Timeline.PUBLIC);
        desk.advance(ClueNumber.of(receipt.clueNumber()));
        return receipt;
    }

    /** Does what the officials do until this task waits. */
    private void walk(Receipt receipt, String until) {
        var number = ClueNumber.of(receipt.clueNumber());
        for (int step = 0; step < 30; step++) {
            desk.advance(number);
            var waiting = desk.waiting(number);
            if (waiting.stream().anyMatch(task -> task.key().equals(until))) {
                return;
            }
            // What goes on beside the handling waits for itself.
            var task = waiting.stream()
                    .filter(each -> answers(each.key()) != null)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("nothing to do in " + waiting));
            if (task.key().equals("userTask_finish")) {
                proves(number);
            }
            desk.submit(who(task.key(), number), task.id(), answers(task.key()));
        }
        throw new AssertionError(until + " is never reached");
    }

    private void proves(ClueNumber number) {
        try {
            uploads.add("handler", number, "换照回执.png", new ByteArrayInputStream(SomeFiles.png()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String who(String task, ClueNumber number) {
        var yellow = ledger.get(number)
                .card()
                .filter(card -> card.name().equals("YELLOW"))
                .isPresent();
        return switch (task) {
            case "userTask_reviewAdmission", "userTask_triage" -> "grader";
            case "userTask_decideBlue" -> "clerk";
            case "userTask_decideYellow" -> "officehead";
            case "userTask_dispatch" -> yellow ? "officehead" : "clerk";
            case "userTask_signReply" -> "unithead";
            case "userTask_reviewResult" -> yellow ? "officehead" : "grader";
            default -> "handler";
        };
    }

    private Map<String, Object> answers(String task) {
        return switch (task) {
            case "userTask_reviewAdmission" -> Map.of("outcome", "ADMIT");
            case "userTask_triage" ->
                Map.of("classification", "problem.middle-blockage", "unitsConcerned", 2, "fixableOnTheSpot", false);
            case "userTask_decideBlue" -> Map.of("card", "BLUE", "signed", true);
            case "userTask_decideYellow" -> Map.of("card", "YELLOW", "signed", true);
            case "userTask_dispatch" ->
                Map.of(
                        "leadUnit",
                        "market-supervision",
                        "assistUnits",
                        List.of(),
                        "summary",
                        "材料被退两次",
                        "requirements",
                        "一次告知",
                        "screened",
                        true,
                        "signed",
                        true);
            case "userTask_signFor" -> Map.of("outcome", "SIGN");
            case "userTask_contactReporter" ->
                Map.of("contactedAt", clock.instant().toString(), "method", "MEETING");
            case "userTask_replyWithPlan" ->
                Map.of(
                        "factsFound", "属实",
                        "plan", "分两步",
                        "toReporter", "已受理，五个工作日内办结。",
                        "promisedDate", "2099-01-05");
            case "userTask_finish" -> {
                var answers = new HashMap<String, Object>(Map.of(
                        "result", "RESOLVED",
                        "factual", "TRUE",
                        "verification", "属实",
                        "measures", "当场补正",
                        "basis", "一次性告知制度",
                        "toReporter", "已当场换照，请来领取。"));
                answers.put("improvement", "全局自查");
                yield answers;
            }
            case "userTask_signReply" -> Map.of("outcome", "SIGN", "signed", true);
            case "userTask_reviewResult" -> Map.of("outcome", "ACCEPT");
            default -> null;
        };
    }
}
