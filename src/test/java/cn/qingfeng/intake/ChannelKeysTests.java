package cn.qingfeng.intake;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.content.ReportingChannel;
import cn.qingfeng.intake.channel.ChannelKeys;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.testing.Caller;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who hands reports on through the API says what its key allows; whoever has none is a reporter like one on the page. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "camunda.bpm.job-execution.enabled=false",
            "qingfeng.sample.clues=false",
            "qingfeng.door.puzzle-bits=8",
            "qingfeng.door.unproven-reports=20/10m"
        })
class ChannelKeysTests {

    private static final ObjectMapper JSON = new ObjectMapper();

    @LocalServerPort
    int port;

    @Autowired
    SampleCounty county;

    @Autowired
    ChannelKeys keys;

    @Autowired
    ClueLedger ledger;

    @Autowired
    JdbcTemplate jdbc;

    @BeforeEach
    void county() {
        county.load();
    }

    private static String clue(Consumer<ObjectNode> change) {
        var clue = JSON.createObjectNode()
                .put("kind", "APPEAL")
                .put("title", "变更住所材料被退两次")
                .put("narrative", "每次说缺的不一样。")
                .put("place", "为民服务中心");
        clue.putObject("reporter").put("anonymous", true);
        change.accept(clue);
        return clue.toString();
    }

    private HttpResponse<String> send(String clue, Map<String, String> headers) {
        return Caller.anonymous(port).speaking("zh-CN").json("POST", "/api/public/clues", clue, headers);
    }

    private ClueNumber number(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return ClueNumber.of(Caller.json(answer).path("clueNumber").asText());
    }

    @ParameterizedTest
    @EnumSource(
            value = ReportingChannel.class,
            names = {"SUPERIOR", "LEADER", "MEDIA", "INSPECTION", "PLAQUE", "HOTLINE_12345"})
    void aStrangerIsAReporterOnTheWebWhateverChannelIsNamed(ReportingChannel named) {
        var answer = send(clue(it -> it.put("channel", named.name())), proof());
        var content = ledger.get(number(answer)).content();
        assertThat(content.channel()).isEqualTo(ReportingChannel.WEB);
        assertThat(Caller.json(answer).path("ignored").findValuesAsText("field"))
                .containsExactly("channel");
        assertThat(Caller.json(answer).path("ignored").findValuesAsText("message"))
                .allSatisfy(words -> assertThat(words).contains("已按网络反映登记"));
    }

    @Test
    void whatAStrangerCannotKnowIsLeftOutInWords() {
        var answer = send(
                clue(it -> {
                    it.put("externalNumber", "X-1").put("classification", "habit.delay");
                    it.putObject("facts")
                            .put("stoppage", true)
                            .put("leaderInstruction", true)
                            .put("mediaExposed", true)
                            .put("historical", true)
                            .put("unitsConcerned", 7);
                }),
                proof());
        var clue = ledger.get(number(answer));
        assertThat(clue.facts().stoppage()).as("the page asks for it too").isTrue();
        assertThat(clue.facts().leaderInstruction()).isFalse();
        assertThat(clue.facts().mediaExposed()).isFalse();
        assertThat(clue.facts().historical()).isFalse();
        assertThat(clue.facts().unitsConcerned()).isEqualTo(1);
        assertThat(clue.content().externalNumber()).isNull();
        assertThat(Caller.json(answer).path("ignored").findValuesAsText("field"))
                .contains("leaderInstruction", "mediaExposed", "historical", "unitsConcerned", "externalNumber");
        assertThat(Caller.json(send(clue(it -> {}), proof())).has("ignored")).isFalse();
    }

    @Test
    void aKeyStatesWhatItMayAndNothingElse() {
        var hotline = keys.issue("12345 热线", List.of(ReportingChannel.HOTLINE_12345), List.of(), "officehead");
        var office = keys.issue("督查室", List.of(ReportingChannel.SUPERIOR), List.of("leaderInstruction"), "officehead");
        var instructed = (Consumer<ObjectNode>) it -> it.putObject("facts").put("leaderInstruction", true);

        assertThat(ledger.get(number(send(clue(it -> {}), key(hotline))))
                        .content()
                        .channel())
                .isEqualTo(ReportingChannel.HOTLINE_12345);
        assertThat(ledger.get(number(send(clue(instructed), key(office))))
                        .facts()
                        .leaderInstruction())
                .isTrue();
        var before = clues();
        for (var wrong : List.of(
                send(clue(instructed), key(hotline)),
                send(clue(it -> it.put("channel", "SUPERIOR")), key(hotline)),
                send(clue(it -> it.put("channel", "LEADER")), key(office)),
                send(clue(it -> {}), key("qfk_wrong")),
                send(clue(it -> {}), key("")))) {
            assertThat(wrong.statusCode()).as(wrong.body()).isEqualTo(403);
            assertThat(Caller.json(wrong).path("detail").asText())
                    .contains("渠道密钥")
                    .contains("没有登记");
        }
        assertThat(clues()).isEqualTo(before);
    }

