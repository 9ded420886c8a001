package cn.qingfeng.evaluation.result;

import java.time.Instant;

/**
 * A reckoning of a round.
 *
 * @param ordinal from 1
 * @param unit whose objection or clue it was; null where it was no single one's
 * @param why in words that may be published; null where the cause says everything
 */
public record Version(int ordinal, Instant at, Cause cause, String unit, String why) {

    /** Why it was made. Words: {@code result.cause.<NAME>}. */
    public enum Cause {
        DRAFT,
        RULED,
        PUBLISHED,
        CORRECTED
    }
}
