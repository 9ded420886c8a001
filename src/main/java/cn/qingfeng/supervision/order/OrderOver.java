package cn.qingfeng.supervision.order;

import cn.qingfeng.clue.ClueNumber;

/** An order ended without its issuer's conclusion: its work was done, a higher one took its place, or the clue ended. */
public record OrderOver(ClueNumber number, String order) {}
