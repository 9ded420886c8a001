package cn.qingfeng.form;

import cn.qingfeng.Refusal;
import cn.qingfeng.form.feel.Feel;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One component of a form, read and found sound. Its pattern takes time in proportion to the text, whatever an owner wrote. */
public record Field(
        String id,
        FieldType type,
        String key,
        String label,
        String help,
        JsonNode source,
        Optional<Pattern> pattern,
        List<Option> options,
        String valuesKey,
        String hide,
        Map<String, String> properties,
        List<Field> parts) {

    private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");
    private static final int DEEPEST = 5;

    static Field read(JsonNode source, int depth) {
        var id = source.path("id").asText("");
        if (id.isBlank() || depth > DEEPEST) {
            throw Refusal.invalid(id.isBlank() ? "form.schema.noId" : "form.schema.tooDeep", id);
        }
        var typeName = source.path("type").asText("");
        var type = FieldType.of(typeName).orElseThrow(() -> Refusal.invalid("form.schema.unknownType", id, typeName));
        var key = source.path(type == FieldType.DYNAMICLIST ? "path" : "key").asText("");
        if ((type.asks() || type == FieldType.DYNAMICLIST) && !KEY.matcher(key).matches()) {
            throw Refusal.invalid("form.schema.badKey", id);
        }
        if (type == FieldType.GROUP && !source.path("path").asText("").isEmpty()) {
            throw Refusal.invalid("form.schema.groupPath", id);
        }
        var hide = text(source.path("conditional"), "hide");
        for (var expression : List.of(hide, text(source, "expression"), text(source, "dataSource"))) {
            if (Feel.isExpression(expression) && !Feel.readable(expression)) {
                throw Refusal.invalid("form.schema.badExpression", id);
            }
        }
        var properties = new TreeMap<String, String>();
        source.path("properties")
                .properties()
                .forEach(
                        entry -> properties.put(entry.getKey(), entry.getValue().asText()));
        var normal = properties.get(TypedForms.PROPERTY);
        if (normal != null && !TypedForms.isKnown(normal)) {
            throw Refusal.invalid("form.schema.badNormal", id, normal);
        }
        var parts = new ArrayList<Field>();
        if (type.holdsOthers()) {
            source.path("components").forEach(part -> parts.add(read(part, depth + 1)));
        }
        return new Field(
                id,
                type,
                key,
                label(source, type),
                text(source, "description"),
                source,
                pattern(source, id),
                options(source, id, type),
                text(source, "valuesKey"),
                hide,
                Map.copyOf(properties),
                List.copyOf(parts));
    }

    /** A rule of the field such as {@code required} or {@code maxLength}; missing when not set. */
    JsonNode rule(String name) {
        return source.path("validate").path(name);
    }

    boolean required() {
        return rule("required").asBoolean(false);
    }

    String subtype() {
        return source.path("subtype").asText("date");
    }

    /** Several kinds of fields have their label elsewhere. */
    private static String label(JsonNode source, FieldType type) {
        if (type != FieldType.DATETIME) {
            return text(source, "label");
        }
        var date = text(source, "dateLabel");
        return date.isEmpty() ? text(source, "timeLabel") : date;
    }

    private static Optional<Pattern> pattern(JsonNode source, String id) {
        var pattern = text(source.path("validate"), "pattern");
        if (pattern.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Pattern.compile(pattern));
        } catch (PatternSyntaxException unreadable) {
            throw Refusal.invalid("form.schema.badPattern", id);
        }
    }

    private static List<Option> options(JsonNode source, String id, FieldType type) {
        var options = new ArrayList<Option>();
        for (var each : source.path("values")) {
            var value = each.isObject() ? each.path("value") : each;
            if (!value.isValueNode() || value.isNull()) {
                throw Refusal.invalid("form.schema.badOption", id);
            }
            Object plain = value.isBoolean()
                    ? (Object) value.booleanValue()
                    : value.isNumber() ? value.numberValue() : value.textValue();
            options.add(
                    new Option(each.isObject() ? each.path("label").asText(value.asText()) : value.asText(), plain));
        }
        if (!text(source, "valuesExpression").isEmpty()
                || (type.choosesOne() || type.choosesMany())
                        && options.isEmpty()
                        && text(source, "valuesKey").isEmpty()) {
            throw Refusal.invalid("form.schema.noOptions", id);
        }
        return List.copyOf(options);
    }

    private static String text(JsonNode source, String name) {
        return source.path(name).asText("");
    }
}
