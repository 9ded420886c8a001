package cn.qingfeng.supervision.order;

import cn.qingfeng.clue.ClueNumber;

/** An order was issued, or a listed one proposed: its process starts in the same transaction. */
public record OrderIssued(ClueNumber number, String order) {}
