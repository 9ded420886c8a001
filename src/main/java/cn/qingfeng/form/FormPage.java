package cn.qingfeng.form;

import cn.qingfeng.Refusal.Fault;
import cn.qingfeng.form.feel.Feel;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A form made ready for {@code templates/form/fields.html}. It works without script: then every conditional field is
 * shown, its help says when to fill it in, and the check ignores it where it does not apply. With script, the page asks
 * {@code /form/visible} after a change, so that the conditions are worked out in one place only.
 *
 * @param formId the form's id
 * @param parts what stands on the page, in order
 * @param faults what was wrong at the last try, for the list at the top
 */
public record FormPage(String formId, List<Part> parts, List<Wrong> faults) {

    /**
     * One thing on the page.
     *
     * @param type the component's type in lower case; {@code folded} for a group that is closed at first, whose {@code value}
     *     then says whether it is {@code open}; {@code step} for a group that a page may show by itself, one after the
     *     other
     * @param domId the id in the page
     * @param component the component's id in the form
     * @param width {@code half}, {@code third} or empty
     * @param asked whether a condition depends on the answer
     * @param conditional whether it is shown only sometimes
     */
    public record Part(
            String type,
            String domId,
            String component,
            String name,
            String label,
            String help,
            String width,
            boolean required,
            boolean conditional,
            boolean hidden,
            boolean asked,
            String inputType,
            String value,
            String step,
            List<Choice> choices,
            String text,
            Fault fault,
            List<Part> parts,
            List<List<String>> table) {

        public boolean wrong() {
            return fault != null;
        }

        /** What the field points at with aria-describedby: its help and its fault. */
        public String describedBy() {
            var ids = new ArrayList<String>();
            if (!help.isEmpty()) {
                ids.add(domId + "-help");
            }
            if (fault != null) {
                ids.add(domId + "-error");
            }
            return ids.isEmpty() ? null : String.join(" ", ids);
        }
    }

    /** One option on the page. */
    public record Choice(String domId, String value, String label, boolean chosen) {}

    /** A fault, and where on the page it is; no place for a value that the form does not ask for. */
    public record Wrong(Fault fault, String domId) {}

    private static final DateTimeFormatter PICKER = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");
    private static final Pattern TAG = Pattern.compile("<[^>]*>");

    static FormPage of(
            FormSchema schema,
            List<Field> fields,
            Map<String, Object> answers,
            List<Fault> faults,
            Map<String, Object> context) {
        var conditions = FormSchema.all(fields).map(Field::hide).collect(Collectors.joining(" "));
        var byName = faults.stream().collect(Collectors.toMap(Fault::field, fault -> fault, (first, later) -> first));
        var hidden = schema.hidden(answers, context);
        var drawing = new Drawing(conditions, byName, hidden, context, new HashMap<>());
        var parts = drawing.level(fields, answers, "", false);
        var wrongs = faults.stream()
                .map(fault -> new Wrong(fault, drawing.places().get(fault.field())))
                .toList();
        return new FormPage(schema.id(), parts, wrongs);
    }

