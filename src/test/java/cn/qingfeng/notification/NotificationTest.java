package cn.qingfeng.notification;

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
import org.flywaydb.core.api.migration.JavaMigration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.MessageSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.mail.MailSenderAutoConfiguration;
import org.springframework.boot.test.autoconfigure.jdbc.AutoConfigureTestDatabase;
import org.springframework.boot.test.autoconfigure.orm.jpa.DataJpaTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

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
@ImportAutoConfiguration({MessageSourceAutoConfiguration.class, MailSenderAutoConfiguration.class})
@Import({
    Notices.class,
    Inbox.class,
    Outbox.class,
    EmailChannel.class,
    NoticeTexts.class,
    NotificationTest.Surroundings.class
})
@Transactional(propagation = Propagation.NOT_SUPPORTED)
@interface NotificationTest {

    /** What the engine would hear. */
    class Queue {
        final List<NoticeQueued> heard = new ArrayList<>();

        @EventListener
        void on(NoticeQueued queued) {
            heard.add(queued);
        }

        String onlyId() {
            if (heard.size() != 1) {
                throw new AssertionError("expected one queued notice, got " + heard);
            }
            return heard.get(0).noticeId();
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    @Import({NotificationSettings.class, SomeAddresses.class})
    class Surroundings {
        @Bean
        Queue queue() {
            return new Queue();
        }

        /** Each look is a second later, so that “newest first” is a plain order. */
        @Bean
        Clock clock() {
            return new Clock() {
                private Instant now = Instant.parse("2026-02-12T01:00:00Z");

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
