package cn.qingfeng.supervision.digest;

/** A year in which limits end, or that begins next month, has no official list of holidays. */
public record CalendarMissing(String period, int year, long clues) {}
