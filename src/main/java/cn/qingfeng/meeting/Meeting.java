package cn.qingfeng.meeting;

import cn.qingfeng.clue.ClueNumber;
import java.time.Instant;
import java.util.List;

/**
 * A joint meeting.
 *
 * @param outcome what was said there, or why it was called off; null before
 * @param agenda the clues it is about, in their order
 */
public record Meeting(
        String id,
        String title,
        String place,
        Instant meetsAt,
        State state,
        String calledBy,
        Instant calledAt,
        String outcome,
        String endedBy,
        Instant endedAt,
        List<ClueNumber> agenda) {

    /** Words for readers: {@code meeting.state.<NAME>}. */
    public enum State {
        PLANNED,
        HELD,
        CALLED_OFF
    }
}
