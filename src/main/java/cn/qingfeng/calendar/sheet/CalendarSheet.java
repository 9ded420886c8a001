package cn.qingfeng.calendar.sheet;

import static cn.qingfeng.calendar.clock.CountyClock.ZONE;

import cn.qingfeng.calendar.Reason;
import cn.qingfeng.calendar.sheet.WorkingHours.Span;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The calendar as it stood when it was read: pure counting, no database. */
public final class CalendarSheet {

    /** More single names than this and the sentence gives the sum instead. */
    private static final int NAMED_AT_MOST = 3;

    private final Map<LocalDate, CalendarDay> days;
    private final Set<Integer> officialYears;
    private final NavigableMap<LocalDate, WorkingHours> hours = new TreeMap<>();

    CalendarSheet(Collection<CalendarDay> days, Collection<CalendarYear> years, Collection<WorkingHours> hours) {
        this.days = days.stream().collect(Collectors.toMap(CalendarDay::date, Function.identity()));
        this.officialYears = years.stream()
                .filter(CalendarYear::official)
                .map(CalendarYear::year)
                .collect(Collectors.toSet());
        hours.forEach(row -> this.hours.put(row.validFrom(), row));
        if (this.hours.isEmpty()) {
            throw new IllegalStateException("working_hours is empty: no limit can be computed");
        }
    }

    public boolean isWorkingDay(LocalDate date) {
        var day = days.get(date);
        return day == null ? !isWeekend(date) && statutory(date).isEmpty() : day.rule() == DayRule.WORK;
    }

    public boolean official(int year) {
        return officialYears.contains(year);
    }

    /** What the law alone makes free: as long as there is no official list, which says it better. */
    public Optional<String> statutory(LocalDate date) {
        return official(date.getYear()) || days.containsKey(date) ? Optional.empty() : StatutoryDays.on(date);
    }

    public Duration lengthOfDay(LocalDate date) {
        return hoursOf(date).spans().stream()
                .map(span -> Duration.between(span.from(), span.to()))
                .reduce(Duration.ZERO, Duration::plus);
    }

    public boolean isWorkingTime(Instant instant) {
        var time = local(instant);
        return spans(time.toLocalDate()).stream()
                .anyMatch(span -> !time.toLocalTime().isBefore(span.from())
                        && time.toLocalTime().isBefore(span.to()));
    }

    /** The first moment of work at or after {@code instant}. */
    public Instant atWork(Instant instant) {
        var time = local(instant);
        for (var date = time.toLocalDate(); ; date = date.plusDays(1)) {
            for (var span : spans(date)) {
                var from = later(date.atTime(span.from()), time);
                if (from.isBefore(date.atTime(span.to()))) {
                    return instant(from);
                }
            }
        }
    }

    public Instant close(LocalDate workingDay) {
        return instant(workingDay.atTime(hoursOf(workingDay).afternoon().to()));
    }

    public LocalDate plusDays(LocalDate start, int amount) {
        return step(start, amount, 1);
    }

    public LocalDate minusDays(LocalDate start, int amount) {
        return step(start, amount, -1);
    }

    private LocalDate step(LocalDate start, int amount, int direction) {
        var date = start;
        for (int counted = 0; counted < amount; ) {
            date = date.plusDays(direction);
            if (isWorkingDay(date)) {
                counted++;
            }
        }
        return date;
    }

    public Instant minusDays(Instant start, int amount) {
        var time = local(start);
        var date = minusDays(time.toLocalDate(), amount);
        var hoursOfDay = hoursOf(date);
        var clock = time.toLocalTime();
        if (clock.isBefore(hoursOfDay.morning().from())) {
            clock = hoursOfDay.morning().from();
        } else if (clock.isAfter(hoursOfDay.afternoon().to())) {
            clock = hoursOfDay.afternoon().to();
        }
        return instant(date.atTime(clock));
    }

    public Instant plusHours(Instant start, Duration amount) {
        var time = local(start);
        var left = amount;
        for (var date = time.toLocalDate(); ; date = date.plusDays(1)) {
            for (var span : spans(date)) {
                var from = later(date.atTime(span.from()), time);
                var length = Duration.between(from, date.atTime(span.to()));
                if (length.isNegative() || length.isZero()) {
                    continue;
                }
                if (left.compareTo(length) <= 0) {
                    return instant(from.plus(left));
                }
                left = left.minus(length);
            }
        }
    }

