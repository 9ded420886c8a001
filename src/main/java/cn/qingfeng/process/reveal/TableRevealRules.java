package cn.qingfeng.process.reveal;

import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.disclosure.RevealRules;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.process.table.Decisions;
import cn.qingfeng.process.table.Tables;
import java.util.Map;
import org.springframework.stereotype.Component;

/** {@code reveal-rules}, as it is in force. */
@Component
class TableRevealRules implements RevealRules {

    private static final String TABLE = "reveal-rules";

    private final Tables tables;

    TableRevealRules(Tables tables) {
        this.tables = tables;
    }

    @Override
    public Ruled of(ClueKind kind, Duty askedAs) {
        var row = tables.row(TABLE, Map.of("clueKind", kind.name(), "askedAs", askedAs.name()));
        return new Ruled(
                Decisions.text(row, "decider"),
                Decisions.number(row, "decideDays"),
                Decisions.number(row, "viewHours"),
                Decisions.text(row, "basis"));
    }
}
