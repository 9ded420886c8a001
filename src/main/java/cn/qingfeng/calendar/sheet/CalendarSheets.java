package cn.qingfeng.calendar.sheet;

import cn.qingfeng.Shelf;
import cn.qingfeng.calendar.CalendarChanged;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The calendar as it stands, read once and kept. */
@Component
public class CalendarSheets {

    private final Shelf<CalendarSheet> sheet;

    CalendarSheets(CalendarDays days, CalendarYears years, Timetables timetables) {
        sheet = new Shelf<>(() -> new CalendarSheet(days.findAll(), years.findAll(), timetables.findAll()));
    }

    public CalendarSheet current() {
        return sheet.get();
    }

    /** Before all other listeners, who may already want to count by the new calendar. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(CalendarChanged changed) {
        sheet.changed();
    }
}
