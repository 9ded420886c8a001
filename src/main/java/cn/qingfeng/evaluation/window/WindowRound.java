package cn.qingfeng.evaluation.window;

import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.evaluation.RoundStage;
import java.time.Instant;
import java.time.YearMonth;

/**
 * A monthly round of windows; what was said on its way stands in the matter of that number.
 *
 * @param drafts how many drafts there were
 * @param scheme the rules that held at the cut; null before
 * @param publishedAt null before
 */
public record WindowRound(
        String number, YearMonth month, RoundStage stage, int drafts, WindowScheme scheme, Instant publishedAt) {

    /** The kind of matter by which a round goes. */
    public static final String KIND = "matter-window-round";

    public boolean isPublished() {
        return publishedAt != null;
    }

    /** The month's first moment. */
    Instant from() {
        return from(month);
    }

    /** The first moment after it. */
    Instant until() {
        return from(month.plusMonths(1));
    }

    private static Instant from(YearMonth month) {
        return month.atDay(1).atStartOfDay(CountyClock.ZONE).toInstant();
    }
}
