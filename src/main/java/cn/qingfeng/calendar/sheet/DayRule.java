package cn.qingfeng.calendar.sheet;

/** What the official list says of a day that differs from its weekday. */
public enum DayRule {
    /** 休: nobody works, whatever the weekday. */
    OFF,
    /** 班: a weekend day on which the offices work, to make up for a holiday. */
    WORK
}
