package cn.qingfeng.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** How long a step may take, in words, from the table of limits: by card, where the cards differ. */
final class LimitsInWords {

    private static final Pattern LIMIT = Pattern.compile("\\$\\{dueDates\\.of\\(execution, '(\\w+)'\\)}");

    /** Inputs of the table that tell cases of one card apart. */
    private static final List<String> CASES = List.of("stoppage", "refused");

    private final Words words;
    private final Map<String, Map<String, List<String>>> byKind = new LinkedHashMap<>();

    LimitsInWords(Path table, Words words) {
        this.words = words;
        Dmn.readModelFromFile(table.toFile())
                .getModelElementsByType(DecisionTable.class)
                .forEach(this::read);
    }

    /** @param due the due date of a step as the diagram has it */
    String of(String due) {
        var limit = LIMIT.matcher(due);
        if (!limit.matches()) {
            return words.due(due);
        }
        var cases = byKind.get(limit.group(1));
        if (cases == null) {
            throw new IllegalStateException("no limit " + limit.group(1));
        }
        return cases.entrySet().stream()
                .map(amount -> amount.getValue().contains("")
                        ? amount.getKey()
                        : words.of("case", String.join(words.of("cell.list"), amount.getValue()), amount.getKey()))
                .collect(Collectors.joining(words.of("case.next")));
    }

    private void read(DecisionTable table) {
        var inputs = table.getInputs().stream()
                .collect(Collectors.toMap(
                        input -> input.getInputExpression().getText().getTextContent(),
                        input -> input.getLabel(),
                        (one, other) -> one,
                        LinkedHashMap::new));
        var names = new ArrayList<>(inputs.keySet());
        table.getOutputs().forEach(output -> names.add(output.getName()));
        for (var rule : table.getRules()) {
            var cells = cells(rule, names);
            var amount = words.amount(cells.get("amount"), cells.get("unit"));
            byKind.computeIfAbsent(cells.get("kind"), kind -> new LinkedHashMap<>())
                    .computeIfAbsent(amount, same -> new ArrayList<>())
                    .add(forWhich(cells, inputs));
        }
    }

    /** The card of a rule, with what else it asks; empty when it holds for every card. */
    private String forWhich(Map<String, String> cells, Map<String, String> inputs) {
        if (cells.get("level").isEmpty()) {
            return "";
        }
        var card = words.of("card." + cells.get("level"));
        for (var only : CASES) {
            if (!cells.get(only).isEmpty()) {
                var label = inputs.get(only);
                card = words.of(
                        "case.if", card, cells.get(only).equals("true") ? label : words.of("case.unless", label));
            }
        }
        return card;
    }

    private static Map<String, String> cells(Rule rule, List<String> names) {
        var cells = new LinkedHashMap<String, String>();
        rule.getInputEntries().forEach(entry -> cells.put(names.get(cells.size()), text(entry)));
        rule.getOutputEntries().forEach(entry -> cells.put(names.get(cells.size()), text(entry)));
        return cells;
    }

    private static String text(ModelElementInstance entry) {
        return entry.getDomElement().getTextContent().strip().replace("\"", "");
    }
}
