package cn.qingfeng.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.Pairs;
import cn.qingfeng.clue.content.Consent;
import cn.qingfeng.clue.content.ReportingChannel;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.draft.Drafts;
import cn.qingfeng.intake.channel.ChannelKeys;
import cn.qingfeng.intake.plaque.PlaqueKind;
import cn.qingfeng.intake.plaque.Plaques;
import cn.qingfeng.intake.plaque.Scan.Standing;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.reporter.Receipts;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.testing.OnBothDatabases;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.test.context.TestSecurityContextHolder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** The pages where anybody reports and rates, as a phone without script uses them, and the plaques that lead there. */
@SpringBootTest(properties = {"camunda.bpm.job-execution.enabled=false", "qingfeng.door.puzzle-bits=8"})
@AutoConfigureMockMvc
@OnBothDatabases
class ReportPageTests {

    private static final Pattern NUMBER = Pattern.compile("id=\"clue-number\">(WY\\d{8}-\\d{4})<");
    private static final Pattern REPORT = Pattern.compile("id=\"report-number\">(WY\\d{8}-\\d{4})<");
    private static final Pattern RECEIPT = Pattern.compile("id=\"receipt-code\">(\\d{4} \\d{4} \\d{4} \\d{4})<");
    private static final Pattern VISIT = Pattern.compile("name=\"visit\" value=\"([^\"]+)\"");
    private static final String HOSTILE = "<script>alert(1)</script> ${7*7} #{7*7} =1+1 ' or 1=1 --";

    @Autowired
    ChannelKeys keys;

    @Autowired
    MockMvc web;

    @Autowired
    ClueLedger ledger;

    @Autowired
    Receipts receipts;

    @Autowired
    Pairs pairs;

    @Autowired
    Timeline timeline;

    @Autowired
    Plaques plaques;

    @Autowired
    SampleCounty county;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Drafts drafts;

    @Autowired
    Clock clock;

    @BeforeEach
    void load() {
        TestSecurityContextHolder.clearContext();
        county.load();
    }

