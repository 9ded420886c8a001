package cn.qingfeng.clue;

/** The reporter took the clue back. Published inside the transaction. */
public record ClueWithdrawn(ClueNumber number) {}
