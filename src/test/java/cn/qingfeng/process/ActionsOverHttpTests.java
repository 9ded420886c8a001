package cn.qingfeng.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.process.Walk.Started;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.order.SupervisionOrderProcess;
import cn.qingfeng.process.time.DeadlineExtension;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.supervision.order.SupervisionOrders;
import cn.qingfeng.supervision.time.TimeRequests;
import cn.qingfeng.testing.Accounts;
import cn.qingfeng.testing.Caller;
import cn.qingfeng.testing.OnTheProduct;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.ManagementService;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestConstructor.AutowireMode;

/** The actions as programs and browsers reach them: every duty asked for every action, clicks that come twice, refusals. */
@OnTheProduct
@TestInstance(Lifecycle.PER_CLASS)
@TestConstructor(autowireMode = AutowireMode.ALL)
class ActionsOverHttpTests {

    private static final Set<String> WITHOUT_SIGHT = Set.of("handler2", "media", "officer", "legal", "owner", "admin");

    private static final String EXTENSION = """
            {"days":2,"ground":"TESTING","explanation":"等待检测报告。","workDone":"已送检。",
             "nextSteps":"出报告后当日办结。","reporterTold":"NO"}""";

    private static final String ORDER = """
            {"ground":"POOR_QUALITY","problem":"答非所问。","demand":"重新核实。","days":2,"signed":true}""";

    private final Walk walk;
    private final SampleCounty county;
    private final TimeRequests requests;
    private final SupervisionOrders orders;
    private final ManagementService jobs;
    private final Map<Card, ClueNumber> untouched = new HashMap<>();

    @LocalServerPort
    int port;

    ActionsOverHttpTests(
            Walk walk, SampleCounty county, TimeRequests requests, SupervisionOrders orders, ManagementService jobs) {
        this.jobs = jobs;
        this.walk = walk;
        this.county = county;
        this.requests = requests;
        this.orders = orders;
    }

    @BeforeAll
    void county() {
        county.load();
        for (var card : Card.values()) {
            untouched.put(card, walk.handled(card).number);
        }
    }

    private static String path(ClueNumber number, String action) {
        return "/api/clues/" + number + "/actions/" + action;
    }

    private HttpResponse<String> post(String person, ClueNumber number, String action, String json) {
        return Caller.basic(port, person).post(path(number, action), json);
    }

