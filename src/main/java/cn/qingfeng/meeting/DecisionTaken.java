package cn.qingfeng.meeting;

import cn.qingfeng.clue.ClueNumber;

/** A unit has something to do from now on. Published inside the transaction that notes it. */
public record DecisionTaken(ClueNumber number, String decision) {}
