package cn.qingfeng.supervision.charge;

import cn.qingfeng.supervision.LimitKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Late working time, charged to whoever held the case then.
 *
 * @param kind the limit that was late
 * @param unit code of the unit charged, empty for the office
 * @param from when it began to count against that side
 * @param to until when
 * @param late working time in between
 * @param entry ordinal of the timeline's entry that put the case into that hand
 */
public record Charge(LimitKind kind, Optional<String> unit, Instant from, Instant to, Duration late, int entry) {}