    private record Drawing(
            String conditions,
            Map<String, Fault> faults,
            Set<String> hidden,
            Map<String, Object> context,
            Map<String, String> places) {

        List<Part> level(List<Field> fields, Map<?, ?> answers, String prefix, boolean conditional) {
            return fields.stream()
                    .map(field -> part(field, answers, prefix, conditional))
                    .toList();
        }

        private Part part(Field field, Map<?, ?> answers, String prefix, boolean outer) {
            var name = field.key().isEmpty() ? "" : prefix + field.key();
            var domId = "f-" + (prefix + field.id()).replaceAll("[^A-Za-z0-9_-]+", "-");
            if (!name.isEmpty()) {
                places.put(name, domId);
            }
            var conditional = outer || !field.hide().isEmpty();
            var answer = name.isEmpty() ? null : answers.get(field.key());
            // A group that its owner wants closed until somebody opens it.
            var folded = isMarked(field, "folded");
            return new Part(
                    folded
                            ? "folded"
                            : isMarked(field, "step")
                                    ? "step"
                                    : field.type().name().toLowerCase(java.util.Locale.ROOT),
                    domId,
                    field.id(),
                    name,
                    field.label(),
                    field.help(),
                    width(field),
                    field.required(),
                    conditional,
                    hidden.contains(field.id()),
                    prefix.isEmpty() && isAsked(field),
                    inputType(field),
                    folded ? (isTouched(field, answers, prefix) ? "open" : "") : value(field, answer),
                    step(field),
                    choices(field, answer, domId),
                    text(field),
                    faults.get(name),
                    parts(field, answer, answers, prefix, name, conditional),
                    table(field));
        }

        /** Whether its owner wrote that mark among a group's properties. */
        private static boolean isMarked(Field field, String mark) {
            return field.type() == FieldType.GROUP
                    && "true".equals(field.properties().get(mark));
        }

        private boolean isTouched(Field group, Map<?, ?> answers, String prefix) {
            return FormSchema.inputs(group.parts())
                    .anyMatch(inner -> faults.containsKey(prefix + inner.key())
                            || answers.get(inner.key()) != null
                                    && !Boolean.FALSE.equals(answers.get(inner.key()))
                                    && !answers.get(inner.key()).toString().isBlank());
        }

        private boolean isAsked(Field field) {
            return !field.key().isEmpty()
                    && Pattern.compile("\\b" + field.key() + "\\b")
                            .matcher(conditions)
                            .find();
        }

        private List<Part> parts(
                Field field, Object answer, Map<?, ?> answers, String prefix, String name, boolean conditional) {
            if (field.type() == FieldType.GROUP) {
                return level(field.parts(), answers, prefix, conditional);
            }
            if (field.type() != FieldType.DYNAMICLIST) {
                return List.of();
            }
            // One empty row stands ready; the button below the list brings the next.
            var rows = new ArrayList<Part>();
            var given = answer instanceof List<?> several ? several : List.of();
            for (int i = 0; i < Math.min(given.size() + 1, FormCheck.MOST_ROWS); i++) {
                var row = i < given.size() && given.get(i) instanceof Map<?, ?> map ? map : Map.of();
                var inner = level(field.parts(), row, name + "[" + i + "].", true);
                rows.add(new Part(
                        "row",
                        "f-" + field.id() + "-" + i,
                        field.id(),
                        "",
                        field.label() + " #" + (i + 1),
                        "",
                        "",
                        false,
                        true,
                        false,
                        false,
                        "",
                        "",
                        null,
                        List.of(),
                        "",
                        null,
                        inner,
                        List.of()));
            }
            return rows;
        }

        private List<Choice> choices(Field field, Object answer, String domId) {
            if (!field.type().choosesOne() && !field.type().choosesMany()) {
                return List.of();
            }
            var options = field.valuesKey().isEmpty()
                    ? field.options()
                    : FormCheck.fromContext(context.get(field.valuesKey()));
            var choices = new ArrayList<Choice>();
            for (var option : options) {
                var chosen = answer instanceof Collection<?> several
                        ? several.stream().anyMatch(each -> each != null && option.means(each))
                        : answer != null && option.means(answer);
                choices.add(new Choice(
                        domId + "-" + choices.size(), String.valueOf(option.value()), option.label(), chosen));
            }
            return choices;
        }

        private List<List<String>> table(Field field) {
            if (field.type() != FieldType.TABLE) {
                return List.of();
            }
            var columns = field.source().path("columns");
            var table = new ArrayList<List<String>>();
            var head = new ArrayList<String>();
            columns.forEach(column -> head.add(column.path("label").asText("")));
            table.add(head);
            var rows = Feel.value(field.source().path("dataSource").asText(""), context);
            if (rows instanceof Collection<?> several) {
                for (var each : several) {
                    if (each instanceof Map<?, ?> row) {
                        var cells = new ArrayList<String>();
                        columns.forEach(column -> {
                            var cell = row.get(column.path("key").asText(""));
                            cells.add(cell == null ? "" : cell.toString());
                        });
                        table.add(cells);
                    }
                }
            }
            return table;
        }
    }

    private static String width(Field field) {
        int columns = field.source().path("layout").path("columns").asInt(16);
        return columns >= 9 ? "" : columns >= 7 ? "half" : "third";
    }

    private static String inputType(Field field) {
        return switch (field.type()) {
            case NUMBER -> "number";
            case DATETIME ->
                field.subtype().equals("datetime")
                        ? "datetime-local"
                        : field.subtype().equals("time") ? "time" : "date";
            default -> {
                var kind = field.rule("validationType").asText("");
                yield kind.equals("email")
                        ? "email"
                        : kind.equals("phone")
                                        || "tel".equals(field.properties().get("input"))
                                ? "tel"
                                : "text";
            }
        };
    }

    private static String step(Field field) {
        if (field.type() != FieldType.NUMBER) {
            return null;
        }
        var step = field.source().path("increment").asText("");
        return step.isEmpty() ? "any" : step;
    }

    private static String value(Field field, Object answer) {
        if (answer == null || answer instanceof Collection || answer instanceof Map) {
            return "";
        }
        if (field.type() == FieldType.DATETIME && field.subtype().equals("datetime")) {
            try {
                return OffsetDateTime.parse(answer.toString())
                        .atZoneSameInstant(FormCheck.COUNTY)
                        .format(PICKER);
            } catch (DateTimeException asTyped) {
                return answer.toString();
            }
        }
        return answer.toString();
    }

    /** The words of a text, HTML, image, frame or button, without its markup: nothing of it is ever run. */
    private static String text(Field field) {
        var source = field.source();
        return switch (field.type()) {
            case TEXT ->
                source.path("text").asText("").replaceAll("(?m)^#+\\s*", "").replace("**", "");
            case HTML ->
                TAG.matcher(source.path("content").asText("")).replaceAll("").strip();
            case IMAGE -> source.path("alt").asText("");
            case IFRAME -> address(source.path("url").asText(""));
            default -> "";
        };
    }

    private static String address(String url) {
        return url.startsWith("https://") ? url : "";
    }
}
