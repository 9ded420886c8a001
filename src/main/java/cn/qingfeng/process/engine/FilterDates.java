package cn.qingfeng.process.engine;

import cn.qingfeng.calendar.clock.CountyClock;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Date;

/**
 * The bean {@code filterDates} that Tasklist's filters name: days as the county counts them, wherever the server stands. It
 * only tells dates, so diagrams may name it as well.
 */
@BpmnBean(value = "filterDates", in = "")
public class FilterDates {
    /** Days after today whose limits count as coming soon. */
    private static final int SOON = 3;

    private final Clock clock;

    public FilterDates(Clock clock) {
        this.clock = clock;
    }

    /** Midnight at which today began. */
    public Date startOfToday() {
        return midnight(0);
    }

    /** Midnight at which today ends. */
    public Date startOfTomorrow() {
        return midnight(1);
    }

    /** Midnight at the end of the third day after today. */
    public Date endOfSoon() {
        return midnight(1 + SOON);
    }

    private Date midnight(int daysAhead) {
        LocalDate today = LocalDate.now(clock.withZone(CountyClock.ZONE));
        return Date.from(
                today.plusDays(daysAhead).atStartOfDay(CountyClock.ZONE).toInstant());
    }
}
