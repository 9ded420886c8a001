package cn.qingfeng.process.order;

import cn.qingfeng.process.table.DecisionColumn;
import cn.qingfeng.process.table.DecisionContract;
import java.util.List;
import java.util.Optional;

/** {@code order-rules}: how often, how long and with which demand each order presses. */
public final class OrderTable {

    public static final String KEY = "order-rules";

    /** A {@link cn.qingfeng.supervision.order.OrderLevel}. */
    public static final DecisionColumn<String> PRESSURE = DecisionColumn.text("pressure");

    static final DecisionColumn<Integer> PER_DAY = DecisionColumn.number("perDay");
    static final DecisionColumn<Integer> EXPLAIN_DAYS = DecisionColumn.number("explainDays");
    static final DecisionColumn<Integer> DUE_DAYS = DecisionColumn.number("dueDays");
    static final DecisionColumn<String> DEMAND = DecisionColumn.text("demand");

    public static final DecisionContract CONTRACT = new DecisionContract(
            KEY, List.of(PRESSURE), List.of(PER_DAY, EXPLAIN_DAYS, DUE_DAYS, DEMAND), Optional.empty());

    private OrderTable() {}
}
