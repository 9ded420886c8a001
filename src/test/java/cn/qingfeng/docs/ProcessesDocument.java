package cn.qingfeng.docs;

import cn.qingfeng.testing.Chromium;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.Documentation;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.DmnElement;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.dmn.instance.Text;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
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
        var index = new StringBuilder("""
                # Processes and decisions

                Drawn from `processes/` by `mvn -Pdocs test`; do not edit.

                """);
        for (var file : files(".bpmn")) {
            index.append(process(file, documents));
        }
        for (var file : files(".dmn")) {
            index.append(decision(file, documents));
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
        Files.writeString(DOCUMENTS.resolve(id + ".svg"), svg + "\n");
    }

    private static String process(Path file, Map<Path, String> documents) {
        var process = read(file);
        var id = process.getId();
        var text = new StringBuilder(
                "# %s\n\n%s\n\n![%s](%s.svg)\n\n| step | who | what is done, and what comes next |\n|---|---|---|\n"
                        .formatted(process.getName(), documentation(process), process.getName(), id));
        for (var task : process.getModelInstance().getModelElementsByType(UserTask.class)) {
            text.append("| %s | `%s` | %s |\n"
                    .formatted(
                            oneLine(task.getName()),
                            Objects.toString(task.getCamundaCandidateGroups(), ""),
                            oneLine(documentation(task))));
        }
        documents.put(DOCUMENTS.resolve(id + ".md"), text.toString());
        return "- [%s](%s.md) `%s`, version %s\n".formatted(process.getName(), id, id, process.getCamundaVersionTag());
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

    private static String decision(Path file, Map<Path, String> documents) {
        var lines = new StringBuilder();
        var model = Dmn.readModelFromFile(file.toFile());
        for (var decision : model.getModelElementsByType(Decision.class)) {
            var text = new StringBuilder("# %s\n\n%s\n".formatted(decision.getName(), description(decision)));
            for (var table : decision.getChildElementsByType(DecisionTable.class)) {
                text.append(table(table));
            }
            documents.put(DOCUMENTS.resolve(decision.getId() + ".md"), text.toString());
            lines.append("- [%s](%s.md) `%s`\n".formatted(decision.getName(), decision.getId(), decision.getId()));
        }
        return lines.toString();
    }

    private static String table(DecisionTable table) {
        var text = new StringBuilder("\nHit policy: " + table.getHitPolicy() + "\n\n|");
        table.getInputs().forEach(input -> text.append(" %s |".formatted(oneLine(input.getLabel()))));
        table.getOutputs()
                .forEach(output -> text.append(
                        " → %s |".formatted(oneLine(Objects.requireNonNullElse(output.getLabel(), output.getName())))));
        text.append(" rule |\n|");
        text.append("---|".repeat(table.getInputs().size() + table.getOutputs().size() + 1))
                .append('\n');
        for (Rule rule : table.getRules()) {
            text.append('|');
            cells(rule.getInputEntries(), text);
            cells(rule.getOutputEntries(), text);
            text.append(" %s |\n".formatted(oneLine(description(rule))));
        }
        return text.toString();
    }

    private static void cells(Collection<? extends ModelElementInstance> entries, StringBuilder text) {
        for (var entry : entries) {
            var content = entry.getChildElementsByType(Text.class).stream()
                    .map(Text::getTextContent)
                    .collect(Collectors.joining(" "));
            text.append(" %s |".formatted(oneLine(content)));
        }
    }

    private static String documentation(BaseElement element) {
        return element.getDocumentations().stream()
                .map(Documentation::getTextContent)
                .map(String::strip)
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
