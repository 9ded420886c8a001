package cn.qingfeng.notification.channel;

import cn.qingfeng.Messages;
import cn.qingfeng.keys.Sealing;
import cn.qingfeng.notification.NoticeQueued;
import cn.qingfeng.notification.Notices;
import cn.qingfeng.notification.Outbox;
import cn.qingfeng.notification.Recipients;
import cn.qingfeng.notification.ReporterPhones;
import cn.qingfeng.notification.address.Seal;
import cn.qingfeng.notification.address.SomeAddresses;
import cn.qingfeng.notification.address.UnitChannels;
import cn.qingfeng.notification.inbox.Inbox;
import cn.qingfeng.notification.text.NoticeDesk;
import cn.qingfeng.notification.text.NoticeTemplates;
import cn.qingfeng.notification.text.NoticeTexts;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.county.CountyBook;
import cn.qingfeng.testing.HttpReceiver;
import cn.qingfeng.testing.Mail;
import cn.qingfeng.testing.OnBothDatabases;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.api.migration.JavaMigration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.mail.MailSenderAutoConfiguration;
import org.springframework.boot.test.autoconfigure.jdbc.AutoConfigureTestDatabase;
import org.springframework.boot.test.autoconfigure.orm.jpa.DataJpaTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The room on its real tables and texts, with an address book and a clock in the test's hand; no engine, no web. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@OnBothDatabases
@DataJpaTest(
        showSql = false,
        includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = JavaMigration.class),
        properties = {
            "qingfeng.mail.enabled=true",
            "qingfeng.mail.from=qingfeng@county.example",
            "qingfeng.mail.url=https://qingfeng.county.example",
            "spring.mail.properties.mail.smtp.connectiontimeout=2000",
            "spring.mail.properties.mail.smtp.timeout=1000"
        })
@AutoConfigureTestDatabase(replace = AutoConfigureTestDatabase.Replace.NONE)
@ImportAutoConfiguration({MailSenderAutoConfiguration.class, JacksonAutoConfiguration.class})
@ContextConfiguration(initializers = NotificationTest.Gateways.class)
@Import({
    Messages.class,
    Sealing.class,
    Organization.class,
    CountyBook.class,
    cn.qingfeng.organization.county.CountyRights.class,
    cn.qingfeng.organization.guard.GuardedChanges.class,
    cn.qingfeng.organization.absence.Absences.class,
    Notices.class,
    Recipients.class,
    Inbox.class,
    Outbox.class,
    ChannelBreakers.class,
    UnitChannels.class,
    Seal.class,
    EmailChannel.class,
    SmsChannel.class,
    WecomChannel.class,
    DingtalkChannel.class,
    HttpPost.class,
    NoticeTexts.class,
    NoticeTemplates.class,
    NoticeDesk.class,
    NotificationTest.Surroundings.class
})
@Transactional(propagation = Propagation.NOT_SUPPORTED)
public @interface NotificationTest {

    /** The ways out over HTTP lead to a receiver of the test's. */
    class Gateways implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of(
                            "qingfeng.notification.sms.url=" + HttpReceiver.url("/sms"),
                            "qingfeng.notification.sms.token=gateway-token",
                            "qingfeng.notification.sms.success=\"code\":0",
                            "qingfeng.notification.wecom=" + HttpReceiver.url("/wecom"),
                            "qingfeng.notification.dingtalk=" + HttpReceiver.url("/dingtalk"),
                            "qingfeng.notification.timeout=1s")
                    .applyTo(context);
        }
    }

    /** What the engine would hear. */
    class Queue {
        public final List<NoticeQueued> heard = new ArrayList<>();

        @EventListener
        void on(NoticeQueued queued) {
            heard.add(queued);
        }

        public String onlyId() {
            if (heard.size() != 1) {
                throw new AssertionError("expected one queued notice, got " + heard);
            }
            return heard.get(0).noticeId();
        }
    }

    /** Nothing lies in the room, nobody has an address, everything that goes out arrives. */
    record Anew(
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            UnitChannels units,
            Queue queue,
            SomeAddresses addresses,
            ChannelBreakers breakers) {

        public void begin() throws Exception {
            transaction.executeWithoutResult(status -> {
                jdbc.update("delete from notice");
                // A change through the room, which remembers what it has read.
                units.choose("none", Set.of(), Map.of(), null, "nobody");
                jdbc.update("delete from unit_channel");
            });
            queue.heard.clear();
            addresses.clear();
            breakers.reopen();
            HttpReceiver.empty();
            Mail.up();
            Mail.empty();
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    @Import({NotificationSettings.class, SomeAddresses.class, Anew.class})
    class Surroundings {
        @Bean
        Queue queue() {
            return new Queue();
        }

        /** The reporter of every clue. */
        @Bean
        ReporterPhones reporterPhones() {
            return number -> Optional.of("13900002222");
        }

        static final Instant MORNING = Instant.parse("2026-02-12T01:00:00Z");

        /** Each look is a second later, so that “newest first” is a plain order. */
        @Bean
        Clock clock() {
            return new Clock() {
                private Instant now = MORNING;

                @Override
                public ZoneId getZone() {
                    return ZoneId.of("Asia/Shanghai");
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public synchronized Instant instant() {
                    now = now.plus(Duration.ofSeconds(1));
                    return now;
                }
            };
        }
    }
}
