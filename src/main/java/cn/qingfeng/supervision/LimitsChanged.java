package cn.qingfeng.supervision;

import cn.qingfeng.clue.ClueNumber;

/**
 * The limits of a clue are not what they were: timers follow in the same transaction.
 *
 * @param moved whether the end of a running limit moved, so that the dates of open tasks follow too
 */
public record LimitsChanged(ClueNumber number, boolean moved) {}
