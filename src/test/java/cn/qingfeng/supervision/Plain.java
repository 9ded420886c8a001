package cn.qingfeng.supervision;

import cn.qingfeng.calendar.clock.CountyClock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts working time the slow way, minute by minute and day by day, from the State Council's notice for 2026. */
final class Plain {

    private static final Set<LocalDate> OFF = Stream.of(
                    "01-01/01-03",
                    "02-15/02-23",
                    "04-04/04-06",
                    "05-01/05-05",
                    "06-19/06-21",
                    "09-25/09-27",
                    "10-01/10-07")
            .flatMap(range -> LocalDate.parse("2026-" + range.substring(0, 5))
                    .datesUntil(LocalDate.parse("2026-" + range.substring(6)).plusDays(1)))
            .collect(Collectors.toSet());

    private static final Set<LocalDate> MADE_UP = Stream.of("01-04", "02-14", "02-28", "05-09", "09-20", "10-10")
            .map(day -> LocalDate.parse("2026-" + day))
            .collect(Collectors.toSet());

    private static final LocalTime CLOSE = LocalTime.of(18, 0);

    private Plain() {}

    static Instant due(Instant start, int amount, LimitUnit unit) {
        var from = local(start);
        return switch (unit) {
            case WORKING_HOURS -> plusMinutes(start, amount * 60);
            case WORKING_DAYS -> close(plusDays(from.toLocalDate(), amount));
            case SAME_DAY ->
                works(from.toLocalDate()) && from.toLocalTime().isBefore(CLOSE)
                        ? close(from.toLocalDate())
                        : close(plusDays(from.toLocalDate(), 1));
            case NATURAL_DAYS -> {
                var day = from.toLocalDate().plusDays(amount);
                while (!works(day)) {
                    day = day.plusDays(1);
                }
                yield close(day);
            }
        };
    }

    static Instant step(Instant due, int amount, LimitUnit unit) {
        if (amount == 0) {
            return due;
        }
        if (amount > 0) {
            return due(due, amount, unit);
        }
        if (unit == LimitUnit.WORKING_DAYS) {
            var day = local(due).toLocalDate();
            for (var left = -amount; left > 0; ) {
                day = day.minusDays(1);
                if (works(day)) {
                    left--;
                }
            }
            return day.atTime(local(due).toLocalTime()).atZone(CountyClock.ZONE).toInstant();
        }
        var at = due;
        for (var left = -amount * 60; left > 0; ) {
            at = at.minusSeconds(60);
            if (works(at)) {
                left--;
            }
        }
        return at;
    }

    /** How many working days begin between the two. */
    static int days(Instant from, Instant to) {
        return (int) local(from)
                .toLocalDate()
                .plusDays(1)
                .datesUntil(local(to).toLocalDate().plusDays(1))
                .filter(Plain::works)
                .count();
    }

    private static Instant plusMinutes(Instant start, int minutes) {
        var at = start;
        var left = minutes;
        while (left > 0) {
            if (works(at)) {
                left--;
            }
            at = at.plusSeconds(60);
        }
        return at;
    }

    private static LocalDate plusDays(LocalDate day, int days) {
        var at = day;
        for (var left = days; left > 0; ) {
            at = at.plusDays(1);
            if (works(at)) {
                left--;
            }
        }
        return at;
    }

    private static boolean works(LocalDate day) {
        var weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        return MADE_UP.contains(day) || !weekend && !OFF.contains(day);
    }

    /** Whether the minute that begins then is worked. */
    private static boolean works(Instant minute) {
        var time = local(minute).toLocalTime();
        var morning = !time.isBefore(LocalTime.of(8, 30)) && time.isBefore(LocalTime.of(12, 0));
        var afternoon = !time.isBefore(LocalTime.of(14, 30)) && time.isBefore(CLOSE);
        return (morning || afternoon) && works(local(minute).toLocalDate());
    }

    private static Instant close(LocalDate day) {
        return day.atTime(CLOSE).atZone(CountyClock.ZONE).toInstant();
    }

    private static ZonedDateTime local(Instant instant) {
        return instant.atZone(CountyClock.ZONE);
    }
}
