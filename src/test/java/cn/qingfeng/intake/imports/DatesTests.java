package cn.qingfeng.intake.imports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates as they stand in old ledgers. */
class DatesTests {

    @ParameterizedTest
    @CsvSource({
        "2026-02-12, 2026-02-12T00:00",
        "2026/2/12 9:05, 2026-02-12T09:05",
        "２０２６．２．１２, 2026-02-12T00:00",
        "2026年2月12日, 2026-02-12T00:00",
        "2026年2月12日 下午3时30分, 2026-02-12T15:30",
        "2026-02-12T09:30:15.0, 2026-02-12T09:30:15",
        "20260212, 2026-02-12T00:00",
        "20260212093015, 2026-02-12T09:30:15",
        "46065, 2026-02-12T00:00",
        "46065.395833333336, 2026-02-12T09:30"
    })
    void datesAreReadAsTextAndAsNumbers(String typed, String read) {
        assertThat(Dates.read(typed)).map(Object::toString).contains(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "昨天", "2026-13-01", "2026-02-30", "12.2.26", "2026", "13900000001", "460651"})
    void whatIsNoDateIsNone(String typed) {
        assertThat(Dates.read(typed)).isEmpty();
    }
}
