package cn.qingfeng.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.calendar.office.CalendarApi;
import cn.qingfeng.calendar.office.CalendarBook;
import cn.qingfeng.calendar.office.CalendarEdit;
import cn.qingfeng.calendar.office.CalendarOffice;
import cn.qingfeng.calendar.sheet.CalendarSheets;
import cn.qingfeng.calendar.sheet.DayRule;
import cn.qingfeng.calendar.sheet.StatutoryDays;
import cn.qingfeng.testing.TablesTest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Counts on the calendar that ships, read from its migration. */
@TablesTest
@Import({WorkingCalendar.class, CalendarSheets.class, CalendarOffice.class, CalendarBook.class, CountyClock.class})
class WorkingCalendarTests {

    @Autowired
    WorkingCalendar calendar;

    @Autowired
    CalendarOffice office;

    @ParameterizedTest
    @CsvSource({
        "2026-02-12, 5, 2026-02-26",
        "2026-02-13, 1, 2026-02-14",
        "2026-04-30, 3, 2026-05-08",
        "2026-09-18, 3, 2026-09-22",
        "2026-09-29, 5, 2026-10-12",
        "2025-09-30, 5, 2025-10-14",
        "2026-01-20, 20, 2026-02-24",
    })
    void endsALimitInDaysAtTheCloseOfItsLastWorkingDay(LocalDate start, int days, LocalDate due) {
        for (var clock : new String[] {"00:00", "10:00", "18:30"}) {
            assertThat(calendar.plusWorkingDays(at(start, clock), days).dueAt()).isEqualTo(at(due, "18:00"));
        }
    }

    @Test
    void saysInOneSentenceWhyADateIsWhatItIs() {
        var deadline = calendar.plusWorkingDays(at("2026-02-12T10:00"), 5);
        assertThat(deadline.because()).isEqualTo("自 2026-02-12 次日起算 5 个工作日，2月14日补班计入，春节 9 天不计");
        assertThat(deadline.because(Locale.ENGLISH))
                .isEqualTo(
                        "5 working days counted from the day after 2026-02-12, make-up working day 2026-02-14 counted,"
                                + " Spring Festival (9 days) not counted");
        assertThat(deadline.provisional()).isFalse();
    }

    @Test
    void tellsTheSameReasonAfterItWasKeptAsText() {
        var reason = calendar.plusWorkingDays(at("2026-02-12T10:00"), 5).reason();
        assertThat(Reason.of(reason.toString())).isEqualTo(reason);
        assertThat(Reason.of(reason.toString()).in(Locale.CHINA)).isEqualTo(reason.in(Locale.CHINA));
    }

    @Test
    void keepsTheReasonOfTheLongestLimitShort() {
        assertThat(calendar.plusWorkingDays(at("2025-01-02T10:00"), 1000)
                        .reason()
                        .toString())
                .hasSizeLessThan(500);
    }

