package cn.qingfeng.calendar;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Tells remaining and late time, everywhere in the same form: working days, within the last one working hours. */
@Component
public class TimeLeft {

    /**
     * How a limit stands, for programs and for people.
     *
     * @param words such as 还剩 3 个工作日; empty once the limit is met
     */
    public record Told(Standing standing, String words) {}

    private final WorkingCalendar calendar;
    private final MessageSource messages;

    TimeLeft(WorkingCalendar calendar, MessageSource messages) {
        this.calendar = calendar;
        this.messages = messages;
    }

    /**
     * How a limit stands at {@code now}.
     *
     * @param met when it was met, null while it is owed
     * @param stopped since when it stands still, null while it runs
     */
    public Told of(Instant due, Instant met, Instant stopped, Instant now, Locale locale) {
        var standing = Standing.of(due, met, stopped, now, soon(now));
        return new Told(
                standing,
                switch (standing) {
                    case MET -> "";
                    case SUSPENDED -> say("calendar.left.suspended", locale);
                    case LATE -> late(due, now, locale);
                    case SOON, OPEN -> say("calendar.left.open", locale, amount(now, due, locale));
                });
    }

    /** Passed after hours, and nobody has worked since: when it passed is said, not that it is late by nothing. */
    private String late(Instant due, Instant now, Locale locale) {
        return isLittle(calendar.workingTimeBetween(due, now)) && !calendar.isWorkingTime(now)
                ? say("calendar.left.late.not-counting", locale, Moments.minute(due))
                : say("calendar.left.late", locale, amount(due, now, locale));
    }

    /** Up to when an end counts as near. */
    public Instant soon(Instant now) {
        return calendar.plusWorkingDays(now, Standing.SOON_IN_WORKING_DAYS).dueAt();
    }

    /** 3 个工作日, or less than one in hours: 4.5 个工作小时. */
    private String amount(Instant from, Instant to, Locale locale) {
        var time = calendar.workingTimeBetween(from, to);
        var days = time.dividedBy(calendar.lengthOfDay(to));
        if (isLittle(time)) {
            return say("calendar.left.little", locale);
        }
        return days > 0 ? say("calendar.left.days", locale, days) : say("calendar.left.hours", locale, hours(time));
    }

    /** Less than the tenth of an hour that is shown. */
    private static boolean isLittle(Duration time) {
        return time.toMinutes() < 6;
    }

    /** Full tenths only: nobody is promised more than there is. */
    private static String hours(Duration time) {
        return BigDecimal.valueOf(time.toMinutes())
                .divide(BigDecimal.valueOf(60), 1, RoundingMode.DOWN)
                .stripTrailingZeros()
                .toPlainString();
    }

    private String say(String key, Locale locale, Object... args) {
        return messages.getMessage(key, args, locale);
    }
}
