package cn.qingfeng.walks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.intake.Registration;
import cn.qingfeng.process.task.UserTasks;
import cn.qingfeng.testing.Chromium;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ActiveProfiles;

/** What a person has typed is still there after everything that may come in between, and is sent once, when they say so. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "qingfeng.data=target/walks/${random.uuid}")
@ActiveProfiles("demo")
class DraftWalkTests {

    private static final String WORDS = "窗口两次要求补交的材料不一样，第二次没有出具书面清单";

    @LocalServerPort
    int port;

    @Autowired
    Registration registration;

    @Autowired
    UserTasks desk;

    @Autowired
    JdbcTemplate jdbc;

    private final List<Official> present = new ArrayList<>();
    private final List<BrowserContext> phones = new ArrayList<>();

    @AfterEach
    void everybodyLeavesWithoutComplaints() {
        var complaints =
                present.stream().flatMap(one -> one.complaints.stream()).toList();
        present.forEach(Official::close);
        present.clear();
        phones.forEach(Chromium::close);
        phones.clear();
        assertThat(complaints).isEmpty();
    }

    @Test
    void whatIsTypedIntoATaskSurvivesAnotherTabAnotherTaskAReloadAndAnotherComputer() {
        var other = registered("另一件").value();
        var number = registered("材料两次被退").value();
        var clerk = comes("clerk");
        clerk.takes(number, "审查受理");
        var address = clerk.page.url();
        new TaskForm(clerk.page).picks("审查意见", "不予受理").writes("书面说明", WORDS);

        // At once, without a pause for the last letters to be kept.
        clerk.page.getByText("线索情况", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(clerk.page.locator(".qf-tab")).containsText("每次说缺的不一样");
        clerk.page.getByText("表单", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(explanation(clerk)).hasValue(WORDS);
        assertThat(clerk.page.locator(".qf-draft")).containsText("已恢复");
        Pictures.take(clerk.page, "draft-restored");

        explanation(clerk).fill(WORDS + "。");
        clerk.item(other, "审查受理").click();
        assertThat(clerk.strip()).containsText(other);
        clerk.page.navigate(address);
        assertThat(explanation(clerk)).hasValue(WORDS + "。");

        explanation(clerk).fill(WORDS + "，另附照片。");
        assertThat(clerk.page.locator(".qf-draft")).containsText("草稿已自动保存");
        clerk.page.reload();
        assertThat(explanation(clerk)).hasValue(WORDS + "，另附照片。");
        assertThat(readableIn(clerk)).doesNotContain("书面清单");

        var elsewhere = comes("clerk");
        elsewhere.page.navigate(address);
        assertThat(explanation(elsewhere)).hasValue(WORDS + "，另附照片。");
        elsewhere
                .page
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("放弃草稿"))
                .click();
        assertThat(elsewhere.page.locator(".qf-draft")).containsText("草稿已清除");
        elsewhere.page.reload();
        assertThat(elsewhere.page.locator(".fjs-container .fjs-form")).isVisible();
        assertThat(elsewhere.page.getByLabel("不予受理")).not().isChecked();
    }

    @Test
    void twoWindowsOfOnePersonDoNotOverwriteEachOtherInSilence() {
        var number = registered("两个窗口").value();
        var here = comes("clerk");
        here.takes(number, "审查受理");
        new TaskForm(here.page).picks("审查意见", "不予受理").writes("书面说明", WORDS);
        assertThat(here.page.locator(".qf-draft")).containsText("草稿已自动保存");
        var there = comes("clerk");
        there.page.navigate(here.page.url());
        assertThat(explanation(there)).hasValue(WORDS);
        explanation(there).fill(WORDS + "乙");
        assertThat(there.page.locator(".qf-draft")).containsText("草稿已自动保存");

        explanation(here).fill(WORDS + "甲");
        assertThat(here.page.locator(".qf-draft")).containsText("另一个窗口或设备");
        Pictures.take(here.page, "draft-elsewhere");
        press(here.page, "保留这里的");
        assertThat(here.page.locator(".qf-draft")).containsText("草稿已自动保存");
        assertThat(explanation(here)).hasValue(WORDS + "甲");

        explanation(there).fill(WORDS + "丙");
        assertThat(there.page.locator(".qf-draft")).containsText("另一个窗口或设备");
        press(there.page, "改用那一份");
        assertThat(explanation(there)).hasValue(WORDS + "甲");
        assertThat(there.page.locator(".qf-draft")).containsText("已恢复");

        // The same on a page, and between the page and the drawer beside the task.
        var asking = here.opens("/clues/" + number).getByLabel("向反映人询问");
        asking.fill(WORDS);
        assertThat(here.page.locator("main")).containsText("草稿已自动保存");
        press(there.page, "查看线索");
        var drawer = there.page.locator(".qf-drawer");
        assertThat(drawer.getByLabel("向反映人询问")).hasValue(WORDS);
        there.page.waitForResponse(
                response -> response.url().contains("/api/drafts/pages")
                        && response.request().method().equals("PUT"),
                () -> drawer.getByLabel("向反映人询问").fill(WORDS + "乙"));
        asking.fill(WORDS + "甲");
        assertThat(here.page.locator("main")).containsText("另一个窗口或设备");
        Pictures.take(here.page, "draft-elsewhere-page");
        press(here.page, "改用那一份");
        assertThat(asking).hasValue(WORDS + "乙");
        asking.fill(WORDS + "丙");
        assertThat(here.page.locator("main")).containsText("草稿已自动保存");
        drawer.getByLabel("向反映人询问").fill(WORDS + "丁");
        assertThat(drawer).containsText("另一个窗口或设备");
        drawer.getByText("保留这里的").click();
        assertThat(drawer).not().containsText("另一个窗口或设备");

        // And at the counter.
        var counter = comes("clerk").opens("/register");
        counter.getByLabel("主要内容").fill(WORDS);
        assertThat(counter.locator("#draft")).containsText("草稿已自动保存");
        var second = comes("clerk").opens("/register");
        second.getByLabel("主要内容").fill(WORDS + "乙");
        assertThat(second.locator("#draft")).containsText("草稿已自动保存");
        counter.getByLabel("主要内容").fill(WORDS + "甲");
        assertThat(counter.locator("#draft")).containsText("另一个窗口或设备");
        press(counter, "改用那一份");
        assertThat(counter.locator("#restored")).containsText("已恢复");
        assertThat(counter.getByLabel("主要内容")).hasValue(WORDS + "乙");
        second.getByLabel("主要内容").fill(WORDS + "丙");
        assertThat(second.locator("#draft")).containsText("草稿已自动保存");
        press(counter, "放弃草稿");
    }

    @Test
    void tasklistOpensOnWhatWaitsDueFirstWithANumberOnEveryFilter() {
        registered("等人受理");
        var clerk = comes("clerk");
        var filters = clerk.page.locator(".task-filter");
        assertThat(filters.first().locator(".qf-waiting")).hasText(Pattern.compile("\\([1-9]\\d*\\)"));
        assertThat(clerk.page.locator(".task-filter.active")).containsText("待我办理");
        assertThat(clerk.page.locator(".task-filter .qf-waiting")).hasCount(filters.count());
        assertThat(clerk.page.locator(".tasks-list").first()).containsText("到期时间");
        assertThat(clerk.page.locator("li.task").filter(new Locator.FilterOptions().setHasText("等人受理")))
                .isVisible();
        Pictures.take(clerk.page, "tasklist-opens");
    }

    @Test
    void enterSendsNothingAndEmptiesNothing() {
        var number = registered("窗口无人值守").value();
        var clerk = comes("clerk");
        clerk.takes(number, "审查受理");
        new TaskForm(clerk.page).picks("审查意见", "重复件");
        var sent = new ArrayList<String>();
        clerk.page.onRequest(request -> {
            if (request.url().endsWith("/submit-form")) {
                sent.add(request.url());
            }
        });
        var line = clerk.page.locator(".fjs-container input[type=text]:visible").first();
        line.pressSequentially("WY20260301-0001");
        line.press("Enter");
        // The renderer is through with the field when it has been kept.
        assertThat(clerk.page.locator(".qf-draft")).containsText("草稿已自动保存");

        assertThat(line).hasValue("WY20260301-0001");
        assertThat(clerk.page.locator(".fjs-container .fjs-form")).isVisible();
        assertThat(sent).isEmpty();
    }

    @Test
    void aFaultThatNobodySeesLocksNothingAndThoseThatCountAreNamed() {
        var number = registered("年检不通过").value();
        var clerk = comes("clerk");
        clerk.takes(number, "审查受理");
        new TaskForm(clerk.page).picks("审查意见", "不予受理");
        complete(clerk).click();
        var faults = clerk.page.locator(".qf-faults");
        assertThat(faults).containsText(Pattern.compile("有 \\d+ 处需要更正：.*书面说明"));
        assertThat(clerk.page.locator(".page-notifications .message")).hasCount(0);
        assertThat(explanation(clerk)).isInViewport();
        Pictures.take(clerk.page, "faults");

        new TaskForm(clerk.page).picks("审查意见", "受理");

        assertThat(faults).isEmpty();
        assertThat(complete(clerk)).isEnabled();
        clerk.completes();
    }

    @Test
    void aSessionThatEndsIsTakenUpInPlaceAndTheFormIsSentOnce() {
        var number = registered("一直没有答复").value();
        var clerk = comes("clerk");
        clerk.takes(number, "审查受理");
        new TaskForm(clerk.page).picks("审查意见", "不予受理").selects("不予受理的原因", "涉法涉诉");
        clerk.page.context().clearCookies();

        explanation(clerk).fill(WORDS);

        var again = clerk.page.locator(".qf-sign-in");
        assertThat(again).containsText("登录已过期");
        Pictures.take(clerk.page, "sign-in-again");
        again.getByLabel("密码").fill("wrong");
        again.getByText("登录", new Locator.GetByTextOptions().setExact(true)).click();
        assertThat(again).containsText("账号或密码不正确");
        signsInAgain(clerk.page, "clerk");
        assertThat(again).hasCount(0);
        assertThat(explanation(clerk)).hasValue(WORDS);
        assertThat(clerk.page.locator(".qf-draft")).containsText("草稿已自动保存");
        var sent = new ArrayList<String>();
        clerk.page.onRequest(request -> {
            if (request.url().endsWith("/submit-form")) {
                sent.add(request.url());
            }
        });
        clerk.completes();
        assertThat(sent).hasSize(1);
        assertThat(desk.waiting(ClueNumber.of(number)))
                .noneMatch(task -> task.key().equals("userTask_reviewAdmission"));
    }

    @Test
    void theCountersPageComesBackAndIsSentOnceThoughTheSessionEndedAndTheButtonWasPressedTwice() {
        var clerk = comes("clerk");
        var page = clerk.opens("/register");
        page.getByLabel("问题标题").fill("窗口只收现金");
        page.getByLabel("主要内容").fill(WORDS);
        assertThat(page.locator("#draft")).containsText("草稿已自动保存");
        page.getByLabel("问题标题").press("Enter");
        assertThat(page.locator("#form-errors")).hasCount(0);

        var elsewhere = comes("clerk");
        assertThat(elsewhere.opens("/register").getByLabel("主要内容")).hasValue(WORDS);
        assertThat(elsewhere.page.locator("#restored")).containsText("已恢复");
        Pictures.take(elsewhere.page, "register-restored");
        assertThat(comes("grader").opens("/register").getByLabel("主要内容")).hasValue("");

        fillInTheRest(page);
        page.context().clearCookies();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("登记并出具回执"))
                .dblclick();
        signsInAgain(page, "clerk");
        assertThat(page.locator("#receipt-code")).isVisible();
        assertThat(clues("窗口只收现金")).isEqualTo(1);
        assertThat(clerk.opens("/register").getByLabel("主要内容")).hasValue("");
        assertThat(page.locator("#restored")).hasCount(0);

        fillInTheRest(page);
        page.getByLabel("问题标题").fill("窗口仍然只收现金");
        page.getByLabel("主要内容").fill(WORDS);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("登记并出具回执"))
                .dblclick();
        assertThat(page.locator("#receipt-code")).isVisible();
        assertThat(clues("窗口仍然只收现金")).isEqualTo(1);
    }

    @Test
    void aQuestionToTheReporterIsKeptOnThePageAndBesideTheTaskUntilItIsAsked() {
        var number = registered("只收现金").value();
        var grader = comes("grader");
        var page = grader.opens("/clues/" + number);
        page.getByLabel("向反映人询问").fill(WORDS);
        assertThat(page.locator("main")).containsText("草稿已自动保存");
        page.reload();
        assertThat(page.getByLabel("向反映人询问")).hasValue(WORDS);
        assertThat(page.locator("main")).containsText("已恢复");

        grader.tasklist("待签收、待认领");
        grader.item(number, "审查受理").click();
        press(grader.page, "查看线索");
        assertThat(grader.page.locator(".qf-drawer").getByLabel("向反映人询问")).hasValue(WORDS);

        page = grader.opens("/clues/" + number);
        press(page, "向反映人询问");
        assertThat(page.locator(".talk")).containsText(WORDS);
        assertThat(page.getByLabel("向反映人询问")).hasValue("");
        page.reload();
        assertThat(page.locator(".talk")).containsText(WORDS);
        assertThat(page.getByLabel("向反映人询问")).hasValue("");
    }

    @Test
    void withoutScriptTheServerHoldsOutWhatWasTypedUntilThePersonHasSignedIn() {
        var clerk = comes("clerk");
        var page = clerk.opens("/register");
        // What a browser without script sends.
        page.route("**/js/session.js", Route::abort);
        page.route("**/js/register.js", Route::abort);
        page.route("**/js/keep.js", Route::abort);
        page.reload();
        page.getByLabel("问题标题").fill("没有脚本也不丢");
        page.getByLabel("主要内容").fill(WORDS);
        fillInTheRest(page);
        page.context().clearCookies();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("登记并出具回执"))
                .click();
        assertThat(page.locator("h1")).hasText("填写的内容还在");
        assertThat(page.locator("details")).containsText(WORDS);
        Pictures.take(page, "kept");
        var tab = page.context().newPage();
        tab.navigate("/login");
        tab.fill("#username", "clerk");
        tab.fill("#password", "clerk");
        tab.click("#login button[type=submit]");
        tab.waitForURL(url -> !url.contains("/login"));
        press(page, "再次提交");
        // The new session has a new token; the page is handed out once more.
        press(page, "再次提交");
        assertThat(page.locator("#receipt-code")).isVisible();
        assertThat(clues("没有脚本也不丢")).isEqualTo(1);
    }

    @Test
    void aReportIsFoundAgainClearedAtOnceAndSentThoughTheCookiesAreGone() {
        var phone = phone();
        phone.navigate("/report");
        var steps = new ReportSteps(phone);
        steps.field("姓名").fill("齐安禾");
        steps.field("联系电话").fill("13900000001");
        steps.field("一句话说明是什么事").fill("窗口只收现金");
        steps.field("发生了什么").fill(WORDS);
        phone.waitForResponse(
                response -> response.url().endsWith("/api/public/drafts"),
                () -> phone.getByLabel("诉求：事情没办成").check());
        assertThat(phone.evaluate("JSON.stringify(localStorage) + JSON.stringify(sessionStorage)")
                        .toString())
                .doesNotContain("书面清单", "齐安禾");
        phone.close();

        var again = phones.get(0).newPage();
        again.navigate("/report");
        assertThat(again.getByLabel("发生了什么")).hasValue(WORDS);
        assertThat(again.getByLabel("姓名")).hasValue("");
        assertThat(again.locator("#restored")).containsText("已恢复");
        Pictures.take(again, "report-restored");
        // The page asks for itself anew.
        again.waitForResponse(response -> response.url().endsWith("/report"), () -> press(again, "清除已写的内容"));
        again.waitForLoadState();
        assertThat(again.getByLabel("发生了什么")).hasValue("");
        again.reload();
        assertThat(again.getByLabel("发生了什么")).hasValue("");

        reports(again, "现金也要收据");
        again.context().clearCookies();
        new ReportSteps(again).send();
        assertThat(again.locator("#receipt-code")).isVisible();
    }

    @Test
    void aReportWhoseAnswerWasLostIsKnownAgainAndAKeptPageIsNotTheFirstOne() {
        var phone = phone();
        phone.navigate("/report");
        reports(phone, "回执没有出来");
        phone.route(url -> url.endsWith("/report"), route -> {
            if (route.request().method().equals("POST")) {
                route.fetch();
                route.abort();
            } else {
                route.resume();
            }
        });
        new ReportSteps(phone).send();
        phone.waitForCondition(() -> clues("回执没有出来") == 1);
        phone.close();

        var again = phones.get(0).newPage();
        again.navigate("/report");
        assertThat(again.locator("#received")).containsText("已经收到");
        Pictures.take(again, "report-received");
        press(again, "看回执");
        assertThat(again.locator("#receipt-code")).isVisible();
        again.waitForCondition(() -> again.evaluate("localStorage.getItem('qingfeng.page')") == null);

        // The same words from the same phone, on a new page.
        again.navigate("/report");
        assertThat(again.locator("#received")).isHidden();
        reports(again, "回执没有出来");
        press(again, "提交");
        assertThat(again.locator("#same")).containsText("一字不差");
        assertThat(again.getByLabel("发生了什么")).hasValue(WORDS);
        Pictures.take(again, "report-same");
        press(again, "是同一件，看回执");
        assertThat(again.locator("#receipt-code")).isVisible();
        assertThat(clues("回执没有出来")).isEqualTo(1);

        // Two tabs with one draft: the one that was kept open is sent later, for another matter.
        again.navigate("/report");
        var first = new ReportSteps(again);
        first.field("匿名反映").check();
        first.field("一句话说明是什么事").fill("第一件");
        again.waitForResponse(
                response -> response.url().endsWith("/api/public/drafts"),
                () -> again.getByLabel("发生了什么").fill(WORDS));
        var keptOpen = phones.get(0).newPage();
        keptOpen.navigate("/report");
        assertThat(keptOpen.getByLabel("一句话说明是什么事")).hasValue("第一件");
        reports(again, "第一件");
        press(again, "提交");
        assertThat(again.locator("#receipt-code")).isVisible();
        reports(keptOpen, "另一件事");
        press(keptOpen, "提交");
        assertThat(keptOpen.locator("#used")).containsText("已经收到");
        press(keptOpen, "提交");
        assertThat(keptOpen.locator("#receipt-code")).isVisible();
        assertThat(clues("另一件事")).isEqualTo(1);
    }

    private static void reports(Page page, String title) {
        var steps = new ReportSteps(page);
        steps.field("匿名反映").check();
        steps.field("诉求：事情没办成").check();
        steps.field("一句话说明是什么事").fill(title);
        steps.field("发生了什么").fill(WORDS);
        steps.field("在哪里发生的").fill("为民服务中心");
        steps.field("我反映的情况属实").check();
        steps.field("我已阅知").check();
    }

    private static void fillInTheRest(Page page) {
        page.getByLabel("线索来源").selectOption("WINDOW");
        page.getByLabel("诉求（要求解决问题）").check();
        page.getByLabel("发生地点").fill("为民服务中心");
        page.getByLabel("反映人姓名").fill("齐安禾");
        page.getByLabel("联系电话").fill("13900000001");
        page.getByLabel("同意，承办单位可直接联系").check();
        page.getByLabel("反映人声明所反映的情况属实").check();
        page.getByLabel("反映人已阅知隐私告知").check();
    }

    private static void signsInAgain(Page page, String password) {
        var again = page.locator(".qf-sign-in");
        assertThat(again).containsText("登录已过期");
        again.getByLabel("密码").fill(password);
        again.getByText("登录", new Locator.GetByTextOptions().setExact(true)).click();
    }

    private static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .first()
                .click();
    }

    private int clues(String title) {
        return jdbc.queryForObject("select count(*) from clue where title = ?", Integer.class, title);
    }

    private Page phone() {
        // One address, also for what the test asks for in the browser's place.
        var context = Chromium.phone("http://127.0.0.1:" + port);
        phones.add(context);
        return context.newPage();
    }

    private static Locator explanation(Official official) {
        return official.page.locator(".fjs-container textarea:visible").first();
    }

    private static Locator complete(Official official) {
        return official.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("完成"));
    }

    private static String readableIn(Official official) {
        return official.page
                .evaluate("JSON.stringify(localStorage) + JSON.stringify(sessionStorage)")
                .toString();
    }

    private ClueNumber registered(String title) {
        var answers = new HashMap<String, Object>();
        answers.putAll(Map.of("channel", "WINDOW", "kind", "APPEAL", "title", title, "narrative", "每次说缺的不一样"));
        answers.putAll(Map.of("place", "为民服务中心", "unit", "market-supervision", "fixableOnTheSpot", true));
        answers.putAll(Map.of("unitsConcerned", 1, "reporterAnonymous", true, "truthful", true, "privacyRead", true));
        return ClueNumber.of(registration.register(answers, "clerk").clueNumber());
    }

    private Official comes(String username) {
        var official = new Official(username, "http://localhost:" + port);
        present.add(official);
        return official;
    }
}
