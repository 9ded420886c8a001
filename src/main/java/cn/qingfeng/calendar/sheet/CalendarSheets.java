package cn.qingfeng.calendar.sheet;

import cn.qingfeng.calendar.CalendarChanged;
import java.time.Duration;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The calendar read once and kept. A change is seen at once by the transaction that makes it, by this node as soon as it is
 * committed, and by the other nodes, which hear of nothing, within {@link #SHELF_LIFE}.
 */
@Component
public class CalendarSheets {

    private static final Duration SHELF_LIFE = Duration.ofSeconds(20);

    private record Kept(CalendarSheet sheet, long readAt) {
        boolean fresh() {
            return System.nanoTime() - readAt < SHELF_LIFE.toNanos();
        }
    }

    private final CalendarDays days;
    private final CalendarYears years;
    private final Timetables timetables;
    private volatile Kept kept;

    CalendarSheets(CalendarDays days, CalendarYears years, Timetables timetables) {
        this.days = days;
        this.years = years;
        this.timetables = timetables;
    }

    public CalendarSheet current() {
        if (TransactionSynchronizationManager.hasResource(this)) {
            return read();
        }
        var known = kept;
        if (known == null || !known.fresh()) {
            known = new Kept(read(), System.nanoTime());
            kept = known;
        }
        return known.sheet();
    }

    private CalendarSheet read() {
        return new CalendarSheet(days.findAll(), years.findAll(), timetables.findAll());
    }

    /** Before all other listeners, who may already want to count by the new calendar. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(CalendarChanged changed) {
        kept = null;
        if (!TransactionSynchronizationManager.isSynchronizationActive()
                || TransactionSynchronizationManager.hasResource(this)) {
            return;
        }
        TransactionSynchronizationManager.bindResource(this, changed);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void suspend() {
                TransactionSynchronizationManager.unbindResource(CalendarSheets.this);
            }

            @Override
            public void resume() {
                TransactionSynchronizationManager.bindResource(CalendarSheets.this, changed);
            }

            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResourceIfPossible(CalendarSheets.this);
                kept = null;
            }
        });
    }
}
