package cn.qingfeng.supervision.order;

/**
 * One row of the decision table {@code order-rules}.
 *
 * @param perDay how many of that level one clue may get on one day
 * @param explainDays within how many working days the unit explains itself in writing; 0: no explanation is asked for
 * @param dueDays working days until an order by rule is due
 * @param demand what an order by rule demands
 */
public record OrderRule(int perDay, int explainDays, int dueDays, String demand) {}
