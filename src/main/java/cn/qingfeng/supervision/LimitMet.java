package cn.qingfeng.supervision;

import cn.qingfeng.clue.ClueNumber;

/** The work that a limit was about is done. */
public record LimitMet(ClueNumber number, LimitKind kind) {}
