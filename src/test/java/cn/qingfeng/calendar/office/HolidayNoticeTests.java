package cn.qingfeng.calendar.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.office.CalendarEdit.OneDay;
import cn.qingfeng.calendar.sheet.DayRule;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Reads a year's list as people have it before them. */
class HolidayNoticeTests {

    @Test
    void readsTheSentencesOfTheOfficialNotice() {
        var days = HolidayNotice.read(2026, """
                一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
                二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
                三、清明节：4月4日（周六）至6日（周一）放假，共3天。

                七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
                """, "国办发明电");
        assertThat(days).hasSize(3 + 1 + 9 + 2 + 3 + 7 + 2);
        assertThat(days)
                .contains(
                        new OneDay(LocalDate.of(2026, 1, 4), DayRule.WORK, "元旦补班", "国办发明电"),
                        new OneDay(LocalDate.of(2026, 2, 15), DayRule.OFF, "春节", "国办发明电"),
                        new OneDay(LocalDate.of(2026, 2, 23), DayRule.OFF, "春节", "国办发明电"),
                        new OneDay(LocalDate.of(2026, 10, 10), DayRule.WORK, "国庆节补班", "国办发明电"));
    }

    @Test
    void readsAListOfDates() {
        var days = HolidayNotice.read(2027, """
                2027-01-01 休 元旦
                2027/2/6 班 春节补班
                2027.2.7至2027.2.9 休 春节
                2027年4月30日 班
                """, null);
        assertThat(days)
                .containsExactly(
                        new OneDay(LocalDate.of(2027, 1, 1), DayRule.OFF, "元旦", null),
                        new OneDay(LocalDate.of(2027, 2, 6), DayRule.WORK, "春节补班", null),
                        new OneDay(LocalDate.of(2027, 2, 7), DayRule.OFF, "春节", null),
                        new OneDay(LocalDate.of(2027, 2, 8), DayRule.OFF, "春节", null),
                        new OneDay(LocalDate.of(2027, 2, 9), DayRule.OFF, "春节", null),
                        new OneDay(LocalDate.of(2027, 4, 30), DayRule.WORK, "补班", null));
    }

    @Test
    void namesTheLineThatItCannotRead() {
        for (var line : new String[] {"元旦放假三天", "2027-02-30 休 春节", "2027-05-05至2027-05-01 休 劳动节"}) {
            assertThatThrownBy(() -> HolidayNotice.read(2027, "2027-01-01 休 元旦\n" + line, null))
                    .isInstanceOf(Refusal.class)
                    .hasMessage("calendar.import.line");
        }
        assertThatThrownBy(() -> HolidayNotice.read(2027, "2027-01-01 休 元旦\n2027-01-01 班 元旦", null))
                .hasMessage("calendar.day.twice");
    }
}
