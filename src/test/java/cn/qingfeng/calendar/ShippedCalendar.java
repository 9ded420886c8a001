package cn.qingfeng.calendar;

import cn.qingfeng.calendar.sheet.ShippedSheets;

/** Counts on the calendar that ships, without Spring or a database. */
public final class ShippedCalendar {

    private ShippedCalendar() {}

    public static WorkingCalendar calendar() {
        return new WorkingCalendar(ShippedSheets.sheets());
    }
}
