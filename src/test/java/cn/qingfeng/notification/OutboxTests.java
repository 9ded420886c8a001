package cn.qingfeng.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.qingfeng.Refusal;
import cn.qingfeng.notification.address.SomeAddresses;
import cn.qingfeng.notification.channel.NotificationTest;
import cn.qingfeng.notification.inbox.Inbox;
import cn.qingfeng.testing.Mail;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionTemplate;

@NotificationTest
class OutboxTests {

    private static final String CLUE = "WY20260212-0001";

    @Autowired
    Notices notices;

    @Autowired
    Outbox outbox;

    @Autowired
    Inbox inbox;

    @Autowired
    OutboxMessages letters;

    @Autowired
    SomeAddresses addresses;

    @Autowired
    NotificationTest.Queue queue;

    @Autowired
    JavaMailSenderImpl sender;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    NotificationTest.Anew anew;

    @BeforeEach
    void start() throws Exception {
        anew.begin();
        addresses.put("handler", "handler@county.example");
        sender.setPort(Mail.port());
    }

    @AfterEach
    void stop() {
        Mail.up();
    }

    private String queued() {
        transaction.executeWithoutResult(status -> notices.send(new Notice(
                "k",
                NoticeEvent.DISPATCHED,
                CLUE,
                Set.of("handler"),
                Map.of(Notice.CARD, "RED", Notice.UNIT, "<b>税务局</b>", Notice.DUE_AT, "2026-02-12T06:30:00Z"))));
        return queue.onlyId();
    }

    private OutboxMessage letter(String id) {
        return letters.findById(id).orElseThrow();
    }

    @Test
    void mailsNumberEventLimitAndALinkBehindTheLogin() throws Exception {
        var id = queued();

        assertThat(outbox.deliver(id)).isEqualTo(Delivery.DELIVERED);

        var mail = Mail.received().get(0);
        assertThat(mail.getSubject()).isEqualTo("线索 WY20260212-0001 已交办");
        assertThat(mail.getContentType()).startsWithIgnoringCase("text/plain");
        assertThat((String) mail.getContent())
                .contains("红牌线索 WY20260212-0001 已交办<b>税务局</b>，请在 2026年2月12日 14:30 前签收")
                .contains("https://qingfeng.county.example/clues/WY20260212-0001");
        assertThat(mail.getHeader("Message-ID")).containsExactly("<" + id + "@qingfeng>");
        assertThat(mail.getFrom()[0]).hasToString("qingfeng@county.example");
        assertThat(letter(id).status()).isEqualTo(OutboxMessage.Status.SENT);
        assertThat(letter(id).sentAt()).isNotNull();
        assertThat(letter(id).attempts()).isOne();
    }

    @Test
    void mailsOnceHoweverOftenItIsAsked() {
        var id = queued();

        outbox.deliver(id);
        assertThat(outbox.deliver(id)).isEqualTo(Delivery.DELIVERED);

        assertThat(Mail.received()).hasSize(1);
    }

    @Test
    void repeatsUnderTheSameMessageIdAfterACrashBetweenSendAndCommit() throws Exception {
        var id = queued();
        transaction.executeWithoutResult(status -> {
            outbox.deliver(id);
            status.setRollbackOnly();
        });

        outbox.deliver(id);

        assertThat(Mail.received()).hasSize(2);
        assertThat(Mail.received().get(0).getMessageID())
                .isEqualTo(Mail.received().get(1).getMessageID());
    }

    @Test
    void keepsTheLetterWhileTheServerIsDownAndMailsItOnceAfterwards() {
        var id = queued();
        Mail.down();

        assertThatExceptionOfType(NotDelivered.class)
                .isThrownBy(() -> outbox.deliver(id))
                .withMessageContaining("连不上邮件服务器")
                .withMessageNotContaining("county.example");
        assertThatExceptionOfType(NotDelivered.class).isThrownBy(() -> outbox.deliver(id));
        assertThat(letter(id).status()).isEqualTo(OutboxMessage.Status.QUEUED);
        assertThat(letter(id).attempts()).isEqualTo(2);
        assertThat(letter(id).lastError()).contains("unreachable");
        assertThat(inbox.unread("handler")).isOne();

        Mail.up();
        outbox.deliver(id);

        assertThat(Mail.received()).hasSize(1);
        assertThat(letter(id).status()).isEqualTo(OutboxMessage.Status.SENT);
        assertThat(letter(id).lastError()).isNull();
    }

    @Test
    void givesUpOnAnAddressRefusedForGoodAndTellsTheAdministrator() throws Exception {
        var id = queued();
        try (var refusing = new RefusingSmtp("550 5.1.1 <handler@county.example> unknown")) {
            sender.setPort(refusing.port());

            assertThat(outbox.deliver(id)).isEqualTo(Delivery.UNDELIVERABLE);
        }

        assertThat(letter(id).status()).isEqualTo(OutboxMessage.Status.FAILED);
        assertThat(letter(id).lastError()).contains("550").doesNotContain("county.example");
        assertThat(inbox.of("admin", 0, 20, Locale.SIMPLIFIED_CHINESE).items())
                .singleElement()
                .satisfies(item ->
                        assertThat(item.body()).contains(CLUE, "handler", "拒收").doesNotContain("county.example"));
        assertThat(outbox.deliver(id)).isEqualTo(Delivery.UNDELIVERABLE);
    }

    @Test
    void triesAgainWhenTheServerRefusesForNow() throws Exception {
        var id = queued();
        try (var refusing = new RefusingSmtp("450 4.2.1 <handler@county.example> greylisted")) {
            sender.setPort(refusing.port());

            assertThatExceptionOfType(NotDelivered.class)
                    .isThrownBy(() -> outbox.deliver(id))
                    .withMessageContaining("450")
                    .withMessageNotContaining("county.example")
                    .withNoCause();
        }
        assertThat(letter(id).status()).isEqualTo(OutboxMessage.Status.QUEUED);
    }

    @Test
    void triesAgainWhenTheServerHangs() throws Exception {
        var id = queued();
        try (var silent = new java.net.ServerSocket(0)) {
            sender.setPort(silent.getLocalPort());

            assertThatExceptionOfType(NotDelivered.class).isThrownBy(() -> outbox.deliver(id));
        }
        assertThat(letter(id).attempts()).isOne();
    }

    @Test
    void givesUpOnAMalformedAddressAndOnAnAddressThatIsGone() {
        var id = queued();
        addresses.put("handler", "not an address\r\nBcc: everybody@county.example");
        assertThat(outbox.deliver(id)).isEqualTo(Delivery.UNDELIVERABLE);
        assertThat(letter(id).lastError()).contains("badAddress");

        addresses.clear();
        outbox.sendAgain(id);
        assertThat(outbox.deliver(id)).isEqualTo(Delivery.UNDELIVERABLE);
        assertThat(letter(id).lastError()).contains("noAddress");
        assertThat(Mail.received()).isEmpty();
    }

    @Test
    void sendsAFailedLetterAgainOnceItsAddressIsMended() {
        var id = queued();
        addresses.clear();
        outbox.deliver(id);
        queue.heard.clear();
        addresses.put("handler", "new@county.example");

        outbox.sendAgain(id);
        outbox.deliver(queue.onlyId());

        assertThat(Mail.received()).hasSize(1);
        assertThat(letter(id).status()).isEqualTo(OutboxMessage.Status.SENT);
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> outbox.sendAgain(id));
    }
}
