package cn.qingfeng.docs;

import cn.qingfeng.testing.Chromium;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.Documentation;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.DmnElement;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.dmn.instance.Text;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

/**
 * {@code docs/processes}: each diagram as a picture with its own documentation, each decision as a table, drawn from the
 * files that the engine runs.
 */
@Tag("docs")
class ProcessesDocument {

    private static final Path PROCESSES = Path.of("processes");
    private static final Path DOCUMENTS = Path.of("docs/processes");
    private static final Pattern ID_IN_BRACKETS = Pattern.compile("（[a-z]+(-[a-z]+)*）");
    private static final String AMOUNT = "amount";
    private static final String UNIT = "unit";
    private static final String RULE = "rule";
    private static final String VIEWER = "META-INF/resources/webjars/bpmn-js/8.0.0/dist/bpmn-viewer.production.min.js";

    @Test
    void isDrawn() throws IOException {
        Drawn.write(drawn());
        try (var profile = Chromium.profile("http://127.0.0.1")) {
            var page = profile.newPage();
            page.setContent("<div id=canvas style='width:1600px;height:900px'></div>");
            page.addScriptTag(new Page.AddScriptTagOptions()
                    .setContent(new ClassPathResource(VIEWER).getContentAsString(StandardCharsets.UTF_8)));
            for (var file : files(".bpmn")) {
                picture(file, page);
            }
        }
    }

    /** The words; pictures are drawn by a browser. */
    static Map<Path, String> drawn() throws IOException {
        var documents = new TreeMap<Path, String>();
        var words = new Words();
        var index = new StringBuilder("# %s\n\n%s\n\n## %s\n\n"
                .formatted(words.of("index"), words.of("index.drawn"), words.of("index.processes")));
        var limits = new LimitsInWords(PROCESSES.resolve("time-limits.dmn"), words);
        for (var file : files(".bpmn")) {
            index.append(process(file, documents, words, limits));
        }
        index.append("\n## %s\n\n".formatted(words.of("index.rules")));
        for (var file : files(".dmn")) {
            index.append(decision(file, documents, words));
        }
        documents.put(DOCUMENTS.resolve("README.md"), index.toString());
        return documents;
    }

    private static Process read(Path file) {
        return Bpmn.readModelFromFile(file.toFile())
                .getModelElementsByType(Process.class)
                .iterator()
                .next();
    }

    private static void picture(Path file, Page page) throws IOException {
        var id = read(file).getId();
        // The viewer gives its arrow heads random names; with lasting ones a picture changes only with its diagram.
        var svg = svg(Files.readString(file), page)
                .replaceAll(
                        "(sequenceflow-|messageflow-|association-|conditional-)([a-z-]+)-[a-z0-9]{20,}", "$1$2-" + id);
        Drawn.picture(DOCUMENTS.resolve(id + ".svg"), svg + "\n");
    }

    private static String process(Path file, Map<Path, String> documents, Words words, LimitsInWords limits) {
        var process = read(file);
        var id = process.getId();
        var text = new StringBuilder("# %s\n\n%s\n\n%s\n"
                .formatted(
                        process.getName(), documentation(process), words.of("process.picture", process.getName(), id)));
        var steps = new StringBuilder();
        for (var step : process.getModelInstance().getModelElementsByType(Activity.class)) {
            if (step instanceof UserTask task) {
                var due = task.getCamundaDueDate();
                steps.append("| %s | %s | %s | %s |\n"
                        .formatted(
                                oneLine(task.getName()),
                                task.getCamundaCandidateGroups() == null
                                        ? ""
                                        : words.who(task.getCamundaCandidateGroups()),
                                due == null ? "" : limits.of(due),
                                oneLine(documentation(task))));
            } else if (step instanceof CallActivity phase) {
                steps.append("| %s | %s | | %s |\n"
                        .formatted(
                                oneLine(phase.getName()),
                                called(phase.getCalledElement(), words),
                                oneLine(documentation(phase))));
            }
        }
        if (!steps.isEmpty()) {
            text.append("\n%s\n|---|---|---|---|\n%s".formatted(words.of("process.steps"), steps));
        }
        documents.put(DOCUMENTS.resolve(id + ".md"), text.toString());
        return "- [%s](%s.md)（%s）\n"
                .formatted(process.getName(), id, words.of("index.version", process.getCamundaVersionTag()));
    }

