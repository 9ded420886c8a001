package cn.qingfeng.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.Messages;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.calendar.sheet.CalendarSheets;
import cn.qingfeng.testing.TablesTest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Remaining time is working time, told in one form. */
@TablesTest
@Import({WorkingCalendar.class, CalendarSheets.class})
class TimeLeftTests {

    @Autowired
    WorkingCalendar calendar;

    @ParameterizedTest
    @CsvSource({
        // Over the Spring Festival nine days pass and no working time.
        "2026-02-13T18:00, 2026-02-26T18:00, 4 个工作日|还剩",
        "2026-02-14T10:00, 2026-02-26T18:00, 3 个工作日|还剩",
        "2026-03-02T10:00, 2026-03-02T18:00, 5.5 个工作小时|还剩",
        "2026-03-06T17:00, 2026-03-09T09:30, 2 个工作小时|还剩",
        "2026-03-07T12:00, 2026-03-09T18:00, 1 个工作日|还剩",
        "2026-03-02T17:55, 2026-03-02T18:00, 不到 0.1 个工作小时|还剩",
        "2026-03-10T18:00, 2026-03-06T18:00, 2 个工作日|已逾期",
        "2026-03-09T09:31, 2026-03-06T18:00, 1 个工作小时|已逾期",
    })
    void tellsWorkingDaysAndWithinTheLastOneHours(String now, String due, String words) {
        var parts = words.split("\\|");
        assertThat(left().of(at(due), null, null, at(now), Locale.CHINA).words())
                .isEqualTo(parts[1] + " " + parts[0]);
    }

    @Test
    void whatPassedAtTheEndOfTheDayIsNotSaidToBeLateByNothing() {
        var due = at("2026-03-06T18:00");
        assertThat(left().of(due, null, null, at("2026-03-07T12:00"), Locale.CHINA))
                .isEqualTo(new TimeLeft.Told(Standing.LATE, "已逾期（2026-03-06 18:00 到期），下次上班起计逾期时间"));
        assertThat(left().of(due, null, null, at("2026-03-09T08:32"), Locale.CHINA)
                        .words())
                .doesNotContain("0 个工作小时");
    }

    @Test
    void whatStandsStillOrIsMetIsNotLate() {
        var due = at("2026-03-02T18:00");
        var later = at("2026-03-20T10:00");
        assertThat(left().of(due, null, at("2026-03-02T10:00"), later, Locale.CHINA))
                .isEqualTo(new TimeLeft.Told(Standing.SUSPENDED, "已中止"));
        assertThat(left().of(due, at("2026-03-02T17:00"), null, later, Locale.CHINA))
                .isEqualTo(new TimeLeft.Told(Standing.MET, ""));
        assertThat(Standing.late(due, at("2026-03-03T09:00"), null, later)).isTrue();
        assertThat(Standing.late(due, null, null, due)).isFalse();
    }

    @Test
    void fixedStatutoryDaysAreOffInAYearWithoutAnOfficialList() {
        var due = calendar.plusWorkingDays(at("2026-12-31T10:00"), 1);
        assertThat(due.dueAt()).isEqualTo(at("2027-01-04T18:00"));
        assertThat(due.provisional()).isTrue();
        assertThat(due.because()).contains("元旦 1 天不计").contains("2027 年放假安排尚未公布");
        assertThat(calendar.isWorkingDay(java.time.LocalDate.of(2027, 10, 1))).isFalse();
        // In an official year the list alone speaks.
        assertThat(calendar.isWorkingDay(java.time.LocalDate.of(2026, 1, 4))).isTrue();
    }

    private TimeLeft left() {
        return new TimeLeft(calendar, Messages.source());
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(CountyClock.ZONE).toInstant();
    }
}
