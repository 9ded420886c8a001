package cn.qingfeng.process.deployment.table;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.Card;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.process.deployment.XmlFile.Element;
import cn.qingfeng.process.order.OrderTable;
import cn.qingfeng.process.table.GradingTable;
import cn.qingfeng.process.table.LimitTable;
import cn.qingfeng.process.table.RoutingTable;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.LimitUnit;
import cn.qingfeng.supervision.order.OrderLevel;
import cn.qingfeng.supervision.time.TimeCourse;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;

/** Holds the rows of a table that the code reads against what exists: cards, units, duties, whole numbers, and a row for all. */
final class TableCheck {

    /** Tells of a row. */
    interface Tell {
        void of(Element row, String key, Object... args);
    }

    private static final int MOST = 1_000;

    /** Numbers that may be nothing: no notice, no extension, no explanation. */
    private static final Set<String> MAY_BE_NONE = Set.of("most", "notice", "over", "explainDays");

    private static final Set<String> NUMBERS =
            Set.of("amount", "most", "notice", "over", "perDay", "explainDays", "dueDays", "decideDays", "viewHours");

    /** The limits without which a clue could not go on. */
    private static final Map<String, Set<LimitKind>> NEEDED = Map.of(
            "ADMISSION",
            EnumSet.of(LimitKind.ADMISSION, LimitKind.DECIDE, LimitKind.LEGAL_CAP),
            "PASS_UP",
            EnumSet.of(LimitKind.PASS_UP),
            "HANDLING",
            EnumSet.of(
                    LimitKind.DISPATCH,
                    LimitKind.SIGN,
                    LimitKind.RULING,
                    LimitKind.FINISH,
                    LimitKind.REWORK,
                    LimitKind.REVIEW,
                    LimitKind.CALL_BACK));

    private static final FeelEngineApi FEEL =
            FeelEngineBuilder.forJava().withEnabledExternalFunctions(false).build();

    private final Element decision;
    private final String id;
    private final Set<String> units;
    private final Tell tell;
    private final List<String> inputs;
    private final List<String> outputs;
    private final List<Element> rows;

    TableCheck(Element decision, Set<String> units, Tell tell) {
        this.decision = decision;
        this.id = decision.attribute("id");
        this.units = units;
        this.tell = tell;
        this.inputs = named("inputExpression")
                .map(expression -> expression.children().stream()
                        .filter(child -> child.local().equals("text"))
                        .map(Element::ownText)
                        .findFirst()
                        .orElse(""))
                .toList();
        this.outputs = named("output")
                .map(output -> String.valueOf(output.attribute("name")))
                .toList();
        this.rows = named("rule").toList();
    }

    private Stream<Element> named(String local) {
        return decision.all().filter(element -> element.local().equals(local));
    }

    void check() {
        for (var at = 0; at < rows.size(); at++) {
            row(rows.get(at), at + 1);
        }
        switch (id) {
            case GradingTable.KEY, RoutingTable.KEY -> lastRowForAll();
            case LimitTable.KEY -> limits();
            case OrderTable.KEY ->
                Arrays.stream(OrderLevel.values())
                        .forEach(level -> once(Map.of(OrderTable.PRESSURE.name(), level.name())));
            default -> {}
        }
    }

    private void row(Element row, int number) {
        var values = values(row);
        values.forEach((output, value) -> {
            var wrong = switch (output) {
                case "card" -> isNone(Card.values(), value);
                case "course" -> isNone(TimeCourse.values(), value);
                case "leadUnit" -> !isUnit(value) && !cell(row, output).equals("concernedUnit");
                case "assistUnits" -> value != null && !value.equals("") && !allUnits(value);
                case "decider" -> !allGroups(value);
                default -> NUMBERS.contains(output) && !isAllowed(output, value, values);
            };
            if (wrong) {
                var kind = NUMBERS.contains(output) ? "number" : output;
                tell.of(
                        row,
                        "deployment.cell",
                        number,
                        description(row),
                        output,
                        cell(row, output),
                        Refusal.word("deployment.cell." + kind));
            }
        });
    }

    private static boolean isAllowed(String output, Object value, Map<String, Object> row) {
        if (!DecisionCheck.isWhole(value)) {
            return false;
        }
        var least = MAY_BE_NONE.contains(output)
                        || output.equals("amount") && LimitUnit.SAME_DAY.name().equals(row.get("unit"))
                ? 0
                : 1;
        var number = ((Number) value).doubleValue();
        return number >= least && number <= MOST;
    }

    private static boolean isNone(Enum<?>[] all, Object value) {
        return Arrays.stream(all).noneMatch(each -> each.name().equals(value));
    }

    private boolean isUnit(Object value) {
        return value instanceof String code && !code.isBlank() && (units.isEmpty() || units.contains(code));
    }

