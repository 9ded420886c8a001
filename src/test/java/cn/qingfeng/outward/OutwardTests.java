package cn.qingfeng.outward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.intake.NewClue;
import cn.qingfeng.intake.Registration;
import cn.qingfeng.process.PathCoverage;
import cn.qingfeng.process.Walk;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.testing.Caller;
import cn.qingfeng.testing.HttpReceiver;
import cn.qingfeng.testing.OnBothDatabases;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Other systems follow by status, signed; they learn nothing about anybody, and of reports against persons nothing at all. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"camunda.bpm.job-execution.enabled=false", "server.servlet.session.cookie.secure=false"})
// Not needed here: the same product as that of other classes is not started once more.
@Import({PathCoverage.class, Walk.class})
@OnBothDatabases
class OutwardTests {

    @LocalServerPort
    int port;

    @Autowired
    SampleCounty county;

    @Autowired
    Registration registration;

    @Autowired
    ClueLedger ledger;

    @Autowired
    Hooks hooks;

    @Autowired
    Courier courier;

    @Autowired
    Deliveries deliveries;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcTemplate jdbc;

    private final String path = "/hook/" + UUID.randomUUID();

    @BeforeEach
    void county() {
        county.load();
        HttpReceiver.empty();
    }

    @AfterEach
    void nobodyIsTold() {
        hooks.all().forEach(hook -> hooks.go(hook.id(), Hook.State.REMOVED));
        courier.look();
    }

    private String add() {
        var key = hooks.add("大数据局", HttpReceiver.url(path), "admin");
        courier.look();
        return key;
    }

    private Hook hook() {
        return hooks.all().get(hooks.all().size() - 1);
    }

    private ClueNumber register(String kind) {
        var clue = new NewClue();
        clue.kind = kind;
        clue.title = "机密的标题";
        clue.narrative = "机密的经过";
        clue.place = "机密的地点";
        clue.channel = "LETTER";
        clue.reporter.name = "王小明";
        clue.reporter.phone = "13900000011";
        clue.reporter.consent = "APPEAL".equals(kind) ? "OFFICE_ONLY" : null;
        return ClueNumber.of(registration.register(clue, "clerk").clueNumber());
    }

    private List<HttpReceiver.Post> received(int count) {
        await().atMost(30, TimeUnit.SECONDS).until(() -> posts().size() >= count);
        return posts();
    }

    private List<HttpReceiver.Post> posts() {
        return HttpReceiver.received().stream()
                .filter(post -> post.path().equals(path))
                .toList();
    }

