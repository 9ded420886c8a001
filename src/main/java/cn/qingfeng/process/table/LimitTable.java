package cn.qingfeng.process.table;

import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.supervision.EscalationPlan;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.LimitRule;
import cn.qingfeng.supervision.LimitUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code time-limits}: the limits of each phase and card, and what is done when they come near and pass. */
public final class LimitTable {

    public static final String KEY = "time-limits";

    private static final DecisionColumn<String> PHASE = DecisionColumn.text("phase");
    private static final DecisionColumn<String> LEVEL = DecisionColumn.text("level");
    private static final DecisionColumn<Boolean> STOPPAGE = DecisionColumn.truth("stoppage");
    private static final DecisionColumn<Boolean> REFUSED = DecisionColumn.truth("refused");

    private static final DecisionColumn<LimitKind> KIND = DecisionColumn.code("kind", LimitKind.class);
    private static final DecisionColumn<Integer> AMOUNT = DecisionColumn.number("amount");
    private static final DecisionColumn<LimitUnit> UNIT = DecisionColumn.code("unit", LimitUnit.class);
    private static final DecisionColumn<String> BASIS = DecisionColumn.text("basis");

    /** A table without it promises limits that nobody is reminded of. */
    private static final DecisionColumn<String> LADDER = DecisionColumn.text("ladder");

    public static final DecisionContract CONTRACT = new DecisionContract(
            KEY,
            List.of(PHASE, LEVEL, STOPPAGE, REFUSED),
            List.of(KIND, AMOUNT, UNIT, BASIS),
            Optional.of("recordLimits"));

    /** What a limit belongs to, as the table names it. */
    public enum Phase {
        ADMISSION,
        PASS_UP,
        HANDLING,
        TASK
    }

    private LimitTable() {}

    /** The question for what holds whatever the card, and whatever the clue. */
    public static Map<String, Object> question(Phase phase) {
        return question(phase, "NONE", false, false);
    }

    /** The question for a card, of a clue like most. */
    public static Map<String, Object> question(Phase phase, String card) {
        return question(phase, card, false, false);
    }

    /** The question for this clue under that card. */
    public static Map<String, Object> question(Phase phase, Card card, Clue clue) {
        return question(
                phase, card.name(), clue.facts().stoppage(), clue.facts().refused());
    }

    private static Map<String, Object> question(Phase phase, String level, boolean stoppage, boolean refused) {
        return Map.of(
                PHASE.name(), phase.name(), LEVEL.name(), level, STOPPAGE.name(), stoppage, REFUSED.name(), refused);
    }

    /** What it answered, rule by rule. */
    public static List<LimitRule> rules(List<Map<String, Object>> rows) {
        return rows.stream()
                .map(row -> new LimitRule(
                        KIND.of(row), AMOUNT.of(row), UNIT.of(row), BASIS.of(row), EscalationPlan.of(LADDER.of(row))))
                .toList();
    }
}
