package cn.qingfeng.notification.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTests {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @ParameterizedTest
    @CsvSource({
        "21:30, 07:30, 2026-02-12T21:29, ",
        "21:30, 07:30, 2026-02-12T21:30, 2026-02-13T07:30",
        "21:30, 07:30, 2026-12-31T23:59, 2027-01-01T07:30",
        "21:30, 07:30, 2026-02-13T00:00, 2026-02-13T07:30",
        "21:30, 07:30, 2026-02-13T07:29, 2026-02-13T07:30",
        "21:30, 07:30, 2026-02-13T07:30, ",
        "12:00, 14:00, 2026-02-13T13:00, 2026-02-13T14:00",
        "12:00, 14:00, 2026-02-13T14:00, ",
        "00:00, 00:00, 2026-02-13T00:00, "
    })
    void endWhenTheySayAlsoOverMidnight(LocalTime from, LocalTime to, LocalDateTime now, LocalDateTime end) {
        var found = new QuietHours(from, to).endAfter(now.atZone(ZONE).toInstant(), ZONE);
        assertThat(found.map(moment -> LocalDateTime.ofInstant(moment, ZONE)).orElse(null))
                .isEqualTo(end);
    }
}