    public Instant minusHours(Instant end, Duration amount) {
        var time = local(end);
        var left = amount;
        for (var date = time.toLocalDate(); ; date = date.minusDays(1)) {
            var spans = spans(date);
            for (int i = spans.size() - 1; i >= 0; i--) {
                var from = date.atTime(spans.get(i).from());
                var to = date.atTime(spans.get(i).to());
                to = to.isAfter(time) ? time : to;
                var length = Duration.between(from, to);
                if (length.isNegative() || length.isZero()) {
                    continue;
                }
                if (left.compareTo(length) <= 0) {
                    return instant(to.minus(left));
                }
                left = left.minus(length);
            }
        }
    }

    public Duration timeBetween(Instant a, Instant b) {
        if (b.isBefore(a)) {
            return timeBetween(b, a).negated();
        }
        var start = local(a);
        var end = local(b);
        var sum = Duration.ZERO;
        for (var date = start.toLocalDate(); !date.isAfter(end.toLocalDate()); date = date.plusDays(1)) {
            for (var span : spans(date)) {
                var from = later(date.atTime(span.from()), start);
                var to = date.atTime(span.to());
                var length = Duration.between(from, to.isAfter(end) ? end : to);
                if (!length.isNegative()) {
                    sum = sum.plus(length);
                }
            }
        }
        return sum;
    }

    public int daysBetween(LocalDate start, LocalDate end) {
        int count = 0;
        for (var date = start.plusDays(1); !date.isAfter(end); date = date.plusDays(1)) {
            if (isWorkingDay(date)) {
                count++;
            }
        }
        return count;
    }

    /** The hours of a day as people write them: 8:30–12:00. */
    public Span morning(LocalDate date) {
        return hoursOf(date).morning();
    }

    public Span afternoon(LocalDate date) {
        return hoursOf(date).afternoon();
    }

    /** Adds to a reason what lies between two dates, both included, and is not an ordinary working day. */
    public void tell(Reason.Builder reason, LocalDate first, LocalDate last) {
        var makeUps = new TreeSet<LocalDate>();
        var holidays = new LinkedHashMap<String, Integer>();
        var unofficial = new TreeSet<Integer>();
        int weekend = 0;
        for (var date = first; !date.isAfter(last); date = date.plusDays(1)) {
            var day = days.get(date);
            if (day != null && day.rule() == DayRule.OFF) {
                holidays.merge(day.name(), 1, Integer::sum);
            } else if (day != null && isWeekend(date)) {
                makeUps.add(date);
            } else if (statutory(date).isPresent()) {
                holidays.merge(statutory(date).get(), 1, Integer::sum);
            } else if (isWeekend(date)) {
                weekend++;
            }
            if (!officialYears.contains(date.getYear())) {
                unofficial.add(date.getYear());
            }
        }
        if (makeUps.size() > NAMED_AT_MOST) {
            reason.add("makeups", makeUps.size());
        } else {
            makeUps.forEach(date -> reason.add("makeup", date.getMonthValue(), date.getDayOfMonth(), date));
        }
        if (holidays.size() > NAMED_AT_MOST) {
            reason.add(
                    "holidays",
                    holidays.values().stream().mapToInt(Integer::intValue).sum());
        } else {
            holidays.forEach((name, count) -> reason.add("holiday", name, count));
        }
        if (weekend > 0) {
            reason.add("weekend", weekend);
        }
        unofficial.stream().limit(NAMED_AT_MOST).forEach(reason::unofficial);
    }

    private List<Span> spans(LocalDate date) {
        return isWorkingDay(date) ? hoursOf(date).spans() : List.of();
    }

    private WorkingHours hoursOf(LocalDate date) {
        var row = hours.floorEntry(date);
        return (row == null ? hours.firstEntry() : row).getValue();
    }

    private static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private static LocalDateTime later(LocalDateTime a, LocalDateTime b) {
        return a.isBefore(b) ? b : a;
    }

    public static LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZONE);
    }

    static Instant instant(LocalDateTime time) {
        return time.atZone(ZONE).toInstant();
    }

    public static String clock(LocalTime time) {
        return "%d:%02d".formatted(time.getHour(), time.getMinute());
    }
}
