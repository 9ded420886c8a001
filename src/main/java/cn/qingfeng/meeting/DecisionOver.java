package cn.qingfeng.meeting;

import cn.qingfeng.clue.ClueNumber;

/** What was decided is not to be done any more. Published inside the transaction that notes it. */
public record DecisionOver(ClueNumber number, String decision) {}
