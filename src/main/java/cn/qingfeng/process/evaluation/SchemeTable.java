package cn.qingfeng.process.evaluation;

import cn.qingfeng.process.table.DecisionColumn;
import cn.qingfeng.process.table.DecisionContract;
import java.util.List;
import java.util.Optional;

/** {@code evaluation-scheme}: weights, minimums, bands and the rest of what the county sets about a round. */
public final class SchemeTable {

    public static final String KEY = "evaluation-scheme";

    /** A {@link cn.qingfeng.evaluation.score.Parameter}. */
    static final DecisionColumn<String> PARAMETER = DecisionColumn.text("parameter");

    static final DecisionColumn<Integer> VALUE = DecisionColumn.number("value");

    public static final DecisionContract CONTRACT =
            new DecisionContract(KEY, List.of(PARAMETER), List.of(VALUE), Optional.empty());

    private SchemeTable() {}
}
