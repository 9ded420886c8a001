package cn.qingfeng.process.deployment.table;

import cn.qingfeng.Refusal;
import cn.qingfeng.process.deployment.Contract;
import cn.qingfeng.process.deployment.Finding;
import cn.qingfeng.process.deployment.XmlFile.Element;
import cn.qingfeng.process.engine.FeelOfEngine;
import cn.qingfeng.process.table.LimitTable;
import cn.qingfeng.supervision.EscalationPlan;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.LimitUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;

/** Reads a decision table: only FEEL, every cell of it readable, and with the outputs that the code asks for. */
public class DecisionCheck {

    private static final String DMN = "https://www.omg.org/spec/DMN/";
    private static final String DMN_OLD = "http://www.omg.org/spec/DMN/";
    private static final String CAMUNDA = "http://camunda.org/schema/1.0/dmn";

    private static final Set<String> FEEL_NAMES = Set.of("feel", "https://www.omg.org/spec/dmn/20191111/feel/");

    /** FEEL's door to Java; the engine keeps it shut, and so does this. */
    private static final Pattern EXTERNAL = Pattern.compile("function\\s*\\([^)]*\\)\\s*external", Pattern.DOTALL);

    private static final FeelEngineApi FEEL =
            FeelEngineBuilder.forJava().withEnabledExternalFunctions(false).build();

    private final String file;
    private final Element definitions;
    private final Set<String> units;
    private final List<Finding> findings = new ArrayList<>();

    /** @param units the codes of the units that there are; empty when there are none yet */
    public DecisionCheck(String file, Element definitions, Set<String> units) {
        this.units = units;
        this.file = file;
        this.definitions = definitions;
    }

    public static List<String> decisionsIn(Element definitions) {
        return decisions(definitions)
                .map(decision -> String.valueOf(decision.attribute("id")))
                .toList();
    }

    private static java.util.stream.Stream<Element> decisions(Element definitions) {
        return definitions.children().stream()
                .filter(DecisionCheck::isDmn)
                .filter(child -> child.local().equals("decision"));
    }

    public static Optional<Element> decision(Collection<Element> files, String id) {
        return files.stream()
                .flatMap(DecisionCheck::decisions)
                .filter(decision -> id.equals(decision.attribute("id")))
                .findFirst();
    }

    public List<Finding> findings(List<Contract> contracts) {
        if (!isDmn(definitions) || !definitions.local().equals("definitions")) {
            return List.of(new Finding(file, null, definitions.line(), "deployment.notDmn"));
        }
        ids();
        definitions.all().filter(DecisionCheck::isDmn).forEach(this::languages);
        var decisions = decisions(definitions).toList();
        decisions.forEach(decision -> decision(decision, contracts));
        if (decisions.isEmpty()) {
            find(definitions, null, "deployment.noDecision");
        }
        return findings;
    }

    private void ids() {
        var seen = new HashSet<String>();
        definitions
                .all()
                .filter(element -> isDmn(element) && element.attribute("id") != null)
                .filter(element -> !seen.add(element.attribute("id")))
                .forEach(element ->
                        find(element, element.attribute("id"), "deployment.doubleId", element.attribute("id")));
    }

    private void decision(Element decision, List<Contract> contracts) {
        String id = decision.attribute("id");
        if (isBlank(decision.attribute(CAMUNDA, "historyTimeToLive"))) {
            find(decision, id, "deployment.historyTimeToLive");
        }
        if (isBlank(decision.attribute(CAMUNDA, "versionTag"))) {
            find(decision, id, "deployment.versionTag");
        }
        var logic = decision.children().stream()
                .filter(child -> Set.of("decisionTable", "literalExpression").contains(child.local()))
                .findAny();
        if (logic.isEmpty()) {
            find(decision, id, "deployment.emptyDecision");
        }
        var before = findings.size();
        decision.all().filter(DecisionCheck::isDmn).forEach(cell -> cell(cell, id));
        var readable = findings.size() == before;

        if (readable && LimitTable.KEY.equals(id)) {
            limits(decision);
        }
        if (readable && contracts.stream().anyMatch(contract -> contract.key().equals(id))) {
            new TableCheck(decision, units, (row, key, args) -> find(row, row.attribute("id"), key, args)).check();
        }

        TableInputs.refusingTheProduct(String.valueOf(id), decision)
                .forEach(input -> find(decision, id, "deployment.table.input", input.getKey(), input.getValue()));

        var outputs = decision.all()
                .filter(element -> element.local().equals("output"))
                .map(output -> String.valueOf(output.attribute("name")))
                .collect(Collectors.toSet());
        for (Contract contract : contracts) {
            if (contract.key().equals(id)) {
                var missing = new TreeSet<>(contract.required());
                missing.removeAll(outputs);
                missing.forEach(output -> find(decision, id, "deployment.outputMissing", output));
            }
        }
    }

