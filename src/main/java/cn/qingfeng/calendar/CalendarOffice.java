package cn.qingfeng.calendar;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.WorkingHours.Span;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the calendar: single days, a year's standing, the working hours. Every change is published. */
@Service
@Transactional
public class CalendarOffice {

    /** A day that differs from its weekday. */
    public record Day(LocalDate date, DayRule rule, String name, String source) {}

    /** A year's standing and its special days. */
    public record Year(int year, boolean official, String source, List<Day> days) {}

    /** The hours of a working day from {@code validFrom} until the next row. */
    public record Hours(
            LocalDate validFrom,
            LocalTime morningFrom,
            LocalTime morningTo,
            LocalTime afternoonFrom,
            LocalTime afternoonTo) {}

    private static final int TEXT = 64;
    private static final int SOURCE = 500;

    private final CalendarDays days;
    private final CalendarYears years;
    private final Timetables timetables;
    private final ApplicationEventPublisher events;

    CalendarOffice(CalendarDays days, CalendarYears years, Timetables timetables, ApplicationEventPublisher events) {
        this.days = days;
        this.years = years;
        this.timetables = timetables;
        this.events = events;
    }

    /** A year with its special days; a year nobody has entered is not official and has none. */
    @Transactional(readOnly = true)
    public Year year(int number) {
        checkYear(number);
        var listed = days
                .findByCalendarDateBetweenOrderByCalendarDate(LocalDate.of(number, 1, 1), LocalDate.of(number, 12, 31))
                .stream()
                .map(day -> new Day(day.date(), day.rule(), day.name(), day.source()))
                .toList();
        return years.findById(number)
                .map(year -> new Year(number, year.official(), year.source(), listed))
                .orElseGet(() -> new Year(number, false, null, listed));
    }

    /** Makes a day free or a working day. */
    public void setDay(LocalDate date, DayRule rule, String name, String source) {
        checkYear(date.getYear());
        days.save(new CalendarDay(date, rule, text(name, TEXT, "calendar.day.name"), optional(source)));
        events.publishEvent(new CalendarChanged(date.getYear()));
    }

    /** Makes a day again what its weekday is. */
    public void clearDay(LocalDate date) {
        days.deleteById(date);
        events.publishEvent(new CalendarChanged(date.getYear()));
    }

    /** Says whether the days of a year are the official list, and where it was read. */
    public void setOfficial(int year, boolean official, String source) {
        checkYear(year);
        if (official) {
            text(source, SOURCE, "calendar.year.source");
        }
        years.save(new CalendarYear(year, official, optional(source)));
        events.publishEvent(new CalendarChanged(year));
    }

    /** All rows of hours, oldest first. */
    @Transactional(readOnly = true)
    public List<Hours> hours() {
        return timetables.findAll(org.springframework.data.domain.Sort.by("validFrom")).stream()
                .map(row -> new Hours(
                        row.validFrom(),
                        row.morning().from(),
                        row.morning().to(),
                        row.afternoon().from(),
                        row.afternoon().to()))
                .toList();
    }

    /** Sets the hours from a date on, until the next row's date. */
    public void setHours(Hours row) {
        checkYear(row.validFrom().getYear());
        if (!row.morningFrom().isBefore(row.morningTo())
                || row.morningTo().isAfter(row.afternoonFrom())
                || !row.afternoonFrom().isBefore(row.afternoonTo())) {
            throw Refusal.invalid("calendar.hours.order");
        }
        timetables.save(new WorkingHours(
                row.validFrom(),
                new Span(row.morningFrom(), row.morningTo()),
                new Span(row.afternoonFrom(), row.afternoonTo())));
        events.publishEvent(new CalendarChanged(row.validFrom().getYear()));
    }

    private static String text(String text, int most, String key) {
        if (text == null || text.isBlank() || text.length() > most) {
            throw Refusal.invalid(key, String.valueOf(most));
        }
        return text.strip();
    }

    private static String optional(String source) {
        return source == null || source.isBlank() ? null : text(source, SOURCE, "calendar.year.source");
    }

    private static void checkYear(int year) {
        if (year < 2000 || year > 2100) {
            throw Refusal.invalid("calendar.year.range");
        }
    }
}
