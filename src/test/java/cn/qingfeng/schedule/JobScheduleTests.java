package cn.qingfeng.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quartz.CronExpression;

/** Hours and days around the Spring Festival of 2026: free from 15 to 23 February, worked on Saturdays 14 and 28. */
class JobScheduleTests {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Set<LocalDate> MAKE_UP =
            Set.of(LocalDate.of(2026, 1, 4), LocalDate.of(2026, 2, 14), LocalDate.of(2026, 2, 28));
    private static final Predicate<LocalDate> WORKING = day -> MAKE_UP.contains(day)
            || day.getDayOfWeek().getValue() < 6
                    && !(day.getMonthValue() == 2 && day.getDayOfMonth() >= 15 && day.getDayOfMonth() <= 23)
                    && !(day.getMonthValue() == 1 && day.getDayOfMonth() <= 3);

    private static final JobSchedule WEEKLY = JobSchedule.weekly(DayOfWeek.MONDAY, LocalTime.of(8, 30));
    private static final JobSchedule MONTHLY = JobSchedule.onFirstWorkingDayOfMonth(LocalTime.of(8, 30));
    private static final JobSchedule WORKDAYS = JobSchedule.onWorkingDays(LocalTime.of(8, 30));
    private static final JobSchedule FIVE = JobSchedule.every(Duration.ofMinutes(5));

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(ZONE).toInstant();
    }

    private static String last(JobSchedule rhythm, String now) {
        return rhythm.last(at(now), ZONE, WORKING).map(Period::label).orElse(null);
    }

    private static LocalDateTime next(JobSchedule rhythm, String now) {
        return rhythm.next(at(now), ZONE, WORKING)
                .map(moment -> LocalDateTime.ofInstant(moment, ZONE))
                .orElse(null);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T08:29, 2026-02-23, 2026-03-02T08:30",
        "2026-03-02T08:30, 2026-03-02, 2026-03-09T08:30",
        "2026-03-08T23:59, 2026-03-02, 2026-03-09T08:30"
    })
    void aWeekBeginsOnMondayMorning(String now, String last, LocalDateTime next) {
        assertThat(last(WEEKLY, now)).isEqualTo(last);
        assertThat(next(WEEKLY, now)).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({
        // 1 January to 3 are free and Sunday 4 is worked; 1 and 2 February are a weekend's end and a Monday.
        "2026-01-04T08:29, 2025-11, 2026-01-04T08:30",
        "2026-01-04T08:30, 2025-12, 2026-02-02T08:30",
        "2026-02-01T12:00, 2025-12, 2026-02-02T08:30",
        "2026-02-02T08:30, 2026-01, 2026-03-02T08:30"
    })
    void aMonthIsReviewedOnTheNextOnesFirstWorkingDay(String now, String last, LocalDateTime next) {
        assertThat(last(MONTHLY, now)).isEqualTo(last);
        assertThat(next(MONTHLY, now)).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-14T08:30, 2026-02-14, 2026-02-24T08:30",
        "2026-02-20T12:00, 2026-02-14, 2026-02-24T08:30",
        "2026-02-27T09:00, 2026-02-27, 2026-02-28T08:30"
    })
    void aWorkingMorningMayBeASaturdayAndAHolidayHasNone(String now, String last, LocalDateTime next) {
        assertThat(last(WORKDAYS, now)).isEqualTo(last);
        assertThat(next(WORKDAYS, now)).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-14T08:34:59, 2026-02-14T08:30, 2026-02-14T08:35",
        "2026-02-14T08:35, 2026-02-14T08:35, 2026-02-14T08:40",
        "2026-02-14T00:00, 2026-02-14T00:00, 2026-02-14T00:05",
        "2026-02-14T23:57, 2026-02-14T23:55, 2026-02-15T00:00"
    })
    void fiveMinutesCountFromMidnight(String now, String last, LocalDateTime next) {
        assertThat(last(FIVE, now)).isEqualTo(last);
        assertThat(next(FIVE, now)).isEqualTo(next);
    }

    @Test
    void everyTurnOfAStopIsFoundOldestFirst() {
        assertThat(MONTHLY.between(at("2025-12-15T00:00"), at("2026-03-20T00:00"), ZONE, WORKING))
                .extracting(Period::label)
                .containsExactly("2025-12", "2026-01", "2026-02");
        assertThat(WEEKLY.between(at("2020-01-01T00:00"), at("2026-03-20T00:00"), ZONE, WORKING))
                .hasSize(12);
    }

    @Test
    void theMachinesCueFallsOnEveryTurn() throws Exception {
        for (var rhythm : new JobSchedule[] {WEEKLY, MONTHLY, WORKDAYS, FIVE}) {
            var cron = new CronExpression(rhythm.cron());
            cron.setTimeZone(java.util.TimeZone.getTimeZone(ZONE));
            var now = at("2026-01-01T00:00");
            for (int turns = 0; turns < 40; turns++) {
                now = rhythm.next(now, ZONE, WORKING).orElseThrow();
                assertThat(cron.isSatisfiedBy(java.util.Date.from(now)))
                        .as("%s at %s", rhythm.cron(), now)
                        .isTrue();
            }
        }
    }

    @Test
    void anAmountThatDoesNotFillTheDayIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> JobSchedule.every(Duration.ofMinutes(7)));
    }
}
