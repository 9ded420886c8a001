package cn.qingfeng.supervision;

/** What a limit's amount counts. */
public enum LimitUnit {
    WORKING_HOURS,
    WORKING_DAYS,
    /** Until the close of the same working day; the amount does not matter. */
    SAME_DAY,
    NATURAL_DAYS
}
