package cn.qingfeng.calendar;

import cn.qingfeng.calendar.clock.CountyClock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** Moments as a person reads them, by the county's clock: {@code 2026-03-05 14:30}. */
public final class Moments {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(CountyClock.ZONE);

    private Moments() {}

    /** To the minute; nothing for none. */
    public static String minute(Instant at) {
        return at == null ? "" : MINUTE.format(at);
    }
}
