package cn.qingfeng.process.table;

import cn.qingfeng.supervision.EscalationPlan;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.LimitRule;
import cn.qingfeng.supervision.LimitUnit;
import java.util.List;
import java.util.Map;

/** Reads what {@code time-limits} answered. */
public final class LimitRows {

    private LimitRows() {}

    public static List<LimitRule> rules(List<Map<String, Object>> rows) {
        return rows.stream()
                .map(row -> new LimitRule(
                        LimitKind.valueOf(Decisions.text(row, "kind")),
                        ((Number) row.get("amount")).intValue(),
                        LimitUnit.valueOf(Decisions.text(row, "unit")),
                        Decisions.text(row, "basis"),
                        EscalationPlan.of(Decisions.text(row, "ladder"))))
                .toList();
    }
}
