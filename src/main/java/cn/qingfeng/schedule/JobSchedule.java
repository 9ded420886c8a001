package cn.qingfeng.schedule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** When a job's turns are due: pure counting on the county's clock and calendar. */
public final class JobSchedule {

    /** Which days have a turn. */
    private enum Days {
        ALL,
        WORKING,
        WEEKDAY,
        FIRST_WORKING_OF_MONTH
    }

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");
    /** No stretch without a working day is longer. */
    private static final int LONGEST_LOOK = 62;

    private final Days days;
    private final DayOfWeek weekday;
    private final LocalTime time;
    private final Duration every;

    private JobSchedule(Days days, DayOfWeek weekday, LocalTime time, Duration every) {
        this.days = days;
        this.weekday = weekday;
        this.time = time;
        this.every = every;
    }

    /** Every so many minutes from midnight on; a divisor of a day. */
    public static JobSchedule every(Duration amount) {
        if (amount.toMinutes() < 1 || Duration.ofDays(1).toMinutes() % amount.toMinutes() != 0) {
            throw new IllegalArgumentException("not a divisor of a day: " + amount);
        }
        return new JobSchedule(Days.ALL, null, LocalTime.MIDNIGHT, amount);
    }

    /** Every day at this time. */
    public static JobSchedule daily(LocalTime time) {
        return new JobSchedule(Days.ALL, null, time, null);
    }

    /** Every day on which the offices open. */
    public static JobSchedule onWorkingDays(LocalTime time) {
        return new JobSchedule(Days.WORKING, null, time, null);
    }

    /** Once a week. */
    public static JobSchedule weekly(DayOfWeek day, LocalTime time) {
        return new JobSchedule(Days.WEEKDAY, day, time, null);
    }

    /** On each month's first working day; the turn is for the month before. */
    public static JobSchedule onFirstWorkingDayOfMonth(LocalTime time) {
        return new JobSchedule(Days.FIRST_WORKING_OF_MONTH, null, time, null);
    }

    /** Between two turns of a day; a whole day where there are none. */
    Duration interval() {
        return every != null ? every : Duration.ofDays(1);
    }

    /** Whether it has turns all day long, each as good as the one before. */
    boolean isFrequent() {
        return every != null;
    }

    /** The last turn that is due at {@code now}. */
    Optional<Period> last(Instant now, ZoneId zone, Predicate<LocalDate> workingDay) {
        if (every != null) {
            var local = now.atZone(zone).truncatedTo(ChronoUnit.MINUTES);
            var minutes = local.toLocalTime().toSecondOfDay() / 60 / every.toMinutes() * every.toMinutes();
            var due = local.toLocalDate().atTime(LocalTime.MIDNIGHT).plusMinutes(minutes);
            return Optional.of(new Period(
                    MINUTE.format(due), due.toLocalDate(), due.atZone(zone).toInstant()));
        }
        var today = now.atZone(zone).toLocalDate();
        for (int back = 0; back <= LONGEST_LOOK; back++) {
            var day = today.minusDays(back);
            if (hasTurn(day, workingDay) && !at(day, zone).isAfter(now)) {
                return Optional.of(period(day, zone));
            }
        }
        return Optional.empty();
    }

    /** All turns that were due after {@code since} up to {@code now}, oldest first. */
    List<Period> between(Instant since, Instant now, ZoneId zone, Predicate<LocalDate> workingDay) {
        var turns = new ArrayList<Period>();
        var at = now;
        while (turns.size() < 12) {
            var turn = last(at, zone, workingDay);
            if (turn.isEmpty() || !turn.get().dueAt().isAfter(since)) {
                break;
            }
            turns.add(0, turn.get());
            at = turn.get().dueAt().minusSeconds(1);
        }
        return turns;
    }

    /** The first turn after {@code now}. */
    Optional<Instant> next(Instant now, ZoneId zone, Predicate<LocalDate> workingDay) {
        if (every != null) {
            return last(now, zone, workingDay).map(turn -> turn.dueAt().plus(every));
        }
        var today = now.atZone(zone).toLocalDate();
        for (int ahead = 0; ahead <= LONGEST_LOOK; ahead++) {
            var day = today.plusDays(ahead);
            if (hasTurn(day, workingDay) && at(day, zone).isAfter(now)) {
                return Optional.of(at(day, zone));
            }
        }
        return Optional.empty();
    }

    /** The machine's cue as Quartz writes it: each moment at which there may be a turn. */
    String cron() {
        if (every != null) {
            return every.toMinutes() < 60 ? "0 0/%d * * * ?".formatted(every.toMinutes()) : "0 0 * * * ?";
        }
        var day = days == Days.WEEKDAY ? "? * " + weekday.name().substring(0, 3) : "* * ?";
        return "0 %d %d %s".formatted(time.getMinute(), time.getHour(), day);
    }

    private boolean hasTurn(LocalDate day, Predicate<LocalDate> workingDay) {
        return switch (days) {
            case ALL -> true;
            case WORKING -> workingDay.test(day);
            case WEEKDAY -> day.getDayOfWeek() == weekday;
            case FIRST_WORKING_OF_MONTH ->
                workingDay.test(day) && day.withDayOfMonth(1).datesUntil(day).noneMatch(workingDay);
        };
    }

    private Instant at(LocalDate day, ZoneId zone) {
        return day.atTime(time).atZone(zone).toInstant();
    }

    private Period period(LocalDate day, ZoneId zone) {
        if (days == Days.FIRST_WORKING_OF_MONTH) {
            var month = YearMonth.from(day).minusMonths(1);
            return new Period(month.toString(), month.atDay(1), at(day, zone));
        }
        return new Period(day.toString(), day, at(day, zone));
    }
}