    private static String detail(HttpResponse<String> answer) {
        return Caller.json(answer).path("detail").asText();
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            RED    | extend  | {}                  | handler
            RED    | tackle  | {}                  | handler
            YELLOW | suspend | {}                  | handler
            YELLOW | resume  | {}                  | handler
            RED    | urge    | {}                  | grader officehead
            RED    | order   | {}                  | supervisor
            RED    | list    | {}                  | supervisor
            RED    | explain | {}                  | supervisor
            YELLOW | raise   | {"from":"YELLOW"}   | officehead grouphead supervisor
            RED    | lower   | {"from":"RED"}      | grouphead
            YELLOW | lower   | {"from":"YELLOW"}   | officehead
            BLUE   | lower   | {"from":"BLUE"}     | nobody
            YELLOW | back    | {"from":"HANDLING"} | officehead grouphead supervisor
            YELLOW | forward | {"from":"HANDLING"} | officehead grouphead supervisor
            YELLOW | proceed | {"from":"HANDLING"} | officehead grouphead supervisor
            YELLOW | cancel  | {"from":"HANDLING"} | officehead grouphead supervisor
            YELLOW | restart | {"from":"HANDLING"} | officehead grouphead supervisor
            YELLOW | reveal  | {}                  | grader officehead caller discipline
            """)
    void onlyTheDutyMayAndWhoeverMayNotSeeTheClueIsToldThatThereIsNone(
            Card card, String action, String json, String allowed) {
        var may = Set.copyOf(Arrays.asList(allowed.split(" ")));
        for (var person : Accounts.SHOWN) {
            var answer = post(person, untouched.get(card), action, json);
            // Nothing is filled in, so that even whoever may changes nothing.
            var expected = may.contains(person) ? 400 : WITHOUT_SIGHT.contains(person) ? 404 : 403;
            assertThat(answer.statusCode())
                    .as("%s %s %s: %s", person, action, json, answer.body())
                    .isEqualTo(expected);
        }
        assertThat(Caller.anonymous(port)
                        .post(path(untouched.get(card), action), json)
                        .statusCode())
                .isIn(401, 403);
        assertThat(requests.of(untouched.get(card))).isEmpty();
        assertThat(orders.of(untouched.get(card))).isEmpty();
    }

    @Test
    void anExtensionIsAskedForOnceHoweverOftenTheClickComes() {
        var clue = walk.handled(Card.YELLOW);
        var key = Map.of("Idempotency-Key", "a-click");
        var path = path(clue.number, "extend");
        var first = Caller.basic(port, "handler").json("POST", path, EXTENSION, key);
        var again = Caller.basic(port, "handler").json("POST", path, EXTENSION, key);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(requests.of(clue.number)).hasSize(1);
        var other = Caller.basic(port, "handler").json("POST", path, EXTENSION, Map.of());
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(detail(other)).contains("正在审批");
    }

    @Test
    void refusalsSayInChineseWhatIsWrongAndChangeNothing() {
        var blue = walk.handled(Card.BLUE);
        var tooMuch = post("handler", blue.number, "extend", EXTENSION.replace("\"days\":2", "\"days\":9"));
        assertThat(tooMuch.statusCode()).isEqualTo(400);
        assertThat(detail(tooMuch)).isEqualTo("蓝牌至多延期 2 个工作日。");
        var suspended = post("handler", blue.number, "suspend", """
                {"ground":"PAPERS","explanation":"等材料。","workDone":"已联系。","reporterTold":"NO"}""");
        assertThat(suspended.statusCode()).isEqualTo(409);
        assertThat(detail(suspended)).isEqualTo("蓝牌立行立改，不能中止。");
        assertThat(requests.of(blue.number)).isEmpty();
        assertThat(post("grader", blue.number, "shout", "{}").statusCode()).isEqualTo(404);
        assertThat(post("grader", blue.number, "urge", "[1]").statusCode()).isEqualTo(400);
        var markup = post("supervisor", blue.number, "order", ORDER.replace("重新核实。", "字".repeat(2001)));
        assertThat(markup.statusCode()).isEqualTo(400);
        assertThat(markup.body()).contains("督办要求");
    }

    @Test
    void theClueTellsWhatPressureItIsUnderToWhoeverMaySeeIt() {
        var clue = walk.handled(Card.YELLOW);
        var order = Caller.json(post("supervisor", clue.number, "order", ORDER))
                .path("number")
                .asText();
        assertThat(order).startsWith("DB");
        var second = post("supervisor", clue.number, "order", ORDER);
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(detail(second)).contains(order).contains("不能重复督办");
        for (var person : List.of("handler", "unithead", "grader", "supervisor", "leader")) {
            var file = Caller.json(Caller.basic(port, person).get("/api/clues/" + clue.number));
            assertThat(file.at("/pressure/open/number").asText()).as(person).isEqualTo(order);
            assertThat(file.path("stage").asText()).isEqualTo("ORDERED");
        }
    }

    @Test
    void aCardGoesDownOnlyWithAReasonAndASecondClickDoesNotChangeItAgain() {
        var clue = walk.handled(Card.RED);
        var wish = "{\"from\":\"RED\",\"card\":\"YELLOW\",\"signed\":true%s}";
        assertThat(post("grouphead", clue.number, "lower", wish.formatted("")).statusCode())
                .isEqualTo(400);
        var lowered = post("grouphead", clue.number, "lower", wish.formatted(",\"reason\":\"停产已恢复。\""));
        assertThat(lowered.statusCode()).as(lowered.body()).isEqualTo(200);
        assertThat(clue.clue().card()).contains(Card.YELLOW);
        for (var person : List.of("handler", "unithead", "officehead", "supervisor")) {
            assertThat(Caller.basic(port, person).get("/api/inbox").body())
                    .as(person)
                    .contains("线索 " + clue.number + " 降牌");
        }
        var raise = "{\"from\":\"YELLOW\",\"reason\":\"再次停产。\",\"signed\":true}";
        assertThat(post("supervisor", clue.number, "raise", raise).statusCode()).isEqualTo(200);
        var again = post("supervisor", clue.number, "raise", raise);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(detail(again)).contains("牌别已经变动");
        assertThat(clue.clue().card()).contains(Card.RED);
    }

    @Test
    void thePageOffersWhatThePersonMayAndTakesItWithATokenOnly() {
        var clue = walk.handled(Card.YELLOW);
        var handler = Caller.signedIn(port, "handler");
        var page = handler.page("/clues/" + clue.number).body();
        assertThat(page).contains(act(clue, "extend"), act(clue, "suspend"));
        assertThat(page)
                .doesNotContain(act(clue, "urge"), act(clue, "raise"), act(clue, "tackle"), act(clue, "resume"));
        var officehead = Caller.signedIn(port, "officehead");
        assertThat(officehead.page("/clues/" + clue.number).body())
                .contains(act(clue, "urge"), act(clue, "raise"), act(clue, "lower"))
                .doesNotContain(act(clue, "order"), act(clue, "extend"));
        assertThat(officehead.page(act(clue, "extend")).statusCode()).isEqualTo(403);

        var form = handler.page(act(clue, "extend"));
        assertThat(form.statusCode()).isEqualTo(200);
        assertThat(form.body())
                .contains("申请延期天数（工作日）", "办结时限", clue.clue().content().title())
                .doesNotContain("th:text");
        var fields = new HashMap<>(Map.of(
                "days", "2",
                "ground", "TESTING",
                "explanation", "等待检测报告。",
                "workDone", "已送检。",
                "nextSteps", "当日办结。",
                "reporterTold", "NO",
                "_once", hidden(form.body(), "_once")));
        assertThat(handler.form(act(clue, "extend"), fields).statusCode()).isEqualTo(403);
        assertThat(requests.of(clue.number)).isEmpty();
        fields.put("_csrf", hidden(form.body(), "_csrf"));
        var wrong = new HashMap<>(fields);
        wrong.put("days", "20");
        var refused = handler.form(act(clue, "extend"), wrong);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("黄牌至多延期 5 个工作日", "等待检测报告。");
        for (var click = 0; click < 2; click++) {
            var taken = handler.form(act(clue, "extend"), fields);
            assertThat(taken.statusCode()).as(taken.body()).isEqualTo(302);
        }
        assertThat(requests.of(clue.number)).hasSize(1);
        assertThat(handler.page("/clues/" + clue.number).body())
                .contains(requests.of(clue.number).get(0).number(), "原时限照常计算")
                .doesNotContain(act(clue, "extend"));
    }

    @Test
    void beforeASecondWishItIsSaidThatTheCardGoesUpInPlaceOfTime() {
        for (var card : Card.values()) {
            var clue = walk.handled(card);
            var handler = Caller.basic(port, "handler");
            var path = path(clue.number, "extend");
            assertThat(Caller.json(handler.get(path)).at("/outlook/effects").toString())
                    .as("the first under %s", card)
                    .contains("审批前原时限照常计算")
                    .doesNotContain("不再给时间");
            var asked = post("handler", clue.number, "extend", EXTENSION);
            assertThat(asked.statusCode()).as(asked.body()).isEqualTo(200);
            clue.go(DeadlineExtension.Tasks.SIGN)
                    .go(DeadlineExtension.Tasks.DECIDE_EXTENSION, "outcome", "REFUSE", "reason", "时间够用。");
            var second = Caller.json(handler.get(path)).at("/outlook/effects").toString();
            switch (card) {
                case BLUE -> assertThat(second).contains("不再给时间", "转为黄牌", "法定最长期限");
                case YELLOW -> assertThat(second).contains("不再给时间", "升为红牌", "督办", "法定最长期限");
                case RED -> assertThat(second).contains("不能申请：红牌只能延期一次");
            }
            assertThat(Caller.signedIn(port, "handler")
                            .page("/clues/" + clue.number + "/act/extend")
                            .body())
                    .as("said on the page, before the click")
                    .contains(card == Card.RED ? "不能申请" : "不再给时间");
        }
    }

    @Test
    void beforeAnActionIsTakenItSaysWhatItWillDoAndWhomItReaches() {
        var clue = walk.handled(Card.YELLOW);
        var supervisor = Caller.basic(port, "supervisor");
        var offers = supervisor.get("/api/clues/" + clue.number + "/actions");
        assertThat(Caller.json(offers).findValuesAsText("path")).containsExactly("order", "list", "raise", "back");
        assertThat(Caller.basic(port, "handler2")
                        .get("/api/clues/" + clue.number + "/actions")
                        .statusCode())
                .isEqualTo(404);
        var order = Caller.json(supervisor.get("/api/clues/" + clue.number + "/actions/order"));
        assertThat(order.path("parts").findValuesAsText("name")).contains("ground", "problem", "demand", "days");
        assertThat(order.at("/outlook/effects/0").asText()).contains("市场监督管理局", "书面说明");
        assertThat(order.at("/outlook/reached").toString()).contains("市场监督管理局");
        var raise = Caller.json(supervisor.get("/api/clues/" + clue.number + "/actions/raise"));
        assertThat(raise.at("/outlook/effects/0").asText()).contains("由黄牌升为红牌");
        assertThat(raise.at("/outlook/effects/1").asText()).contains("法定最长期限");
        assertThat(Caller.basic(port, "handler")
                        .get("/api/clues/" + clue.number + "/actions/order")
                        .statusCode())
                .isEqualTo(403);
        var english = Caller.basic(port, "supervisor").speaking("en");
        assertThat(Caller.json(english.get("/api/clues/" + clue.number + "/actions/raise"))
                        .path("name")
                        .asText())
                .isEqualTo("Raise the card");
    }

    @Test
    void anotherExplanationIsAskedForOnlyAfterTheUnitHadItsTime() {
        var clue = walk.handled(Card.YELLOW);
        var path = "explain";
        var wish = "{\"days\":2,\"reason\":\"没有说明整改时间。\",\"signed\":true}";
        assertThat(detail(post("supervisor", clue.number, path, wish))).contains("没有可以再要求说明的督办单");
        assertThat(post("supervisor", clue.number, "order", ORDER).statusCode()).isEqualTo(200);
        assertThat(post("supervisor", clue.number, path, wish).statusCode()).isEqualTo(409);
        clue.go(SupervisionOrderProcess.Tasks.EXPLAIN);
        assertThat(Caller.json(Caller.basic(port, "supervisor").get("/api/clues/" + clue.number + "/actions"))
                        .findValuesAsText("path"))
                .contains("explain");
        var again = post("supervisor", clue.number, path, wish);
        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        assertThat(clue.waiting()).contains(SupervisionOrderProcess.Tasks.EXPLAIN);
        assertThat(orders.of(clue.number).get(0).state()).isEqualTo(cn.qingfeng.supervision.order.OrderState.OPEN);
    }

    @Test
    void whatStoppedAfterAFailureIsLetRunOnFromTheCluesPageOrTheListByWhoeverSteers() {
        var clue = walk.handled(Card.YELLOW);
        var job = jobs.createJobQuery()
                .processInstanceId(clue.instance.getId())
                .listPage(0, 1)
                .get(0);
        var door = "/clues/" + clue.number + "/act/proceed";
        var supervisor = Caller.signedIn(port, "supervisor");
        assertThat(supervisor.page("/clues/" + clue.number).body()).doesNotContain(door);
        assertThat(supervisor.page("/ways?kind=FAILED").body()).doesNotContain(clue.number.value());

        jobs.setJobRetries(job.getId(), 0);

        for (var account : List.of("supervisor", "officehead", "grouphead")) {
            assertThat(Caller.signedIn(port, account)
                            .page("/clues/" + clue.number)
                            .body())
                    .as(account)
                    .contains(door);
        }
        for (var account : List.of("handler", "unithead", "grader")) {
            var browser = Caller.signedIn(port, account);
            assertThat(browser.page("/clues/" + clue.number).body()).as(account).doesNotContain(door);
            assertThat(browser.page(door).statusCode()).as(account).isEqualTo(403);
        }
        assertThat(supervisor.page("/ways?kind=FAILED").body()).contains(clue.number.value(), door, "因故障停住");
        var asked = supervisor.page(door);
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.body()).contains("重新执行一次");

        var answer = supervisor.submitted(
                door, Map.of("_seen", "HANDLING", "ground", "CAUSE_GONE", "reason", "故障已经排除。", "signed", "true"));
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(jobs.createJobQuery().jobId(job.getId()).singleResult().getRetries())
                .isPositive();
        assertThat(supervisor.page("/clues/" + clue.number).body())
                .contains("故障已经排除。")
                .doesNotContain(door);
        assertThat(supervisor.page("/ways?kind=FAILED").body()).doesNotContain(clue.number.value());
        assertThat(post(
                                "supervisor",
                                clue.number,
                                "proceed",
                                "{\"from\":\"HANDLING\",\"ground\":\"CAUSE_GONE\",\"reason\":\"再试。\",\"signed\":true}")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void anAdministratorReadsWhyAJobGaveUpAndTriesItAgain() {
        var clue = walk.handled(Card.YELLOW);
        var job = jobs.createJobQuery()
                .processInstanceId(clue.instance.getId())
                .listPage(0, 1)
                .get(0);
        jobs.setJobRetries(job.getId(), 0);
        var admin = Caller.basic(port, "admin");
        var troubles = admin.get("/api/troubles");
        assertThat(troubles.statusCode()).as(troubles.body()).isEqualTo(200);
        var mine = java.util.stream.StreamSupport.stream(Caller.json(troubles).spliterator(), false)
                .filter(one -> one.path("what").asText().contains(clue.number.value()))
                .findFirst()
                .orElseThrow();
        assertThat(mine.path("what").asText()).startsWith("问题线索办理");
        assertThat(mine.path("cause").asText()).contains("重试");
        var retry = "/api/troubles/" + mine.path("id").asText() + "/retry";
        assertThat(Caller.basic(port, "supervisor").get("/api/troubles").statusCode())
                .isEqualTo(403);
        assertThat(Caller.basic(port, "supervisor").post(retry, "{}").statusCode())
                .isEqualTo(403);
        assertThat(admin.post(retry, "{}").statusCode()).isEqualTo(200);
        assertThat(admin.get("/api/troubles").body()).doesNotContain(clue.number.value());
        assertThat(admin.post(retry, "{}").statusCode()).isEqualTo(404);
        assertThat(jobs.createJobQuery().jobId(job.getId()).singleResult().getRetries())
                .isEqualTo(1);
    }

    private static String act(Started clue, String action) {
        return "/clues/" + clue.number + "/act/" + action;
    }

    private static String hidden(String page, String name) {
        return page.replaceAll("(?s).*name=\"" + name + "\" value=\"([^\"]*)\".*", "$1");
    }

    @Test
    void sendsNoOrderOutWhileAPlaceInTheTextIsOpenAndShowsTheUnitWhatIsLeft() {
        var clue = walk.register(told -> {
                    told.reporter.consent = "OFFICE_ONLY";
                    told.narrative = "我是齐安禾，请打139 0000 0001。";
                })
                .go(ClueLifecycle.Tasks.REVIEW_ADMISSION)
                .go(ClueLifecycle.Tasks.DECIDE_BLUE);
        assertThatThrownBy(() -> clue.go(ClueLifecycle.Tasks.DISPATCH))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.key()).isEqualTo("screening.open"));
        assertThat(clue.clue().dispatchedAt()).isEmpty();

        var page = Caller.signedIn(port, "clerk").get("/clues/" + clue.number + "/screening");
        assertThat(page.body()).contains("<mark>齐安禾</mark>", "<mark>139 0000 0001</mark>", "还有 2 处没有核对");
        var sheet = Caller.json(Caller.basic(port, "clerk").get("/api/clues/" + clue.number + "/screening"));
        assertThat(sheet.path("places").findValuesAsText("kind")).containsExactly("REPORTER", "REPORTER");
        var done = Caller.basic(port, "clerk").post("/api/clues/" + clue.number + "/screening", """
                {"decisions":[{"part":"NARRATIVE","from":2,"to":5,"cover":true},
                              {"part":"NARRATIVE","from":8,"to":21,"cover":true}]}""");
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);

        clue.go(ClueLifecycle.Tasks.DISPATCH);
        var unit = Caller.basic(port, "handler").get("/api/clues/" + clue.number);
        assertThat(Caller.json(unit).path("narrative").asText()).isEqualTo("我是▇▇，请打▇▇。");
        assertThat(Caller.json(Caller.basic(port, "clerk").get("/api/clues/" + clue.number))
                        .path("narrative")
                        .asText())
                .contains("齐安禾");
    }
}
