package cn.qingfeng.process.table;

import cn.qingfeng.process.evaluation.ConsequenceTable;
import cn.qingfeng.process.evaluation.SchemeTable;
import cn.qingfeng.process.evaluation.WindowTables;
import cn.qingfeng.process.order.OrderTable;
import cn.qingfeng.process.reveal.RevealTable;
import cn.qingfeng.process.time.ExtensionTable;
import java.util.List;
import java.util.Optional;

/** The tables that the code reads. A new one is a line here; what it is stands beside who reads it. */
public final class DecisionTables {

    public static final List<DecisionContract> ALL = List.of(
            LimitTable.CONTRACT,
            GradingTable.CONTRACT,
            RoutingTable.CONTRACT,
            ExtensionTable.CONTRACT,
            OrderTable.CONTRACT,
            RevealTable.CONTRACT,
            SchemeTable.CONTRACT,
            ConsequenceTable.CONTRACT,
            WindowTables.SCHEME,
            WindowTables.CONSEQUENCES);

    private DecisionTables() {}

    /** The contract of that key; empty for a table that an owner made. */
    public static Optional<DecisionContract> of(String key) {
        return ALL.stream().filter(table -> table.key().equals(key)).findFirst();
    }
}
