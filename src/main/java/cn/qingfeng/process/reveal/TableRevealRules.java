package cn.qingfeng.process.reveal;

import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.disclosure.RevealRules;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.process.table.Tables;
import java.util.Map;
import org.springframework.stereotype.Component;

/** {@code reveal-rules}, as it is in force. */
@Component
class TableRevealRules implements RevealRules {

    private final Tables tables;

    TableRevealRules(Tables tables) {
        this.tables = tables;
    }

    @Override
    public Ruled of(ClueKind kind, Duty askedAs) {
        var row = tables.row(
                RevealTable.CONTRACT,
                Map.of(RevealTable.CLUE_KIND.name(), kind.name(), RevealTable.ASKED_AS.name(), askedAs.name()));
        return new Ruled(
                RevealTable.DECIDER.of(row),
                RevealTable.DECIDE_DAYS.of(row),
                RevealTable.VIEW_HOURS.of(row),
                RevealTable.BASIS.of(row));
    }
}
