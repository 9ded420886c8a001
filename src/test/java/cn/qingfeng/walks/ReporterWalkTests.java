package cn.qingfeng.walks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.evidence.upload.Uploads;
import cn.qingfeng.intake.NewClue;
import cn.qingfeng.intake.Registration;
import cn.qingfeng.process.task.UserTasks;
import cn.qingfeng.testing.Axe;
import cn.qingfeng.testing.Chromium;
import cn.qingfeng.testing.SomeFiles;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.LoadState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** What a reporter does with a phone of 390 by 844 points, from the plaque to the closed case, and what the office sees of it. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "qingfeng.data=target/walks/${random.uuid}",
            "qingfeng.sample.clues=false",
            "camunda.bpm.job-execution.enabled=false"
        })
@ActiveProfiles("demo")
class ReporterWalkTests {

    private static final long HEAVIEST = 150_000;
    private static final String TITLE = Pictures.title("变更住所材料被退两次");

    @LocalServerPort
    int port;

    @Autowired
    Registration registration;

    @Autowired
    ClueLedger ledger;

    @Autowired
    UserTasks desk;

    @Autowired
    Uploads uploads;

    @Autowired
    Clock clock;

    private final List<BrowserContext> phones = new ArrayList<>();
    private final List<Official> officials = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    @AfterEach
    void everybodyLeavesWithoutComplaints() {
        officials.forEach(one -> complaints.addAll(one.complaints));
        phones.forEach(Chromium::close);
        officials.forEach(Official::close);
        phones.clear();
        officials.clear();
        assertThat(complaints).isEmpty();
    }

