package cn.qingfeng.calendar.office;

import cn.qingfeng.calendar.LimitsByCalendar;
import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.calendar.sheet.CalendarSheets;
import cn.qingfeng.calendar.sheet.StatutoryDays;
import java.time.Clock;
import java.time.LocalDate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts the limits anew, once, when the product knows other days of the law than those by which they were counted: after an
 * upgrade. Nothing else tells that such a day is free now, since nobody entered it.
 */
@Component
class LawFollower {

    private static final Logger LOG = LoggerFactory.getLogger(LawFollower.class);

    /** The longest limit reaches so many years ahead. */
    private static final int YEARS_AHEAD = WorkingCalendar.DAYS_AT_MOST / 200;

    private final JdbcTemplate jdbc;
    private final CalendarSheets sheets;
    private final ObjectProvider<LimitsByCalendar> limits;
    private final Clock clock;

    LawFollower(JdbcTemplate jdbc, CalendarSheets sheets, ObjectProvider<LimitsByCalendar> limits, Clock clock) {
        this.jdbc = jdbc;
        this.sheets = sheets;
        this.limits = limits;
        this.clock = clock;
    }

    /** One node does it: the others wait for the row and find it done. */
    @EventListener(ApplicationReadyEvent.class)
    @Transactional
    public void follow() {
        var counted = jdbc.queryForObject("select days from calendar_law where id = 1 for update", String.class);
        var law = StatutoryDays.law();
        if (law.equals(counted)) {
            return;
        }
        var year = LocalDate.ofInstant(clock.instant(), CountyClock.ZONE).getYear();
        var moved = 0;
        for (var next = year; next <= year + YEARS_AHEAD; next++) {
            if (!sheets.current().official(next)) {
                moved += count(next);
            }
        }
        jdbc.update("update calendar_law set days = ? where id = 1", law);
        if (moved > 0) {
            LOG.info("The law's own holidays are others than before: {} limits have another end.", moved);
        }
    }

    private int count(int year) {
        var counts = limits.getIfAvailable();
        return counts == null
                ? 0
                : counts.countAnew(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31))
                        .size();
    }
}
