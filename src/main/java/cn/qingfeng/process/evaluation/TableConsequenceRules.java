package cn.qingfeng.process.evaluation;

import cn.qingfeng.evaluation.consequence.ConsequenceRules;
import cn.qingfeng.process.table.Tables;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** {@code consequence-rules}, as it is in force. */
@Component
class TableConsequenceRules implements ConsequenceRules {

    private final Tables tables;

    TableConsequenceRules(Tables tables) {
        this.tables = tables;
    }

    @Override
    public List<Proposal> of(Facts facts) {
        var asked = Map.<String, Object>of(
                ConsequenceTable.LAST.name(), facts.last(),
                ConsequenceTable.LAST_BEFORE.name(), facts.lastBefore(),
                ConsequenceTable.BAND.name(), facts.band().name(),
                ConsequenceTable.BEST.name(), facts.best(),
                ConsequenceTable.STATIONED.name(), facts.stationed());
        return tables.rows(ConsequenceTable.CONTRACT, asked).stream()
                .map(row -> new Proposal(
                        ConsequenceTable.MEASURE.of(row),
                        ConsequenceTable.RULE.of(row),
                        ConsequenceTable.REASON.of(row)))
                .toList();
    }
}
