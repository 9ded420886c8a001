package cn.qingfeng.clue;

/** The clue goes on in another one. Published inside the transaction. */
public record ClueMerged(ClueNumber number, ClueNumber into) {}
