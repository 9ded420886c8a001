package cn.qingfeng.meeting;

import cn.qingfeng.clue.ClueNumber;
import java.time.Instant;

/**
 * What a meeting decided about one of its clues: a unit does it by a day.
 *
 * @param person who is to do it; null once nobody in particular is
 * @param result what was done, or why it is not to be done any more; null before
 */
public record Decision(
        String id,
        String meeting,
        ClueNumber clue,
        String unit,
        String person,
        String task,
        Instant dueAt,
        State state,
        String decidedBy,
        Instant decidedAt,
        String result,
        String endedBy,
        Instant endedAt) {

    /** Words for readers: {@code meeting.decision.state.<NAME>}. */
    public enum State {
        OPEN,
        DONE,
        /** Not to be done any more. */
        OVER
    }
}