    /** What the watch over limits reads is held against what it knows, row by row, so that no clue finds out. */
    private void limits(Element decision) {
        var columns = decision.all()
                .filter(element -> element.local().equals("output"))
                .map(output -> String.valueOf(output.attribute("name")))
                .toList();
        var rows =
                decision.all().filter(element -> element.local().equals("rule")).toList();
        for (var row : rows) {
            var cells = row.children().stream()
                    .filter(child -> child.local().equals("outputEntry"))
                    .toList();
            for (var at = 0; at < Math.min(columns.size(), cells.size()); at++) {
                limitCell(row, rows.indexOf(row) + 1, columns.get(at), cells.get(at));
            }
        }
    }

    private void limitCell(Element row, int number, String column, Element cell) {
        var text = text(cell);
        var value =
                text.isEmpty() ? "" : FEEL.evaluateExpression(text, Map.of()).result();
        var wrong = switch (column) {
            case "ladder" -> fails(() -> EscalationPlan.of(value == null ? null : value.toString()));
            case "kind" -> fails(() -> LimitKind.valueOf(String.valueOf(value)));
            case "unit" -> fails(() -> LimitUnit.valueOf(String.valueOf(value)));
            case "amount" -> !isWhole(value) || ((Number) value).intValue() < 0;
            default -> false;
        };
        if (wrong) {
            var description = row.children().stream()
                    .filter(child -> child.local().equals("description"))
                    .map(Element::ownText)
                    .findFirst()
                    .orElse("");
            find(cell, row.attribute("id"), "deployment.limit." + column, String.valueOf(number), description, text);
        }
    }

    static boolean isWhole(Object value) {
        return value instanceof Number number && number.doubleValue() == Math.rint(number.doubleValue());
    }

    private static boolean fails(Runnable reading) {
        try {
            reading.run();
            return false;
        } catch (Refusal | IllegalArgumentException unreadable) {
            return true;
        }
    }

    static String text(Element cell) {
        return cell.children().stream()
                .filter(child -> child.local().equals("text"))
                .map(Element::ownText)
                .findFirst()
                .orElse("");
    }

    private void languages(Element element) {
        for (var attribute : element.attributes().entrySet()) {
            boolean language = attribute.getKey().local().equals("expressionLanguage");
            if (language && !FEEL_NAMES.contains(attribute.getValue().toLowerCase(java.util.Locale.ROOT))) {
                find(element, element.attribute("id"), "deployment.notFeel", attribute.getValue());
            }
        }
    }

    private void cell(Element cell, String decision) {
        String text = text(cell);
        if (text.isEmpty() || text.equals("-")) {
            return;
        }
        boolean readable = switch (cell.local()) {
            case "inputEntry" -> FEEL.parseUnaryTests(text).isSuccess();
            case "inputExpression", "outputEntry", "literalExpression", "defaultOutputEntry" ->
                FEEL.parseExpression(text).isSuccess();
            default -> true;
        };
        if (!readable) {
            find(cell, decision, "deployment.feel", text);
        } else if (!FeelOfEngine.endsSoon(text)) {
            find(cell, decision, "deployment.feelEndless", text);
        } else if (EXTERNAL.matcher(text).find()) {
            find(cell, decision, "deployment.feelExternal", text);
        }
    }

    private static boolean isDmn(Element element) {
        return element.namespace().startsWith(DMN) || element.namespace().startsWith(DMN_OLD);
    }

    private void find(Element element, String id, String key, Object... args) {
        findings.add(new Finding(file, id, element.line(), key, args));
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
