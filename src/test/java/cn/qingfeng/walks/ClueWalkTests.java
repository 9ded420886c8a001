package cn.qingfeng.walks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.testing.Caller;
import cn.qingfeng.testing.SomeFiles;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/**
 * One clue of each kind of haste from the counter to the closed file, in a real browser, by the officials whose work it
 * is. What a person cannot do with mouse and keyboard is not done here.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "qingfeng.data=target/walks/${random.uuid}")
@ActiveProfiles("demo")
class ClueWalkTests {

    private static final String UNIT = "市场监督管理局";

    @LocalServerPort
    int port;

    private final List<Official> present = new ArrayList<>();

    @AfterEach
    void everybodyLeavesWithoutComplaints() {
        var complaints =
                present.stream().flatMap(one -> one.complaints.stream()).toList();
        present.forEach(Official::close);
        present.clear();
        assertThat(complaints).isEmpty();
    }

    @Test
    void aBlueClueGoesFromTheCounterToTheClosedFile() {
        var title = Pictures.title("变更住所材料被退两次");
        var clerk = comes("clerk");
        clerk.tasklist("我的任务");
        clerk.page.getByText("登记线索").click();
        var number = registers(clerk, title, false);

        clerk.tasklist("待签收、待认领");
        clerk.item(number, "审查受理").click();
        assertThat(clerk.strip()).containsText(title);
        assertThat(clerk.strip()).containsText(number);
        assertThat(clerk.strip()).containsText(Official.limit());
        assertThat(clerk.strip()).containsText("起算");
        assertThat(clerk.page.locator(".fjs-form-field-radio")).isVisible();
        Pictures.take(clerk.page, "tasklist");
        clerk.does(number, "审查受理", form -> form.picks("审查意见", "受理"));
        clerk.does(number, "窗口定蓝牌", form -> form.picks("牌别", "蓝牌：立行立改").ticks("本人已审阅并签发"));
        clerk.takes(number, "签发交办单");
        assertThat(clerk.strip()).containsText("蓝牌");
        new TaskForm(clerk.page)
                .selects("主办单位", UNIT)
                .writes("事项摘要", "材料两次被退，未一次告知。")
                .writes("办理要求", "一次告知，当日办结。")
                .ticks("已完成脱敏核对")
                .ticks("本人已审阅并签发");
        Pictures.take(clerk.page, "task-form");
        clerk.completes();

        var handler = comes("handler");
        handler.tasklist("待签收、待认领");
        handler.item(number, "签收或退单").click();
        assertThat(handler.page.locator(".qf-count")).hasText(Pattern.compile("[1-9]\\d*"));
        seesTheClueBesideTheForm(handler, title);
        handler.does(number, "签收或退单", form -> form.picks("签收或退单", "签收"));
        handler.does(number, "联系反映人", form -> form.lately("联系时间").selects("联系方式", "电话"));
        handler.does(
                number,
                "提交办理结果",
                form -> form.selects("办理结果", "已解决")
                        .selects("反映的情况是否属实", "属实")
                        .writes("调查核实情况", "两次退件属实。")
                        .writes("处理措施", "当日受理并换照。")
                        .writes("依据", "一次性告知规定")
                        .writes("答复反映人的内容", "已办好，请来领取。"));
        signsReviewsAndCallsBack(number, "grader");

        var page = clerk.opens("/clues/" + number);
        assertThat(page.locator("main")).containsText("已销号");
        assertThat(page.locator("main .title")).hasText(title);
        assertThat(page.locator("#canvas .djs-container")).isVisible();
        Pictures.take(page, "clue");
        page = clerk.opens("/ledger");
        assertThat(page.locator("tr").filter(new Locator.FilterOptions().setHasText(number)))
                .containsText(title);
        Pictures.take(page, "ledger");
        page = handler.opens("/inbox");
        assertThat(page.locator(".inbox li.unread").first()).containsText(number);
        Pictures.take(page, "inbox");
    }

    @Test
    void aRedClueIsVerifiedOnSiteAndLookedAtAgain() {
        var clerk = comes("clerk");
        clerk.opens("/register");
        var number = registers(clerk, "年检不通过又不说原因，工厂停产三天", true);

        var grader = comes("grader");
        grader.does(number, "审查受理", form -> form.picks("审查意见", "受理"));
        grader.does(number, "研判", form -> form.selects("问题类型", "三类问题·中梗阻").writes("需要共同办理的单位数", "1"));
        var head = comes("grouphead");
        head.does(number, "定红牌", form -> form.picks("牌别", "红牌：限时回复，提级协调").ticks("本人已审阅并签发"));
        head.does(
                number,
                "签发交办单",
                form -> form.selects("主办单位", UNIT)
                        .writes("事项摘要", "企业停产，等待年检结论。")
                        .writes("办理要求", "立即恢复生产条件，书面说明理由。")
                        .ticks("已完成脱敏核对")
                        .ticks("本人已审阅并签发"));

        var handler = comes("handler");
        handler.does(number, "签收或退单", form -> form.picks("签收或退单", "签收"));
        handler.does(number, "联系反映人", form -> form.lately("联系时间").selects("联系方式", "上门"));
        handler.does(
                number,
                "书面答复",
                form -> form.writes("调查核实情况", "情况属实。")
                        .writes("办理计划", "三日内复检。")
                        .writes("答复反映人的内容", "已与您联系，三日内复检。")
                        .day("预计办结日期", LocalDate.now().plusDays(20)));
        handler.takes(number, "提交办理结果");
        assertThat(handler.strip()).containsText("还没有承办单位的佐证材料");
        new TaskForm(handler.page)
                .selects("办理结果", "已解决")
                .selects("反映的情况是否属实", "属实")
                .writes("调查核实情况", "检验员未出具书面理由。")
                .writes("处理措施", "复检合格，已恢复生产。")
                .writes("依据", "特种设备检验规则")
                .writes("答复反映人的内容", "复检已合格。")
                .writes("举一反三措施", "不通过的一律书面说明理由。");
        isRefusedWithoutProof(handler, number);
        proves(handler);
        assertThat(handler.strip()).not().containsText("还没有承办单位的佐证材料");
        handler.completes();
        comes("unithead").does(number, "签发", form -> form.picks("签发意见", "签发").ticks("本人已审阅并签发"));
        comes("officehead").does(number, "审核", form -> form.picks("审核意见", "通过"));
        var supervisor = comes("supervisor");
        supervisor.does(number, "核查", form -> form.picks("核查结论", "与答复一致").writes("核查情况", "现场已恢复生产。"));
        callsBack(number);

        var page = supervisor.opens("/clues/" + number);
        assertThat(page.locator("main")).containsText("已销号");
        assertThat(page.locator("#limits").locator("..")).containsText("回头看");
        supervisor.page.navigate("/camunda/app/cockpit/default/#/processes");
        supervisor.page.getByText("问题线索办理").first().click();
        assertThat(supervisor.page.locator(".djs-container .djs-shape").first()).isVisible();
        assertThat(supervisor.page.getByText("正在加载")).hasCount(0);
        Pictures.take(supervisor.page, "cockpit");
    }

    @Test
    void aFormWithoutARequiredAnswerIsRefusedInChinese() {
        var clerk = comes("clerk");
        clerk.opens("/register");
        var number = registers(clerk, "一直没有答复", false);
        clerk.takes(number, "审查受理");
        var task = clerk.page.evaluate("/task=([^&]+)/.exec(location.hash)[1]");
        // A program with the same account: its answers must not set cookies in the official's browser.
        var answer = Caller.basic(port, "clerk")
                .speaking("zh-CN")
                .post(
                        "/engine-rest/task/" + task + "/submit-form",
                        "{\"variables\": {\"outcome\": {\"value\": \"REJECT\"}}}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("请填写“书面说明”");
        // Nothing changed: the task is still there to be done properly.
        new TaskForm(clerk.page).picks("审查意见", "受理");
        clerk.completes();
    }

    /** What moves between pressing and releasing the mouse gets no click, and the claim is lost. */
    @Test
    void aTaskIsShownOnlyWhenNothingInItMovesAnyMore() {
        var clerk = comes("clerk");
        clerk.opens("/register");
        var number = registers(clerk, "窗口中午无人值守", false);
        clerk.tasklist("待签收、待认领");
        var held = new ArrayList<Route>();
        clerk.page.route("**/api/tasks/*/clue", held::add);
        clerk.item(number, "审查受理").click();
        var form = clerk.page.locator(".fjs-container");
        form.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        clerk.page.waitForCondition(() -> !held.isEmpty());
        // By the rule and not by the eye: after three seconds it would be seen.
        assertThat(clerk.page.evaluate(
                        "getComputedStyle(document.querySelector('.task-details > .content')).animationName"))
                .isEqualTo("qf-settle");

        held.forEach(Route::resume);

        assertThat(clerk.strip()).containsText(number);
        assertThat(clerk.page.locator(".qf-unsettled")).hasCount(0);
        assertThat(form).isVisible();
    }

    @Test
    void theCountersPageFitsAPhone() {
        var clerk = comes("clerk");
        clerk.page.setViewportSize(390, 844);
        clerk.opens("/register");
        assertThat(clerk.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        Pictures.take(clerk.page, "register-phone");
    }

    private void signsReviewsAndCallsBack(String number, String reviewer) {
        comes("unithead").does(number, "签发", form -> form.picks("签发意见", "签发").ticks("本人已审阅并签发"));
        comes(reviewer).does(number, "审核", form -> form.picks("审核意见", "通过"));
        callsBack(number);
    }

    private void callsBack(String number) {
        comes("caller")
                .does(
                        number,
                        "回访",
                        form -> form.selects("回访方式", "电话")
                                .ticks("已联系上反映人本人")
                                .picks("承办单位是否联系过反映人", "是")
                                .picks("问题是否解决", "已解决")
                                .picks("总体评价", "满意"));
    }

    /** The drawer, by its button, and the tab: both show what the counter wrote, as text. */
    private void seesTheClueBesideTheForm(Official official, String title) {
        var page = official.page;
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("查看线索"))
                .click();
        var drawer = page.locator(".qf-drawer");
        assertThat(drawer).containsText(title);
        assertThat(drawer).containsText("办理经过");
        Pictures.take(page, "drawer");
        page.keyboard().press("Escape");
        assertThat(drawer).hasCount(0);
        page.getByText("线索情况", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator(".qf-tab")).containsText("每次说缺的不一样");
        Pictures.take(page, "clue-tab");
        page.getByText("表单", new Page.GetByTextOptions().setExact(true)).click();
    }

    /** In one plain sentence, and nothing that was filled in is gone. */
    private void isRefusedWithoutProof(Official handler, String number) {
        handler.page
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("完成"))
                .click();
        var notices = handler.page.locator(".page-notifications");
        assertThat(notices.locator(".message")).hasText(Pattern.compile("^红牌线索 " + number + " 还没有办理佐证材料.*"));
        notices.locator(".close:visible").click();
        assertThat(notices.locator(".message")).hasCount(0);
    }

    /** Adds a picture in the drawer, beside the form. */
    private void proves(Official handler) {
        handler.page
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("查看线索"))
                .click();
        var drawer = handler.page.locator(".qf-drawer");
        drawer.locator("input[type=file]").setInputFiles(new FilePayload("复检报告.png", "image/png", SomeFiles.png()));
        assertThat(drawer).containsText("复检报告.png 已添加");
        Pictures.take(handler.page, "drawer-files");
        handler.page.keyboard().press("Escape");
        assertThat(drawer).hasCount(0);
    }

    private String registers(Official clerk, String title, boolean stoppage) {
        var page = clerk.page;
        page.waitForURL("**/register");
        page.getByLabel("线索来源").selectOption("WINDOW");
        page.getByLabel("诉求（要求解决问题）").check();
        page.getByLabel("问题标题").fill(title);
        page.getByLabel("主要内容").fill("每次说缺的不一样，跑了两趟。");
        page.getByLabel("发生地点").fill("为民服务中心");
        page.getByLabel("涉及单位").selectOption(UNIT);
        page.getByLabel("问题类型").selectOption("problem.middle-blockage");
        page.getByLabel(stoppage ? "已停产停工或停业" : "窗口或科室权限内可当场解决").check();
        page.getByLabel("反映人姓名").fill("齐安禾");
        page.getByLabel("联系电话").fill("13900000001");
        page.getByLabel("同意，承办单位可直接联系").check();
        page.getByLabel("反映人声明所反映的情况属实").check();
        page.getByLabel("反映人已阅知隐私告知").check();
        page.evaluate("scrollTo(0, 0)");
        Pictures.take(page, "register");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("登记并出具回执"))
                .click();
        assertThat(page.locator("#receipt-code")).hasText(Pattern.compile("\\d{4} \\d{4} \\d{4} \\d{4}"));
        Pictures.take(page, "receipt");
        return page.locator("#clue-number").textContent();
    }

    private Official comes(String username) {
        var official = new Official(username, "http://localhost:" + port);
        present.add(official);
        return official;
    }
}
