package cn.qingfeng.process.time;

import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.process.table.Decisions;
import cn.qingfeng.process.table.Tables;
import cn.qingfeng.supervision.time.TimeCourse;
import cn.qingfeng.supervision.time.TimeCourses;
import cn.qingfeng.supervision.time.TimeKind;
import cn.qingfeng.supervision.time.TimeRequests;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** {@code extension-rules}, as it is in force, asked about a wish that is not made yet. */
@Component
class TableTimeCourses implements TimeCourses {

    private final TimeRequests requests;
    private final ClueLedger ledger;
    private final Tables tables;

    TableTimeCourses(TimeRequests requests, ClueLedger ledger, Tables tables) {
        this.requests = requests;
        this.ledger = ledger;
        this.tables = tables;
    }

    @Override
    @Transactional(readOnly = true)
    public Ruled of(ClueNumber number, TimeKind kind) {
        var row = tables.row(
                "extension-rules",
                Map.of(
                        "wishKind", kind.name(),
                        "wishCard",
                                ledger.get(number).card().orElse(Card.YELLOW).name(),
                        "wish", requests.next(number, kind)));
        return new Ruled(TimeCourse.valueOf(Decisions.text(row, "course")), Decisions.text(row, "basis"));
    }
}
