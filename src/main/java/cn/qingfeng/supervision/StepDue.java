package cn.qingfeng.supervision;

import java.time.Instant;

/** What is to be done now about a limit of a clue; {@code dueAt} is the limit's end. */
public record StepDue(LimitKind kind, Measure measure, Instant dueAt) {}
