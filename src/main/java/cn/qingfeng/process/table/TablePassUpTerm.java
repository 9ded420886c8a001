package cn.qingfeng.process.table;

import cn.qingfeng.discipline.PassUpTerm;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The term for passing up, from {@code time-limits}: the row of phase PASS_UP. */
@Component
class TablePassUpTerm implements PassUpTerm {

    private final Tables tables;

    TablePassUpTerm(Tables tables) {
        this.tables = tables;
    }

    @Override
    public int workingDays() {
        var row = tables.row(
                "time-limits", Map.of("phase", "PASS_UP", "level", "NONE", "stoppage", false, "refused", false));
        return ((Number) row.get("amount")).intValue();
    }
}
