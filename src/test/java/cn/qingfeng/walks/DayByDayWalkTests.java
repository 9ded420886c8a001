package cn.qingfeng.walks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.SupervisionStage;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.intake.NewClue;
import cn.qingfeng.intake.Registration;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.task.UserTasks;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.Limits;
import cn.qingfeng.supervision.charge.Charge;
import cn.qingfeng.supervision.charge.OverdueAttribution;
import cn.qingfeng.supervision.order.OrderLevel;
import cn.qingfeng.supervision.order.SupervisionOrders;
import cn.qingfeng.testing.Caller;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/**
 * A blue clue that nobody finishes, day by day on the demo's clock, under the engine's own timers: yellow, red with an order,
 * reported to the whole county, handed over by a letter that both sides sign. At each turn it is looked at where officials
 * look: Tasklist, Cockpit, the inbox and the clue's page.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"qingfeng.data=target/walks/${random.uuid}", "qingfeng.sample.clues=false"})
@ActiveProfiles("demo")
class DayByDayWalkTests {

    private static final int MOST_DAYS = 40;
    private static final String TITLE = "变更住所材料被退两次，没有人一次说清";

    @LocalServerPort
    int port;

    @Autowired
    Registration registration;

    @Autowired
    UserTasks desk;

    @Autowired
    ClueLedger ledger;

    @Autowired
    Limits limits;

    @Autowired
    SupervisionOrders orders;

    @Autowired
    OverdueAttribution charges;

    @Autowired
    Timeline timeline;

    @Autowired
    WorkingCalendar calendar;

    @Autowired
    CountyClock clock;

    @Autowired
    ManagementService jobs;

    @Autowired
    RuntimeService runtime;

    private final List<Official> present = new ArrayList<>();
    private ClueNumber number;

    @AfterEach
    void everybodyLeavesWithoutComplaints() {
        var complaints =
                present.stream().flatMap(one -> one.complaints.stream()).toList();
        present.forEach(Official::close);
        present.clear();
        clock.moveToPresent();
        assertThat(complaints).isEmpty();
    }

    @Test
    void aBlueClueThatNobodyFinishesIsHandedOverInTheEnd() {
        var handler = comes("handler");
        isHandled();
        var cap = limits.dueAt(number, LimitKind.LEGAL_CAP);
        var promised = limits.dueAt(number, LimitKind.FINISH).orElseThrow();
        handler.tasklist("待签收、待认领");
        handler.item(number.value(), "提交办理结果").click();
        assertThat(handler.strip()).containsText("蓝牌");
        assertThat(handler.strip()).containsText("起算");

        passes(clue -> clue.card().filter(Card.YELLOW::equals).isPresent());
        assertThat(finish()).isAfter(promised);
        assertThat(because()).contains("5").contains("起算");
        assertThat(told("handler")).anyMatch(notice -> notice.contains("升"));
        isCharged(Map.of(promised, raised(Card.YELLOW)));
        assertThat(late()).as("late time is charged to the unit").isNotEmpty();
        handler.tasklist("待签收、待认领");
        handler.item(number.value(), "提交办理结果").click();
        assertThat(handler.strip()).containsText("黄牌");
        Pictures.take(handler.page, "day-yellow-task");

        // The office urges from Cockpit's board, by the keyboard alone.
        var head = comes("officehead");
        board(head);
        var row = head.page.locator(".qf-board tr").filter(new Locator.FilterOptions().setHasText(number.value()));
        assertThat(row).containsText("黄牌");
        row.getByRole(AriaRole.BUTTON).focus();
        head.page.keyboard().press("Enter");
        var dialog = head.page.locator("dialog.qf-act");
        assertThat(dialog.getByRole(AriaRole.BUTTON))
                .hasText(new String[] {"催办", "升牌", "降牌", "退回前面的环节", "提前进入下一环节", "申请揭示身份", "取消"});
        assertThat(dialog.getByText("催办", new Locator.GetByTextOptions().setExact(true)))
                .isFocused();
        head.page.keyboard().press("Enter");
        dialog.getByLabel("督办原因").selectOption("NOT_FINISHED");
        dialog.getByLabel("存在问题").fill("材料清单至今没有一次告知。");
        dialog.getByLabel("督办要求").fill("今日告知清单，三日内办结。");
        dialog.getByLabel("完成时限").fill("2");
        dialog.getByLabel("本人已核对").press("Space");
        head.page.keyboard().press("Enter");
        assertThat(dialog).containsText("市场监督管理局即时收到催办");
        assertThat(dialog).containsText("即时通知");
        Pictures.take(head.page, "day-urge-dialog");
        head.page.keyboard().press("Enter");
        assertThat(head.page.locator(".qf-said")).containsText("已催办");
        assertThat(row).containsText("已催办");
        assertThat(orders.of(number)).singleElement().satisfies(order -> {
            assertThat(order.level()).isEqualTo(OrderLevel.URGE);
            assertThat(order.askedBy()).isEqualTo("officehead");
        });
        assertThat(told("unithead")).anyMatch(notice -> notice.contains("催办"));

        var promisedYellow = finish();
        passes(clue -> clue.card().filter(Card.RED::equals).isPresent());
        var promisedRed = finish();
        isCharged(Map.of(promised, raised(Card.YELLOW), promisedYellow, raised(Card.RED)));
        assertThat(clue().stage()).isEqualTo(SupervisionStage.ORDERED);
        assertThat(because()).contains("15");
        assertThat(orders.of(number))
                .filteredOn(order -> order.state().isInForce())
                .singleElement()
                .satisfies(order -> {
                    assertThat(order.level()).isEqualTo(OrderLevel.ORDER);
                    assertThat(order.askedBy()).isEqualTo(Timeline.SYSTEM);
                });
        for (var person : List.of("handler", "unithead", "supervisor", "leader")) {
            assertThat(told(person)).as(person).anyMatch(notice -> notice.contains(number.value()));
        }
        var supervisor = comes("supervisor");
        board(supervisor);
        Pictures.take(supervisor.page, "day-red-board");
        passes(clue -> orders.explainable(number).isPresent());
        instance(supervisor);
        var tab = supervisor.page.locator(".qf-tab");
        assertThat(tab).containsText("红牌");
        assertThat(tab).containsText("期满未作书面说明");
        Pictures.take(supervisor.page, "day-red-instance");
        assertThat(told("supervisor")).anyMatch(notice -> notice.contains("期满未作书面说明"));
        tab.getByText("要求书面说明", new Locator.GetByTextOptions().setExact(true)).click();
        dialog = supervisor.page.locator("dialog.qf-act");
        dialog.getByLabel("要求说明什么").fill("说明为什么至今没有告知清单。");
        dialog.getByLabel("再给的时限").fill("3");
        dialog.getByLabel("本人已核对").check();
        dialog.getByText("下一步：核对").click();
        assertThat(dialog).containsText("继续有效");
        dialog.getByText("确认要求书面说明").click();
        assertThat(supervisor.page.locator(".qf-said")).containsText("已要求书面说明");
        assertThat(desk.waiting(number)).anyMatch(task -> task.name().equals("单位书面说明"));

        passes(clue -> clue.stage() == SupervisionStage.REPORTED);
        assertThat(told("unithead")).anyMatch(notice -> notice.contains("通报"));
        assertThat(told("leader")).anyMatch(notice -> notice.contains("通报"));
        isCharged(
                Map.of(promised, raised(Card.YELLOW), promisedYellow, raised(Card.RED), promisedRed, clock.instant()));
        var unithead = comes("unithead");
        assertThat(unithead.opens("/inbox").locator(".inbox")).containsText("通报");
        Pictures.take(unithead.page, "day-reported-inbox");

        passes(clue ->
                desk.waiting(number).stream().anyMatch(task -> task.name().equals("签发移交函")));
        var grouphead = comes("grouphead");
        grouphead.takes(number.value(), "签发移交函");
        var letter = new TaskForm(grouphead.page)
                .writes("移交函号", "舞营商移〔2026〕1号")
                .writes("移交理由", "通报后仍未办结。")
                .ticks("签发本函");
        Pictures.take(grouphead.page, "day-sign-transfer");
        grouphead.completes();
        assertThat(clue().stage()).as("one signature is not enough").isEqualTo(SupervisionStage.REPORTED);
        var discipline = comes("discipline");
        discipline.takes(number.value(), "接收移交函");
        new TaskForm(discipline.page).writes("接收登记号", "纪信〔2026〕9号").ticks("签收本函");
        Pictures.take(discipline.page, "day-receive-transfer");
        discipline.completes();
        assertThat(letter).isNotNull();
        assertThat(clue().stage()).isEqualTo(SupervisionStage.TRANSFERRED);
        assertThat(limits.dueAt(number, LimitKind.LEGAL_CAP))
                .as("the legal cap never moved")
                .isEqualTo(cap);
        // The letter ends no duty: the unit still owes the result, and its time runs on.
        isCharged(
                Map.of(promised, raised(Card.YELLOW), promisedYellow, raised(Card.RED), promisedRed, clock.instant()));
        assertThat(told("unithead")).anyMatch(notice -> notice.contains("移交"));

        var page = supervisor.opens("/clues/" + number);
        assertThat(page.locator("main")).containsText("已移交");
        Pictures.take(page, "day-handed-over");
        instance(supervisor);
        assertThat(supervisor.page.locator(".qf-tab")).containsText("移交");

        var before = clock.instant();
        var clockPage = head.opens("/clock");
        clockPage.getByText("往前 1 个工作日").click();
        assertThat(clockPage.locator("[role=status]")).containsText("已往前拨");
        assertThat(clock.instant()).isAfter(before.plus(Duration.ofHours(7)));

        looks(head, "/clock", "see-clock");
        looks(head, "/schedule", "see-schedule");
        looks(head, "/packs", "see-packs");
        var admin = comes("admin");
        looks(admin, "/notices", "see-notices");
        looks(admin, "/notices/undelivered", "see-undelivered");
        looks(admin, "/schedule", "see-schedule-admin");
        admin.page.navigate("/camunda/app/cockpit/default/#/dashboard");
        assertThat(admin.page.getByText("需要管理员处理的故障")).isVisible();
        assertThat(admin.page.getByText("没有故障")).isVisible();
        Pictures.take(admin.page, "see-failures");
    }

    private void looks(Official official, String address, String picture) {
        official.opens(address);
        Pictures.take(official.page, picture);
        official.page.setViewportSize(390, 844);
        official.opens(address);
        Pictures.take(official.page, picture + "-phone");
        official.page.setViewportSize(1280, 800);
    }

    private void board(Official official) {
        official.page.navigate("/camunda/app/cockpit/default/#/dashboard");
        assertThat(official.page.locator(".qf-board")).containsText(number.value());
    }

    private void instance(Official official) {
        var id = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(number.value(), ClueLifecycle.KEY)
                .singleResult()
                .getId();
        official.page.navigate("/camunda/app/cockpit/default/#/process-instance/" + id + "/runtime");
        official.page.reload();
        official.page
                .getByText("线索情况", new Page.GetByTextOptions().setExact(true))
                .click();
        assertThat(official.page.locator(".qf-tab .qf-headline")).containsText(number.value());
    }

    /** Moves the clock forward by a working day, as the demo's page does, until it is so; the engine's executor does the rest. */
    private void passes(Predicate<Clue> until) {
        var owner = Caller.basic(port, "owner");
        for (var day = 0; day < MOST_DAYS && !until.test(clue()); day++) {
            var moved = owner.post("/api/clock", "{\"workingDays\":1}");
            assertThat(moved.statusCode()).as(moved.body()).isEqualTo(200);
            present.get(0)
                    .page
                    .waitForCondition(
                            () -> jobs.createJobQuery()
                                            .executable()
                                            .withRetriesLeft()
                                            .count()
                                    == 0,
                            new Page.WaitForConditionOptions().setTimeout(60_000));
        }
        assertThat(until.test(clue()))
                .as("%s %s", clue().card(), clue().stage())
                .isTrue();
    }

    private Clue clue() {
        return ledger.get(number);
    }

    private Instant finish() {
        return limits.dueAt(number, LimitKind.FINISH).orElseThrow();
    }

    private String because() {
        return limits.views(number, Locale.CHINA).stream()
                .filter(limit -> limit.kind() == LimitKind.FINISH)
                .findFirst()
                .orElseThrow()
                .because();
    }

    private List<String> told(String person) {
        var items = Caller.json(Caller.basic(port, person).get("/api/inbox")).path("items");
        var texts = new ArrayList<String>();
        items.forEach(item -> texts.add(item.toString()));
        return texts;
    }

    /** The unit bears exactly the working time from each promised end to what replaced or ended it. */
    private void isCharged(Map<Instant, Instant> late) {
        var expected = late.entrySet().stream()
                .map(stretch -> calendar.workingTimeBetween(stretch.getKey(), stretch.getValue()))
                .reduce(Duration.ZERO, Duration::plus);
        var charged = charges.of(number).stream()
                .filter(charge -> charge.kind() == LimitKind.FINISH)
                .filter(charge -> charge.unit().equals(Optional.of("market-supervision")))
                .map(Charge::late)
                .reduce(Duration.ZERO, Duration::plus);
        // The clock goes on while it is asked.
        assertThat(charged).isPositive().isCloseTo(expected, Duration.ofMinutes(1));
    }

    private Instant raised(Card card) {
        return timeline.of(number).stream()
                .filter(entry ->
                        entry.act() == TimelineAction.CARD_RAISED && entry.to().equals(Optional.of(card.name())))
                .findFirst()
                .orElseThrow()
                .at();
    }

    /** Late working time, in words, by each side that it is charged to. */
    private List<String> late() {
        var holdings = Caller.json(Caller.basic(port, "supervisor").get("/api/clues/" + number))
                .path("holdings");
        var late = new ArrayList<String>();
        holdings.forEach((JsonNode holding) -> {
            if (holding.path("holder").asText().contains("市场监督管理局")
                    && !holding.path("late").asText().isEmpty()) {
                late.add(holding.path("late").asText());
            }
        });
        return late;
    }

    private Official comes(String username) {
        var official = new Official(username, "http://localhost:" + port);
        present.add(official);
        return official;
    }

    /** Registered, admitted, decided, dispatched, signed for, and the reporter called: from here it lies. */
    private void isHandled() {
        var clue = new NewClue();
        clue.kind = "APPEAL";
        clue.title = TITLE;
        clue.narrative = "每次说缺的不一样，跑了两趟。";
        clue.request = "请一次告知。";
        clue.place = "为民服务中心";
        clue.unit = "market-supervision";
        clue.channel = "WINDOW";
        clue.classification = "problem.middle-blockage";
        clue.facts.fixableOnTheSpot = true;
        clue.reporter.name = "齐安禾";
        clue.reporter.phone = "13900000001";
        clue.reporter.consent = "UNIT_MAY_KNOW";
        number = ClueNumber.of(registration.register(clue, "clerk").clueNumber());
        does("grader", "userTask_reviewAdmission", Map.of("outcome", "ADMIT"));
        does("clerk", "userTask_decideBlue", Map.of("card", "BLUE", "signed", true));
        does(
                "clerk",
                "userTask_dispatch",
                Map.of(
                        "leadUnit",
                        "market-supervision",
                        "assistUnits",
                        List.of(),
                        "summary",
                        "材料被退两次。",
                        "requirements",
                        "一次告知，当日办结。",
                        "screened",
                        true,
                        "signed",
                        true));
        does("handler", "userTask_signFor", Map.of("outcome", "SIGN"));
        does(
                "handler",
                "userTask_contactReporter",
                Map.of("contactedAt", clock.instant().toString(), "method", "PHONE"));
    }

    private void does(String person, String task, Map<String, Object> answers) {
        present.get(0)
                .page
                .waitForCondition(() ->
                        desk.waiting(number).stream().anyMatch(one -> one.key().equals(task)));
        desk.submit(person, number, task, answers);
    }
}
