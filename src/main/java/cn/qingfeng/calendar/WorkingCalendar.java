package cn.qingfeng.calendar;

import static cn.qingfeng.calendar.sheet.CalendarSheet.clock;
import static cn.qingfeng.calendar.sheet.CalendarSheet.local;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.calendar.sheet.CalendarSheets;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/**
 * Counts working days and working hours by the county's calendar.
 *
 * <p>Working days: the day of the start is not counted (民法典 201), and the limit ends at the close of its last working day
 * (民法典 203). Working hours count from the moment itself, or from the next moment of work, and only while the offices are
 * open. A year without an official list of holidays is counted by weekends and by the days that the law itself makes free,
 * and every date that rests on it says so.
 */
@Component
public class WorkingCalendar {

    /** The longest limit that is computed, in working days. */
    public static final int DAYS_AT_MOST = 1000;

    public static final Duration HOURS_AT_MOST = Duration.ofHours(7L * DAYS_AT_MOST);
    private static final LocalDate FROM_AT_EARLIEST = LocalDate.of(2000, 1, 1);
    private static final LocalDate FROM_AT_LATEST = LocalDate.of(2100, 1, 1);

    private final CalendarSheets sheets;

    WorkingCalendar(CalendarSheets sheets) {
        this.sheets = sheets;
    }

    /**
     * The close of the {@code days}-th working day after the day of {@code start}.
     *
     * @param days working days, 1 to 1000
     * @throws Refusal when the amount or the start is out of range
     */
    public Deadline plusWorkingDays(Instant start, int days) {
        checkDays(days);
        var from = checkedDate(start);
        var sheet = sheets.current();
        var due = sheet.plusDays(from, days);
        var reason = new Reason.Builder().add("days", from, days);
        sheet.tell(reason, from.plusDays(1), due);
        return new Deadline(sheet.close(due), reason.build());
    }

    /**
     * The moment at which {@code amount} of working time has passed since {@code start}.
     *
     * @param amount working time, more than nothing and at most 7000 hours
     * @throws Refusal when the amount or the start is out of range
     */
    public Deadline plusWorkingHours(Instant start, Duration amount) {
        checkHours(amount);
        checkedDate(start);
        var sheet = sheets.current();
        var begin = sheet.atWork(start);
        var due = sheet.plusHours(begin, amount);
        var reason = new Reason.Builder();
        if (begin.equals(start)) {
            reason.add("hours", Moments.minute(start), hours(amount));
        } else {
            reason.add("hoursFromOpening", Moments.minute(start), Moments.minute(begin), hours(amount));
        }
        var morning = sheet.morning(local(due).toLocalDate());
        var afternoon = sheet.afternoon(local(due).toLocalDate());
        reason.add("open", clock(morning.from()), clock(morning.to()), clock(afternoon.from()), clock(afternoon.to()));
        sheet.tell(reason, local(start).toLocalDate(), local(due).toLocalDate());
        return new Deadline(due, reason.build());
    }

    /** As {@link #plusWorkingHours(Instant, Duration)}, in full working hours. */
    public Deadline plusWorkingHours(Instant start, int hours) {
        return plusWorkingHours(start, Duration.ofHours(hours));
    }

    /**
     * 当日: the close of the day of {@code start}; when that day is free or already over, the close of the next working day.
     *
     * @throws Refusal when the start is out of range
     */
    public Deadline endOfDay(Instant start) {
        var from = checkedDate(start);
        var sheet = sheets.current();
        if (sheet.isWorkingDay(from) && start.isBefore(sheet.close(from))) {
            var reason = new Reason.Builder().add("sameDay", from);
            sheet.tell(reason, from, from);
            return new Deadline(sheet.close(from), reason.build());
        }
        var due = sheet.plusDays(from, 1);
        var reason = new Reason.Builder().add(sheet.isWorkingDay(from) ? "afterClose" : "freeDay", from, due);
        sheet.tell(reason, sheet.isWorkingDay(from) ? from.plusDays(1) : from, due);
        return new Deadline(sheet.close(due), reason.build());
    }

    /**
     * The end of the {@code days}-th natural day after the day of {@code start}; when that day is free, the close of the
     * next working day (民法典 201 and 203).
     *
     * @param days natural days, 1 to 1000
     * @throws Refusal when the amount or the start is out of range
     */
    public Deadline plusNaturalDays(Instant start, int days) {
        checkDays(days);
        var from = checkedDate(start);
        var sheet = sheets.current();
        var last = from.plusDays(days);
        var reason = new Reason.Builder().add("naturalDays", from, days);
        var due = last;
        while (!sheet.isWorkingDay(due)) {
            due = due.plusDays(1);
        }
        if (!due.equals(last)) {
            reason.add("freeDay", last, due);
            sheet.tell(reason, last, due);
        }
        return new Deadline(sheet.close(due), reason.build());
    }

    /**
     * The moment {@code amount} of working time before {@code deadline}: when to remind.
     *
     * @throws Refusal when the amount or the deadline is out of range
     */
    public Instant minusWorkingHours(Instant deadline, Duration amount) {
        checkHours(amount);
        checkedDate(deadline);
        return sheets.current().minusHours(deadline, amount);
    }

    /**
     * The same hour {@code days} working days before {@code deadline}; for a limit in days that is the close of that day.
     *
     * @throws Refusal when the amount or the deadline is out of range
     */
    public Instant minusWorkingDays(Instant deadline, int days) {
        checkDays(days);
        checkedDate(deadline);
        return sheets.current().minusDays(deadline, days);
    }

    /** The working time from {@code a} to {@code b}; negative when {@code b} comes first. */
    public Duration workingTimeBetween(Instant a, Instant b) {
        return sheets.current().timeBetween(a, b);
    }

    /** The working days after the day of {@code a} up to the day of {@code b}; 0 when {@code b} is not later. */
    public int workingDaysBetween(Instant a, Instant b) {
        return sheets.current().daysBetween(local(a).toLocalDate(), local(b).toLocalDate());
    }

    /** The working time of the day of {@code instant}, or, where it is free, of a day under the same timetable. */
    public Duration lengthOfDay(Instant instant) {
        return sheets.current().lengthOfDay(local(instant).toLocalDate());
    }

    /** Whether the offices are open at {@code instant}. */
    public boolean isWorkingTime(Instant instant) {
        return sheets.current().isWorkingTime(instant);
    }

    /** Whether the offices open on {@code date}. */
    public boolean isWorkingDay(LocalDate date) {
        return sheets.current().isWorkingDay(date);
    }

    /** Working time as people write it: 2, 1.5. */
    private static String hours(Duration amount) {
        return BigDecimal.valueOf(amount.toMinutes())
                .divide(BigDecimal.valueOf(60), 2, java.math.RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static void checkDays(int days) {
        if (days < 1 || days > DAYS_AT_MOST) {
            throw Refusal.invalid("calendar.days.range", String.valueOf(DAYS_AT_MOST));
        }
    }

    private static void checkHours(Duration amount) {
        if (amount.compareTo(Duration.ofMinutes(1)) < 0 || amount.compareTo(HOURS_AT_MOST) > 0) {
            throw Refusal.invalid("calendar.hours.range", String.valueOf(HOURS_AT_MOST.toHours()));
        }
    }

    private static LocalDate checkedDate(Instant start) {
        if (start.isBefore(FROM_AT_EARLIEST.atStartOfDay(CountyClock.ZONE).toInstant())
                || start.isAfter(FROM_AT_LATEST.atStartOfDay(CountyClock.ZONE).toInstant())) {
            throw Refusal.invalid("calendar.from.range");
        }
        return local(start).toLocalDate();
    }
}
