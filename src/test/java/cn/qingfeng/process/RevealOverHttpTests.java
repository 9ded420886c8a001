package cn.qingfeng.process;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.disclosure.RevealRequests;
import cn.qingfeng.disclosure.RevealState;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.process.reveal.IdentityReveal.Tasks;
import cn.qingfeng.reporter.Receipts;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.schedule.ScheduledJob;
import cn.qingfeng.testing.Caller;
import cn.qingfeng.testing.OnTheProduct;
import java.net.http.HttpResponse;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestConstructor.AutowireMode;
import org.springframework.transaction.support.TransactionTemplate;

/** Being shown a reporter as browsers reach it: who asks, who decides, who looks, and what everybody else is told. */
@OnTheProduct
@TestInstance(Lifecycle.PER_CLASS)
@TestConstructor(autowireMode = AutowireMode.ALL)
class RevealOverHttpTests {

    private static final String WISH = """
            {"ground":"VERIFY","reason":"须当面核对票据。","signed":true}""";
    private static final String NAME = "齐安禾";
    private static final String PHONE = "13900000001";

    private final Walk walk;
    private final SampleCounty county;
    private final RevealRequests requests;
    private final Receipts receipts;
    private final CountyClock clock;
    private final JdbcTemplate jdbc;
    private final List<ScheduledJob> jobs;
    private final TransactionTemplate transactions;
    private final Organization organization;

    @LocalServerPort
    int port;

    RevealOverHttpTests(
            Walk walk,
            SampleCounty county,
            RevealRequests requests,
            Receipts receipts,
            CountyClock clock,
            JdbcTemplate jdbc,
            List<ScheduledJob> jobs,
            TransactionTemplate transactions,
            Organization organization) {
        this.walk = walk;
        this.county = county;
        this.requests = requests;
        this.receipts = receipts;
        this.clock = clock;
        this.jdbc = jdbc;
        this.jobs = jobs;
        this.transactions = transactions;
        this.organization = organization;
    }

    @BeforeAll
    void county() {
        county.load();
    }

    @AfterEach
    void present() {
        clock.moveToPresent();
    }

    private String asked(ClueNumber number, String by) {
        var answer = Caller.basic(port, by).post("/api/clues/" + number + "/actions/reveal", WISH);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Caller.json(answer).path("number").asText();
    }

