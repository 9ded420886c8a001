package cn.qingfeng.web;

import cn.qingfeng.Refusal;
import java.time.Duration;
import java.util.List;

/** Somebody asks too often; tells when to try again. */
public class TooOften extends Refusal {

    private final long seconds;

    public TooOften(String key, Duration wait) {
        super(Kind.TOO_OFTEN, key, List.of(), minutes(wait));
        this.seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    }

    private static long minutes(Duration wait) {
        return Math.max(1, wait.plusSeconds(59).toMinutes());
    }

    /** For the header Retry-After. */
    public long seconds() {
        return seconds;
    }
}