    @Test
    void countsByWeekendsAndTheLawAndSaysSoWhereAYearHasNoOfficialList() {
        var deadline = calendar.plusWorkingDays(at("2026-12-30T10:00"), 3);
        assertThat(deadline.dueAt()).isEqualTo(at("2027-01-05T18:00"));
        assertThat(deadline.provisional()).isTrue();
        assertThat(deadline.because())
                .isEqualTo("自 2026-12-30 次日起算 3 个工作日，元旦 1 天不计，周末 2 天不计，2027 年放假安排尚未公布，暂按双休和法定节日推算");
        assertThat(calendar.plusWorkingHours(at("2027-03-01T09:00"), 2).provisional())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T10:00, 120, 2026-03-02T12:00",
        "2026-03-02T11:00, 120, 2026-03-02T15:30",
        "2026-03-02T12:30, 60, 2026-03-02T15:30",
        "2026-03-02T17:00, 240, 2026-03-03T11:30",
        "2026-02-13T17:30, 60, 2026-02-14T09:00",
        "2026-02-14T17:00, 240, 2026-02-24T11:30",
        "2026-03-07T09:00, 120, 2026-03-09T10:30",
    })
    void countsWorkingHoursOnlyWhileTheOfficesAreOpen(LocalDateTime start, int minutes, LocalDateTime due) {
        var deadline = calendar.plusWorkingHours(at(start), Duration.ofMinutes(minutes));
        assertThat(deadline.dueAt()).isEqualTo(at(due));
        assertThat(calendar.workingTimeBetween(at(start), at(due))).isEqualTo(Duration.ofMinutes(minutes));
    }

    @Test
    void explainsAStartOutsideWorkingHours() {
        assertThat(calendar.plusWorkingHours(at("2026-02-14T18:30"), 2).because())
                .isEqualTo("2026-02-14 18:30 不在上班时间，自 2026-02-24 08:30 上班时起算 2 个工作小时，"
                        + "只计上班时间（8:30–12:00、14:30–18:00），2月14日补班计入，春节 9 天不计");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T10:00, 2026-03-02T18:00, 应于 2026-03-02 当日下班前",
        "2026-03-02T18:00, 2026-03-03T18:00, 2026-03-02 已过下班时间顺延至 2026-03-03 下班前",
        "2026-02-15T09:00, 2026-02-24T18:00, 2026-02-15 不上班顺延至 2026-02-24 下班前春节 9 天不计",
    })
    void endsTheSameDayAtTheCloseOrAtTheNextOne(LocalDateTime start, LocalDateTime due, String because) {
        var deadline = calendar.endOfDay(at(start));
        assertThat(deadline.dueAt()).isEqualTo(at(due));
        assertThat(deadline.because().replace("，", "")).isEqualTo(because);
    }

    @Test
    void goesBackFromALimitToTheMomentOfAReminder() {
        assertThat(calendar.minusWorkingDays(at("2026-02-24T18:00"), 1)).isEqualTo(at("2026-02-14T18:00"));
        assertThat(calendar.minusWorkingHours(at("2026-02-24T09:30"), Duration.ofHours(2)))
                .isEqualTo(at("2026-02-14T17:00"));
        assertThat(calendar.minusWorkingHours(at("2026-03-02T18:00"), Duration.ofHours(7)))
                .isEqualTo(at("2026-03-02T08:30"));
    }

    @Test
    void countsTheSameAmountThatWasAdded() {
        var random = new Random(20260212);
        var first = at("2025-01-01T00:00").getEpochSecond();
        var seconds = at("2027-12-31T23:59").getEpochSecond() - first;
        for (int i = 0; i < 5000; i++) {
            var start = Instant.ofEpochSecond(first + random.nextLong(seconds));
            var days = 1 + random.nextInt(60);
            var amount = Duration.ofMinutes(1 + random.nextInt(60 * 7 * 20));
            var byDays = calendar.plusWorkingDays(start, days).dueAt();
            var byHours = calendar.plusWorkingHours(start, amount).dueAt();
            assertThat(calendar.workingDaysBetween(start, byDays))
                    .as("%s + %s days", start, days)
                    .isEqualTo(days);
            assertThat(calendar.workingTimeBetween(start, byHours))
                    .as("%s + %s", start, amount)
                    .isEqualTo(amount);
            assertThat(calendar.workingTimeBetween(byHours, start)).isEqualTo(amount.negated());
            assertThat(calendar.workingTimeBetween(calendar.minusWorkingHours(byHours, amount), byHours))
                    .isEqualTo(amount);
            assertThat(calendar.workingDaysBetween(calendar.minusWorkingDays(byDays, days), byDays))
                    .isEqualTo(days);
        }
    }

    @Test
    void knowsWhenTheOfficesAreOpen() {
        assertThat(calendar.isWorkingTime(at("2026-02-14T09:00"))).isTrue();
        assertThat(calendar.isWorkingTime(at("2026-03-02T12:00"))).isFalse();
        assertThat(calendar.isWorkingTime(at("2026-03-02T14:30"))).isTrue();
        assertThat(calendar.isWorkingDay(LocalDate.of(2026, 10, 10))).isTrue();
        assertThat(calendar.isWorkingDay(LocalDate.of(2026, 10, 5))).isFalse();
    }

    @Test
    void countsByAChangedDayAtOnce() {
        assertThat(calendar.plusWorkingDays(at("2026-03-02T10:00"), 1).dueAt()).isEqualTo(at("2026-03-03T18:00"));
        office.setDay(LocalDate.of(2026, 3, 3), DayRule.OFF, "暴雪停工", "县政府通知", "owner", "暴雪");
        var deadline = calendar.plusWorkingDays(at("2026-03-02T10:00"), 1);
        assertThat(deadline.dueAt()).isEqualTo(at("2026-03-04T18:00"));
        assertThat(deadline.because()).endsWith("暴雪停工 1 天不计");
        office.clearDay(LocalDate.of(2026, 3, 3), "owner", "照常上班");
        assertThat(calendar.plusWorkingDays(at("2026-03-02T10:00"), 1).dueAt()).isEqualTo(at("2026-03-03T18:00"));
    }

    @Test
    void takesSeasonalHoursFromTheirDate() {
        office.setHours(
                new CalendarOffice.Hours(
                        LocalDate.of(2026, 6, 1),
                        LocalTime.of(8, 0),
                        LocalTime.of(12, 0),
                        LocalTime.of(15, 0),
                        LocalTime.of(18, 30)),
                "owner",
                "夏令时");
        office.setHours(
                new CalendarOffice.Hours(
                        LocalDate.of(2026, 9, 1),
                        LocalTime.of(8, 30),
                        LocalTime.of(12, 0),
                        LocalTime.of(14, 30),
                        LocalTime.of(18, 0)),
                "owner",
                "冬令时");
        assertThat(calendar.plusWorkingDays(at("2026-06-01T10:00"), 1).dueAt()).isEqualTo(at("2026-06-02T18:30"));
        assertThat(calendar.plusWorkingHours(at("2026-06-01T11:30"), 1).dueAt()).isEqualTo(at("2026-06-01T15:30"));
        assertThat(calendar.plusWorkingDays(at("2026-09-01T10:00"), 1).dueAt()).isEqualTo(at("2026-09-02T18:00"));
    }

    @Test
    void stopsWarningOnceAYearIsOfficial() {
        office.setOfficial(2027, true, "国务院办公厅通知", "owner", "已公布");
        assertThat(calendar.plusWorkingDays(at("2026-12-30T10:00"), 3).provisional())
                .isFalse();
    }

    @Test
    void springFestivalIsOffByTheLawBeforeAnyListAndSaidToBeProvisional() {
        var deadline = calendar.plusWorkingDays(at("2027-02-03T10:00"), 3);
        assertThat(deadline.dueAt()).isEqualTo(at("2027-02-10T18:00"));
        assertThat(deadline.provisional()).isTrue();
        assertThat(deadline.because()).isEqualTo("自 2027-02-03 次日起算 3 个工作日，春节 4 天不计，2027 年放假安排尚未公布，暂按双休和法定节日推算");
        assertThat(calendar.plusWorkingHours(at("2027-02-04T17:00"), 2).dueAt()).isEqualTo(at("2027-02-09T09:30"));
        assertThat(calendar.isWorkingTime(at("2027-09-15T10:00")))
                .as("中秋 on a Wednesday")
                .isFalse();
    }

    @Test
    void theOfficialListTakesThePlaceOfTheLawsDaysWhole() {
        office.setDay(LocalDate.of(2027, 2, 5), DayRule.WORK, "照常上班", null, "owner", "单独一天");
        assertThat(calendar.isWorkingDay(LocalDate.of(2027, 2, 5))).isTrue();
        assertThat(calendar.isWorkingDay(LocalDate.of(2027, 2, 8)))
                .as("of the others the law still speaks")
                .isFalse();
        office.clearDay(LocalDate.of(2027, 2, 5), "owner", "撤回");
        assertThat(calendar.isWorkingDay(LocalDate.of(2027, 2, 5))).isFalse();

        office.change(
                new CalendarEdit(
                        List.of(
                                new CalendarEdit.OneDay(LocalDate.of(2027, 2, 9), DayRule.OFF, "春节", "通知"),
                                new CalendarEdit.OneDay(LocalDate.of(2027, 2, 20), DayRule.WORK, "春节补班", "通知")),
                        new CalendarEdit.OneYear(2027, true, "通知"),
                        null),
                "owner",
                "已公布");
        assertThat(calendar.isWorkingDay(LocalDate.of(2027, 2, 5))).isTrue();
        assertThat(calendar.isWorkingDay(LocalDate.of(2027, 9, 15))).isTrue();
        assertThat(calendar.isWorkingDay(LocalDate.of(2027, 2, 9))).isFalse();
        assertThat(calendar.isWorkingDay(LocalDate.of(2027, 2, 20))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {2025, 2026})
    void whatTheLawSaysIsInTheOfficialLists(int year) {
        var listed = office.year(year).days().stream()
                .filter(day -> day.rule() == DayRule.OFF)
                .collect(Collectors.toMap(CalendarOffice.Day::date, CalendarOffice.Day::name));
        var law = LocalDate.of(year, 1, 1)
                .datesUntil(LocalDate.of(year + 1, 1, 1))
                .filter(date -> StatutoryDays.on(date).isPresent())
                .toList();
        assertThat(law)
                .hasSize(13)
                .allSatisfy(date -> assertThat(listed.get(date))
                        .as("%s", date)
                        .contains(StatutoryDays.on(date).orElseThrow()));
    }

    @Test
    void refusesWhatCannotBeCounted() {
        assertThatThrownBy(() -> calendar.plusWorkingDays(at("2026-03-02T10:00"), 0))
                .isInstanceOf(Refusal.class)
                .hasMessage("calendar.days.range");
        assertThatThrownBy(() -> calendar.plusWorkingHours(at("2026-03-02T10:00"), Duration.ZERO))
                .hasMessage("calendar.hours.range");
        assertThatThrownBy(() -> calendar.plusWorkingDays(Instant.MAX, 1)).hasMessage("calendar.from.range");
        assertThatThrownBy(() -> office.setOfficial(2027, true, " ", "owner", "已公布"))
                .hasMessage("calendar.year.source");
        assertThatThrownBy(() -> office.setDay(LocalDate.of(2026, 3, 3), DayRule.OFF, "", null, "owner", "x"))
                .hasMessage("calendar.day.name");
    }

    @Test
    void readsEveryUsualWayToWriteAMoment() {
        assertThat(CalendarApi.moment("2026-02-12")).isEqualTo(at("2026-02-12T00:00"));
        assertThat(CalendarApi.moment("2026-02-12T10:00")).isEqualTo(at("2026-02-12T10:00"));
        assertThat(CalendarApi.moment("2026-02-12T02:00:00Z")).isEqualTo(at("2026-02-12T10:00"));
        assertThat(CalendarApi.moment("2026-02-12T10:00:00 08:00")).isEqualTo(at("2026-02-12T10:00"));
        assertThatThrownBy(() -> CalendarApi.moment("12.2.2026")).hasMessage("calendar.from.wrong");
        assertThatThrownBy(() -> CalendarApi.moment("2026-02-30")).hasMessage("calendar.from.wrong");
    }

    private static Instant at(String local) {
        return at(LocalDateTime.parse(local));
    }

    private static Instant at(LocalDate date, String clock) {
        return at(date.atTime(LocalTime.parse(clock)));
    }

    private static Instant at(LocalDateTime local) {
        return local.atZone(CountyClock.ZONE).toInstant();
    }
}
