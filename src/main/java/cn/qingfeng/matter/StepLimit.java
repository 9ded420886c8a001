package cn.qingfeng.matter;

import cn.qingfeng.calendar.Deadline;
import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.supervision.LimitUnit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How long a step of a matter may take, as its diagram says: {@code 5 WORKING_DAYS}, {@code 8 WORKING_HOURS}, {@code 30
 * NATURAL_DAYS} or {@code 0 SAME_DAY}.
 *
 * @param since the key of a date that was answered before, from which it counts; null where it counts from the step's beginning
 * @param until the key of a date that was answered before, with which it ends at the latest; null where there is none
 */
public record StepLimit(int amount, LimitUnit unit, String since, String until) {

    private static final Pattern WRITTEN =
            Pattern.compile("(\\d{1,3}) (WORKING_DAYS|WORKING_HOURS|NATURAL_DAYS|SAME_DAY)");

    /** Empty where it is not written as an amount and a unit, or counts nothing. */
    public static Optional<StepLimit> read(String written) {
        return read(written, null, null);
    }

    /** As {@link #read(String)}, tied to dates that are answered. */
    public static Optional<StepLimit> read(String written, String since, String until) {
        var parts = WRITTEN.matcher(written.strip().replaceAll("\\s+", " "));
        if (!parts.matches()) {
            return Optional.empty();
        }
        var limit = new StepLimit(Integer.parseInt(parts.group(1)), LimitUnit.valueOf(parts.group(2)), since, until);
        return Optional.of(limit).filter(one -> one.amount() > 0 || one.unit() == LimitUnit.SAME_DAY);
    }

    /** @param answers what was answered so far; a date that nobody answered ties nothing */
    Deadline from(Instant start, Map<String, String> answers, WorkingCalendar calendar) {
        var counted = counted(day(answers, since).orElse(start), calendar);
        // A date that has passed already leaves whoever goes on the usual time.
        return day(answers, until)
                .map(calendar::endOfDay)
                .filter(end -> end.dueAt().isAfter(start) && end.dueAt().isBefore(counted.dueAt()))
                .orElse(counted);
    }

    private Deadline counted(Instant from, WorkingCalendar calendar) {
        return switch (unit) {
            case WORKING_DAYS -> calendar.plusWorkingDays(from, amount);
            case WORKING_HOURS -> calendar.plusWorkingHours(from, amount);
            case NATURAL_DAYS -> calendar.plusNaturalDays(from, amount);
            case SAME_DAY -> calendar.endOfDay(from);
        };
    }

    private static Optional<Instant> day(Map<String, String> answers, String key) {
        try {
            return Optional.ofNullable(key)
                    .map(answers::get)
                    .map(LocalDate::parse)
                    .map(day -> day.atTime(12, 0).atZone(CountyClock.ZONE).toInstant());
        } catch (DateTimeParseException nobodySaidADay) {
            return Optional.empty();
        }
    }
}