    @Test
    void aRevokedKeyIsNoneAtOnceAndTheSecretLiesNowhere() {
        var secret = keys.issue("小程序", List.of(ReportingChannel.WEB), List.of(), "officehead");
        number(send(clue(it -> {}), key(secret)));
        var key = keys.all().stream()
                .filter(each -> each.name().equals("小程序"))
                .findFirst()
                .orElseThrow();
        assertThat(key.timesUsed()).isEqualTo(1);
        assertThat(jdbc.queryForList("select * from channel_key").toString()).doesNotContain(secret);

        keys.revoke(key.id(), "admin");
        assertThat(send(clue(it -> {}), key(secret)).statusCode()).isEqualTo(403);
    }

    @Test
    void workBuysOneReportAndWithoutWorkFewComeThrough() {
        var proof = proof();
        var first = number(send(clue(it -> {}), proof));
        assertThat(number(send(clue(it -> {}), proof))).isEqualTo(first);
        var refused = 0;
        for (var n = 0; n < 40; n++) {
            var headers = new HashMap<>(proof);
            headers.put("Idempotency-Key", UUID.randomUUID().toString());
            var answer = send(clue(it -> {}), headers);
            assertThat(answer.statusCode()).isIn(201, 429);
            refused += answer.statusCode() == 429 ? 1 : 0;
        }
        assertThat(refused).isGreaterThanOrEqualTo(19);
    }

    @Test
    void theOfficeIssuesTheAdministratorRevokesAndOthersDoNeither() {
        for (var person : List.of("officehead", "grouphead", "admin", "handler", "clerk", "supervisor", "owner")) {
            var browser = Caller.signedIn(port, person);
            var page = browser.page("/channel-keys");
            var reads = List.of("officehead", "grouphead", "admin").contains(person);
            assertThat(page.statusCode()).as(person).isEqualTo(reads ? 200 : 403);
            var token = browser.page("/inbox").body().replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]*)\".*", "$1");
            var issued =
                    browser.form("/channel-keys", Map.of("name", "新渠道" + person, "channel", "WEB", "_csrf", token));
            var issues = reads && !person.equals("admin");
            assertThat(issued.statusCode()).as(person).isEqualTo(issues ? 200 : 403);
            if (issues) {
                assertThat(issued.body()).contains("qfk_", "只显示这一次").doesNotContain("??");
                assertThat(browser.page("/channel-keys").body()).doesNotContain("qfk_");
            }
        }
        var admin = Caller.signedIn(port, "admin");
        var token = admin.page("/inbox").body().replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]*)\".*", "$1");
        var key = keys.all().stream()
                .filter(each -> each.name().equals("新渠道grouphead"))
                .findFirst()
                .orElseThrow();
        assertThat(admin.form("/channel-keys/" + key.id() + "/revoke", Map.of("_csrf", token))
                        .statusCode())
                .isEqualTo(302);
        assertThat(admin.page("/channel-keys").body()).contains("作废");
    }

    private int clues() {
        return jdbc.queryForObject("select count(*) from clue", Integer.class);
    }

    private static Map<String, String> key(String secret) {
        return Map.of("X-Channel-Key", secret);
    }

    /** What a mini-program does before it sends. */
    private Map<String, String> proof() {
        var once = UUID.randomUUID().toString();
        var posed = Caller.json(
                Caller.anonymous(port).post("/api/public/puzzle", "{\"idempotencyKey\": \"" + once + "\"}"));
        var challenge = posed.path("challenge").asText();
        var work = 0L;
        while (zeroBits(challenge + ":" + work) < posed.path("bits").asInt()) {
            work++;
        }
        return Map.of("Idempotency-Key", once, "X-Puzzle", challenge, "X-Puzzle-Work", Long.toString(work));
    }

    private static int zeroBits(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes("UTF-8"));
            return new java.math.BigInteger(1, hash).bitLength() == 0
                    ? 256
                    : 256 - new java.math.BigInteger(1, hash).bitLength();
        } catch (java.io.IOException | java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
