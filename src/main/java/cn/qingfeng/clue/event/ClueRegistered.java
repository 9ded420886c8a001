package cn.qingfeng.clue.event;

import cn.qingfeng.clue.ClueNumber;

/** A clue came into the ledger. Published inside the registering transaction. */
public record ClueRegistered(ClueNumber number) {}
