package cn.qingfeng.process.deployment.shipped;

import cn.qingfeng.organization.Duty;
import cn.qingfeng.process.deployment.XmlFile;
import cn.qingfeng.process.deployment.XmlFile.Element;
import cn.qingfeng.process.deployment.diagram.DiagramCheck;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;

/**
 * A diagram, table or form taken apart into what an official would point at: an element, a row, a field, each with what it
 * says, in the reader's words. Two outlines can be compared part by part.
 */
final class FileOutline {

    /** @param says what the part says: property in words to value in words, in the file's order */
    record Part(String subject, Map<String, String> says) {}

    /** Where the drawing lies; told as one part, because nobody reads coordinates. */
    static final String DRAWING = "#drawing";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> FURTHER_PARTS = Set.of(
            "sequenceFlow",
            "process",
            "message",
            "error",
            "escalation",
            "signal",
            "textAnnotation",
            "participant",
            "lane");
    /** Which flows come and go is told at the flows; ids of what stands inside a part tell nobody anything. */
    private static final Set<String> UNTOLD = Set.of("incoming", "outgoing", "flowNodeRef");

    private final MessageSource messages;
    private final Locale reader;
    private final Map<String, Part> parts = new LinkedHashMap<>();

    private FileOutline(MessageSource messages, Locale reader) {
        this.messages = messages;
        this.reader = reader;
    }

    /** Empty for a file that cannot be read. */
    static Map<String, Part> of(String file, byte[] bytes, MessageSource messages, Locale reader) {
        var outline = new FileOutline(messages, reader);
        try {
            if (file.endsWith(".form")) {
                outline.form(JSON.readTree(new String(bytes, StandardCharsets.UTF_8)));
            } else if (file.endsWith(".dmn")) {
                outline.table(XmlFile.read(bytes));
            } else {
                outline.diagram(XmlFile.read(bytes));
            }
        } catch (XmlFile.Unreadable | JsonProcessingException unreadable) {
            return Map.of();
        }
        return outline.parts;
    }

    // Forms

    private void form(JsonNode form) {
        var says = new LinkedHashMap<String, String>();
        form.fields().forEachRemaining(entry -> {
            if (!entry.getKey().equals("components")) {
                say(says, entry.getKey(), entry.getValue());
            }
        });
        parts.put("#form", new Part(word("shipped.part.form"), says));
        fields(form.path("components"), "");
    }

    private void fields(JsonNode components, String group) {
        for (var field : components) {
            var says = new LinkedHashMap<String, String>();
            field.fields().forEachRemaining(entry -> {
                if (!Set.of("components", "layout", "id").contains(entry.getKey())) {
                    say(says, entry.getKey(), entry.getValue());
                }
            });
            var id = group + field.path("key").asText(field.path("id").asText());
            parts.put(id, new Part(field(field), says));
            fields(field.path("components"), id + "/");
        }
    }

    private String field(JsonNode field) {
        for (var name : List.of("label", "dateLabel", "text", "key", "id")) {
            var text = field.path(name).asText("").strip();
            if (!text.isEmpty()) {
                return word("shipped.part.field", text.length() > 40 ? text.substring(0, 40) + "…" : text);
            }
        }
        return word("shipped.part.field", "");
    }

    private void say(Map<String, String> says, String property, JsonNode value) {
        if (value.isObject()) {
            value.fields().forEachRemaining(entry -> say(says, entry.getKey(), entry.getValue()));
        } else if (value.isArray()) {
            var items = new ArrayList<String>();
            value.forEach(item -> items.add(
                    item.has("label")
                            ? item.path("label").asText() + " ("
                                    + item.path("value").asText() + ")"
                            : item.isValueNode() ? item.asText() : item.toString()));
            says.put(property(property), String.join("; ", items));
        } else if (value.isBoolean()) {
            says.put(property(property), word(value.asBoolean() ? "shipped.yes" : "shipped.no"));
        } else {
            says.put(property(property), property.equals("type") ? kind("type", value.asText()) : value.asText());
        }
    }

    // Tables

    private void table(Element definitions) {
        definitions.all().filter(element -> element.local().equals("decision")).forEach(decision -> {
            var says = attributes(decision);
            var columns = new ArrayList<String>();
            decision.all().forEach(element -> {
                switch (element.local()) {
                    case "decisionTable" ->
                        says.put(
                                property("hitPolicy"),
                                element.attribute("hitPolicy") == null ? "UNIQUE" : element.attribute("hitPolicy"));
                    case "input", "output" -> {
                        columns.add(column(element));
                        says.put(
                                word("shipped.column." + element.local()) + " " + column(element),
                                element.attribute("name") == null ? cell(element) : element.attribute("name"));
                    }
                    default -> {
                        // Rows are parts of their own.
                    }
                }
            });
            decision.children().stream()
                    .filter(child -> child.local().equals("description"))
                    .forEach(child -> says.put(property("documentation"), child.ownText()));
            parts.put(decision.attribute("id"), new Part(decision.attribute("name"), says));
            var rows = decision.all()
                    .filter(element -> element.local().equals("rule"))
                    .toList();
            for (var row : rows) {
                row(row, rows.indexOf(row) + 1, columns);
            }
        });
    }