    private boolean allUnits(Object value) {
        return value instanceof String codes
                && Arrays.stream(codes.split(",")).map(String::strip).allMatch(this::isUnit);
    }

    private boolean allGroups(Object value) {
        return value instanceof String groups
                && Arrays.stream(groups.split(","))
                        .map(group -> Duty.ofGroup(group.strip()))
                        .allMatch(held -> held.filter(one -> one.duty() != Duty.PROCESS_OWNER
                                        && one.duty() != Duty.ADMIN
                                        && (one.unit() == null || isUnit(one.unit())))
                                .isPresent());
    }

    /** Where the first row that fits decides, the last must fit everything. */
    private void lastRowForAll() {
        var first = named("decisionTable").anyMatch(table -> "FIRST".equals(table.attribute("hitPolicy")));
        if (!first
                || rows.isEmpty()
                || !rows.get(rows.size() - 1).children().stream()
                        .filter(child -> child.local().equals("inputEntry"))
                        .map(DecisionCheck::text)
                        .allMatch(text -> text.isEmpty() || text.equals("-"))) {
            tell.of(rows.isEmpty() ? decision : rows.get(rows.size() - 1), "deployment.table.noDefault");
        }
    }

    private void limits() {
        NEEDED.forEach((phase, kinds) -> {
            for (var stoppage : List.of(true, false)) {
                if (phase.equals("HANDLING")) {
                    for (var card : Card.values()) {
                        limits(phase, card.name(), stoppage, kinds);
                    }
                } else {
                    limits(phase, null, stoppage, kinds);
                }
            }
        });
    }

    private void limits(String phase, String level, boolean stoppage, Set<LimitKind> kinds) {
        var asked = new LinkedHashMap<String, Object>();
        asked.put("phase", phase);
        asked.put("level", level);
        asked.put("stoppage", stoppage);
        asked.put("refused", stoppage);
        var needed = EnumSet.copyOf(kinds);
        if (Card.RED.name().equals(level)) {
            needed.add(LimitKind.RECHECK);
        }
        var fitting = fitting(asked);
        for (var kind : LimitKind.values()) {
            var found = fitting.stream()
                    .filter(row -> kind.name().equals(values(row).get("kind")))
                    .toList();
            if (found.size() > 1) {
                tell.of(found.get(1), "deployment.limit.double", number(found.get(1)), kind.name(), said(asked));
            } else if (found.isEmpty() && needed.contains(kind)) {
                tell.of(decision, "deployment.limit.missing", kind.name(), said(asked));
            }
        }
    }

    private void once(Map<String, Object> asked) {
        var found = fitting(asked).size();
        if (found != 1) {
            tell.of(decision, "deployment.table.once", said(asked), found);
        }
    }

    private int number(Element row) {
        return rows.indexOf(row) + 1;
    }

    private static String said(Map<String, Object> asked) {
        return asked.values().stream()
                .filter(value -> value instanceof String)
                .map(Object::toString)
                .collect(Collectors.joining(" "));
    }

    private List<Element> fitting(Map<String, Object> asked) {
        return rows.stream()
                .filter(row -> {
                    var cells = cells(row, "inputEntry");
                    for (var at = 0; at < Math.min(cells.size(), inputs.size()); at++) {
                        var test = DecisionCheck.text(cells.get(at));
                        if (!test.isEmpty() && !test.equals("-") && !fits(test, asked.get(inputs.get(at)))) {
                            return false;
                        }
                    }
                    return true;
                })
                .toList();
    }

    private static boolean fits(String test, Object value) {
        // Most cells are one word.
        if (value instanceof String text && test.matches("\"[^\"]*\"")) {
            return test.equals('"' + text + '"');
        }
        var result = FEEL.evaluateUnaryTests(test, value, Map.of());
        return result.isSuccess() && Boolean.TRUE.equals(result.result());
    }

    private static List<Element> cells(Element row, String local) {
        return row.children().stream()
                .filter(child -> child.local().equals(local))
                .toList();
    }

    private String cell(Element row, String output) {
        var cells = cells(row, "outputEntry");
        var at = outputs.indexOf(output);
        return at >= 0 && at < cells.size() ? DecisionCheck.text(cells.get(at)) : "";
    }

    private final Map<Element, Map<String, Object>> read = new IdentityHashMap<>();

    /** What a row answers, as far as it does not depend on the clue. */
    private Map<String, Object> values(Element row) {
        return read.computeIfAbsent(row, each -> {
            var values = new LinkedHashMap<String, Object>();
            for (var output : outputs) {
                var text = cell(each, output);
                values.put(
                        output,
                        text.isEmpty()
                                ? null
                                : FEEL.evaluateExpression(text, Map.of()).result());
            }
            return values;
        });
    }

    private static String description(Element row) {
        return row.children().stream()
                .filter(child -> child.local().equals("description"))
                .map(Element::ownText)
                .findFirst()
                .orElse("");
    }
}
