package cn.qingfeng.discipline;

import java.time.Instant;

/** A matter of the sealed register must be passed up soon, or is late. */
public record SealedMatterDue(String period, String number, Instant dueAt, boolean late) {}
