package cn.qingfeng.supervision.time;

import cn.qingfeng.clue.ClueNumber;

/** Time was asked for: the wish's process starts in the same transaction. */
public record TimeAsked(ClueNumber number, String request) {}
