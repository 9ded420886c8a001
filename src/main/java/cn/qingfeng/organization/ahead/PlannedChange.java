package cn.qingfeng.organization.ahead;

import cn.qingfeng.Refusal;
import java.time.Instant;

/**
 * A change that takes effect on a later day, or did.
 *
 * @param by who entered it
 * @param settledAt when it took effect, was taken back or was refused; null before
 * @param refused why it could not take effect; null unless refused
 */
public record PlannedChange(
        String id, CountyCommand wish, State state, String by, Instant at, Instant settledAt, Refusal refused) {

    /** Words for readers: {@code county.ahead.state.<NAME>}. */
    public enum State {
        PLANNED,
        DONE,
        REFUSED,
        TAKEN_BACK
    }
}