    @Test
    void opensForAnybodyInTwoLanguages() throws Exception {
        var page = web.perform(get("/report"))
                .andExpect(status().isOk())
                .andExpect(header().string("Cache-Control", "no-store"))
                .andReturn()
                .getResponse();
        assertThat(page.getContentAsString(StandardCharsets.UTF_8))
                .contains("发生了什么", "匿名反映", "隐私告知", "data-draft=\"report-clue\"", "name=\"_csrf\"");
        var english = web.perform(get("/report").param("lang", "en").param("point", "WY-004"))
                .andReturn()
                .getResponse();
        assertThat(english.getContentAsString(StandardCharsets.UTF_8))
                .contains("What happened", "Report anonymously", "Privacy notice", "?point=WY-004&amp;lang=zh")
                .doesNotContainPattern("<legend>[^<]*\\p{IsHan}");
        assertThat(english.getCookie("QF-LANG").getValue()).isEqualTo("en");
        assertThat(web.perform(get("/report")
                                .cookie(english.getCookie("QF-LANG"))
                                .locale(Locale.CHINA))
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8))
                .contains("What happened");
    }

    @Test
    void registersAnonymouslyAndKeepsNothingOfThePerson() throws Exception {
        var page = body(report("APPEAL").param("reporterAnonymous", "true").param("reporterPhone", "13700000009"), 200);
        var clue = ledger.get(ClueNumber.of(found(NUMBER, page)));
        assertThat(clue.content().title()).isEqualTo(HOSTILE);
        assertThat(clue.content().anonymous()).isTrue();
        assertThat(clue.content().consent()).isEqualTo(Consent.OFFICE_ONLY);
        assertThat(clue.content().channel()).isEqualTo(ReportingChannel.WEB);
        assertThat(clue.registeredBy()).isEqualTo(Timeline.PUBLIC);
        assertThat(receipts.find(found(RECEIPT, page))).contains(clue.number());
        assertThat(jdbc.queryForObject(
                        "select count(*) from reporter_identity where clue_number = ?",
                        Integer.class,
                        clue.number().value()))
                .isZero();
        assertThat(page).contains("viewBox=\"0 0 ", "/track").doesNotContain("/track?", "<script>alert");
    }

    @Test
    void makesTwoCasesOfAnAppealWithAReportAndTellsTheUnitOfOne() throws Exception {
        var once = UUID.randomUUID().toString();
        var post = report("BOTH")
                .param("misconduct", "收了一条烟才给办")
                .param("reporterPhone", "13700000009")
                .param("reporterConsent", "UNIT_MAY_KNOW");
        var page = body(post.param("_once", once), 200);
        var appeal = ledger.get(ClueNumber.of(found(NUMBER, page)));
        var report = ledger.get(ClueNumber.of(found(REPORT, page)));
        assertThat(appeal.content().kind()).isEqualTo(ClueKind.APPEAL);
        assertThat(appeal.content().consent()).isEqualTo(Consent.UNIT_MAY_KNOW);
        assertThat(report.content().kind()).isEqualTo(ClueKind.REPORT);
        assertThat(report.content().narrative()).isEqualTo("收了一条烟才给办");
        assertThat(report.content().consent()).isEqualTo(Consent.OFFICE_ONLY);
        assertThat(pairs.reportWith(appeal.number())).contains(report.number());
        assertThat(timeline.of(appeal.number()).toString()
                        + timeline.of(appeal.number()).get(0).to())
                .doesNotContain(report.number().value());
        assertThat(timeline.of(report.number()).get(1).to())
                .contains(appeal.number().value());
        assertThat(appeal.content().toString()).doesNotContain("一条烟");

        var again = body(
                report("BOTH")
                        .param("misconduct", "收了一条烟才给办")
                        .param("reporterPhone", "13700000009")
                        .param("reporterConsent", "UNIT_MAY_KNOW")
                        .param("_once", once),
                200);
        assertThat(found(NUMBER, again)).isEqualTo(appeal.number().value());
        assertThat(found(REPORT, again)).isEqualTo(report.number().value());
        assertThat(found(RECEIPT, again)).isEqualTo(found(RECEIPT, page));
    }

    @Test
    void fillsInWhereThePlaqueHangsAndMarksCodesThatAreNotGood() throws Exception {
        var code = plaques.codeOf(PlaqueKind.POINT, "WY-004");
        var page = web.perform(get("/report").param("point", code))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(page).contains("办税服务厅", "value=\"point:" + code + "\"", "value=\"tax\" selected");

        assertThat(comesBy("point:" + code, ReportingChannel.PLAQUE, "WY-004")).isEqualTo(Standing.VALID);
        plaques.rotate(PlaqueKind.POINT, "WY-004", "officehead");
        assertThat(comesBy("point:" + code, ReportingChannel.PLAQUE, "WY-004")).isEqualTo(Standing.ROTATED);
        assertThat(comesBy("point:WY-004", ReportingChannel.WEB, null)).isEqualTo(Standing.UNVERIFIED);
        assertThat(comesBy("point:WY-004.2.0000000000000000", ReportingChannel.WEB, null))
                .isEqualTo(Standing.UNVERIFIED);
        assertThat(comesBy("enterprise:' or 1=1 --" + "x".repeat(500), ReportingChannel.WEB, null))
                .isEqualTo(Standing.UNVERIFIED);
        assertThat(web.perform(get("/report").param("point", "WY-004.2.0000000000000000"))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8))
                .doesNotContain("from-plaque", "value=\"tax\" selected");
    }

    private Standing comesBy(String plaque, ReportingChannel channel, String point) throws Exception {
        var number = ClueNumber.of(found(
                NUMBER, body(report("APPEAL").param("reporterAnonymous", "true").param("_plaque", plaque), 200)));
        assertThat(ledger.get(number).content().channel()).isEqualTo(channel);
        assertThat(ledger.get(number).content().point()).isEqualTo(point);
        return plaques.originOf(number).orElseThrow().standing();
    }

    @Test
    void ratesAWindowOncePerVisitAndCountsGoodCodesOnly() throws Exception {
        var code = plaques.codeOf(PlaqueKind.WINDOW, "shebao");
        var page = web.perform(get("/rate").param("window", code))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(page).contains("社会保险窗口");
        var visit = found(VISIT, page);
        assertThat(body(rating(code, visit, "DISSATISFIED"), 400)).contains("请选择不满意的原因。");
        assertThat(body(rating(code, visit, "DISSATISFIED").param("reasons", HOSTILE), 400))
                .contains("不在可选范围内");
        assertThat(body(rating(code, visit, HOSTILE), 400)).contains("请选择总体评价").doesNotContain("<script>alert");
        assertThat(body(rating(code, visit, "DISSATISFIED").param("reasons", "AWAY", "SLOW"), 200))
                .contains("您的评价已收到", "/report?window=");
        assertThat(body(rating(code, visit, "SATISFIED"), 409)).contains("已经评价过了");
        assertThat(body(rating(code, "1." + UUID.randomUUID() + ".00", "SATISFIED"), 400))
                .contains("请重新扫码");
        var other = plaques.codeOf(PlaqueKind.WINDOW, "jiuye");
        assertThat(body(rating(other, visit, "SATISFIED"), 400)).contains("请重新扫码");
        assertThat(body(rating("shebao.1.0000000000000000", visit, "SATISFIED"), 404))
                .contains("没有通过核验");
        web.perform(rating(code, visit, "SATISFIED")).andExpect(status().isForbidden());

        plaques.rotate(PlaqueKind.WINDOW, "shebao", "officehead");
        var old = web.perform(get("/rate").param("window", code))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        body(rating(code, found(VISIT, old), "SATISFIED"), 200);
        assertThat(jdbc.queryForList(
                        "select standing from window_rating where window_code = 'shebao' order by rated_at",
                        String.class))
                .containsExactly("VALID", "ROTATED");
        assertThat(body(get("/plaques").param("kind", "WINDOW").with(office()), 200))
                .contains("1 · 0%");
    }

    private MockHttpServletRequestBuilder rating(String code, String visit, String rating) {
        return post("/rate").param("window", code).param("visit", visit).param("rating", rating);
    }

    @Test
    void theOfficeSeesSilentAndAbusedPlaquesPrintsAndRotatesThem() throws Exception {
        var good = plaques.codeOf(PlaqueKind.POINT, "WY-009");
        body(report("APPEAL").param("reporterAnonymous", "true").param("_plaque", "point:" + good), 200);
        for (int i = 0; i < 3; i++) {
            body(
                    report("APPEAL")
                            .param("reporterAnonymous", "true")
                            .param("_plaque", "point:WY-010.7.0000000000000000"),
                    200);
        }
        body(report("APPEAL").param("reporterAnonymous", "true").param("_plaque", "point:${7*7}"), 200);
        var page = body(get("/plaques").with(office()), 200);
        assertThat(row(page, "WY-009")).doesNotContain("久无反映", "疑被滥用");
        assertThat(row(page, "WY-010")).contains("久无反映", "疑被滥用");
        assertThat(page).contains("码上的地点不存在");

        var sheet = body(
                get("/plaques/print")
                        .param("kind", "POINT")
                        .param("code", "WY-009", "WY-010")
                        .with(office()),
                200);
        assertThat(sheet).contains("供电公司营业厅", "公安局办证大厅", "监督电话 12345", "<path fill=\"#000\" d=\"M");
        web.perform(get("/plaques/print").param("kind", "POINT").with(office())).andExpect(status().isBadRequest());
        web.perform(get("/plaques").param("kind", "LAMP").with(office())).andExpect(status().isBadRequest());

        web.perform(post("/plaques/rotate")
                        .param("kind", "POINT")
                        .param("code", "WY-009")
                        .with(office())
                        .with(csrf()))
                .andExpect(status().is3xxRedirection());
        assertThat(plaques.read(PlaqueKind.POINT, good).standing()).isEqualTo(Standing.ROTATED);
        web.perform(post("/plaques/rotate")
                        .param("kind", "POINT")
                        .param("code", "WY-009")
                        .with(office()))
                .andExpect(status().isForbidden());
        for (var stranger : new String[] {"handler", "clerk", "admin", "discipline", "leader"}) {
            web.perform(get("/plaques").with(user(stranger))).andExpect(status().isForbidden());
        }
    }

    private static String row(String page, String code) {
        var start = page.indexOf("<td class=\"nowrap\">" + code);
        return page.substring(start, page.indexOf("</tr>", start));
    }

    private static RequestPostProcessor office() {
        return user("officehead").authorities(AuthorityUtils.createAuthorityList(Duty.OFFICE_HEAD.groupId()));
    }

    @Test
    void showsWhoeverReviewsAdmissionWhatMayHaveBeenToldBefore() throws Exception {
        var unlike = number(report("APPEAL").param("reporterAnonymous", "true"));
        var first = number(told("新沃肥业用电报装拖了两个月"));
        var second = number(told("新沃肥业用电报装已经拖两个月了"));
        var grader = user("grader").authorities(AuthorityUtils.createAuthorityList("grader"));
        assertThat(body(get("/clues/{n}", second).with(grader), 200))
                .contains("可能是重复反映", "/clues/" + first)
                .doesNotContain("/clues/" + unlike + "\"");
        web.perform(get("/api/clues/{n}", second).with(grader))
                .andExpect(jsonPath("$.similar[0].clueNumber").value(first.value()));
    }

    private MockHttpServletRequestBuilder told(String title) {
        return post("/report")
                .param("kind", "APPEAL")
                .param("title", title)
                .param("narrative", "一直没有人来")
                .param("place", "厂区")
                .param("reporterAnonymous", "true")
                .param("truthful", "true")
                .param("privacyRead", "true");
    }

    private ClueNumber number(MockHttpServletRequestBuilder report) throws Exception {
        return ClueNumber.of(found(NUMBER, body(report, 200)));
    }

    @Test
    void bearsTenReportsWithoutAPuzzleAndMoreWithOne() throws Exception {
        for (int i = 0; i < 11; i++) {
            web.perform(report("APPEAL")
                            .param("reporterAnonymous", "true")
                            .with(csrf())
                            .with(request -> {
                                request.setRemoteAddr("198.51.100.20");
                                return request;
                            }))
                    .andExpect(status().is(i < 10 ? 200 : 429));
        }
        var page = web.perform(get("/report")).andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8);
        var challenge = found(Pattern.compile("name=\"_puzzle\" value=\"([^\"]+)\""), page);
        long work = 0;
        while (MessageDigest.getInstance("SHA-256").digest((challenge + ":" + work).getBytes())[0] != 0) {
            work++;
        }
        web.perform(report("APPEAL")
                        .param("reporterAnonymous", "true")
                        .param("_once", found(Pattern.compile("name=\"_once\" value=\"([^\"]+)\""), page))
                        .param("_puzzle", challenge)
                        .param("_work", Long.toString(work))
                        .with(csrf())
                        .with(request -> {
                            request.setRemoteAddr("198.51.100.20");
                            return request;
                        }))
                .andExpect(status().isOk());
    }

    @Test
    void whatLooksLikeAScriptOrAnExpressionStaysTextInEveryField() throws Exception {
        var told =
                post("/report").param("kind", "BOTH").param("truthful", "true").param("privacyRead", "true");
        for (var field : new String[] {
            "title",
            "narrative",
            "misconduct",
            "request",
            "place",
            "window",
            "matter",
            "reporterEnterprise",
            "contactTime"
        }) {
            told.param(field, field + " " + HOSTILE);
        }
        told.param("reporterPhone", "13700000009")
                .param("reporterConsent", "OFFICE_ONLY")
                .param("contactWay", "ONLINE");
        var receipt = body(told, 200);
        assertThat(receipt).doesNotContain("<script>alert");
        // The report against a person is its desk's alone.
        for (var reader : Map.of("grader", NUMBER, "discipline", REPORT).entrySet()) {
            var number = found(reader.getValue(), receipt);
            var file = body(get("/clues/{n}", number).with(user(reader.getKey())), 200);
            assertThat(file)
                    .contains("&lt;script&gt;alert(1)&lt;/script&gt; ${7*7} #{7*7} =1+1")
                    .doesNotContain("<script>alert");
            assertThat(body(get("/ledger").param("text", number).with(user(reader.getKey())), 200))
                    .doesNotContain("<script>alert");
        }
        assertThat(body(get("/clues/{n}", found(NUMBER, receipt)).with(user("grader")), 200))
                .contains("反映人填写", "contactTime &lt;script&gt;")
                .doesNotContain("misconduct &lt;script&gt;");
        assertThat(jdbc.queryForList("select * from ACT_HI_VARINST").toString()
                        + jdbc.queryForList("select * from ACT_RU_VARIABLE"))
                .doesNotContain("script", "13700000009");
    }

    @Test
    void otherChannelsKeepTheirNumberAndRegisterOnce() throws Exception {
        var clue = """
                {"kind": "APPEAL", "title": "热线工单", "narrative": "停水三天", "place": "柳溪街道",
                 "channel": "HOTLINE_12345", "externalNumber": "12345-20260302-77", "misconduct": "有人收钱",
                 "reporter": {"anonymous": true}}""";
        var first = api(clue, "hotline-77");
        var again = api(clue, "hotline-77");
        assertThat(again).isEqualTo(first).contains("reportNumber");
        var number = ClueNumber.of(found(Pattern.compile("\"clueNumber\":\"(WY[\\d-]+)\""), first));
        assertThat(ledger.get(number).content().externalNumber()).isEqualTo("12345-20260302-77");
        web.perform(post("/api/public/clues")
                        .header("Idempotency-Key", "hotline-77")
                        .header("X-Channel-Key", hotline())
                        .contentType("application/json")
                        .content(clue.replace("三天", "四天")))
                .andExpect(status().isConflict());
        var described = web.perform(get("/v3/api-docs").with(office()))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(described)
                .contains("/api/public/clues", "/api/public/receipts/status", "/api/public/receipts/rating")
                .contains("Idempotency-Key", "Registers a clue from outside");
    }

    private String hotline() {
        return keys.issue("12345", List.of(ReportingChannel.HOTLINE_12345), List.of(), "officehead");
    }

    private String api(String clue, String key) throws Exception {
        return web.perform(post("/api/public/clues")
                        .header("Idempotency-Key", key)
                        .header("X-Channel-Key", hotline())
                        .contentType("application/json")
                        .content(clue))
                .andExpect(status().isCreated())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    @Test
    void keepsWhatWasTypedAndSaysWhatIsWrongInTheReadersLanguage() throws Exception {
        var before = clues();
        assertThat(body(post("/report").param("kind", "APPEAL").param("title", HOSTILE), 400))
                .contains("请填写“发生了什么”。", "请勾选“我已阅知下面的隐私告知”。", "value=\"&lt;script&gt;")
                .doesNotContain("<script>alert");
        assertThat(body(post("/report").param("kind", "BOTH").locale(Locale.ENGLISH), 400))
                .contains("Whom you report");
        assertThat(body(report("APPEAL").param("reporterAnonymous", "true").param("channel", "LEADER"), 400))
                .contains("channel");
        assertThat(body(report("APPEAL").param("reporterAnonymous", "true").param("_website", "buy"), 400))
                .contains("应当留空的格子", "name=\"_website\"")
                .doesNotContain("value=\"buy\"");
        assertThat(clues()).isEqualTo(before);
    }

    @Test
    void takesNothingWithoutTheTokenOrLargerThanAReport() throws Exception {
        var before = clues();
        web.perform(report("APPEAL").param("reporterAnonymous", "true")).andExpect(status().isForbidden());
        web.perform(post("/report").content(new byte[(1 << 20) + 1])).andExpect(status().is(413));
        web.perform(post("/api/public/clues").contentType("application/json").content(new byte[(1 << 20) + 1]))
                .andExpect(status().is(413))
                .andExpect(header().string("Content-Type", "application/problem+json"));
        assertThat(clues()).isEqualTo(before);
    }

    @Test
    void aBrowserThatForgotItsCookiesIsHandedBackWhatWasTyped() throws Exception {
        var before = clues();
        var answer = web.perform(report("APPEAL")
                        .param("reporterAnonymous", "true")
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .accept(MediaType.TEXT_HTML))
                .andExpect(status().isForbidden())
                .andReturn();
        assertThat(clues()).isEqualTo(before);
        // MockMvc does not follow the forward: it is drawn for the same request.
        assertThat(answer.getResponse().getForwardedUrl()).isEqualTo("/login/kept");
        var page = web.perform(post("/login/kept")
                        .requestAttr("qingfeng.kept.to", "/report")
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .param("narrative", "来回跑了三趟 " + HOSTILE)
                        .with(user("clerk"))
                        .with(csrf()))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(page)
                .contains("再次提交", "来回跑了三趟", "action=\"/report\"", "name=\"narrative\"", "name=\"_csrf\"")
                .doesNotContain("<script>alert");
    }

    /** A page as the server gives it out. */
    private record Page(String once, String puzzle) {}

    private Page opened() throws Exception {
        var page = web.perform(get("/report")).andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8);
        return new Page(
                found(Pattern.compile("name=\"_once\" value=\"([^\"]+)\""), page),
                found(Pattern.compile("name=\"_puzzle\" value=\"([^\"]+)\""), page));
    }

    private static MockHttpServletRequestBuilder on(Page page, MockHttpServletRequestBuilder post) {
        return post.param("_once", page.once()).param("_puzzle", page.puzzle());
    }

    private String from(String address, MockHttpServletRequestBuilder post, int status) throws Exception {
        return web.perform(post.with(csrf()).with(request -> {
                    request.setRemoteAddr(address);
                    return request;
                }))
                .andExpect(status().is(status))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    @Test
    void theSameWordsFromTheSameDeviceAreOfferedAsTheSame() throws Exception {
        var words = "电表三个月没人来装";
        var first = from("198.51.100.31", by("phone", on(opened(), told(words))), 200);
        var before = clues();

        var again = opened();
        assertThat(from("198.51.100.31", by("phone", on(again, told(words))), 409))
                .contains("一字不差", "是同一件，看回执", "value=\"电表三个月没人来装\"");
        var receipt = from("198.51.100.31", by("phone", on(again, told(words))).param("_same", "1"), 200);
        assertThat(found(NUMBER, receipt)).isEqualTo(found(NUMBER, first));
        assertThat(receipts.find(found(RECEIPT, receipt))).contains(ClueNumber.of(found(NUMBER, first)));
        assertThat(clues()).isEqualTo(before);

        // Another device at the same address, other words, or another matter by the reporter's own word: one more.
        from("198.51.100.32", by("neighbour", on(opened(), told(words))), 200);
        from("198.51.100.32", by("phone", on(opened(), told("水表也没人来装"))), 200);
        from("198.51.100.32", by("phone", on(opened(), told(words))).param("_another", "1"), 200);
        assertThat(clues()).isEqualTo(before + 3);
    }

    private static MockHttpServletRequestBuilder by(String device, MockHttpServletRequestBuilder post) {
        return post.cookie(new Cookie("QF-CSRF", device));
    }

    @Test
    void aKeptPageIsToldThatTheFirstWasReceivedAndSendsTheSecondUnderANewKey() throws Exception {
        var page = opened();
        from("198.51.100.33", on(page, told("第一件")), 200);
        var told = from("198.51.100.33", on(page, told("第二件")), 409);
        assertThat(told).contains("已经收到", "value=\"第二件\"").doesNotContain("Idempotency-Key");
        var fresh = new Page(
                found(Pattern.compile("name=\"_once\" value=\"([^\"]+)\""), told),
                found(Pattern.compile("name=\"_puzzle\" value=\"([^\"]+)\""), told));
        assertThat(fresh.once()).isNotEqualTo(page.once());
        from("198.51.100.33", on(fresh, told("第二件")), 200);
    }

    @Test
    void aDraftLiesSealedForTwoHoursWithoutWhoReports() throws Exception {
        var page = opened();
        web.perform(on(page, post("/api/public/drafts"))
                        .param("narrative", "写了一半的话")
                        .param("reporterName", "齐安禾")
                        .param("reporterPhone", "13700000009"))
                .andExpect(status().isOk());
        assertThat(jdbc.queryForList("select * from draft").toString()).doesNotContain("写了一半", page.once());
        web.perform(on(page, post("/api/public/drafts/open")))
                .andExpect(jsonPath("$.fields.narrative[0]").value("写了一半的话"))
                .andExpect(jsonPath("$.fields.reporterName").doesNotExist())
                .andExpect(jsonPath("$.sent").value(false));
        web.perform(on(opened(), post("/api/public/drafts/open"))).andExpect(status().isNoContent());
        web.perform(post("/api/public/drafts/open").param("_once", page.once())).andExpect(status().isBadRequest());

        from("198.51.100.34", on(page, told("写完了")), 200);
        web.perform(on(page, post("/api/public/drafts/open")))
                .andExpect(jsonPath("$.fields.narrative").doesNotExist())
                .andExpect(jsonPath("$.sent").value(true));
        // A late word of the page's script brings nothing back.
        web.perform(on(page, post("/api/public/drafts")).param("narrative", "写了一半的话"))
                .andExpect(status().isNoContent());

        var other = opened();
        web.perform(on(other, post("/api/public/drafts")).param("narrative", "不写了"));
        web.perform(on(other, post("/api/public/drafts/drop"))).andExpect(status().isNoContent());
        web.perform(on(other, post("/api/public/drafts/open"))).andExpect(status().isNoContent());

        web.perform(on(other, post("/api/public/drafts")).param("narrative", "忘了发"));
        assertThat(drafts.dropOld(clock.instant().plus(Drafts.STREET).plusSeconds(1)))
                .isPositive();
        web.perform(on(other, post("/api/public/drafts/open"))).andExpect(status().isNoContent());
    }

    private MockHttpServletRequestBuilder report(String kind) {
        return post("/report")
                .param("kind", kind)
                .param("title", HOSTILE)
                .param("narrative", "来回跑了三趟 " + HOSTILE)
                .param("place", "办税服务厅")
                .param("truthful", "true")
                .param("privacyRead", "true");
    }

    private String body(MockHttpServletRequestBuilder post, int status) throws Exception {
        // Each from an address of its own, so that the limits of one do not reach another.
        var address = "203.0.113." + ++callers;
        return web.perform(post.with(csrf()).with(request -> {
                    request.setRemoteAddr(address);
                    return request;
                }))
                .andExpect(status().is(status))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private static int callers;

    private long clues() {
        return jdbc.queryForObject("select count(*) from clue", Long.class);
    }

    private static String found(Pattern pattern, String page) {
        var match = pattern.matcher(page);
        assertThat(match.find()).as(page).isTrue();
        return match.group(1);
    }
}
