package cn.qingfeng.process.order;

import cn.qingfeng.process.table.Tables;
import cn.qingfeng.supervision.order.OrderLevel;
import cn.qingfeng.supervision.order.OrderRule;
import cn.qingfeng.supervision.order.OrderRules;
import java.util.Map;
import org.springframework.stereotype.Component;

/** {@code order-rules}, as it is in force. */
@Component
class TableOrderRules implements OrderRules {

    private final Tables tables;

    TableOrderRules(Tables tables) {
        this.tables = tables;
    }

    @Override
    public OrderRule of(OrderLevel level) {
        var row = tables.row(OrderTable.CONTRACT, Map.of(OrderTable.PRESSURE.name(), level.name()));
        return new OrderRule(
                OrderTable.PER_DAY.of(row),
                OrderTable.EXPLAIN_DAYS.of(row),
                OrderTable.DUE_DAYS.of(row),
                OrderTable.DEMAND.of(row));
    }
}