    /** Presses a button of a page: with its token, as a browser does. */
    private static HttpResponse<String> press(Caller browser, String page, String action) {
        var token = browser.page(page).body().replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]*)\".*", "$1");
        return browser.form(action, Map.of("_csrf", token));
    }

    @Test
    void onlyTheAskerLooksWhileTheViewIsOpenAndNothingKeepsTheAnswer() {
        var clue = walk.handled(Card.YELLOW);
        var number = asked(clue.number, "grader");
        var page = "/reveals/" + number;
        var grader = Caller.signedIn(port, "grader");
        assertThat(grader.page(page).body())
                .contains("待审批", "须当面核对票据。", "撤回申请")
                .doesNotContain("查看身份</button>", NAME, PHONE);
        assertThat(press(grader, page, page + "/look").statusCode()).isEqualTo(403);

        clue.go(Tasks.DECIDE);
        assertThat(grader.page(page).body()).contains("查看身份</button>").doesNotContain(NAME, PHONE);
        assertThat(grader.form(page + "/look", Map.of()).statusCode())
                .as("without a token")
                .isEqualTo(403);
        assertThat(grader.page(page + "/look").statusCode()).as("by a link").isIn(404, 405);
        assertThat(requests.looks(number)).isEmpty();

        var seen = press(grader, page, page + "/look");
        assertThat(seen.statusCode()).isEqualTo(200);
        assertThat(seen.body())
                .contains(NAME, PHONE, "data-closes=", "/js/reveal.js", "data-words=\"还剩 {0}\"")
                .contains(clue.clue().content().title())
                .doesNotContain("th:text");
        assertThat(seen.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(seen.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(seen.headers().allValues("Set-Cookie").toString()).doesNotContain(PHONE);
        assertThat(requests.looks(number)).hasSize(1);

        for (var reader : List.of("officehead", "grouphead", "supervisor", "discipline")) {
            var other = Caller.signedIn(port, reader);
            assertThat(other.page(page).body())
                    .as(reader)
                    .contains("须当面核对票据。", "不见面核实不了。")
                    .doesNotContain(NAME, PHONE, "查看身份</button>");
            assertThat(press(other, page, page + "/look").statusCode())
                    .as(reader)
                    .isEqualTo(404);
        }
        for (var stranger : List.of("caller", "handler", "unithead", "handler2", "clerk", "leader", "owner", "admin")) {
            var other = Caller.signedIn(port, stranger);
            assertThat(other.page(page).statusCode()).as(stranger).isEqualTo(404);
            assertThat(press(other, "/inbox", page + "/look").statusCode())
                    .as(stranger)
                    .isEqualTo(404);
            assertThat(press(other, "/inbox", page + "/withdraw").statusCode())
                    .as(stranger)
                    .isEqualTo(404);
        }
        assertThat(requests.looks(number)).hasSize(1);

        clock.moveTo(requests.get(number).closesAt().orElseThrow());
        assertThat(press(grader, page, page + "/look").statusCode()).isEqualTo(403);
        assertThat(grader.page(page).body()).doesNotContain("查看身份</button>", NAME);
    }

    @Test
    void beforeItIsAskedItSaysWhoWouldDecideAndNeverTheAskerItself() {
        var clue = walk.handled(Card.YELLOW);
        var path = "/api/clues/" + clue.number + "/actions/reveal";
        assertThat(reached("grader", path)).contains("梁景行", "沈砺锋");
        assertThat(reached("officehead", path)).contains("沈砺锋").doesNotContain("梁景行");
        var report = walk.register(about -> about.kind = "REPORT");
        assertThat(reached("discipline", "/api/clues/" + report.number + "/actions/reveal"))
                .contains("简守拙")
                .doesNotContain("方静渊");
    }

    private String reached(String person, String path) {
        return Caller.json(Caller.basic(port, person).get(path))
                .at("/outlook/reached")
                .toString();
    }

    @Test
    void theAskerTakesTheWishBackOnItsPage() {
        var clue = walk.handled(Card.YELLOW);
        var number = asked(clue.number, "caller");
        var caller = Caller.signedIn(port, "caller");
        var back = press(caller, "/reveals/" + number, "/reveals/" + number + "/withdraw");
        assertThat(back.statusCode()).isEqualTo(302);
        assertThat(requests.get(number).state()).isEqualTo(RevealState.WITHDRAWN);
        assertThat(caller.page("/reveals/" + number).body()).contains("已撤回").doesNotContain("撤回申请</button>");
        assertThat(clue.waiting()).doesNotContain(Tasks.DECIDE);
    }

    @Test
    void theClueTellsItsOfficesOfTheWishAndItsUnitsNothing() {
        var clue = walk.handled(Card.YELLOW);
        var number = asked(clue.number, "grader");
        var path = "/api/clues/" + clue.number;
        for (var person : List.of("grader", "officehead", "discipline")) {
            var file = Caller.json(Caller.basic(port, person).get(path));
            assertThat(file.at("/reveals/0/number").asText()).as(person).isEqualTo(number);
        }
        assertThat(Caller.json(Caller.basic(port, "officehead").get(path))
                        .path("answers")
                        .toString())
                .as("what the second person needs to decide")
                .contains("须当面核对票据。");
        for (var person : List.of("handler", "unithead")) {
            var file = Caller.basic(port, person).get(path).body();
            assertThat(file).as(person).doesNotContain(number, "揭示", "须当面核对票据。", "REVEAL");
        }
        assertThat(Caller.basic(port, "leader").get(path).body()).doesNotContain("须当面核对票据。");
    }

    @Test
    void theReporterReadsThatItHappenedWhenAndWhyButNotWhoLooked() {
        var clue = walk.handled(Card.YELLOW);
        transactions.executeWithoutResult(
                begun -> jdbc.update("delete from receipt where clue_number = ?", clue.number.value()));
        var receipt = receipts.issue(clue.number);
        var refused = asked(clue.number, "caller");
        clue.go(Tasks.DECIDE, "outcome", "REFUSE", "reason", "不必要。");
        var number = asked(clue.number, "grader");
        clue.go(Tasks.DECIDE);
        assertThat(tracked(receipt)).doesNotContain("身份信息", "揭示");
        requests.look(number, "grader");
        requests.look(number, "grader");
        var told = tracked(receipt);
        assertThat(told)
                .contains("县营商环境办经第二人批准，查看了您的身份信息", "理由：核实事实，需当面联系")
                .doesNotContain(refused, number, "程知远", "grader", "须当面核对票据。");
        assertThat(told.split("查看了您的身份信息", -1)).as("told once").hasSize(2);
    }

    private String tracked(String receipt) {
        var answer = Caller.anonymous(port).post("/api/public/receipts/status", "{\"receipt\":\"" + receipt + "\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    @Test
    void whoeverAskedCannotTakeTheTaskOfDeciding() {
        var report = walk.register(clue -> clue.kind = "REPORT");
        var number = asked(report.number, "discipline");
        var asker = Caller.basic(port, "discipline").speaking("zh-CN");
        var task = Caller.json(asker.get("/engine-rest/task?processInstanceBusinessKey=" + report.number
                        + "&taskDefinitionKey=" + Tasks.DECIDE))
                .at("/0/id")
                .asText();
        var taken = asker.post("/engine-rest/task/" + task + "/claim", "{\"userId\":\"discipline\"}");
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(400);
        assertThat(taken.body()).contains("须由第二人审批");
        var second = Caller.basic(port, "jianshouzhuo")
                .post("/engine-rest/task/" + task + "/claim", "{\"userId\":\"jianshouzhuo\"}");
        assertThat(second.statusCode()).as(second.body()).isEqualTo(204);
        assertThat(requests.get(number).state()).isEqualTo(RevealState.ASKED);
        assertThat(Caller.basic(port, "officehead")
                        .post("/api/clues/" + report.number + "/actions/reveal", WISH)
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ground\":\"VERIFY\",\"signed\":true}",
                "{\"ground\":\"VERIFY\",\"reason\":\"看看。\"}",
                "{\"ground\":\"CURIOUS\",\"reason\":\"看看。\",\"signed\":true}",
                "{\"reason\":\"看看。\",\"signed\":true}",
                "[]"
            })
    void aWishWithoutGroundReasonAndPromiseIsRefusedAndLeavesNothing(String wish) {
        var clue = walk.handled(Card.YELLOW);
        assertThat(Caller.basic(port, "grader")
                        .post("/api/clues/" + clue.number + "/actions/reveal", wish)
                        .statusCode())
                .isEqualTo(400);
        assertThat(requests.of(clue.number)).isEmpty();
    }

    @Test
    void theListIsForThoseWhoAskDecideOrWatch() {
        var clue = walk.handled(Card.YELLOW);
        var number = asked(clue.number, "grader");
        var report = walk.register(about -> about.kind = "REPORT");
        var sealed = asked(report.number, "discipline");
        assertThat(Caller.signedIn(port, "officehead").page("/reveals").body())
                .contains(number)
                .doesNotContain(sealed);
        assertThat(Caller.signedIn(port, "jianshouzhuo").page("/reveals").body())
                .contains(sealed)
                .doesNotContain(number);
        assertThat(Caller.signedIn(port, "grader").page("/reveals").body())
                .contains(number)
                .doesNotContain(sealed);
        for (var person : List.of("handler", "unithead", "clerk", "leader", "owner", "admin")) {
            assertThat(Caller.signedIn(port, person).page("/reveals").statusCode())
                    .as(person)
                    .isEqualTo(403);
        }
    }

    @Test
    void thoseWhoDecideAndWhoeverAskedAreToldByNumberOnly() {
        var clue = walk.handled(Card.YELLOW);
        var number = asked(clue.number, "grader");
        for (var decider : List.of("officehead", "grouphead")) {
            assertThat(inbox(decider)).as(decider).contains(number + " 申请揭示线索 " + clue.number);
        }
        assertThat(inbox("grader")).doesNotContain(number + " 申请揭示");
        clue.go(Tasks.DECIDE);
        assertThat(inbox("grader"))
                .contains(number + "（线索 " + clue.number + "）已批准", "/reveals/" + number)
                .doesNotContain(NAME, PHONE, "须当面核对票据。");
        assertThat(inbox("handler")).doesNotContain(number);
    }

    private String inbox(String person) {
        return Caller.basic(port, person).speaking("zh-CN").get("/api/inbox").body();
    }

    @Test
    void eachMonthTheDisciplineBodyReadsWhoWasShownAReporterAndOfReportsTheNumber() {
        var clue = walk.handled(Card.YELLOW);
        var number = asked(clue.number, "grader");
        clue.go(Tasks.DECIDE);
        requests.look(number, "grader");
        requests.look(number, "grader");
        var report = walk.register(about -> about.kind = "REPORT");
        var sealed = asked(report.number, "jianshouzhuo");
        var month = YearMonth.now(clock);
        var label = month + "+1";
        transactions.executeWithoutResult(status -> jobs.stream()
                .filter(job -> job.key().equals("reveal-list"))
                .findFirst()
                .orElseThrow()
                .run(new Period(label, month.atDay(1), clock.instant())));

        var page = "/packs/reveals/" + label;
        organization.addPerson("inspector", "甄察微", "discipline", "inspector@county.example", null, "inspector");
        organization.assign("inspector", Duty.DISCIPLINE, null);
        assertThat(Caller.signedIn(port, "inspector").page(page).body())
                .contains(number, "程知远", "梁景行", "核实事实，需当面联系", "可以查看", "<td>2</td>")
                .contains(report.number.value(), "举报件，只列编号")
                .doesNotContain(sealed, "简守拙", NAME, PHONE, "须当面核对票据。");
        assertThat(Caller.signedIn(port, "jianshouzhuo").page(page).body()).contains(sealed, "简守拙");
        assertThat(Caller.signedIn(port, "jianshouzhuo").page("/packs").body()).contains(page);
        assertThat(inbox("jianshouzhuo")).contains("身份揭示清单已生成", page);
        for (var person : List.of("officehead", "grouphead", "supervisor", "leader", "unithead", "handler", "admin")) {
            var other = Caller.signedIn(port, person);
            assertThat(other.page(page).statusCode()).as(person).isEqualTo(403);
            assertThat(other.page("/packs").body()).as(person).doesNotContain("/packs/reveals/");
            assertThat(inbox(person)).as(person).doesNotContain("/packs/reveals/");
        }
    }
}
