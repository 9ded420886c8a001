package cn.qingfeng.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.reporter.Receipts;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** The counter's page, as a browser without script uses it. */
@SpringBootTest(properties = "camunda.bpm.job-execution.enabled=false")
@AutoConfigureMockMvc
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
