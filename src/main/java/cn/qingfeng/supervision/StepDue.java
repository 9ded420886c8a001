package cn.qingfeng.supervision;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is to be done now about a limit of a clue; {@code dueAt} is the limit's end.
 *
 * @param with further limits about which the same is to be done: it is done once, and names them all
 */
public record StepDue(LimitKind kind, Measure measure, Instant dueAt, List<LimitKind> with) {

    StepDue(LimitKind kind, Measure measure, Instant dueAt) {
        this(kind, measure, dueAt, List.of());
    }

    /** All limits that it is about, the most urgent first. */
    public List<LimitKind> kinds() {
        return Stream.concat(Stream.of(kind), with.stream()).toList();
    }
}
