package cn.qingfeng.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.forwardedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.reporter.Receipts;
import cn.qingfeng.testing.OnTheProduct;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** The counter's page, as a browser without script uses it. */
@OnTheProduct
class RegisterPageTests {

    private static final Pattern NUMBER = Pattern.compile("id=\"clue-number\">(WY\\d{8}-\\d{4})<");
    private static final Pattern RECEIPT = Pattern.compile("id=\"receipt-code\">(\\d{4} \\d{4} \\d{4} \\d{4})<");

    @Autowired
    MockMvc web;

    @Autowired
    ClueLedger ledger;

    @Autowired
    Receipts receipts;

    @Autowired
    JdbcTemplate jdbc;

    @Test
    void showsTheFormToAClerkAndToNobodyElse() throws Exception {
        var page = web.perform(get("/register").with(clerk()))
                .andExpect(status().isOk())
                .andExpect(header().string("Cache-Control", "no-store"))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(page)
                .contains(
                        "登记线索",
                        "问题标题",
                        "name=\"_once\"",
                        "name=\"_csrf\"",
                        "data-visible=\"/form/visible/register-clue\"");
        web.perform(get("/register").with(user("handler").authorities(AuthorityUtils.createAuthorityList("unit-tax"))))
                .andExpect(status().isForbidden());
        web.perform(get("/register").accept(MediaType.TEXT_HTML)).andExpect(status().is3xxRedirection());
    }

    @Test
    void registersAndShowsTheReceiptOnce() throws Exception {
        var once = UUID.randomUUID().toString();
        var page = body(clue(once), 200);

        var number = found(NUMBER, page);
        var receipt = found(RECEIPT, page);
        var clue = ledger.get(ClueNumber.of(number));
        assertThat(clue.content().title()).isEqualTo("<b>张𠮷😀</b> ${7*7}");
        assertThat(receipts.find(receipt)).contains(ClueNumber.of(number));
        assertThat(page).contains("viewBox=\"0 0 ", "/track");
        assertThat(jdbc.queryForList("select * from receipt").toString()).doesNotContain(receipt.replace(" ", ""));

        // A reload sends the same page again: the same clue, the same receipt.
        var again = body(clue(once), 200);
        assertThat(found(NUMBER, again)).isEqualTo(number);
        assertThat(found(RECEIPT, again)).isEqualTo(receipt);
    }

    @Test
    void keepsWhatWasTypedAndSaysWhatIsWrong() throws Exception {
        var before = clues();
        var page = body(
                post("/register")
                        .param("_once", UUID.randomUUID().toString())
                        .param("channel", "WINDOW")
                        .param("kind", "APPEAL")
                        .param("title", "<script>alert(1)</script>")
                        .param("reporterPhone", "110")
                        .param("reporterConsent", "OFFICE_ONLY"),
                400);
        assertThat(page)
                .contains("请填写“主要内容”。", "请勾选“反映人已阅知隐私告知”。", "联系电话应为 11 位手机号码")
                .contains("value=\"&lt;script&gt;alert(1)&lt;/script&gt;\"", "value=\"110\"")
                .doesNotContain("<script>alert");
        assertThat(clues()).isEqualTo(before);
    }

    @Test
    void refusesAStrangeUnitAndAStrangeField() throws Exception {
        var before = clues();
        assertThat(body(clue(UUID.randomUUID().toString()).param("unit", "army"), 400))
                .contains("“涉及单位”不在可选范围内。");
        assertThat(body(clue(UUID.randomUUID().toString()).param("status", "CLOSED"), 400))
                .contains("表单中没有“status”这一项");
        assertThat(clues()).isEqualTo(before);
    }

    @Test
    void redrawsWithoutCheckingWhenARowIsAskedFor() throws Exception {
        assertThat(body(post("/register").param("title", "半句").param("_refresh", "row"), 200))
                .contains("value=\"半句\"")
                .doesNotContain("form-errors");
    }

