package cn.qingfeng.calendar.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Held against the almanac. */
class StatutoryDaysTests {

    @ParameterizedTest
    @CsvSource({
        "2024-02-10, 2024-04-04, 2024-06-10, 2024-09-17",
        "2025-01-29, 2025-04-04, 2025-05-31, 2025-10-06",
        "2026-02-17, 2026-04-05, 2026-06-19, 2026-09-25",
        "2027-02-06, 2027-04-05, 2027-06-09, 2027-09-15",
        "2028-01-26, 2028-04-04, 2028-05-28, 2028-10-03",
        "2029-02-13, 2029-04-04, 2029-06-16, 2029-09-22",
        "2030-02-03, 2030-04-05, 2030-06-05, 2030-09-12",
        // With a leap month: the second, the eleventh.
        "2023-01-22, 2023-04-05, 2023-06-22, 2023-09-29",
        "2033-01-31, 2033-04-04, 2033-06-01, 2033-09-08",
        "2034-02-19, 2034-04-05, 2034-06-20, 2034-09-27",
    })
    void theMoonsDaysAndTheSunsAreThoseOfTheAlmanac(
            LocalDate newYear, LocalDate qingming, LocalDate dragonBoat, LocalDate midAutumn) {
        for (var day = -1; day <= 2; day++) {
            assertThat(StatutoryDays.on(newYear.plusDays(day))).contains("春节");
        }
        assertThat(StatutoryDays.on(newYear.minusDays(2))).isEmpty();
        assertThat(StatutoryDays.on(newYear.plusDays(3))).isEmpty();
        assertThat(StatutoryDays.on(qingming)).contains("清明节");
        assertThat(StatutoryDays.on(dragonBoat)).contains("端午节");
        assertThat(StatutoryDays.on(midAutumn))
                .hasValueSatisfying(name -> assertThat(name).endsWith("中秋节"));
    }

    @Test
    void twoThatFallTogetherAreNamedBoth() {
        assertThat(StatutoryDays.on(LocalDate.of(2028, 10, 3))).contains("国庆节、中秋节");
    }

    @Test
    void everyYearOfTheCalendarHasThirteenDaysOrFewerWhereSomeFallTogether() {
        for (var year = 2000; year <= 2105; year++) {
            assertThat(LocalDate.of(year, 1, 1)
                            .datesUntil(LocalDate.of(year + 1, 1, 1))
                            .filter(date -> StatutoryDays.on(date).isPresent()))
                    .as("%s", year)
                    .hasSizeBetween(12, 13);
        }
    }
}
