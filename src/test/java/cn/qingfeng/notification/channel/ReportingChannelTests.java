package cn.qingfeng.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import cn.qingfeng.Refusal;
import cn.qingfeng.notification.About;
import cn.qingfeng.notification.Delivery;
import cn.qingfeng.notification.NotDelivered;
import cn.qingfeng.notification.Notice;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.notification.NoticeQueued;
import cn.qingfeng.notification.Notices;
import cn.qingfeng.notification.Outbox;
import cn.qingfeng.notification.OutboxMessage;
import cn.qingfeng.notification.OutboxMessages;
import cn.qingfeng.notification.address.SomeAddresses;
import cn.qingfeng.notification.address.UnitChannels;
import cn.qingfeng.notification.inbox.Inbox;
import cn.qingfeng.notification.text.NoticeDesk;
import cn.qingfeng.testing.HttpReceiver;
import cn.qingfeng.testing.Mail;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** The ways out over HTTP against a real receiver, and what a unit may choose of them. */
@NotificationTest
// What a class before left half open at the receiver is not this one's.
@TestPropertySource(properties = "test.of-its-own=reporting-channels")
class ReportingChannelTests {

    private static final String CLUE = "WY20260212-0001";
    private static final String UNIT = "some-unit";
    private static final String WECOM_KEY = "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa";
    private static final String TOKEN = "566cc69da782ec33";
    private static final String SECRET = "SEC0123456789abcdef";

    @Autowired
    Notices notices;

    @Autowired
    Outbox outbox;

    @Autowired
    Inbox inbox;

    @Autowired
    OutboxMessages letters;

    @Autowired
    ChannelBreakers breakers;

    @Autowired
    UnitChannels units;

    @Autowired
    NoticeDesk desk;

    @Autowired
    SomeAddresses addresses;

    @Autowired
    NotificationTest.Queue queue;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    NotificationTest.Anew anew;

    @BeforeEach
    void start() throws Exception {
        anew.begin();
        transaction.executeWithoutResult(status -> units.leaveAlone(UNIT, "", "", "unithead"));
        addresses.phone("handler", "138 0000 1111");
        addresses.unit("handler", UNIT);
    }

    private void choose(Set<NoticeChannel> channels) {
        units.choose(
                UNIT,
                channels,
                Map.of(NoticeChannel.WECOM, WECOM_KEY, NoticeChannel.DINGTALK, TOKEN),
                SECRET,
                "unithead");
    }

    private void send(NoticeEvent event, Map<String, String> facts) {
        transaction.executeWithoutResult(
                status -> notices.send(new Notice("k/" + event, event, CLUE, Set.of("handler"), facts)));
    }

    private String queued(NoticeChannel channel) {
        choose(Set.of(channel));
        send(NoticeEvent.DISPATCHED, Map.of(Notice.CARD, "RED", Notice.UNIT, "“税务局”\\"));
        return queue.onlyId();
    }

    private static HttpReceiver.Post onlyPost() {
        assertThat(HttpReceiver.received()).hasSize(1);
        return HttpReceiver.received().get(0);
    }

