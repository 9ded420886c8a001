package cn.qingfeng.exposure;

import java.time.Instant;

/**
 * How far a case has come on its way to the public; what was said stands in the matter of that number.
 *
 * @param unit the unit that it is about
 * @param publishedAt when it was shown; null before
 * @param dueOn the day by which it is to be put right, as {@code 2026-02-12}; null where nothing is
 * @param settledAt when it was found put right; null while it is not
 * @param takenDownAt when it was taken down; null while it is shown
 */
record Exposure(
        String number,
        Side side,
        String unit,
        Step step,
        Instant publishedAt,
        String film,
        String dueOn,
        Instant settledAt,
        String result,
        Instant takenDownAt) {

    /** The column of the public page. Words for readers: {@code exposure.side.<NAME>}. */
    enum Side {
        EXPOSURE,
        PRAISE
    }

    /** What was done last; each may follow the one before it alone. */
    enum Step {
        NOMINATED,
        VERIFIED,
        REDACTED,
        LAWFUL,
        FIT,
        APPROVED,
        PUBLISHED
    }
}