    @Test
    void aReporterComesFromThePlaqueToTheClosedCase() {
        var phone = phone();
        phone.navigate("/report?point=" + registration.plaqueCodeOf("WY-007"));
        assertThat(phone.locator("#from-plaque")).containsText("东塔所");
        assertThat(phone.getByLabel("在哪里发生的")).hasValue("市场监督管理局东塔所");
        fits(phone);
        assertThat(phone.context().cookies()).extracting(cookie -> cookie.name).containsExactly("QF-CSRF");
        fillIn(phone);
        sendsAPhoto(phone);
        steps(phone).last();
        Pictures.take(phone, "report-phone");

        // The line breaks: nothing is lost, and nothing that can be read stays longer than this tab.
        phone.context().setOffline(true);
        press(phone, "提交");
        assertThat(phone.locator("#offline")).isVisible();
        // The word shows as soon as the line breaks; only when the press itself is over may the line come back.
        assertThat(phone.locator("#report:not([data-busy])")).isVisible();
        assertThat((String) phone.evaluate("JSON.stringify(localStorage)")).doesNotContain("每次说缺的不一样", "齐安禾");
        assertThat((String) phone.evaluate("JSON.stringify(sessionStorage)")).doesNotContain("齐安禾", "13900000001");
        phone.context().setOffline(false);
        press(phone, "提交");
        assertThat(phone.locator("#receipt-code")).hasText(Pattern.compile("\\d{4} \\d{4} \\d{4} \\d{4}"));
        assertThat(phone.url()).doesNotContain("?");
        assertThat(Axe.findings(phone)).isEmpty();
        Pictures.take(phone, "receipt-phone");
        assertThat((String) phone.evaluate("JSON.stringify(localStorage) + JSON.stringify(sessionStorage)"))
                .doesNotContain("每次说缺的不一样");
        var receipt = phone.locator("#receipt-code").textContent();
        var number = ClueNumber.of(phone.locator("#clue-number").textContent());
        desk.advance(number);

        var grader = comes("grader");
        var file = grader.opens("/clues/" + number);
        assertThat(file.locator(".files")).containsText("照片1.jpg");
        assertThat(file.locator(".files")).not().containsText("IMG_0001");
        file.locator("#files").scrollIntoViewIfNeeded();
        Pictures.take(file, "clue-files");
        file.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("核对脱敏，准许承办单位查看"))
                .click();
        assertThat(file.locator(".files")).not().containsText("承办单位看不到");
        assertThat(file.locator("main")).containsText("扫码核验");
        file.getByLabel("向反映人询问").fill("请问是哪一天去的？");
        file.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("向反映人询问"))
                .click();
        assertThat(file.locator(".talk")).containsText("请问是哪一天去的");

        look(phone, receipt);
        assertThat(phone.locator(".talk")).containsText("请问是哪一天去的");
        assertThat(phone.locator(".talk")).containsText("县营商环境办");
        fits(phone);
        phone.waitForResponse(
                response -> response.url().endsWith("/api/public/drafts/track"),
                () -> phone.getByLabel("回答或补充").fill("三月二日和三日，都是上午。"));
        // The phone rings, the browser is closed: it is there again for the receipt, and nowhere in the browser.
        look(phone, receipt);
        assertThat(phone.getByLabel("回答或补充")).hasValue("三月二日和三日，都是上午。");
        assertThat(phone.locator("#restored")).containsText("已恢复");
        assertThat((String) phone.evaluate("JSON.stringify(localStorage) + JSON.stringify(sessionStorage)"))
                .doesNotContain("三月二日", receipt);
        assertThat(phone.url()).endsWith("/track");
        Pictures.take(phone, "track-restored-phone");
        press(phone, "发送");
        assertThat(phone.locator("#done")).hasText("已送达。");
        assertThat(Axe.findings(phone)).isEmpty();
        Pictures.take(phone, "track-phone");
        file = grader.opens("/clues/" + number);
        assertThat(file.locator(".talk")).containsText("三月二日和三日");
        file.locator("#conversation").scrollIntoViewIfNeeded();
        Pictures.take(file, "clue-conversation");

        // The same from Tasklist's drawer, beside the task.
        grader.tasklist("待签收、待认领");
        grader.item(number.value(), "审查受理").click();
        grader.page
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("查看线索"))
                .click();
        var drawer = grader.page.locator(".qf-drawer");
        assertThat(drawer).containsText("三月二日和三日");
        drawer.getByLabel("向反映人询问").fill("哪个窗口？");
        drawer.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("向反映人询问"))
                .click();
        assertThat(drawer).containsText("已发给反映人。");
        drawer.getByLabel("向反映人询问").scrollIntoViewIfNeeded();
        Pictures.take(grader.page, "drawer-conversation");
        look(phone, receipt);
        assertThat(phone.locator(".talk")).containsText("哪个窗口？");

        handled(number);
        look(phone, receipt);
        assertThat(phone.locator(".case")).containsText("已当场换照，请来领取。");
        phone.getByText("没有解决", new Page.GetByTextOptions().setExact(true)).click();
        phone.getByText("不满意", new Page.GetByTextOptions().setExact(true)).click();
        phone.getByText("没有", new Page.GetByTextOptions().setExact(true)).click();
        phone.waitForResponse(
                response -> response.url().endsWith("/api/public/drafts/track"),
                () -> phone.getByText("办得太慢").click());
        look(phone, receipt);
        assertThat(phone.getByLabel("办得太慢")).isChecked();
        assertThat(phone.getByLabel("没有解决", new Page.GetByLabelOptions().setExact(true)))
                .isChecked();
        assertThat(Axe.findings(phone)).isEmpty();
        phone.locator(".rate").scrollIntoViewIfNeeded();
        Pictures.take(phone, "track-rate-phone");
        press(phone, "提交评价");
        assertThat(phone.locator(".case .state")).hasText("正在办理。");
        assertThat(ledger.get(number).reworks()).isEqualTo(1);

        handled(number);
        look(phone, receipt);
        phone.getByText("已解决", new Page.GetByTextOptions().setExact(true)).click();
        phone.getByText("满意", new Page.GetByTextOptions().setExact(true)).click();
        phone.getByText("联系过", new Page.GetByTextOptions().setExact(true)).click();
        press(phone, "提交评价");
        assertThat(phone.locator(".case .state")).hasText("已办结销号。");
        assertThat(ledger.get(number).status()).isEqualTo(ClueStatus.CLOSED);
        Pictures.take(phone, "track-closed-phone");
    }

    @Test
    void theFirstLoadIsLightAndThePageIsOpenToEverybody() {
        var phone = phone();
        phone.navigate("/report");
        phone.waitForLoadState(LoadState.NETWORKIDLE);
        // The page's own book of what it loaded: a worker that is done takes its answers out of the browser's messages.
        var book = "performance.getEntries().filter(e => e.decodedBodySize !== undefined)";
        var loaded = phone.evaluate(book + ".map(e => e.name)").toString().replaceAll("/v/[0-9a-f]+/", "/");
        var weight = ((Number) phone.evaluate(book + ".reduce((sum, e) => sum + e.decodedBodySize, 0)")).longValue();
        assertThat(loaded).contains("/report", "/css/qingfeng.css", "/js/report.js", "/js/work.js");
        assertThat(weight).as(loaded).isBetween(10_000L, HEAVIEST);
        for (var address : List.of("/report", "/report?lang=en", "/track?lang=zh", "/track?lang=en", "/?lang=zh")) {
            phone.navigate(address);
            assertThat(Axe.findings(phone)).as(address).isEmpty();
            fits(phone);
        }
        phone.navigate("/report?lang=en");
        // The page has done its puzzle beside the reader.
        assertThat(phone.locator("#work")).hasValue(Pattern.compile("\\d+"));
        assertThat(phone.getByLabel("Report anonymously")).isVisible();
        assertThat(phone.locator("#progress")).hasText("Step 1 of 6");
        Pictures.take(phone, "report-english-phone");
        phone.getByText("中文").click();
        assertThat(phone.locator("h1")).hasText("反映问题");
    }

    @Test
    void onAPhoneOneThingIsAskedAtATimeWithItsFaultsBesideItAndAllIsShownBeforeItIsSent() {
        var phone = phone();
        phone.navigate("/report");
        var steps = steps(phone);
        assertThat(phone.locator("#progress")).hasText("第 1 步，共 6 步");
        assertThat(phone.getByLabel("发生了什么")).isHidden();
        assertThat(phone.locator("#send")).isHidden();
        isShort(phone);
        Pictures.take(phone, "report-step-who");

        phone.getByLabel("联系电话").fill("138");
        press(phone, "下一步");
        assertThat(phone.locator("#f-reporterPhone-error")).containsText("联系电话应为 11 位手机号码");
        assertThat(phone.getByLabel("联系电话")).isFocused();
        assertThat(phone.locator("#progress")).hasText("第 1 步，共 6 步");
        assertThat(Axe.findings(phone)).isEmpty();
        isShort(phone);
        Pictures.take(phone, "report-step-fault");
        phone.getByLabel("匿名反映").check();
        assertThat(phone.locator("#progress")).hasText("第 1 步，共 5 步");
        press(phone, "下一步");
        assertThat(phone.locator("#progress")).hasText("第 2 步，共 5 步");
        assertThat(phone).hasTitle(Pattern.compile("第 2 步，共 5 步 · 反映问题.*"));
        assertThat(phone.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("是什么事")))
                .isFocused();
        assertThat(phone.locator("p.error")).hasCount(0);
        fits(phone);
        isShort(phone);
        Pictures.take(phone, "report-step-what");
        phone.getByLabel("建议：提一条改进意见").check();
        phone.getByLabel("一句话说明是什么事").fill("大厅多放几把椅子");

        // The browser's own button leads to the step before, and what was typed is there.
        phone.goBack();
        assertThat(phone.getByLabel("匿名反映")).isChecked();
        assertThat(phone.locator("#progress")).hasText("第 1 步，共 5 步");
        phone.goForward();
        assertThat(phone.getByLabel("一句话说明是什么事")).hasValue("大厅多放几把椅子");
        press(phone, "下一步");
        assertThat(phone.locator("#f-narrative-error")).hasText("请填写“发生了什么”。");
        assertThat(phone.getByLabel("发生了什么")).isFocused();
        phone.getByLabel("发生了什么").fill("老人站着等");
        steps.field("在哪里发生的").fill("为民服务中心");
        isShort(phone);
        Pictures.take(phone, "report-step-where");
        steps.last();
        assertThat(phone.locator(".review")).containsText(Pattern.compile("照片和文件\\s*修改\\s*没有填写"));
        steps.field("照片和文件（可不填）").setInputFiles(new FilePayload("IMG_0001.jpg", "image/jpeg", SomeFiles.photo()));
        assertThat(phone.locator(".going li").first()).containsText("已传好");
        isShort(phone);
        Pictures.take(phone, "report-step-files");
        steps.last();
        assertThat(phone.locator("#progress")).hasText("第 5 步，共 5 步");
        assertThat(phone.locator(".review"))
                .containsText(Pattern.compile("匿名反映.*建议：提一条.*大厅多放几把椅子.*老人站着等.*为民服务中心.*IMG_0001.jpg"));
        assertThat(Axe.findings(phone)).isEmpty();
        fits(phone);
        isShort(phone);
        Pictures.take(phone, "report-step-last");
        phone.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("修改“是什么事”"))
                .click();
        phone.getByLabel("一句话说明是什么事").fill("大厅多放十把椅子");
        steps.last();
        assertThat(phone.locator(".review")).containsText("大厅多放十把椅子");

        // Nothing is sent while something is wrong, here the two ticks; then what the server alone could see.
        press(phone, "提交");
        assertThat(phone.locator("#f-truthful-error")).isVisible();
        phone.getByLabel("我反映的情况属实").check();
        phone.getByLabel("我已阅知").check();
        phone.route("**/faults", Route::abort);
        steps.field("一句话说明是什么事").fill("");
        steps.last();
        press(phone, "提交");
        assertThat(phone.locator("#form-errors")).isFocused();
        assertThat(phone.locator("#progress")).hasText("第 2 步，共 5 步");
        assertThat(phone.locator("#f-title-error")).hasText("请填写“一句话说明是什么事”。");
        phone.getByLabel("一句话说明是什么事").fill("大厅多放几把椅子");
        steps.send();
        assertThat(phone.locator("#receipt-code")).isVisible();
    }

    /** On a weak line a film that is too large would take minutes, and would then be refused. */
    @Test
    void aFileThatIsTooLargeIsRefusedBeforeItIsSentWhereverSomebodyAddsOne() {
        var clue = new NewClue();
        clue.kind = "APPEAL";
        clue.title = "窗口只收现金";
        clue.narrative = "收了也没有收据";
        clue.place = "为民服务中心";
        clue.channel = "WEB";
        clue.reporter.anonymous = true;
        var receipt = registration.register(clue, Timeline.PUBLIC);
        desk.advance(ClueNumber.of(receipt.clueNumber()));
        var film = new FilePayload("film.mp4", "video/mp4", new byte[(20 << 20) + 1]);
        var phone = phone();
        var grader = comes("grader");
        var clerk = comes("clerk");
        var sent = new ArrayList<String>();
        for (var page : List.of(phone, grader.page, clerk.page)) {
            page.onRequest(request -> {
                if (request.method().equals("POST") && request.url().endsWith("/files")) {
                    sent.add(request.url());
                }
            });
        }
        phone.navigate("/report");
        steps(phone).field("匿名反映").check();
        steps(phone).field("诉求：事情没办成").check();
        steps(phone).field("一句话说明是什么事").fill("窗口只收现金");
        steps(phone).field("发生了什么").fill("收了也没有收据");
        steps(phone).field("在哪里发生的").fill("为民服务中心");
        steps(phone).field("照片和文件（可不填）").setInputFiles(film);
        assertThat(phone.locator(".going [role=alert]")).containsText("文件不能超过 20 MB");
        look(phone, receipt.receipt());
        phone.getByLabel("照片和文件（可不填）").setInputFiles(film);
        assertThat(phone.locator(".going [role=alert]")).containsText("文件不能超过 20 MB");
        clerk.opens("/register").getByLabel("照片和文件（可不填）").setInputFiles(film);
        assertThat(clerk.page.locator(".going [role=alert]")).containsText("文件不能超过 20 MB");
        var file = grader.opens("/clues/" + receipt.clueNumber());
        file.locator("form[data-upload] input[type=file]").setInputFiles(film);
        file.locator("form[data-upload] button[type=submit]").click();
        assertThat(file.locator(".going [role=alert]")).containsText("文件不能超过 20 MB");
        grader.tasklist("待签收、待认领");
        grader.item(receipt.clueNumber(), "审查受理").click();
        press(grader.page, "查看线索");
        grader.page.locator(".qf-drawer input[type=file]").setInputFiles(film);
        assertThat(grader.page.locator(".qf-drawer .qf-going [role=alert]")).containsText("文件不能超过 20 MB");
        assertThat(sent).isEmpty();
    }

    @Test
    void onAWideScreenTheReportIsOneFormWhoseFaultsAreToldInPlace() {
        var desk = phone();
        desk.setViewportSize(1280, 900);
        desk.navigate("/report");
        assertThat(desk.getByLabel("发生了什么")).isVisible();
        assertThat(desk.getByLabel("匿名反映")).isVisible();
        assertThat(desk.locator("#progress")).isHidden();
        assertThat(desk.locator("#next")).isHidden();
        Pictures.take(desk, "report-wide");
        desk.getByLabel("联系电话").fill("13900000001");
        press(desk, "提交");
        assertThat(desk.locator("#f-kind-error")).hasText("请选择“您要反映的是”。");
        assertThat(desk.getByLabel("诉求：事情没办成")).isFocused();
        assertThat(desk.getByLabel("联系电话")).hasValue("13900000001");
        assertThat(Axe.findings(desk)).isEmpty();
        // Turned upright, it goes on where it is.
        desk.setViewportSize(390, 844);
        assertThat(desk.locator("#progress")).hasText("第 2 步，共 6 步");
        assertThat(desk.getByLabel("发生了什么")).isVisible();
        assertThat(desk.getByLabel("匿名反映")).isHidden();
    }

    @Test
    void theFormWorksWithoutScript() {
        var context = Chromium.needed()
                .newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                        .setBaseURL("http://localhost:" + port)
                        .setLocale("zh-CN")
                        .setJavaScriptEnabled(false)
                        .setViewportSize(390, 844));
        phones.add(context);
        var phone = context.newPage();
        phone.navigate("/report");
        // One form, and nothing that is asked for only sometimes is marked as if it always were.
        assertThat(phone.locator("#progress")).isHidden();
        assertThat(phone.locator("#next")).isHidden();
        assertThat(phone.getByLabel("联系电话")).not().hasAttribute("required", "");
        assertThat(phone.locator("label[for=f-reporterPhone] .mark")).isHidden();
        assertThat(phone.locator("label[for=f-misconduct] .mark")).isHidden();
        assertThat(phone.locator("label[for=f-title] .mark")).isVisible();
        Pictures.take(phone, "report-without-script");
        phone.getByLabel("建议：提一条改进意见").check();
        phone.getByLabel("一句话说明是什么事").fill("大厅多放几把椅子");
        phone.getByLabel("发生了什么").fill("老人站着等");
        phone.getByLabel("在哪里发生的").fill("为民服务中心");
        phone.getByLabel("匿名反映").check();
        phone.getByLabel("我反映的情况属实").check();
        phone.getByLabel("我已阅知").check();
        phone.getByLabel("照片和文件（可不填）").setInputFiles(new FilePayload[] {
            new FilePayload("IMG_0001.jpg", "image/jpeg", SomeFiles.photo()),
            new FilePayload("IMG_0002.jpg", "image/jpeg", SomeFiles.zip("a.txt"))
        });
        press(phone, "提交");
        assertThat(phone.locator("main")).containsText("第 2 个文件：不收压缩包");
        assertThat(phone.locator(".going li")).hasCount(1);
        press(phone, "提交");
        assertThat(phone.locator("#receipt-code")).isVisible();
        look(phone, phone.locator("#receipt-code").textContent());
        assertThat(phone.locator(".case")).containsText("照片1.jpg");
        assertThat(phone.locator(".case .state")).hasText("已登记，正在审查是否受理。");
    }

    @Test
    void aWindowIsRatedOnceAVisitAndTheOfficeSeesIt() {
        var head = comes("officehead");
        head.page.setViewportSize(1280, 800);
        var plaques = head.opens("/plaques?kind=WINDOW");
        plaques.getByLabel("选择综合受理窗口").check();
        plaques.evaluate("scrollTo(0, 0)");
        Pictures.take(plaques, "plaques");
        press(plaques, "打印所选");
        assertThat(plaques.locator(".plaque")).hasCount(1);
        Pictures.take(plaques, "plaque-sheet");
        assertThat(Axe.findings(plaques)).isEmpty();

        var phone = phone();
        phone.navigate("/rate?window=" + registration.windowCodeOf("zonghe-1"));
        assertThat(phone.locator("#window")).hasText("综合受理窗口");
        assertThat(Axe.findings(phone)).isEmpty();
        phone.getByText("不满意", new Page.GetByTextOptions().setExact(true)).click();
        press(phone, "提交评价");
        assertThat(phone.locator("#refused")).hasText("请选择不满意的原因。");
        phone.getByText("不满意", new Page.GetByTextOptions().setExact(true)).click();
        phone.getByText("窗口没人").click();
        fits(phone);
        Pictures.take(phone, "rate-phone");
        press(phone, "提交评价");
        assertThat(phone.locator(".notice.good")).isVisible();
        phone.navigate("/rate?window=" + registration.windowCodeOf("zonghe-1"));
        assertThat(phone.locator("main")).containsText("这次来办事您已经评价过了");
        phone.navigate("/rate?window=zonghe-1.1.0000000000000000");
        press(phone, "反映问题", AriaRole.LINK);
        assertThat(phone.locator("h1")).hasText("反映问题");

        plaques = head.opens("/plaques?kind=WINDOW");
        assertThat(plaques.locator("tr").filter(new Locator.FilterOptions().setHasText("zonghe-1")))
                .containsText("1 · 0%");
    }

    @Test
    void whoeverCallsAboutAYellowCardFindsTheRatingInTheForm() {
        var clue = new NewClue();
        clue.kind = "APPEAL";
        clue.title = "互相要对方先出意见";
        clue.narrative = "卡了二十六天";
        clue.place = "为民服务中心";
        clue.unit = "market-supervision";
        clue.channel = "WEB";
        clue.facts.unitsConcerned = 2;
        clue.reporter.phone = "13900000002";
        clue.reporter.consent = "UNIT_MAY_KNOW";
        var receipt = registration.register(clue, Timeline.PUBLIC);
        var number = ClueNumber.of(receipt.clueNumber());
        handled(number);
        var phone = phone();
        look(phone, receipt.receipt());
        phone.getByText("没有解决", new Page.GetByTextOptions().setExact(true)).click();
        phone.getByText("非常不满意", new Page.GetByTextOptions().setExact(true)).click();
        phone.getByText("联系过", new Page.GetByTextOptions().setExact(true)).click();
        phone.getByText("推诿扯皮").click();
        press(phone, "提交评价");
        assertThat(phone.locator(".case .state")).hasText("承办单位说办好了，请您评价。");
        assertThat(phone.locator(".rate")).hasCount(0);

        var caller = comes("caller");
        assertThat(caller.opens("/inbox").locator("main")).containsText("反映人已在查询页面上自评");
        caller.takes(number.value(), "回访");
        new TaskForm(caller.page).selects("回访方式", "电话").ticks("已联系上反映人本人");
        assertThat(caller.page.locator(".fjs-container").getByLabel("未解决")).isChecked();
        assertThat(caller.page.locator(".fjs-container").getByLabel("非常不满意")).isChecked();
        assertThat(caller.page.locator(".fjs-container").getByLabel("推诿扯皮")).isChecked();
        Pictures.take(caller.page, "call-back-rated");
        caller.completes();
        assertThat(ledger.get(number).status()).isEqualTo(ClueStatus.HANDLING);
    }

    /** Everything that the officials do until the reporter is asked; Tasklist itself is walked elsewhere. */
    private void handled(ClueNumber number) {
        for (int step = 0; step < 20; step++) {
            desk.advance(number);
            for (var task : desk.waiting(number)) {
                switch (task.key()) {
                    case "userTask_reviewAdmission" -> desk.submit("grader", task.id(), Map.of("outcome", "ADMIT"));
                    case "userTask_triage" ->
                        desk.submit(
                                "grader",
                                task.id(),
                                Map.of(
                                        "classification",
                                        "problem.middle-blockage",
                                        "unitsConcerned",
                                        ledger.get(number).facts().unitsConcerned(),
                                        "fixableOnTheSpot",
                                        ledger.get(number).facts().unitsConcerned() == 1));
                    case "userTask_decideBlue" ->
                        desk.submit("clerk", task.id(), Map.of("card", "BLUE", "signed", true));
                    case "userTask_decideYellow" ->
                        desk.submit("officehead", task.id(), Map.of("card", "YELLOW", "signed", true));
                    case "userTask_dispatch" ->
                        desk.submit(
                                isYellow(number) ? "officehead" : "clerk",
                                task.id(),
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
                                        true));
                    case "userTask_signFor" -> desk.submit("handler", task.id(), Map.of("outcome", "SIGN"));
                    case "userTask_contactReporter" ->
                        desk.submit(
                                "handler",
                                task.id(),
                                Map.of("contactedAt", clock.instant().toString(), "method", "MEETING"));
                    case "userTask_replyWithPlan" ->
                        desk.submit(
                                "handler",
                                task.id(),
                                Map.of(
                                        "factsFound", "属实",
                                        "plan", "分两步",
                                        "toReporter", "已受理。",
                                        "promisedDate", "2099-01-05"));
                    case "userTask_finish" -> {
                        proves(number);
                        desk.submit(
                                "handler",
                                task.id(),
                                Map.of(
                                        "result", "RESOLVED",
                                        "factual", "TRUE",
                                        "verification", "属实",
                                        "measures", "当场补正",
                                        "basis", "一次性告知制度",
                                        "improvement", "全局自查",
                                        "toReporter", "已当场换照，请来领取。"));
                    }
                    case "userTask_signReply" ->
                        desk.submit("unithead", task.id(), Map.of("outcome", "SIGN", "signed", true));
                    case "userTask_reviewResult" ->
                        desk.submit(isYellow(number) ? "officehead" : "grader", task.id(), Map.of("outcome", "ACCEPT"));
                    case "userTask_callBack" -> {
                        return;
                    }
                    default -> {}
                }
            }
        }
        throw new AssertionError("never called back: " + desk.waiting(number));
    }

    private void proves(ClueNumber number) {
        try {
            uploads.add("handler", number, "换照回执.png", new ByteArrayInputStream(SomeFiles.png()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isYellow(ClueNumber number) {
        return ledger.get(number).card().filter(Card.YELLOW::equals).isPresent();
    }

    private void sendsAPhoto(Page phone) {
        // A photo goes ahead of the form; one that is no photo is refused in words, and nothing is lost.
        var files = steps(phone).field("照片和文件（可不填）");
        files.setInputFiles(new FilePayload("IMG_0001.jpg", "image/jpeg", SomeFiles.photo()));
        assertThat(phone.locator(".going li").first()).containsText("已传好");
        files.setInputFiles(new FilePayload("IMG_0002.jpg", "image/jpeg", SomeFiles.zip("a.txt")));
        assertThat(phone.locator(".going [role=alert]")).containsText("不收压缩包");
    }

    private void fillIn(Page phone) {
        steps(phone).field("姓名").fill("齐安禾");
        steps(phone).field("联系电话").fill("13900000001");
        steps(phone).field("诉求：事情没办成").check();
        steps(phone).field("一句话说明是什么事").fill(TITLE);
        steps(phone).field("发生了什么").fill("每次说缺的不一样，跑了两趟。");
        phone.reload();
        // What was typed is back, apart from who typed it.
        assertThat(phone.getByLabel("一句话说明是什么事")).hasValue(TITLE);
        assertThat(phone.getByLabel("诉求：事情没办成")).isChecked();
        assertThat(phone.getByLabel("姓名")).hasValue("");
        steps(phone).field("姓名").fill("齐安禾");
        steps(phone).field("联系电话").fill("13900000001");
        steps(phone).field("我反映的情况属实").check();
        steps(phone).field("我已阅知").check();
        assertThat(Axe.findings(phone)).isEmpty();
        phone.evaluate("scrollTo(0, 0)");
    }

    private void look(Page phone, String receipt) {
        phone.navigate("/track");
        phone.getByLabel("16 位查询码").fill(receipt);
        press(phone, "查询");
        assertThat(phone.locator(".case")).isVisible();
        assertThat(phone.url()).endsWith("/track");
    }

    private static ReportSteps steps(Page phone) {
        return new ReportSteps(phone);
    }

    private static void press(Page page, String button) {
        press(page, button, AriaRole.BUTTON);
    }

    private static void press(Page page, String button, AriaRole role) {
        page.getByRole(role, new Page.GetByRoleOptions().setName(button).setExact(true))
                .first()
                .click();
    }

    /** The page of old was this long: no step is half of it. */
    private static void isShort(Page phone) {
        assertThat(((Number) phone.evaluate("document.documentElement.scrollHeight")).intValue())
                .isLessThan(3_700 / 2);
    }

    private static void fits(Page phone) {
        assertThat(phone.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
    }

    private Page phone() {
        var context = Chromium.phone("http://localhost:" + port);
        phones.add(context);
        var page = context.newPage();
        page.setViewportSize(390, 844);
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        page.onDialog(dialog -> {
            complaints.add("a dialog: " + dialog.message());
            dialog.accept();
        });
        page.onResponse(response -> {
            if (response.status() >= 500) {
                complaints.add(response.status() + " " + response.url());
            }
        });
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
        return page;
    }

    private Official comes(String username) {
        var official = new Official(username, "http://localhost:" + port);
        officials.add(official);
        return official;
    }
}
