package cn.qingfeng.clue.event;

import cn.qingfeng.clue.ClueNumber;

/** Something was entered on the clue's timeline. Published inside the transaction, as often as it happens. */
public record ClueStepped(ClueNumber number) {}
