package cn.qingfeng.supervision.time;

import java.time.Instant;

/**
 * What a handler asks for.
 *
 * @param workingDays of an extension; 0 for anything else
 * @param ground the code of the ground, may be null
 * @param reporterToldAt when the reporter was told; null when not yet
 */
public record TimeCommand(TimeKind kind, int workingDays, String ground, Instant reporterToldAt) {}
