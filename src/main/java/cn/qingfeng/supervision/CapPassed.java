package cn.qingfeng.supervision;

import cn.qingfeng.clue.ClueNumber;
import java.time.Instant;

/** A limit got a new end, and that lies beyond the law's: {@code end} after {@code cap}. */
public record CapPassed(ClueNumber number, LimitKind kind, Instant end, Instant cap) {}