    @Test
    void tellsThePageWhatToHide() throws Exception {
        web.perform(post("/form/visible/register-clue")
                        .param("reporterAnonymous", "true")
                        .param("kind", "APPEAL")
                        .with(clerk())
                        .with(csrf()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.hidden").isArray())
                .andExpect(jsonPath("$.hidden[?(@ == 'reporterDetails')]").exists());
    }

    @Test
    void opensOnWhatTheClerkTypedUntilItIsSentAndThenShowsTheReceiptAgain() throws Exception {
        var once = UUID.randomUUID().toString();
        web.perform(post("/api/drafts/register")
                        .param("_once", once)
                        .param("title", "半句话")
                        .with(clerk())
                        .with(csrf()))
                .andExpect(status().isOk());
        assertThat(opened()).contains("value=\"半句话\"", "value=\"" + once + "\"", "已恢复");
        assertThat(web.perform(get("/register").with(user("grader").authorities(authority(Duty.GRADER))))
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8))
                .doesNotContain("半句话");
        web.perform(post("/api/drafts/register")
                        .with(user("handler").authorities(AuthorityUtils.createAuthorityList("unit-tax")))
                        .with(csrf()))
                .andExpect(status().isForbidden());

        var sheet = body(clue(once), 200);
        assertThat(opened()).contains("上一件已登记：" + found(NUMBER, sheet)).doesNotContain("半句话");
        // Its answer was lost: the receipt is shown again.
        var again = body(post("/register").param("_once", once).param("_again", "1"), 200);
        assertThat(found(RECEIPT, again)).isEqualTo(found(RECEIPT, sheet));
        web.perform(delete("/api/drafts/register").with(clerk()).with(csrf())).andExpect(status().isNoContent());
        assertThat(opened()).doesNotContain("上一件已登记");
    }

    /** Whoever's receipt did not show, or who has no script, leaves the mark of the page that was sent. */
    @Test
    void theNextPageIsKeptThoughTheLastOnesMarkStillLiesAndTwoWindowsAreToldOfEachOther() throws Exception {
        body(clue(UUID.randomUUID().toString()), 200);
        var next = UUID.randomUUID().toString();
        for (var window : List.of("here", "here", "there")) {
            web.perform(post("/api/drafts/register")
                            .param("_once", next)
                            .param("_tab", window)
                            .param("_version", "0")
                            .param("title", "半句话")
                            .with(clerk())
                            .with(csrf()))
                    .andExpect(status().is(window.equals("here") ? 200 : 409));
        }
        web.perform(delete("/api/drafts/register").with(clerk()).with(csrf())).andExpect(status().isNoContent());
    }

    @Test
    void aKeptPageIsToldWhatItRegisteredAndRegistersAnotherUnderANewKey() throws Exception {
        var once = UUID.randomUUID().toString();
        var first = found(NUMBER, body(clue(once), 200));
        var told = body(clue(once).param("request", "退还押金"), 409);
        assertThat(told).contains(first, "没有重复登记", "退还押金");
        var fresh = found(Pattern.compile("name=\"_once\" value=\"([^\"]+)\""), told);
        assertThat(fresh).isNotEqualTo(once);
        assertThat(found(NUMBER, body(clue(fresh).param("request", "退还押金"), 200)))
                .isNotEqualTo(first);
    }

    /** The second click comes while the first one is still at work. */
    @Test
    void twoClicksGetOneReceipt() throws Exception {
        var before = clues();
        var once = UUID.randomUUID().toString();
        var both = Executors.newFixedThreadPool(2);
        try {
            var clicks =
                    both.invokeAll(List.<Callable<String>>of(() -> body(clue(once), 200), () -> body(clue(once), 200)));
            assertThat(found(RECEIPT, clicks.get(0).get()))
                    .isEqualTo(found(RECEIPT, clicks.get(1).get()));
        } finally {
            both.shutdown();
        }
        assertThat(clues()).isEqualTo(before + 1);
    }

    @Test
    void whatIsSentWithoutASessionIsHandedBack() throws Exception {
        web.perform(clue(UUID.randomUUID().toString())
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .accept(MediaType.TEXT_HTML)
                        .with(csrf()))
                .andExpect(status().isUnauthorized())
                .andExpect(forwardedUrl("/login/kept"));
    }

    private String opened() throws Exception {
        return web.perform(get("/register").with(clerk()))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private static List<GrantedAuthority> authority(Duty duty) {
        return AuthorityUtils.createAuthorityList(duty.groupId());
    }

    private MockHttpServletRequestBuilder clue(String once) {
        return post("/register")
                .param("_once", once)
                .param("channel", "WINDOW")
                .param("kind", "APPEAL")
                .param("title", "<b>张𠮷😀</b> ${7*7}")
                .param("narrative", "𠮷😀".repeat(10_000))
                .param("place", "为民服务中心")
                .param("unitsConcerned", "1")
                .param("reporterName", "李四")
                .param("reporterPhone", "13800000000")
                .param("reporterConsent", "OFFICE_ONLY")
                .param("truthful", "true")
                .param("privacyRead", "true");
    }

    private String body(MockHttpServletRequestBuilder post, int status) throws Exception {
        return web.perform(post.with(clerk()).with(csrf()))
                .andExpect(status().is(status))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private long clues() {
        return jdbc.queryForObject("select count(*) from clue", Long.class);
    }

    private static RequestPostProcessor clerk() {
        return user("clerk").authorities(AuthorityUtils.createAuthorityList(Duty.WINDOW_CLERK.groupId()));
    }

    private static String found(Pattern pattern, String page) {
        var match = pattern.matcher(page);
        assertThat(match.find()).isTrue();
        return match.group(1);
    }
}
