package cn.qingfeng.process.table;

import cn.qingfeng.discipline.PassUpTerm;
import cn.qingfeng.process.table.LimitTable.Phase;
import java.util.List;
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
        var row = tables.row(LimitTable.CONTRACT, LimitTable.question(Phase.PASS_UP));
        return LimitTable.rules(List.of(row)).get(0).amount();
    }
}
