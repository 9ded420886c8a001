package cn.qingfeng.calendar.office;

import cn.qingfeng.calendar.sheet.DayRule;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;

/**
 * How parts of the calendar are to be, or were; parts that are not named stay as they are.
 *
 * @param days single days
 * @param year a year's standing, null where it stays
 * @param hours a row of working hours, null where they stay
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CalendarEdit(List<OneDay> days, OneYear year, OneTimetable hours) {

    /** A day; without a rule it is what its weekday is. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OneDay(LocalDate date, DayRule rule, String name, String source) {}

    /** Whether the year's days are the official list, and where it was read. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OneYear(int year, boolean official, String source) {}

    /** The hours from a date on; without {@code row} there is no such row. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OneTimetable(LocalDate validFrom, CalendarOffice.Hours row) {}

    public CalendarEdit {
        days = days == null ? List.of() : List.copyOf(days);
    }

    static CalendarEdit of(OneDay day) {
        return new CalendarEdit(List.of(day), null, null);
    }

    /** The first day that counts otherwise. */
    LocalDate first() {
        return hours != null
                ? hours.validFrom()
                : year != null
                        ? LocalDate.of(year.year(), 1, 1)
                        : days.stream()
                                .map(OneDay::date)
                                .min(LocalDate::compareTo)
                                .orElseThrow();
    }

    /** The last; hours hold until there are others, which may be never. */
    LocalDate last() {
        return hours != null
                ? LocalDate.of(2100, 12, 31)
                : year != null
                        ? LocalDate.of(year.year(), 12, 31)
                        : days.stream()
                                .map(OneDay::date)
                                .max(LocalDate::compareTo)
                                .orElseThrow();
    }
}
