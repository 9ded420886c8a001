package cn.qingfeng.intake.page;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.springframework.stereotype.Component;

/** Moments in a page's sentences, by the county's clock. */
@Component
class Moments {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Clock clock;

    Moments(Clock clock) {
        this.clock = clock;
    }

    String minute(Instant at) {
        return MINUTE.withZone(clock.getZone()).format(at);
    }
}
