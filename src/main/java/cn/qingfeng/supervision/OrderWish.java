package cn.qingfeng.supervision;

/**
 * An urging or an order that somebody wants to issue.
 *
 * @param limit the limit that it is about; null where it is about none
 * @param problem what is wrong, in words
 * @param dueDays working days until it is to be settled, from 1
 */
public record OrderWish(
        OrderLevel level, OrderGround ground, LimitKind limit, String problem, String demand, int dueDays) {}
