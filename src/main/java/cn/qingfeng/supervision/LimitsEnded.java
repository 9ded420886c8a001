package cn.qingfeng.supervision;

import cn.qingfeng.clue.ClueNumber;

/** Nothing is owed for the clue any more: it was closed, or ended early. */
public record LimitsEnded(ClueNumber number) {}
