package cn.qingfeng.process;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.content.Consent;
import cn.qingfeng.process.Walk.Started;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Tasks;
import cn.qingfeng.process.task.UserTasks;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.testing.Accounts;
import cn.qingfeng.testing.Addresses;
import cn.qingfeng.testing.Caller;
import cn.qingfeng.testing.OnTheProduct;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestConstructor.AutowireMode;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * A unit gets contact data only by consent, and never for a report against a person. Each kind is walked from the counter to
 * its end with consent, which for a suggestion or a report changes nothing, and an appeal without it too; at each stage every
 * account asks for every page and answer about it that the product and its engine have.
 */
@OnTheProduct
@TestInstance(Lifecycle.PER_CLASS)
@TestConstructor(autowireMode = AutowireMode.ALL)
class ContactTests {

    private static final Set<String> OF_THE_UNIT = Set.of("handler", "unithead");
    private static final Set<String> MASKED =
            Set.of("grader", "officehead", "grouphead", "caller", "supervisor", "discipline");
    private static final Set<ClueStatus> AT_THE_UNIT =
            EnumSet.of(ClueStatus.DISPATCHED, ClueStatus.HANDLING, ClueStatus.UNDER_REVIEW);

    private final Walk walk;
    private final SampleCounty county;
    private final UserTasks desk;
    private final Addresses addresses;
    private final Map<String, Caller> browsers = new HashMap<>();

    @LocalServerPort
    int port;

    ContactTests(
            Walk walk,
            SampleCounty county,
            UserTasks desk,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
        this.walk = walk;
        this.county = county;
        this.desk = desk;
        this.addresses = new Addresses(mappings);
    }

    @BeforeAll
    void county() {
        county.load();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "APPEAL, UNIT_MAY_KNOW, 闻人静澜, 13712340001",
        "APPEAL, OFFICE_ONLY, 端木听雪, 13712340002",
        "SUGGESTION, UNIT_MAY_KNOW, 澹台望舒, 13712340003",
        "REPORT, UNIT_MAY_KNOW, 轩辕扫叶, 13712340005"
    })
    void whoReportedIsReadByThoseWhoMayAndByNobodyElse(ClueKind kind, Consent consent, String name, String phone) {
        var clue = walk.register(Walk.forCard(Card.YELLOW).andThen(told -> {
            told.kind = kind.name();
            told.reporter.name = name;
            told.reporter.phone = phone;
            told.reporter.consent = consent.name();
        }));
        look(clue, kind, consent, name, phone);
        if (kind == ClueKind.REPORT) {
            clue.by("discipline", Tasks.RECEIVE_REPORT);
            look(clue, kind, consent, name, phone);
            return;
        }
        clue.go(Tasks.REVIEW_ADMISSION)
                .go(Tasks.TRIAGE, "stoppage", false)
                .go(Tasks.DECIDE_YELLOW)
                .go(Tasks.DISPATCH);
        look(clue, kind, consent, name, phone);
        clue.go(Tasks.SIGN_FOR);
        look(clue, kind, consent, name, phone);
        clue.go(Tasks.CONTACT_REPORTER).go(Tasks.REPLY_WITH_PLAN).go(Tasks.FINISH);
        look(clue, kind, consent, name, phone);
        clue.go(Tasks.SIGN_REPLY).go(Tasks.REVIEW_RESULT);
        look(clue, kind, consent, name, phone);
        clue.go(Tasks.CALL_BACK);
        assertThat(clue.clue().status()).isEqualTo(ClueStatus.CLOSED);
        look(clue, kind, consent, name, phone);
    }

    /** Every account asks for everything; who read the name, the number and their masks must be just whose they are to read. */
    private void look(Started clue, ClueKind kind, Consent consent, String name, String phone) {
        var status = clue.clue().status();
        var full = new TreeSet<String>();
        var masked = new TreeSet<String>();
        for (var account : Accounts.ALL) {
            for (var address : addresses(clue)) {
                var answer = browser(account)
                        .send(address, request -> request.GET().header("Accept", "text/html, */*;q=0.8"));
                assertThat(answer.statusCode()).as("%s %s", account, address).isLessThan(500);
                var seen = answer.body() + answer.headers().map();
                if (seen.contains(name) || seen.contains(phone)) {
                    full.add(account);
                }
                if (seen.contains(name.substring(0, 1) + "**") || seen.contains(phone.substring(0, 3) + "****")) {
                    masked.add(account);
                }
            }
        }
        var may = new TreeSet<String>();
        // Who brings a suggestion is not asked for consent, so that there is none.
        if (kind == ClueKind.APPEAL && consent == Consent.UNIT_MAY_KNOW && AT_THE_UNIT.contains(status)) {
            may.addAll(OF_THE_UNIT);
        }
        if (kind != ClueKind.REPORT && status == ClueStatus.CALLING_BACK) {
            may.add("caller");
        }
        assertThat(full).as("in full, %s %s %s", kind, consent, status).isEqualTo(may);
        var covered = new TreeSet<>(kind == ClueKind.REPORT ? Set.<String>of() : MASKED);
        covered.removeAll(may);
        assertThat(masked).as("masked, %s %s %s", kind, consent, status).isEqualTo(covered);
    }

    private List<String> addresses(Started clue) {
        var number = clue.number.value();
        var task = desk.waiting(clue.number).stream()
                .map(UserTasks.OpenTask::id)
                .findFirst()
                .orElse("none");
        var values = Map.of(
                "number",
                number,
                "taskId",
                task,
                "id",
                "none",
                "path",
                "reveal",
                "ending",
                "withdraw",
                "window",
                "none",
                "step",
                "none",
                "/reveals/{number}",
                "JS" + number.substring(2) + "-1");
        var wanted = new ArrayList<>(addresses.with(Set.of("number", "taskId"), values));
        wanted.addAll(List.of("/inbox", "/api/inbox", "/ledger", "/reveals", "/api/tasks/clues?task=" + task));
        wanted.add("/api/clues?text=" + number);
        for (var path : List.of(
                "/task?maxResults=50&processInstanceBusinessKey=" + number,
                "/task/" + task + "/variables",
                "/task/" + task + "/form-variables",
                "/process-instance/" + clue.instance.getId() + "/variables",
                "/history/variable-instance?maxResults=100&processInstanceId=" + clue.instance.getId(),
                "/history/detail?maxResults=100&processInstanceId=" + clue.instance.getId(),
                "/history/user-operation?maxResults=100&processInstanceId=" + clue.instance.getId())) {
            wanted.add("/engine-rest" + path);
        }
        return wanted;
    }

    private Caller browser(String account) {
        return browsers.computeIfAbsent(account, name -> Caller.signedIn(port, name));
    }
}
