package cn.qingfeng.clue;

/** A clue came into the ledger. Published inside the registering transaction. */
public record ClueRegistered(ClueNumber number) {}
