package cn.qingfeng.supervision.time;

import cn.qingfeng.clue.ClueNumber;

/** How the county's table deals with a wish for time. */
public interface TimeCourses {

    /**
     * How a wish for time is dealt with.
     *
     * @param basis the rule, for readers
     */
    record Ruled(TimeCourse course, String basis) {}

    /** How the rules would deal with such a wish now, and why. */
    Ruled of(ClueNumber number, TimeKind kind);
}
