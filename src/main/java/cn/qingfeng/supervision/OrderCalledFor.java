package cn.qingfeng.supervision;

import cn.qingfeng.clue.ClueNumber;

/** A rule calls for an urging ({@link Measure#URGE}) or an order ({@link Measure#ORDER}) about this limit. */
public record OrderCalledFor(ClueNumber number, Measure measure, LimitKind kind) {}
