package cn.qingfeng.meeting;

/**
 * What was decided is not done, and its day is over. Published once for each limit, inside the transaction that notes it.
 *
 * @param calledBy who called the meeting
 */
public record DecisionLate(Decision decision, String calledBy) {}