    private static Map<String, String> query(HttpReceiver.Post post) {
        return Arrays.stream(post.query().split("&"))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> URLDecoder.decode(part[1], StandardCharsets.UTF_8)));
    }

    private String lastError(String id) {
        return letters.findById(id).orElseThrow().lastError();
    }

    @Test
    void sendsAnSmsThatTheGatewayCanTellFromItsRepetition() throws Exception {
        var id = queued(NoticeChannel.SMS);

        assertThat(outbox.deliver(id)).isEqualTo(Delivery.DELIVERED);

        var post = onlyPost();
        assertThat(post.headers()).containsEntry("Idempotency-key", id).containsEntry("Authorization", "gateway-token");
        var body = new ObjectMapper().readTree(post.body());
        assertThat(body.get("id").asText()).isEqualTo(id);
        assertThat(body.get("phone").asText()).isEqualTo("13800001111");
        assertThat(body.get("text").asText())
                .startsWith("【清风】")
                .contains("红牌线索 WY20260212-0001 已交办“税务局”\\")
                .doesNotContain("http");
    }

    @Test
    void doesNotTryAgainANumberThatTheGatewayCallsWrong() {
        var id = queued(NoticeChannel.SMS);
        HttpReceiver.answer("/sms", 200, "{\"code\":1001,\"msg\":\"invalid mobile\"}");
        assertThat(outbox.deliver(id)).isEqualTo(Delivery.UNDELIVERABLE);
        assertThat(lastError(id)).startsWith("notice.failure.gatewayNumber");
    }

    @Test
    void triesAgainWhenTheGatewaySaysNothingAboutTheNumber() {
        var id = queued(NoticeChannel.SMS);
        HttpReceiver.answer("/sms", 200, "{\"code\":2,\"msg\":\"system busy\"}");
        assertThatExceptionOfType(NotDelivered.class).isThrownBy(() -> outbox.deliver(id));
    }

    @Test
    void writesNoShortMessageForANumberThatCannotTakeOne() {
        addresses.phone("handler", "0395-7123456");
        choose(Set.of(NoticeChannel.SMS));
        send(NoticeEvent.DISPATCHED, Map.of(Notice.CARD, "RED"));
        assertThat(queue.heard).isEmpty();
    }

    @Test
    void speaksToAGroupOnceHoweverManyOfTheUnitAreTold() throws Exception {
        choose(Set.of(NoticeChannel.WECOM));
        addresses.unit("unithead", UNIT);
        transaction.executeWithoutResult(status -> notices.send(
                new Notice("k", NoticeEvent.URGED, CLUE, Set.of("handler", "unithead"), Map.of(Notice.CARD, "RED"))));

        outbox.deliver(queue.onlyId());

        var post = onlyPost();
        assertThat(query(post)).containsEntry("key", WECOM_KEY);
        assertThat(post.headers()).containsEntry("Idempotency-key", queue.onlyId());
        var body = new ObjectMapper().readTree(post.body());
        assertThat(body.get("msgtype").asText()).isEqualTo("text");
        assertThat(body.at("/text/content").asText())
                .startsWith("线索 WY20260212-0001 被催办\n")
                .endsWith("https://qingfeng.county.example/clues/WY20260212-0001");
    }

    @Test
    void leavesAGroupAloneWhoseUnitHasNobodyAmongThoseTold() {
        choose(Set.of(NoticeChannel.WECOM));
        addresses.unit("handler", "other-unit");
        addresses.put("handler", "handler@qingfeng.example");

        send(NoticeEvent.URGED, Map.of(Notice.CARD, "RED"));

        assertThat(letters.findByEventKey("k/URGED"))
                .extracting(OutboxMessage::recipient, OutboxMessage::channel)
                .containsExactlyInAnyOrder(
                        tuple("handler", NoticeChannel.INBOX), tuple("handler", NoticeChannel.EMAIL));
    }

    @Test
    void signsWhatItSendsToDingtalkAsItsMakerAsks() {
        var id = queued(NoticeChannel.DINGTALK);

        outbox.deliver(id);

        var asked = query(onlyPost());
        assertThat(asked).containsEntry("access_token", TOKEN);
        assertThat(asked.get("sign")).isEqualTo(DingtalkChannel.sign(asked.get("timestamp"), SECRET));
    }

    @Test
    void signsAsOpensslDoes() {
        // printf '1577262236757\nthis is secret' | openssl dgst -sha256 -hmac 'this is secret' -binary | base64
        assertThat(DingtalkChannel.sign("1577262236757", "this is secret"))
                .isEqualTo("hmPWwU+7lVdm3ZZz0r9tSfx0L4Q26jWOZr9+Gs6EZQM=");
    }

    @Test
    void triesAgainWhatWasTooFastAndGivesUpWhatARobotRefuses() {
        var id = queued(NoticeChannel.WECOM);
        HttpReceiver.answer("/wecom", 200, "{\"errcode\":45009,\"errmsg\":\"api freq out of limit\"}");
        assertThatExceptionOfType(NotDelivered.class)
                .isThrownBy(() -> outbox.deliver(id))
                .withMessageContaining("45009");

        HttpReceiver.answer("/wecom", 200, "{\"errcode\":93000,\"errmsg\":\"invalid webhook url\"}");
        assertThat(outbox.deliver(id)).isEqualTo(Delivery.UNDELIVERABLE);
        assertThat(lastError(id)).isEqualTo("notice.failure.robotRefused 93000");
        assertThat(inbox.of("admin", 0, 20, Locale.SIMPLIFIED_CHINESE).items())
                .singleElement()
                .satisfies(item -> assertThat(item.body()).contains(UNIT, "群机器人拒绝"));
    }

    @Test
    void takesNoRedirectAndNoStrangeAnswerForAYes() {
        var id = queued(NoticeChannel.WECOM);
        for (var answer : new String[] {"", "<html>", "{}", "{\"errcode\":\"0\"}"}) {
            HttpReceiver.answer("/wecom", 200, answer);
            assertThatExceptionOfType(NotDelivered.class).isThrownBy(() -> outbox.deliver(id));
            breakers.reopen();
        }
        HttpReceiver.answer("/wecom", 302, "");
        assertThatExceptionOfType(NotDelivered.class).isThrownBy(() -> outbox.deliver(id));
    }

    @Test
    void readsTheGatewaysWordNotOnlyItsStatus() {
        var id = queued(NoticeChannel.SMS);
        HttpReceiver.answer("/sms", 200, "{\"code\":7,\"msg\":\"balance\"}");
        assertThatExceptionOfType(NotDelivered.class).isThrownBy(() -> outbox.deliver(id));
        HttpReceiver.answer("/sms", 422, "");
        assertThat(outbox.deliver(id)).isEqualTo(Delivery.UNDELIVERABLE);
    }

    @Test
    void turnsBackAtOnceWhileAChannelIsDeadAndLeavesTheOthersAlone() {
        var dead = queued(NoticeChannel.SMS);
        HttpReceiver.hang("/sms");
        for (int i = 0; i < ChannelBreakers.PATIENCE; i++) {
            assertThatExceptionOfType(NotDelivered.class).isThrownBy(() -> outbox.deliver(dead));
        }
        var before = System.nanoTime();
        assertThatExceptionOfType(NotDelivered.class)
                .isThrownBy(() -> outbox.deliver(dead))
                .withMessageContaining("连不上短信网关");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(900));
        assertThat(letters.findById(dead).orElseThrow().attempts()).isEqualTo(ChannelBreakers.PATIENCE + 1);

        queue.heard.clear();
        transaction.executeWithoutResult(status -> jdbc.update("delete from notice"));
        assertThat(outbox.deliver(queued(NoticeChannel.DINGTALK))).isEqualTo(Delivery.DELIVERED);
    }

    @Test
    void postponesInsteadOfQueueingBehindASlowChannel() throws Exception {
        choose(Set.of(NoticeChannel.SMS));
        HttpReceiver.hang("/sms");
        for (int i = 0; i <= ChannelBreakers.WIDTH; i++) {
            var key = "k/" + i;
            transaction.executeWithoutResult(status -> notices.send(
                    new Notice(key, NoticeEvent.URGED, CLUE, Set.of("handler"), Map.of(Notice.CARD, "RED"))));
        }
        var slow = queue.heard.subList(0, ChannelBreakers.WIDTH).stream()
                .map(queued -> CompletableFuture.supplyAsync(() -> outbox.deliver(queued.noticeId())))
                .toList();
        var until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (HttpReceiver.received().size() < ChannelBreakers.WIDTH && System.nanoTime() < until) {
            Thread.onSpinWait();
        }

        var third = outbox.deliver(queue.heard.get(ChannelBreakers.WIDTH).noticeId());

        assertThat(third.kind()).isEqualTo(Delivery.Kind.POSTPONED);
        assertThat(letters.findById(queue.heard.get(ChannelBreakers.WIDTH).noticeId())
                        .orElseThrow()
                        .attempts())
                .isZero();
        for (var one : slow) {
            assertThatExceptionOfType(java.util.concurrent.ExecutionException.class)
                    .isThrownBy(() -> one.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void waitsForTheEndOfQuietHoursUnlessItIsRed() {
        // The test's morning is 9 o'clock.
        units.leaveAlone(UNIT, "08:00", "09:30", "unithead");
        choose(Set.of(NoticeChannel.SMS));
        send(NoticeEvent.REMINDER, Map.of(Notice.CARD, "YELLOW"));
        send(NoticeEvent.OVERDUE, Map.of(Notice.CARD, "RED"));

        var yellow = outbox.deliver(queue.heard.get(0).noticeId());
        var red = outbox.deliver(queue.heard.get(1).noticeId());

        assertThat(yellow.kind()).isEqualTo(Delivery.Kind.POSTPONED);
        assertThat(yellow.until()).isEqualTo("2026-02-12T01:30:00Z");
        assertThat(red).isEqualTo(Delivery.DELIVERED);
        assertThat(inbox.of("handler", 0, 20, Locale.SIMPLIFIED_CHINESE).total())
                .isEqualTo(2);
    }

    @Test
    void reachesARealReceiverWithEveryEvent() throws Exception {
        addresses.put("handler", "handler@county.example");
        choose(EnumSet.of(NoticeChannel.EMAIL, NoticeChannel.SMS, NoticeChannel.WECOM, NoticeChannel.DINGTALK));
        var all = EnumSet.allOf(NoticeEvent.class);
        all.remove(NoticeEvent.PROMISE_MOVED);
        all.remove(NoticeEvent.UNDELIVERABLE);
        all.remove(NoticeEvent.FOLLOWED);
        for (var event : all) {
            send(event, Map.of(Notice.CARD, "RED", Notice.UNIT, "税务局", Notice.REASON, "limit.FINISH"));
        }

        queue.heard.forEach(queued -> outbox.deliver(queued.noticeId()));

        assertThat(Mail.received()).hasSize(all.size());
        assertThat(HttpReceiver.received().stream()
                        .collect(Collectors.groupingBy(HttpReceiver.Post::path, Collectors.counting())))
                .containsOnly(
                        Map.entry("/sms", (long) all.size()),
                        Map.entry("/wecom", (long) all.size()),
                        Map.entry("/dingtalk", (long) all.size()));
        assertThat(HttpReceiver.received().stream()
                        .map(post -> post.headers().get("Idempotency-key"))
                        .collect(Collectors.toSet()))
                .hasSize(3 * all.size());
        assertThat(HttpReceiver.received())
                .allSatisfy(post -> assertThat(post.body()).doesNotContain("{number}", "null"));
        assertThat(queue.heard.stream()
                        .map(NoticeQueued::noticeId)
                        .map(id -> letters.findById(id).orElseThrow().status()))
                .containsOnly(OutboxMessage.Status.SENT);
    }

    @Test
    void tellsAReporterOnlyThatThePromiseMovedAndKeepsNoNumber() {
        transaction.executeWithoutResult(status -> notices.tell(
                "k",
                NoticeEvent.PROMISE_MOVED,
                new About(CLUE, false, "RED", UNIT, Set.of(), "handler"),
                Map.of(Notice.DUE_AT, "2026-03-02T10:00:00Z", Notice.REASON, "limit.FINISH", Notice.CARD, "RED"),
                false));

        outbox.deliver(queue.onlyId());

        assertThat(onlyPost().body())
                .contains("13900002222", "您反映的问题（编号 WY20260212-0001）", "2026年3月2日 18:00")
                .doesNotContain("红牌", UNIT);
        assertThat(jdbc.queryForList("select * from notice").toString()).doesNotContain("13900002222");
    }

    @Test
    void tellsNoReporterOfASealedReport() {
        transaction.executeWithoutResult(status -> notices.tell(
                "k", NoticeEvent.PROMISE_MOVED, new About(CLUE, true, "RED", null, Set.of(), "x"), Map.of(), false));
        assertThat(queue.heard).isEmpty();
    }

    @Test
    void keepsARobotsKeyUnreadableInTheDatabase() {
        choose(Set.of(NoticeChannel.DINGTALK));

        assertThat(jdbc.queryForList("select address, secret from unit_channel").toString())
                .doesNotContain(TOKEN, SECRET, WECOM_KEY);
        assertThat(units.robot(UNIT, NoticeChannel.DINGTALK)).contains(new UnitChannels.Robot(TOKEN, SECRET));
        assertThat(units.robot(UNIT, NoticeChannel.WECOM)).isEmpty();
    }

    @Test
    void takesOfAPastedAddressOnlyTheKey() {
        units.choose(
                UNIT,
                Set.of(NoticeChannel.WECOM),
                Map.of(NoticeChannel.WECOM, "https://evil.example/send?key=" + WECOM_KEY + "&x=1"),
                null,
                "unithead");
        assertThat(units.robot(UNIT, NoticeChannel.WECOM).orElseThrow().address())
                .isEqualTo(WECOM_KEY);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> units.choose(
                        UNIT, Set.of(), Map.of(NoticeChannel.WECOM, "http://evil.example/a"), null, "unithead"));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> units.choose("other", Set.of(NoticeChannel.DINGTALK), Map.of(), null, "unithead"));
    }

    @Test
    void writesWhatTheCountyWroteInsteadOfTheShippedText() {
        desk.save(NoticeEvent.CLOSED, NoticeChannel.INBOX, "{编号}销号", "请{单位}归档（{牌别}）。", "owner");
        desk.save(NoticeEvent.CLOSED, NoticeChannel.SMS, "{编号}", "短信{编号}。", "owner");
        choose(Set.of(NoticeChannel.SMS));
        send(NoticeEvent.CLOSED, Map.of(Notice.CARD, "RED", Notice.UNIT, "{编号}局"));
        outbox.deliver(queue.onlyId());

        var read = inbox.of("handler", 0, 20, Locale.SIMPLIFIED_CHINESE).items().get(0);
        assertThat(read.subject()).isEqualTo(CLUE + "销号");
        assertThat(read.body()).isEqualTo("请{编号}局归档（红牌）。");
        assertThat(onlyPost().body()).contains("短信" + CLUE + "。");
        assertThat(inbox.of("handler", 0, 20, Locale.ENGLISH).items().get(0).subject())
                .isEqualTo("Clue " + CLUE + " is closed");

        desk.putBack(NoticeEvent.CLOSED, NoticeChannel.INBOX, "owner");
        assertThat(inbox.of("handler", 0, 20, Locale.SIMPLIFIED_CHINESE)
                        .items()
                        .get(0)
                        .subject())
                .isEqualTo("线索 " + CLUE + " 已销号");
        transaction.executeWithoutResult(status -> jdbc.update("delete from notice_text"));
        desk.save(NoticeEvent.CLOSED, NoticeChannel.SMS, "{编号}", "短信{编号}。", "owner");
        desk.putBack(NoticeEvent.CLOSED, NoticeChannel.SMS, "owner");
    }

    @Test
    void givesEveryEventATextInEveryChannel() {
        for (var event : NoticeEvent.values()) {
            for (var channel : NoticeChannel.values()) {
                var draft = desk.draft(event, channel);
                assertThat(desk.preview(event, channel, draft.subject(), draft.body(), Locale.SIMPLIFIED_CHINESE)
                                .faults())
                        .as("%s by %s", event, channel)
                        .isEmpty();
            }
        }
    }

    @Test
    void namesEveryEventsRecipientsOnce() {
        var known =
                Arrays.stream(NoticeEvent.values()).collect(Collectors.toMap(NoticeEvent::name, Function.identity()));
        var rows = jdbc.queryForList("select distinct event from notice_recipient", String.class);
        assertThat(rows).isSubsetOf(known.keySet());
        assertThat(known.values().stream()
                        .filter(event -> !event.forAdministrators())
                        .map(NoticeEvent::name))
                .isSubsetOf(rows);
    }
}
