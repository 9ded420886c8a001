package cn.qingfeng.process.time;

import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.process.table.Tables;
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
                ExtensionTable.CONTRACT,
                Map.of(
                        ExtensionTable.WISH_KIND.name(), kind.name(),
                        ExtensionTable.WISH_CARD.name(),
                                ledger.get(number).card().orElse(Card.YELLOW).name(),
                        ExtensionTable.WISH.name(), requests.next(number, kind)));
        return new Ruled(ExtensionTable.COURSE.of(row), ExtensionTable.BASIS.of(row));
    }
}
