package cn.qingfeng.calendar.clock;

import cn.qingfeng.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one clock of the product, in the county's zone. It shows the machine's time, except where
 * {@code qingfeng.clock.movable=true} (the demo): there it can be moved, and stays moved after a restart, because a clue
 * registered on a moved clock would otherwise lie in the future.
 */
@Component
@DependsOnDatabaseInitialization
public class CountyClock extends Clock {

    /** The zone in which the county works; every date and hour a person reads is in it. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Clock base;
    private final boolean movable;
    private final ObjectProvider<JdbcTemplate> jdbc;
    private final ObjectProvider<PlatformTransactionManager> transactions;
    private final ApplicationEventPublisher events;
    private volatile Duration offset = Duration.ZERO;

    @Autowired
    CountyClock(
            @Value("${qingfeng.clock.movable:false}") boolean movable,
            ObjectProvider<JdbcTemplate> jdbc,
            ObjectProvider<PlatformTransactionManager> transactions,
            ApplicationEventPublisher events) {
        this.base = Clock.system(ZONE);
        this.movable = movable;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.events = events;
        if (movable) {
            offset = stored();
        }
    }

    @Override
    public ZoneId getZone() {
        return ZONE;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(base.withZone(zone), offset);
    }

    @Override
    public Instant instant() {
        return base.instant().plus(offset);
    }

    /** Whether this installation lets its clock be moved. */
    public boolean movable() {
        return movable;
    }

    /** How far the clock stands from the machine's; zero where it was never moved. */
    public Duration offset() {
        return offset;
    }

    /**
     * Moves the clock by {@code amount} from where it stands, backwards if negative.
     *
     * @throws Refusal where the clock is not movable
     */
    public void moveBy(Duration amount) {
        shift(offset.plus(amount));
    }

    /**
     * Moves the clock so that it shows {@code instant} now.
     *
     * @throws Refusal where the clock is not movable
     */
    public void moveTo(Instant instant) {
        shift(Duration.between(base.instant(), instant));
    }

    /**
     * Brings the clock back to the machine's time.
     *
     * @throws Refusal where the clock is not movable
     */
    public void moveToPresent() {
        shift(Duration.ZERO);
    }

    private synchronized void shift(Duration target) {
        if (!movable) {
            throw Refusal.forbidden("calendar.clock.fixed");
        }
        new TransactionTemplate(transactions.getObject()).executeWithoutResult(tx -> store(target));
        offset = target;
        events.publishEvent(new ClockMoved(instant()));
    }

    /** Shows what another node was moved to, if it was. */
    synchronized void follow() {
        var stored = stored();
        if (!stored.equals(offset)) {
            offset = stored;
            events.publishEvent(new ClockMoved(instant()));
        }
    }

    private Duration stored() {
        return jdbc
                .getObject()
                .query("select offset_millis from calendar_clock where id = 1", (row, n) -> row.getLong(1))
                .stream()
                .findFirst()
                .map(Duration::ofMillis)
                .orElse(Duration.ZERO);
    }

    private void store(Duration target) {
        var template = jdbc.getObject();
        if (template.update("update calendar_clock set offset_millis = ? where id = 1", target.toMillis()) == 0) {
            template.update("insert into calendar_clock (id, offset_millis) values (1, ?)", target.toMillis());
        }
    }
}
