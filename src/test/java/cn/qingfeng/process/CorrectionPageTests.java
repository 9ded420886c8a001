package cn.qingfeng.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.intake.Registration;
import cn.qingfeng.process.Walk.Started;
import cn.qingfeng.reporter.Reporters;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.testing.Caller;
import cn.qingfeng.testing.OnTheProduct;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestConstructor.AutowireMode;

/** Correcting a registration in the browser: nothing is typed anew, and each of the two leads to the other. */
@OnTheProduct
@TestInstance(Lifecycle.PER_CLASS)
@TestConstructor(autowireMode = AutowireMode.ALL)
class CorrectionPageTests {

    private static final Pattern NUMBER = Pattern.compile("id=\"clue-number\">(WY\\d{8}-\\d{4})<");

    private final Walk walk;
    private final ClueLedger ledger;
    private final Reporters reporters;
    private final SampleCounty county;
    private final Registration registration;
    private final JdbcTemplate jdbc;

    @LocalServerPort
    int port;

    CorrectionPageTests(
            Walk walk,
            ClueLedger ledger,
            Reporters reporters,
            SampleCounty county,
            Registration registration,
            JdbcTemplate jdbc) {
        this.registration = registration;
        this.jdbc = jdbc;
        this.walk = walk;
        this.ledger = ledger;
        this.reporters = reporters;
        this.county = county;
    }

    @BeforeAll
    void county() {
        county.load();
    }

    private static Map<String, String> corrected(String title, String why) {
        var fields = new HashMap<String, String>();
        fields.putAll(Map.of("kind", "APPEAL", "channel", "WINDOW", "title", title, "place", "为民服务中心"));
        fields.putAll(Map.of("narrative", "每次说缺的不一样，跑了三趟。", "reporterConsent", "UNIT_MAY_KNOW", "unitsConcerned", "1"));
        fields.putAll(Map.of("truthful", "true", "privacyRead", "true", "_why", why));
        return fields;
    }

    /** As the page posts it, with the token that it carries. */
    private static HttpResponse<String> sent(Caller grader, Started clue, Map<String, String> fields) {
        var address = "/register/correction/" + clue.number;
        fields.put("_csrf", token(grader, address));
        return grader.form(address, fields);
    }

