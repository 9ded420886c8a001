package cn.qingfeng.clue.event;

import cn.qingfeng.clue.ClueNumber;

/** The reporter took the clue back. Published inside the transaction. */
public record ClueWithdrawn(ClueNumber number) {}
