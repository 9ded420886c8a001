package cn.qingfeng.process.order;

import cn.qingfeng.process.table.Decisions;
import cn.qingfeng.process.table.Tables;
import cn.qingfeng.supervision.order.OrderLevel;
import cn.qingfeng.supervision.order.OrderRule;
import cn.qingfeng.supervision.order.OrderRules;
import java.util.Map;
import org.springframework.stereotype.Component;

/** {@code order-rules}, as it is in force. */
@Component
class TableOrderRules implements OrderRules {

    private static final String TABLE = "order-rules";

    private final Tables tables;

    TableOrderRules(Tables tables) {
        this.tables = tables;
    }

    @Override
    public OrderRule of(OrderLevel level) {
        var row = tables.row(TABLE, Map.of("pressure", level.name()));
        return new OrderRule(
                Decisions.number(row, "perDay"),
                Decisions.number(row, "explainDays"),
                Decisions.number(row, "dueDays"),
                Decisions.text(row, "demand"));
    }
}