    private static String token(Caller grader, String address) {
        return grader.page(address).body().replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]*)\".*", "$1");
    }

    @Test
    void standsFilledWithWhatWasRegisteredAndNeverShowsWhoReported() {
        var clue = walk.register(Walk.forCard(Card.BLUE));
        var page = Caller.signedIn(port, "grader").page("/register/correction/" + clue.number);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("变更住所材料被退两次", "请一次告知。").doesNotContain("齐安禾", "13900000001");
    }

    @Test
    void takesTheReporterAlongAndLinksBothWays() {
        var clue = walk.register(Walk.forCard(Card.BLUE));
        var grader = Caller.signedIn(port, "grader");
        var page = sent(grader, clue, corrected("变更住所材料被退三次", "次数记错。"));
        var number = NUMBER.matcher(page.body());
        assertThat(number.find()).as(page.body()).isTrue();
        var right = ClueNumber.of(number.group(1));

        assertThat(ledger.get(clue.number).status()).isEqualTo(ClueStatus.CORRECTED);
        assertThat(reporters.phoneForNotice(right)).contains("13900000001");
        assertThat(grader.get("/api/clues/" + clue.number).body()).contains(right.value());
        assertThat(grader.get("/api/clues/" + right).body()).contains(clue.number.value());
    }

    private static ClueNumber shown(HttpResponse<String> page) {
        var number = NUMBER.matcher(page.body());
        assertThat(number.find()).as(page.body()).isTrue();
        return ClueNumber.of(number.group(1));
    }

    @Test
    void aCorrectedOneIsCorrectedAgainWithTheReporterAndEndedOnesAreNot() {
        var clue = walk.register(Walk.forCard(Card.YELLOW));
        var grader = Caller.signedIn(port, "grader");
        var second = shown(sent(grader, clue, corrected("第一次更正", "次数记错。")));
        assertThat(grader.page("/register/correction/" + second).body()).contains("第一次更正");
        var again = corrected("第二次更正", "窗口记错。");
        again.put("_csrf", token(grader, "/register/correction/" + second));
        var third = shown(grader.form("/register/correction/" + second, again));

        assertThat(reporters.phoneForNotice(third)).contains("13900000001");
        assertThat(grader.get("/api/clues/" + second).body()).contains(third.value(), clue.number.value());
        assertThat(grader.get("/api/clues/" + third).body()).contains(second.value());
        assertThat(grader.page("/register/correction/" + clue.number).statusCode())
                .as("it has ended")
                .isEqualTo(403);
    }

    @Test
    void theReporterOfAMergedOfAMergedOneReadsHowTheLastStands() {
        var receipt = registration.register(Walk.aClue(told -> {}), "clerk");
        var first = ClueNumber.of(receipt.clueNumber());
        var second = walk.register(told -> {});
        var third = walk.handled(Card.BLUE);
        ledger.merge(first, "officehead", second.number, "同一件事");
        ledger.merge(second.number, "officehead", third.number, "同一件事");

        var status = Caller.anonymous(port)
                .post("/api/public/receipts/status", "{\"receipt\":\"" + receipt.receipt() + "\"}");
        assertThat(status.statusCode()).as(status.body()).isEqualTo(200);
        assertThat(status.body()).contains("那一件现在是：办理中").doesNotContain(third.number.value());
        assertThat(Caller.basic(port, "officehead")
                        .get("/api/clues/" + second.number)
                        .body())
                .contains(first.value(), third.number.value());
    }

    @Test
    void anAppealThatShouldHaveBeenAReportDoesNotTellWhereItWent() {
        var clue = walk.register(Walk.forCard(Card.BLUE));
        var grader = Caller.signedIn(port, "grader");
        var fields = corrected("窗口人员索要好处", "应按举报登记。");
        fields.put("kind", "REPORT");
        fields.remove("reporterConsent");
        var page = sent(grader, clue, fields);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        var report = reports(clue.number);

        assertThat(ledger.get(clue.number).status()).isEqualTo(ClueStatus.CORRECTED);
        for (var person : new String[] {"grader", "officehead", "supervisor"}) {
            for (var path : new String[] {"", "/timeline"}) {
                var answer = Caller.basic(port, person).get("/api/clues/" + clue.number + path);
                assertThat(answer.statusCode()).as(person + path).isEqualTo(200);
                assertThat(answer.body()).as(person + path).doesNotContain(report);
            }
        }
        assertThat(jdbc.queryForList(
                        "select facts from notice where clue_number = ?", String.class, clue.number.value()))
                .noneMatch(facts -> facts.contains(report));
        assertThatThrownBy(() -> ledger.merge(
                        walk.register(Walk.forCard(Card.BLUE)).number, "officehead", ClueNumber.of(report), "同一件事"))
                .as("as if there were no such clue")
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.key()).isEqualTo("clue.unknown"));
    }

    private String reports(ClueNumber appeal) {
        return jdbc.queryForObject(
                "select report_number from clue_pair where appeal_number = ?", String.class, appeal.value());
    }

    @Test
    void withoutAReasonNothingChanges() {
        var clue = walk.register(Walk.forCard(Card.BLUE));
        var page = sent(Caller.signedIn(port, "grader"), clue, corrected("变更住所材料被退三次", " "));
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(ledger.get(clue.number).status()).isEqualTo(ClueStatus.REGISTERED);
    }

    @Test
    void isNoneOfAClerksBusiness() {
        Started clue = walk.register(Walk.forCard(Card.BLUE));
        assertThat(Caller.signedIn(port, "clerk")
                        .page("/register/correction/" + clue.number)
                        .statusCode())
                .isEqualTo(403);
    }
}
