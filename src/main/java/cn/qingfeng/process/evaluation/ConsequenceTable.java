package cn.qingfeng.process.evaluation;

import cn.qingfeng.evaluation.consequence.Measure;
import cn.qingfeng.process.table.DecisionColumn;
import cn.qingfeng.process.table.DecisionContract;
import java.util.List;
import java.util.Optional;

/** {@code consequence-rules}: what is proposed for a unit after a result. */
public final class ConsequenceTable {

    public static final String KEY = "consequence-rules";

    static final DecisionColumn<Boolean> LAST = DecisionColumn.truth("last");
    static final DecisionColumn<Boolean> LAST_BEFORE = DecisionColumn.truth("lastBefore");
    static final DecisionColumn<String> BAND = DecisionColumn.text("band");
    static final DecisionColumn<Boolean> BEST = DecisionColumn.truth("best");
    static final DecisionColumn<Boolean> STATIONED = DecisionColumn.truth("stationed");

    static final DecisionColumn<Measure> MEASURE = DecisionColumn.code("measure", Measure.class);
    static final DecisionColumn<String> REASON = DecisionColumn.text("reason");
    static final DecisionColumn<String> RULE = DecisionColumn.text("rule");

    public static final DecisionContract CONTRACT = new DecisionContract(
            KEY, List.of(LAST, LAST_BEFORE, BAND, BEST, STATIONED), List.of(MEASURE, REASON, RULE), Optional.empty());

    private ConsequenceTable() {}
}