    private static String called(String id, Words words) {
        return words.of("process.phase", read(PROCESSES.resolve(id + ".bpmn")).getName(), id);
    }

    private static String svg(String xml, Page page) {
        return (String) page.evaluate("""
                async xml => {
                  document.getElementById('canvas').innerHTML = '';
                  const viewer = new BpmnJS({ container: '#canvas' });
                  await viewer.importXML(xml);
                  return (await viewer.saveSVG()).svg;
                }""", xml);
    }

    private static String decision(Path file, Map<Path, String> documents, Words words) {
        var lines = new StringBuilder();
        var model = Dmn.readModelFromFile(file.toFile());
        for (var decision : model.getModelElementsByType(Decision.class)) {
            var text = new StringBuilder("# %s\n".formatted(decision.getName()));
            if (!description(decision).isEmpty()) {
                text.append("\n%s\n".formatted(description(decision)));
            }
            for (var table : decision.getChildElementsByType(DecisionTable.class)) {
                text.append(table(decision.getId(), table, words));
            }
            documents.put(DOCUMENTS.resolve(decision.getId() + ".md"), text.toString());
            lines.append("- [%s](%s.md)\n".formatted(decision.getName(), decision.getId()));
        }
        return lines.toString();
    }

    private static String table(String decision, DecisionTable table, Words words) {
        var text = new StringBuilder("\n%s\n\n|".formatted(words.of("table." + table.getHitPolicy())));
        var columns = columns(table, words);
        columns.forEach(column -> text.append(" %s |".formatted(oneLine(column.label()))));
        text.append(" %s |\n|".formatted(words.of("table.rule")));
        text.append("---|".repeat(columns.size() + 1)).append('\n');
        for (Rule rule : table.getRules()) {
            var cells = cells(rule);
            text.append('|');
            for (var column : columns) {
                text.append(" %s |"
                        .formatted(oneLine(
                                column.unit() < 0
                                        ? words.cell(decision, column.name(), cells.get(column.at()))
                                        : words.amount(cells.get(column.at()), cells.get(column.unit())))));
            }
            text.append(" %s |\n".formatted(oneLine(description(rule))));
        }
        return text.toString();
    }

    /**
     * A column of a table in words.
     *
     * @param unit where the cell stands that says what an amount counts; negative when the column is no amount
     */
    private record Column(String label, String name, int at, int unit) {}

    /** An amount and what it counts are one column; which rule it was is said by the rule's description. */
    private static List<Column> columns(DecisionTable table, Words words) {
        var columns = new ArrayList<Column>();
        var at = 0;
        for (var input : table.getInputs()) {
            var name = input.getInputExpression().getText().getTextContent();
            columns.add(new Column(input.getLabel(), name, at++, -1));
        }
        var outputs = table.getOutputs().stream().map(Output::getName).toList();
        for (var output : table.getOutputs()) {
            var first = at - outputs.indexOf(output.getName());
            switch (output.getName()) {
                case AMOUNT ->
                    columns.add(new Column(words.of("table.amount"), AMOUNT, at, first + outputs.indexOf(UNIT)));
                case UNIT, RULE -> {}
                default ->
                    columns.add(new Column(
                            Objects.requireNonNullElse(output.getLabel(), output.getName()), output.getName(), at, -1));
            }
            at++;
        }
        return columns;
    }

    private static List<String> cells(Rule rule) {
        return Stream.concat(rule.getInputEntries().stream(), rule.getOutputEntries().stream())
                .map(entry -> entry.getChildElementsByType(Text.class).stream()
                        .map(Text::getTextContent)
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    private static String documentation(BaseElement element) {
        return element.getDocumentations().stream()
                .map(Documentation::getTextContent)
                .map(text -> ID_IN_BRACKETS.matcher(text.strip()).replaceAll(""))
                .collect(Collectors.joining("\n\n"));
    }

    private static String description(DmnElement element) {
        return element.getDescription() == null
                ? ""
                : element.getDescription().getTextContent().strip();
    }

    private static String oneLine(String text) {
        return text == null ? "" : text.strip().replaceAll("\\s*\n\\s*", "<br>").replace("|", "\\|");
    }

    private static List<Path> files(String ending) throws IOException {
        try (var all = Files.walk(PROCESSES)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }
}
