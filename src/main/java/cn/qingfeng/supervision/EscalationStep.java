package cn.qingfeng.supervision;

import cn.qingfeng.calendar.WorkingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * One step about a limit: what is done, and when.
 *
 * @param amount before the limit if negative, after it if positive, at it if zero; in {@code unit}
 * @param unit working hours or working days
 * @param afterPrevious whether the amount counts from when the step before was taken instead of from the limit
 */
public record EscalationStep(Measure measure, int amount, LimitUnit unit, boolean afterPrevious) {

    private static final Pattern TEXT = Pattern.compile("([A-Z_]+)(?: (THEN)?([+-]\\d{1,3})(WH|WD))?");

    /** Reads {@code REMIND -1WD}, {@code TELL}, {@code ORDER +1WD}, {@code REPORT THEN+5WD}. */
    static EscalationStep of(String text) {
        var parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(text);
        }
        var measure = Measure.valueOf(parts.group(1));
        if (parts.group(3) == null) {
            return new EscalationStep(measure, 0, LimitUnit.WORKING_HOURS, false);
        }
        return new EscalationStep(
                measure,
                Integer.parseInt(parts.group(3)),
                parts.group(4).equals("WD") ? LimitUnit.WORKING_DAYS : LimitUnit.WORKING_HOURS,
                parts.group(2) != null);
    }

    /**
     * When the step is due for a limit that ends at {@code due}. In days: the same hour so many working days before, or the
     * close of the so-manieth working day after.
     *
     * @param previous when the step before was taken; only needed by a step that counts from it
     */
    Instant moment(Instant due, Instant previous, WorkingCalendar calendar) {
        var from = afterPrevious ? previous : due;
        if (amount == 0) {
            return from;
        }
        var days = unit == LimitUnit.WORKING_DAYS;
        if (amount < 0) {
            return days
                    ? calendar.minusWorkingDays(from, -amount)
                    : calendar.minusWorkingHours(from, Duration.ofHours(-amount));
        }
        return (days ? calendar.plusWorkingDays(from, amount) : calendar.plusWorkingHours(from, amount)).dueAt();
    }

    @Override
    public String toString() {
        return amount == 0
                ? measure.name()
                : "%s %s%+d%s"
                        .formatted(
                                measure,
                                afterPrevious ? "THEN" : "",
                                amount,
                                unit == LimitUnit.WORKING_DAYS ? "WD" : "WH");
    }
}
