package cn.qingfeng.calendar.clock;

import static java.time.temporal.ChronoUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cn.qingfeng.Refusal;
import cn.qingfeng.testing.TablesTest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.PlatformTransactionManager;

@TablesTest
@TestPropertySource(properties = "qingfeng.clock.movable=true")
@Import(CountyClock.class)
@RecordApplicationEvents
class CountyClockTests {

    @Autowired
    CountyClock clock;

    @Autowired
    ObjectProvider<JdbcTemplate> jdbc;

    @Autowired
    ObjectProvider<PlatformTransactionManager> transactions;

    @Autowired
    ApplicationEventPublisher publisher;

    @Autowired
    ApplicationEvents events;

    @Test
    void staysMovedAfterARestart() {
        clock.moveToPresent();
        clock.moveBy(Duration.ofDays(3));
        var restarted = new CountyClock(true, jdbc, transactions, publisher);
        assertThat(restarted.offset()).isEqualTo(Duration.ofDays(3));
        assertThat(restarted.instant()).isCloseTo(Instant.now().plus(Duration.ofDays(3)), within(1, MINUTES));
        clock.moveToPresent();
    }

    @Test
    void tellsWhoeverKeepsAClockThatItMoved() {
        var then = Instant.parse("2026-02-12T02:00:00Z");
        clock.moveTo(then);
        assertThat(events.stream(ClockMoved.class))
                .singleElement()
                .satisfies(moved -> assertThat(moved.now()).isCloseTo(then, within(1, MINUTES)));
        assertThat(clock.instant()).isCloseTo(then, within(1, MINUTES));
        clock.moveToPresent();
    }

    @Test
    void refusesToMoveWhereItIsNotADemo() {
        var fixed = new CountyClock(false, jdbc, transactions, publisher);
        assertThatThrownBy(() -> fixed.moveBy(Duration.ofHours(1)))
                .isInstanceOf(Refusal.class)
                .hasMessage("calendar.clock.fixed");
        assertThat(fixed.instant()).isCloseTo(Instant.now(), within(1, MINUTES));
    }
}
