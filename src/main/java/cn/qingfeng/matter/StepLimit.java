package cn.qingfeng.matter;

import cn.qingfeng.calendar.Deadline;
import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.supervision.LimitUnit;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How long a step of a matter may take, as its diagram says: {@code 5 WORKING_DAYS}, {@code 8 WORKING_HOURS}, {@code 30
 * NATURAL_DAYS} or {@code 0 SAME_DAY}.
 */
public record StepLimit(int amount, LimitUnit unit) {

    private static final Pattern WRITTEN =
            Pattern.compile("(\\d{1,3}) (WORKING_DAYS|WORKING_HOURS|NATURAL_DAYS|SAME_DAY)");

    /** Empty where it is not written as an amount and a unit, or counts nothing. */
    public static Optional<StepLimit> read(String written) {
        var parts = WRITTEN.matcher(written.strip().replaceAll("\\s+", " "));
        if (!parts.matches()) {
            return Optional.empty();
        }
        var limit = new StepLimit(Integer.parseInt(parts.group(1)), LimitUnit.valueOf(parts.group(2)));
        return Optional.of(limit).filter(one -> one.amount() > 0 || one.unit() == LimitUnit.SAME_DAY);
    }

    Deadline from(Instant start, WorkingCalendar calendar) {
        return switch (unit) {
            case WORKING_DAYS -> calendar.plusWorkingDays(start, amount);
            case WORKING_HOURS -> calendar.plusWorkingHours(start, amount);
            case NATURAL_DAYS -> calendar.plusNaturalDays(start, amount);
            case SAME_DAY -> calendar.endOfDay(start);
        };
    }
}
