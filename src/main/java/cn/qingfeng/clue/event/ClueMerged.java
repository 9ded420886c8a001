package cn.qingfeng.clue.event;

import cn.qingfeng.clue.ClueNumber;

/** The clue goes on in another one. Published inside the transaction. */
public record ClueMerged(ClueNumber number, ClueNumber into) {}