    private static String header(HttpReceiver.Post post, String name) {
        return post.headers().entrySet().stream()
                .filter(each -> each.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aChangedStatusIsToldOnceSignedAndWithoutAWordOfAnybody() {
        var key = add();
        var number = register("APPEAL");
        transaction.executeWithoutResult(status -> ledger.admit(number, "grader", "机密的理由"));
        var posts = received(2);
        assertThat(posts).hasSize(2);
        assertThat(posts.get(1).body())
                .contains(
                        "\"version\":1", number.value(), "\"status\":\"ADMITTED\"", "\"previousStatus\":\"REGISTERED\"")
                .doesNotContain("机密", "王小明", "13900000011");
        assertThat(header(posts.get(1), "X-Qingfeng-Signature"))
                .isEqualTo("v1="
                        + Courier.sign(
                                key,
                                header(posts.get(1), "X-Qingfeng-Timestamp") + "."
                                        + posts.get(1).body()));
        assertThat(posts.get(1).body()).contains(header(posts.get(1), "Idempotency-Key"));
    }

    @Test
    void ofReportsAgainstPersonsNothingLeaves() {
        add();
        register("REPORT");
        var number = register("APPEAL");
        assertThat(received(1))
                .singleElement()
                .satisfies(post -> assertThat(post.body()).contains(number.value()));
        assertThat(jdbc.queryForObject(
                        "select count(*) from outward_delivery where payload like '%REPORT%'", Integer.class))
                .isZero();
    }

    @Test
    void whatIsUndoneIsNotTold() {
        add();
        var number = register("APPEAL");
        received(1);
        transaction.executeWithoutResult(status -> {
            ledger.admit(number, "grader", "x");
            status.setRollbackOnly();
        });
        courier.carry();
        assertThat(posts()).hasSize(1);
    }

    @Test
    void whatDoesNotArriveIsTriedAgainUntilItDoesAndSomebodyIsTold() {
        HttpReceiver.answer(path, 500, "");
        add();
        register("APPEAL");
        for (var tries = 1; tries <= Courier.TELL_AFTER; tries++) {
            received(tries);
            var expected = tries;
            await().atMost(30, TimeUnit.SECONDS).until(() -> hook().failures() == expected);
            nowDue();
            courier.wake();
        }
        assertThat(jdbc.queryForObject(
                        "select count(*) from notice where event = 'WEBHOOK_FAILING' and recipient = 'admin' and channel = 'INBOX'",
                        Integer.class))
                .isPositive();
        HttpReceiver.answer(path, 204, "");
        nowDue();
        courier.wake();
        await().atMost(30, TimeUnit.SECONDS)
                .until(() -> deliveries.newest(100).stream()
                        .noneMatch(one -> one.state() == Deliveries.State.QUEUED
                                && one.hookId().equals(hook().id())));
        assertThat(hook().failures()).isZero();
    }

    @Test
    void aSystemThatDoesNotAnswerIsTriedWithOneAndHearsOfEverythingOnceItDoes() {
        HttpReceiver.answer(path, 500, "");
        add();
        var first = register("APPEAL");
        for (var tries = 1; tries <= Courier.TELL_AFTER; tries++) {
            received(tries);
            var expected = tries;
            await().atMost(30, TimeUnit.SECONDS).until(() -> hook().failures() == expected);
            nowDue();
            courier.wake();
        }
        await().atMost(30, TimeUnit.SECONDS).until(() -> hook().state() == Hook.State.STALLED);
        var told = notices();
        var later = register("APPEAL");
        register("APPEAL");
        for (var round = 0; round < 3; round++) {
            nowDue();
            courier.carry();
        }
        assertThat(posts())
                .as("only the oldest is tried")
                .allMatch(post -> post.body().contains(first.value()));
        assertThat(notices()).as("told once").isEqualTo(told);
        assertThat(deliveries.newest(100).stream().filter(one -> one.hookId().equals(hook().id())))
                .as("nothing is given up meanwhile")
                .allMatch(one -> one.state() == Deliveries.State.QUEUED);
        HttpReceiver.answer(path, 204, "");
        nowDue();
        courier.carry();
        assertThat(hook().state()).isEqualTo(Hook.State.ACTIVE);
        courier.carry();
        await().atMost(30, TimeUnit.SECONDS)
                .until(() -> posts().stream().anyMatch(post -> post.body().contains(later.value())));
    }

    private int notices() {
        return jdbc.queryForObject(
                "select count(*) from notice where event = 'WEBHOOK_FAILING' and recipient = 'admin' and channel = 'INBOX'",
                Integer.class);
    }

    private void nowDue() {
        transaction.executeWithoutResult(
                status -> jdbc.update("update outward_delivery set next_at = created_at where state = 'QUEUED'"));
    }

    @Test
    void aPausedSystemHearsLaterAndARotatedKeySignsBesideTheNew() {
        var old = add();
        hooks.go(hook().id(), Hook.State.PAUSED);
        register("APPEAL");
        courier.carry();
        assertThat(posts()).isEmpty();
        var fresh = hooks.rotate(hook().id());
        hooks.go(hook().id(), Hook.State.ACTIVE);
        courier.wake();
        var post = received(1).get(0);
        var text = header(post, "X-Qingfeng-Timestamp") + "." + post.body();
        assertThat(header(post, "X-Qingfeng-Signature"))
                .isEqualTo("v1=" + Courier.sign(fresh, text) + ",v1=" + Courier.sign(old, text));
        assertThat(jdbc.queryForList("select sealed_key from outward_hook where sealed_key is not null", String.class)
                        .toString())
                .doesNotContain(fresh, old);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.2",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "224.0.0.1",
                "::1",
                "fe80::1",
                "fd00::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::"
            })
    void theOwnNetworkIsNotCalled(String address) throws UnknownHostException {
        assertThat(Targets.isOwn(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "2400:3200::1"})
    void whatLiesOutsideIsCalled(String address) throws UnknownHostException {
        assertThat(Targets.isOwn(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/x",
                "https://user@example.com/",
                "https://10.0.0.1/",
                "https://[::1]/",
                "ftp://example.com/",
                "https:///x",
                "nonsense",
                "https://localhost/",
                "https://2130706434/"
            })
    void anAddressThatIsNoneOrInsideIsRefusedInWords(String url) {
        assertThatThrownBy(() -> new Targets(new OutwardSettings(List.of(), Duration.ofSeconds(1))).require(url))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void theAdministratorAddsOneOnThePageAndSeesTheKeyOnce() {
        var admin = Caller.signedIn(port, "admin").speaking("zh-CN");
        var token = admin.page("/webhooks").body().replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]*)\".*", "$1");
        var added = admin.form("/webhooks", Map.of("name", "统计局", "url", HttpReceiver.url(path), "_csrf", token));
        assertThat(added.body()).contains("qfw_");
        assertThat(admin.page("/webhooks").body()).contains("统计局").doesNotContain("qfw_");
        admin.form("/webhooks/" + hook().id() + "/test", Map.of("_csrf", token));
        assertThat(received(1).get(0).body()).contains("\"event\":\"ping\"");
        assertThat(admin.form("/webhooks", Map.of("name", "内网", "url", "https://192.168.0.1/", "_csrf", token))
                        .body())
                .contains("在内部网络");
    }
}
