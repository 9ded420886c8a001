package cn.qingfeng.notification.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Refusal;
import cn.qingfeng.notification.Notice;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.notification.Notices;
import cn.qingfeng.notification.address.SomeAddresses;
import cn.qingfeng.notification.channel.NotificationTest;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@NotificationTest
class InboxTests {

    private static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;
    private static final String CLUE = "WY20260212-0001";

    @Autowired
    Notices notices;

    @Autowired
    Inbox inbox;

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
    }

    private void send(Notice notice) {
        transaction.executeWithoutResult(status -> notices.send(notice));
    }

    private static Notice dispatched(String key, String... recipients) {
        return new Notice(
                key,
                NoticeEvent.DISPATCHED,
                CLUE,
                Set.of(recipients),
                Map.of(Notice.CARD, "YELLOW", Notice.UNIT, "市场监管局", Notice.DUE_AT, "2026-02-12T06:30:00Z"));
    }

    @Test
    void tellsWhatHappenedAndUntilWhenInTheReadersLanguage() {
        send(dispatched("k", "handler"));

        var chinese = inbox.of("handler", 0, 20, CHINESE).items().get(0);
        assertThat(chinese.subject()).isEqualTo("线索 WY20260212-0001 已交办");
        assertThat(chinese.body()).isEqualTo("黄牌线索 WY20260212-0001 已交办市场监管局，请在 2026年2月12日 14:30 前签收或提出退单。");
        assertThat(chinese.link()).isEqualTo("/clues/WY20260212-0001");
        var english = inbox.of("handler", 0, 20, Locale.ENGLISH).items().get(0);
        assertThat(english.body())
                .isEqualTo("Clue WY20260212-0001 (yellow card) is dispatched to 市场监管局."
                        + " It is to be signed for or returned by 12 Feb 2026 14:30.");
    }

    @Test
    void hasAWholeSentenceForEveryEventEvenWithoutFacts() {
        for (var event : NoticeEvent.values()) {
            send(new Notice("k/" + event, event, CLUE, Set.of("handler")));
        }
        for (var locale : new Locale[] {CHINESE, Locale.ENGLISH}) {
            assertThat(inbox.of("handler", 0, 100, locale).items())
                    .hasSize(NoticeEvent.values().length)
                    .allSatisfy(item -> assertThat(item.subject() + item.body()).doesNotContain("{", "}", "null"));
        }
    }

    @Test
    void tellsNobodyTwiceUnderTheSameKey() {
        send(dispatched("k", "handler"));
        send(dispatched("k", "handler", "unithead"));

        assertThat(inbox.of("handler", 0, 20, CHINESE).total()).isOne();
        assertThat(inbox.of("unithead", 0, 20, CHINESE).total()).isOne();
    }

    @Test
    void tellsAgainUnderAnotherKey() {
        send(dispatched("k/1", "handler"));
        send(dispatched("k/2", "handler"));

        assertThat(inbox.unread("handler")).isEqualTo(2);
    }

    @Test
    void staysWithoutANoticeWhenItsCauseIsRolledBack() {
        transaction.executeWithoutResult(status -> {
            notices.send(dispatched("k", "handler"));
            status.setRollbackOnly();
        });

        assertThat(inbox.of("handler", 0, 20, CHINESE).items()).isEmpty();
    }

    @Test
    void refusesANoticeWithoutACausesTransaction() {
        assertThatExceptionOfType(IllegalTransactionStateException.class)
                .isThrownBy(() -> notices.send(dispatched("k", "handler")));
    }

    @Test
    void showsAndMarksOnlyTheOwnNotices() {
        send(dispatched("k", "handler"));
        var id = inbox.of("handler", 0, 20, CHINESE).items().get(0).id();

        assertThat(inbox.of("handler2", 0, 20, CHINESE).items()).isEmpty();
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> inbox.read("handler2", id))
                .extracting(Refusal::kind)
                .isEqualTo(Refusal.Kind.NOT_FOUND);
        assertThat(inbox.unread("handler")).isOne();
    }

    @Test
    void countsUnreadOnesAndKeepsTheFirstReadingsTime() {
        send(dispatched("k/1", "handler"));
        send(dispatched("k/2", "handler"));
        var newest = inbox.of("handler", 0, 20, CHINESE).items().get(0).id();

        assertThat(inbox.read("handler", newest)).isEqualTo("/clues/" + CLUE);
        var readAt = inbox.of("handler", 0, 20, CHINESE).items().get(0).readAt();
        inbox.read("handler", newest);

        assertThat(inbox.unread("handler")).isOne();
        assertThat(inbox.of("handler", 0, 20, CHINESE).items().get(0).readAt())
                .isNotNull()
                .isEqualTo(readAt);
    }

    @Test
    void marksAllOfOneReaderAsRead() {
        send(dispatched("k/1", "handler", "handler2"));
        send(dispatched("k/2", "handler"));

        inbox.readAll("handler");

        assertThat(inbox.unread("handler")).isZero();
        assertThat(inbox.unread("handler2")).isOne();
    }

    @Test
    void pagesNewestFirstAndBoundsThePage() {
        for (var i = 0; i < 25; i++) {
            send(dispatched("k/" + i, "handler"));
        }
        var first = inbox.of("handler", 0, 20, CHINESE);
        var second = inbox.of("handler", 1, 20, CHINESE);

        assertThat(first.items())
                .hasSize(20)
                .isSortedAccordingTo((a, b) -> b.createdAt().compareTo(a.createdAt()));
        assertThat(second.items()).hasSize(5);
        assertThat(first.pages()).isEqualTo(2);
        assertThat(inbox.of("handler", 9, 20, CHINESE).items()).isEmpty();
        assertThat(inbox.of("handler", 0, 100_000, CHINESE).items()).hasSize(25);
        assertThatThrownBy(() -> inbox.of("handler", -1, 20, CHINESE)).isInstanceOf(Refusal.class);
    }

    @Test
    void keepsMarkupAndTemplateSyntaxInAFactAsPlainText() {
        var unit = "<script>alert(1)</script>${7*7}{0}'\r\nBcc: x@y";
        send(new Notice("k", NoticeEvent.CARD_RAISED, CLUE, Set.of("handler"), Map.of(Notice.UNIT, unit)));

        var item = inbox.of("handler", 0, 20, CHINESE).items().get(0);
        assertThat(item.body())
                .contains("<script>alert(1)</script>${7*7}{0}' Bcc: x@y")
                .doesNotContain("\n", "\r");
    }

    @Test
    void queuesAMailOnlyForWhoHasAnAddress() {
        addresses.put("handler", "handler@county.example");

        send(dispatched("k", "handler", "unithead"));

        assertThat(queue.heard).hasSize(1);
        assertThat(queue.heard.get(0).key()).isEqualTo("k");
        assertThat(inbox.of("handler", 0, 20, CHINESE).total()).isOne();
    }
}