    private static String column(Element column) {
        return column.attribute("label") != null ? column.attribute("label") : column.attribute("name");
    }

    private void row(Element row, int number, List<String> columns) {
        var says = new LinkedHashMap<String, String>();
        var description = "";
        var at = 0;
        for (var child : row.children()) {
            if (child.local().equals("inputEntry") || child.local().equals("outputEntry")) {
                says.put(at < columns.size() ? columns.get(at) : String.valueOf(at + 1), cell(child));
                at++;
            } else if (child.local().equals("description")) {
                description = child.ownText();
                says.put(property("description"), description);
            }
        }
        parts.put(
                row.attribute("id") == null ? "#row" + number : row.attribute("id"),
                new Part(word("shipped.part.row", number, description), says));
    }

    // Diagrams

    private void diagram(Element definitions) {
        var names = new HashMap<String, String>();
        definitions
                .all()
                .filter(element -> element.namespace().equals(DiagramCheck.BPMN) && element.attribute("id") != null)
                .forEach(element -> names.put(element.attribute("id"), name(element)));
        definitions.children().stream()
                .filter(child -> child.namespace().equals(DiagramCheck.BPMN))
                .forEach(child -> element(child, names));
        var drawing = definitions.children().stream()
                .filter(child -> child.local().equals("BPMNDiagram"))
                .map(FileOutline::lines)
                .collect(Collectors.joining());
        parts.put(DRAWING, new Part(word("shipped.part.drawing"), Map.of(DRAWING, drawing)));
    }

    private void element(Element element, Map<String, String> names) {
        if (!isPart(element)) {
            element.children().forEach(child -> element(child, names));
            return;
        }
        var says = attributes(element);
        for (var end : List.of("sourceRef", "targetRef", "attachedToRef", "default", "messageRef", "errorRef")) {
            says.computeIfPresent(property(end), (property, id) -> names.getOrDefault(id, id));
        }
        element.children().forEach(child -> inside(child, says, names));
        parts.put(element.attribute("id"), new Part(name(element), says));
    }

    private static boolean isPart(Element element) {
        return element.attribute("id") != null
                && (DiagramCheck.FLOW_NODES.contains(element.local()) || FURTHER_PARTS.contains(element.local()));
    }

    private void inside(Element element, Map<String, String> says, Map<String, String> names) {
        if (isPart(element)) {
            element(element, names);
            return;
        }
        if (UNTOLD.contains(element.local())) {
            return;
        }
        var value = element.ownText();
        var own = element.attributes().entrySet().stream()
                .filter(attribute -> !attribute.getKey().local().equals("id")
                        && !attribute.getKey().local().equals("type"))
                .map(attribute -> names.getOrDefault(attribute.getValue(), attribute.getValue()))
                .collect(Collectors.joining(" "));
        if (!value.isEmpty() || !own.isEmpty()) {
            says.merge(property(element.local()), (own + " " + value).strip(), (one, two) -> one + "; " + two);
        } else if (element.local().endsWith("EventDefinition")
                || element.local().endsWith("Characteristics")) {
            says.put(property(element.local()), word("shipped.yes"));
        }
        element.children().forEach(child -> inside(child, says, names));
    }

    private Map<String, String> attributes(Element element) {
        var says = new LinkedHashMap<String, String>();
        element.attributes().forEach((name, value) -> {
            if (!name.local().equals("id")) {
                says.put(property(name.local()), name.local().equals("candidateGroups") ? groups(value) : value);
            }
        });
        return says;
    }

    private String groups(String groups) {
        return Arrays.stream(groups.split(","))
                .map(String::strip)
                .map(group -> Duty.ofGroup(group)
                        .map(held -> word("duty." + held.duty().name()))
                        .filter(words -> !words.startsWith("duty."))
                        .orElse(group))
                .collect(Collectors.joining(", "));
    }

    private String name(Element element) {
        var name = element.attribute("name");
        return kind("element", element.local())
                + (name == null || name.isBlank() ? " " + element.attribute("id") : "“" + name.strip() + "”");
    }

    /** What a cell or an input's expression says. */
    private static String cell(Element element) {
        return element.all()
                .filter(each -> each.local().equals("text"))
                .map(Element::ownText)
                .collect(Collectors.joining(" "));
    }

    private static String lines(Element drawing) {
        return drawing.all()
                .map(shape -> shape.local() + shape.attributes())
                .sorted()
                .collect(Collectors.joining());
    }

    // Words

    private String property(String name) {
        return kind("property", name);
    }

    private String kind(String list, String name) {
        return messages.getMessage("shipped." + list + "." + name, null, name, reader);
    }

    private String word(String key, Object... args) {
        return messages.getMessage(key, args, key, reader);
    }
}
