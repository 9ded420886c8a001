package cn.qingfeng.supervision.order;

import cn.qingfeng.supervision.LimitKind;
import java.util.List;

/**
 * An urging or an order that somebody wants to issue.
 *
 * @param limit the limit that it is about; null where it is about none
 * @param alsoLimits further limits that it names
 * @param problem what is wrong, in words
 * @param dueDays working days until it is to be settled, from 1
 */
public record OrderCommand(
        OrderLevel level,
        OrderGround ground,
        LimitKind limit,
        List<LimitKind> alsoLimits,
        String problem,
        String demand,
        int dueDays) {

    public OrderCommand(
            OrderLevel level, OrderGround ground, LimitKind limit, String problem, String demand, int dueDays) {
        this(level, ground, limit, List.of(), problem, demand, dueDays);
    }
}
