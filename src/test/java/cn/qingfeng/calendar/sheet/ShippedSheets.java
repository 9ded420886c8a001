package cn.qingfeng.calendar.sheet;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The calendar that ships, as its tables' file says it, without a database. */
public final class ShippedSheets {

    private static final Path FILE = Path.of("src/main/resources/db/tables/V002__calendar.sql");

    private ShippedSheets() {}

    public static CalendarSheets sheets() {
        var days = mock(CalendarDays.class);
        var years = mock(CalendarYears.class);
        var hours = mock(Timetables.class);
        when(days.findAll())
                .thenReturn(rows("\\('([-\\d]{10})', '(OFF|WORK)', '([^']+)', '([^']+)'\\)").stream()
                        .map(row -> new CalendarDay(
                                LocalDate.parse(row.group(1)),
                                DayRule.valueOf(row.group(2)),
                                row.group(3),
                                row.group(4)))
                        .toList());
        when(years.findAll())
                .thenReturn(rows("\\((\\d{4}), (true|false), '([^']+)'\\)").stream()
                        .map(row -> new CalendarYear(
                                Integer.parseInt(row.group(1)), Boolean.parseBoolean(row.group(2)), row.group(3)))
                        .toList());
        when(hours.findAll())
                .thenReturn(rows("\\('([-\\d]{10})', '(\\d\\d:\\d\\d)', '(.{5})', '(.{5})', '(.{5})'\\)").stream()
                        .map(row -> new WorkingHours(
                                LocalDate.parse(row.group(1)),
                                new WorkingHours.Span(LocalTime.parse(row.group(2)), LocalTime.parse(row.group(3))),
                                new WorkingHours.Span(LocalTime.parse(row.group(4)), LocalTime.parse(row.group(5)))))
                        .toList());
        return new CalendarSheets(days, years, hours);
    }

    private static List<MatchResult> rows(String pattern) {
        try {
            return Pattern.compile(pattern)
                    .matcher(Files.readString(FILE))
                    .results()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
