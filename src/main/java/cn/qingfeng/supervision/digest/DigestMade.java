package cn.qingfeng.supervision.digest;

/** A unit's morning digest is counted. */
public record DigestMade(String period, String unit, long open, long soon, long late) {}
