package cn.qingfeng.walks;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.intake.Registration;
import cn.qingfeng.testing.Axe;
import cn.qingfeng.text.Normal;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.support.TransactionTemplate;

/** The pages of the officials over the demo county, as they lie on a screen, on a phone and on paper. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "qingfeng.data=target/walks/${random.uuid}",
            "qingfeng.sample.clues=true",
            "qingfeng.public-url=https://" + PagesWalkTests.PUBLIC
        })
@ActiveProfiles("demo")
class PagesWalkTests {

    /** Where the street finds the county, which is not where the test finds it. */
    static final String PUBLIC = "qingfeng.example.gov.cn";

    private static final int SCREEN = 1440;
    private static final int PHONE = 390;

    /** A sheet of A4 without its margins, in CSS pixels. */
    private static final int PAPER = 718;

    /** What goes over the edge of the page; on paper also what lies in a box that would have to be scrolled. */
    private static final String SPILLS = """
            paper => {
              const found = [];
              const edge = document.documentElement.clientWidth + 1;
              if (document.documentElement.scrollWidth > edge) {
                const wide = [...document.querySelectorAll('body *')]
                  .filter(each => each.getBoundingClientRect().right > edge && !each.closest('.scroll, .skip, svg'));
                found.push('the page is ' + document.documentElement.scrollWidth + ' wide: ' + wide.slice(0, 5)
                  .map(each => each.tagName + '.' + each.className + ' ' + each.textContent.trim().slice(0, 30)).join(' | '));
              }
              if (paper) {
                [...document.querySelectorAll('main *')]
                  .filter(each => each.getClientRects().length && !each.closest('svg')
                    && getComputedStyle(each).position !== 'absolute')
                  .filter(each => each.getBoundingClientRect().right > edge
                    || getComputedStyle(each).overflowX !== 'visible' && each.scrollWidth > each.clientWidth + 1)
                  .slice(0, 5)
                  .forEach(each => found.push('cut: ' + each.tagName + '.' + each.className + ' '
                    + each.textContent.trim().slice(0, 30)));
              }
              return found;
            }""";

    /** How an element of the drawing lies in what is to be seen of it. */
    private static final String LIES = """
            id => {
              const frame = document.querySelector('#canvas').getBoundingClientRect();
              const step = document.querySelector('#canvas g[data-element-id="' + id + '"] .djs-hit')
                .getBoundingClientRect();
              const inside = step.left >= frame.left && step.right <= frame.right
                && step.top >= frame.top && step.bottom <= frame.bottom;
              return {inside, width: step.width, task: id.startsWith('userTask'),
                off: Math.abs(step.left + step.width / 2 - frame.left - frame.width / 2)};
            }""";

    @LocalServerPort
    int port;

    @Autowired
    Registration registration;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transactions;

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
    void theDrawingOpensOnTheStepInHandWhereverAClueStandsAndOnAPhone() {
        var head = comes("grouphead");
        var places = new LinkedHashMap<List<String>, String>();
        for (var number : jdbc.queryForList("select clue_number from clue order by clue_number", String.class)) {
            var answer = head.page.request().get("/api/clues/" + number + "/picture");
            if (answer.ok()) {
                places.putIfAbsent(here(head, number), number);
            }
        }
        // Among them one step, several beside each other, and ends.
        assertThat(places.keySet()).hasSizeGreaterThan(5).anyMatch(steps -> steps.size() > 1);
        assertThat(places.keySet()).anyMatch(steps -> steps.contains("endEvent_clueClosed"));
        assertThat(places.keySet())
                .noneMatch(steps ->
                        steps.isEmpty() || steps.contains("event_limitDue") || steps.contains("subProcess_watch"));
        for (var width : List.of(SCREEN, PHONE)) {
            head.page.setViewportSize(width, 844);
            places.forEach((steps, number) -> opensOn(head.opens("/clues/" + number), steps));
        }
    }

    @SuppressWarnings("unchecked")
    private static List<String> here(Official reader, String number) {
        return (List<String>) reader.page.evaluate(
                "number => fetch('/api/clues/' + number + '/picture').then(answer => answer.json()).then(all => all.here)",
                number);
    }

    private static void opensOn(Page page, List<String> steps) {
        page.locator("#picture-steps button").last().waitFor();
        assertThat(page.locator("#picture-steps button").count()).isEqualTo(steps.size() + 1);
        var lies = lies(page, steps.get(0));
        assertThat(lies.get("inside")).as("%s of %s", steps, page.url()).isEqualTo(true);
        if (lies.get("task").equals(true)) {
            assertThat(((Number) lies.get("width")).doubleValue())
                    .as("%s can be read", steps)
                    .isGreaterThanOrEqualTo(80);
        }
        // Each of several is a click away.
        for (var at = 0; at < steps.size(); at++) {
            page.locator("#picture-steps button").nth(at).click();
            var now = lies(page, steps.get(at));
            assertThat(now.get("inside")).isEqualTo(true);
            assertThat(((Number) now.get("off")).doubleValue()).isLessThan(5);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> lies(Page page, String step) {
        return (Map<String, Object>) page.evaluate(LIES, step);
    }

    @Test
    void aTitleOfTwoHundredLettersPushesNothingOffScreenPhoneOrPaper() {
        var number = registered("https://example.org/" + "a".repeat(80)).value();
        var title = "https://example.org/?" + "q".repeat(179);
        // A job that has the clue in hand gives way to this and tries again.
        transactions.executeWithoutResult(open ->
                jdbc.update("update clue set title = ?, version = version + 1 where clue_number = ?", title, number));

        var head = comes("officehead");
        fits(
                head,
                Stream.of("/clues/" + number, "/ledger?text=" + number, "/ledger", "/clues/" + number + "/withdraw"));
        assertThat(head.opens("/clues/" + number).locator("main").textContent()).contains(title);
    }

    @Test
    void noPageGoesOverTheEdgeOfScreenPhoneOrPaper() {
        fits(
                comes("officehead"),
                Stream.of(
                        "/work",
                        "/dashboard",
                        "/inbox",
                        "/packs",
                        "/guarded-changes",
                        "/absences",
                        "/plaques",
                        "/county",
                        "/county/units/market-supervision",
                        "/county/ahead",
                        "/county/places",
                        "/county/leaves",
                        "/county/history"));
        fits(
                comes("admin"),
                Stream.of(
                        "/county/people",
                        "/county/people/handler",
                        "/notices",
                        "/notices/undelivered",
                        "/channel-keys",
                        "/schedule",
                        "/guarded-changes"));
        fits(comes("owner"), Stream.of("/calendar", "/tables", "/versions", "/shipped", "/county/leaves"));
        fits(
                comes("clerk"),
                Stream.of("/register", "/absences", "/", "/report", "/track", "/conduct", "/conduct-list"));
        fits(comes("leader"), Stream.of("/dashboard", "/figures", "/figures/hall"));
        fits(comes("discipline"), Stream.of("/guarded-changes", "/reveals", "/inbox"));
    }

    /** The pages of the officials that are neither registration nor plaques, which the walk of a reporter looks at. */
    @Test
    void theLeadersFiguresStandOnOneScreenAndAChartIsTakenAwayAsAPicture() throws IOException {
        var page = comes("leader").page;
        for (var screen : List.of(List.of(1366, 768), List.of(1920, 1080))) {
            page.setViewportSize(screen.get(0), screen.get(1));
            page.navigate("/dashboard");
            page.locator(".figure .drawing canvas").last().waitFor();
            Pictures.take(page, "leader-" + screen.get(0));
            assertThat(page.evaluate(
                            "() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]"))
                    .as("nothing has to be scrolled")
                    .isEqualTo(screen);
        }
        var chart = page.locator(".figure:has(.drawing canvas)").first();
        chart.locator("button.whole").click();
        var taken = page.waitForDownload(() -> chart.locator("button.png").click());
        assertThat(taken.suggestedFilename()).isEqualTo(chart.locator("h2").textContent() + ".png");
        var picture = ImageIO.read(taken.path().toFile());
        assertThat(picture.getWidth()).isGreaterThanOrEqualTo(900);
        assertThat(IntStream.range(0, picture.getWidth())
                        .flatMap(x -> IntStream.range(0, picture.getHeight()).map(y -> picture.getRGB(x, y)))
                        .distinct()
                        .count())
                .as("something is drawn")
                .isGreaterThan(10);
    }

    @Test
    void noPageOfTheOfficialsKeepsSomebodyOut() {
        var meeting = jdbc.queryForList("select id from meeting", String.class).stream()
                .map(id -> "/meetings/" + id)
                .toList();
        assertThat(meeting).isNotEmpty();
        keepsNobodyOut(
                comes("officehead"),
                Stream.concat(
                        Stream.of(
                                "/ledger",
                                "/papers",
                                "/papers/templates",
                                "/meetings",
                                "/conduct",
                                "/conduct-list",
                                "/conduct-list/draft",
                                "/conduct-list/acknowledged",
                                "/imports",
                                "/province",
                                "/dashboard",
                                "/figures"),
                        meeting.stream()));
        keepsNobodyOut(comes("supervisor"), Stream.of("/ways", "/ways?kind=FAILED"));
        keepsNobodyOut(comes("leader"), Stream.of("/figures/hall"));
        keepsNobodyOut(comes("admin"), Stream.of("/webhooks"));
    }

    private static void keepsNobodyOut(Official reader, Stream<String> addresses) {
        var found = new ArrayList<String>();
        addresses.forEach(address -> {
            assertThat(reader.page.navigate(address).status()).as(address).isEqualTo(200);
            reader.page.waitForLoadState(LoadState.NETWORKIDLE);
            Axe.findings(reader.page).forEach(finding -> found.add(address + ": " + finding));
        });
        assertThat(found).isEmpty();
    }

    @Test
    void aReceiptOnPaperNamesNumberCodeMatterDayLimitPhoneAndWhereToLook() {
        var clerk = comes("clerk");
        var counter = clerk.opens("/register");
        counter.getByLabel("线索来源").selectOption("WINDOW");
        counter.getByLabel("诉求（要求解决问题）").check();
        counter.getByLabel("问题标题").fill("变更住所材料被退两次");
        counter.getByLabel("主要内容").fill("每次说缺的不一样。");
        counter.getByLabel("发生地点").fill("为民服务中心");
        counter.getByLabel("反映人姓名").fill("齐安禾");
        counter.getByLabel("联系电话").fill("13900000001");
        counter.getByLabel("反映人声明所反映的情况属实").check();
        counter.getByLabel("反映人已阅知隐私告知").check();
        press(counter, "登记并出具回执");
        counter.locator("#receipt-code").waitFor();
        names(onPaper(counter, "receipt-counter"), "变更住所材料被退两次");
        var code = counter.locator("#receipt-code").textContent();

        var reported = clerk.opens("/report");
        reported.getByLabel("匿名反映").check();
        reported.getByLabel("两样都有").check();
        reported.getByLabel("一句话说明是什么事").fill("窗口只收现金");
        reported.getByLabel("发生了什么").fill("收了也没有收据。");
        reported.getByLabel("要举报的人和事").fill("收了一条烟才给办");
        reported.getByLabel("在哪里发生的").fill("为民服务中心");
        reported.getByLabel("我反映的情况属实").check();
        reported.getByLabel("我已阅知").check();
        press(reported, "提交");
        reported.locator("#receipt-code").waitFor();
        names(onPaper(reported, "receipt-reporter"), "窗口只收现金");
        assertThat(reported.locator("#report-number").textContent()).matches("WY\\d{8}-\\d{4}");

        // What the holder of the receipt takes along: where it stands, without the fields to write in.
        var tracked = clerk.opens("/track");
        tracked.getByLabel("16 位查询码").fill(code);
        press(tracked, "查询");
        tracked.locator(".case").waitFor();
        assertThat(onPaper(tracked, "tracked"))
                .contains("已登记，正在审查是否受理", "受理审查时限")
                .doesNotContain("回答或补充", "撤回这件诉求", code);
    }

    private static void names(String receipt, String matter) {
        assertThat(receipt)
                .containsPattern("WY\\d{8}-\\d{4}")
                .containsPattern("\\d{4} \\d{4} \\d{4} \\d{4}")
                .contains(matter, "12345", "https://" + PUBLIC + "/track")
                .containsPattern("登记时间\\s+\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}")
                .containsPattern("受理审查时限\\s+\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2} 前")
                .doesNotContain("localhost", "127.0.0.1");
    }

    @Test
    void onPaperEveryReplyOfAClueIsUnfoldedAndNothingIsCut() {
        var head = comes("officehead");
        var finished = jdbc.queryForList(
                "select c.clue_number from clue c join answer_sheet a on a.clue_number = c.clue_number"
                        + " where c.status = 'CLOSED' group by c.clue_number order by count(*) desc",
                String.class);
        assertThat(finished).isNotEmpty();
        var page = head.opens("/clues/" + finished.get(0));
        var folded = page.locator("main details:not(.noprint) > :not(summary)");
        assertThat(folded.count()).isPositive();
        var replies = folded.allTextContents();
        var paper = onPaper(page, "clue").replaceAll("\\s+", "");
        replies.forEach(reply -> assertThat(paper).contains(reply.replaceAll("\\s+", "")));
        // Afterwards it is as it was on the screen.
        assertThat(page.locator("main details[open]").count()).isZero();
    }

    /** Prints the page and answers with what is to be read on the paper. */
    private static String onPaper(Page page, String name) {
        page.evaluate("""
                () => addEventListener('beforeprint', () => {
                  window.shut = document.querySelectorAll('main details:not([open]):not(.noprint)').length;
                })""");
        noSheetEndsWithAHeading(page.pdf(new Page.PdfOptions().setFormat("A4")), page, name);
        assertThat(page.evaluate("window.shut"))
                .as("%s: what stays folded in the print", name)
                .isEqualTo(0);
        var screen = page.viewportSize();
        page.setViewportSize(PAPER, 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        page.evaluate("dispatchEvent(new Event('beforeprint'))");
        Pictures.whole(page, "paper-" + name);
        @SuppressWarnings("unchecked")
        var spills = (List<String>) page.evaluate(SPILLS, true);
        assertThat(spills).as(name).isEmpty();
        assertThat(page.locator("button:visible").allTextContents())
                .as("%s: nothing can be pressed on paper", name)
                .isEmpty();
        var read = page.locator("main").innerText();
        page.evaluate("dispatchEvent(new Event('afterprint'))");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        page.setViewportSize(screen.width, screen.height);
        return read;
    }

    private static void noSheetEndsWithAHeading(byte[] pdf, Page page, String name) {
        var headings = page.locator("main :is(h1, h2, h3, summary)").allTextContents().stream()
                .map(Normal::key)
                .collect(Collectors.toSet());
        try (var sheets = Loader.loadPDF(pdf)) {
            for (var sheet = 1; sheet < sheets.getNumberOfPages(); sheet++) {
                var reader = new PDFTextStripper();
                reader.setStartPage(sheet);
                reader.setEndPage(sheet);
                var last = reader.getText(sheets)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .reduce("", (before, line) -> line);
                assertThat(headings)
                        .as("%s: what stands last on sheet %s", name, sheet)
                        .doesNotContain(Normal.key(last));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .first()
                .click();
    }

    /** Opens each page as wide as a screen and as a phone, and prints it. */
    private static void fits(Official reader, Stream<String> addresses) {
        var faults = new ArrayList<String>();
        addresses.forEach(address -> {
            for (var width : List.of(SCREEN, PHONE, PAPER)) {
                var paper = width == PAPER;
                reader.page.setViewportSize(width, 900);
                reader.page.emulateMedia(new Page.EmulateMediaOptions().setMedia(paper ? Media.PRINT : Media.SCREEN));
                var answer = reader.page.navigate(address);
                assertThat(answer.status()).as(address).isLessThan(400);
                reader.page.waitForLoadState(LoadState.NETWORKIDLE);
                Pictures.take(reader.page, "page" + address.replaceAll("\\W+", "-") + "-" + width);
                @SuppressWarnings("unchecked")
                var spills = (List<String>) reader.page.evaluate(SPILLS, paper);
                spills.forEach(spill -> faults.add(address + " at " + width + ": " + spill));
            }
        });
        reader.page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        assertThat(faults).isEmpty();
    }

    private ClueNumber registered(String title) {
        var answers = new HashMap<String, Object>();
        answers.putAll(Map.of("channel", "WINDOW", "kind", "APPEAL", "title", title, "narrative", "w".repeat(300)));
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
