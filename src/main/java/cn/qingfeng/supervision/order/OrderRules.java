package cn.qingfeng.supervision.order;

/** What the county's table says of each level of pressure. */
public interface OrderRules {

    /** @return how often a day, in how many working days to explain and to comply, and what is demanded by default */
    OrderRule of(OrderLevel level);
}
