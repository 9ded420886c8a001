package cn.qingfeng.calendar.office;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.calendar.LimitsByCalendar;
import cn.qingfeng.calendar.sheet.CalendarSheets;
import cn.qingfeng.testing.TablesTest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

/** An upgrade that knows other days of the law. */
@TablesTest
@Import(CalendarSheets.class)
class LawFollowerTests {

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    CalendarSheets sheets;

    private final List<LocalDate> counted = new ArrayList<>();

    @Test
    void limitsInYearsWithoutAListAreCountedAnewOnceWhenTheLawsDaysAreOthers() {
        var follower = follower();
        jdbc.update("update calendar_law set days = 'those of an earlier version' where id = 1");
        follower.follow();
        assertThat(counted)
                .as("2026 has its list")
                .startsWith(LocalDate.of(2027, 1, 1))
                .hasSize(5);
        follower.follow();
        assertThat(counted).as("once").hasSize(5);
    }

    private LawFollower follower() {
        var beans = new StaticListableBeanFactory();
        beans.addBean("limits", (LimitsByCalendar) (first, last) -> {
            counted.add(first);
            return List.of();
        });
        var noon = LocalDate.of(2026, 11, 27).atTime(12, 0).toInstant(ZoneOffset.UTC);
        return new LawFollower(
                jdbc, sheets, beans.getBeanProvider(LimitsByCalendar.class), Clock.fixed(noon, ZoneOffset.UTC));
    }
}
