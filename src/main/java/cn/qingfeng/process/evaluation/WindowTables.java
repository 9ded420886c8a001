package cn.qingfeng.process.evaluation;

import cn.qingfeng.evaluation.consequence.ConsequenceRules.Proposal;
import cn.qingfeng.evaluation.consequence.Measure;
import cn.qingfeng.evaluation.consequence.WindowRules;
import cn.qingfeng.evaluation.window.WindowParameter;
import cn.qingfeng.evaluation.window.WindowScheme;
import cn.qingfeng.evaluation.window.WindowSchemes;
import cn.qingfeng.process.table.DecisionColumn;
import cn.qingfeng.process.table.DecisionContract;
import cn.qingfeng.process.table.Tables;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** {@code window-scheme} and {@code window-consequences}, as they are in force. */
@Component
public class WindowTables implements WindowSchemes, WindowRules {

    /** A {@link WindowParameter}. */
    private static final DecisionColumn<String> PARAMETER = DecisionColumn.text("parameter");

    private static final DecisionColumn<Integer> VALUE = DecisionColumn.number("value");

    private static final DecisionColumn<Integer> MONTHS = DecisionColumn.number("months");
    private static final DecisionColumn<Measure> MEASURE = DecisionColumn.code("measure", Measure.class);
    private static final DecisionColumn<String> REASON = DecisionColumn.text("reason");
    private static final DecisionColumn<String> RULE = DecisionColumn.text("rule");

    /** Weights, minimums and deductions of rounds of windows. */
    public static final DecisionContract SCHEME =
            new DecisionContract("window-scheme", List.of(PARAMETER), List.of(VALUE), Optional.empty());

    /** What is proposed for the unit of a window that is among the worst so many months in a row. */
    public static final DecisionContract CONSEQUENCES = new DecisionContract(
            "window-consequences", List.of(MONTHS), List.of(MEASURE, REASON, RULE), Optional.empty());

    private final Tables tables;

    WindowTables(Tables tables) {
        this.tables = tables;
    }

    @Override
    public WindowScheme inForce() {
        var values = new EnumMap<WindowParameter, Integer>(WindowParameter.class);
        for (var parameter : WindowParameter.values()) {
            values.put(parameter, VALUE.of(tables.row(SCHEME, Map.of(PARAMETER.name(), parameter.name()))));
        }
        return new WindowScheme(values);
    }

    @Override
    public List<Proposal> after(int months) {
        return tables.rows(CONSEQUENCES, Map.of(MONTHS.name(), months)).stream()
                .map(row -> new Proposal(MEASURE.of(row), RULE.of(row), REASON.of(row)))
                .toList();
    }
}
