package cn.qingfeng.form;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.util.MultiValueMap;

/** A posted HTML form as answers. A browser knows only text; the form says what the text stands for. */
final class PostedForm {

    private final List<Field> fields;

    PostedForm(List<Field> fields) {
        this.fields = fields;
    }

    Map<String, Object> read(MultiValueMap<String, String> post) {
        var used = new HashSet<String>();
        var answers = level(fields, post, "", used);
        post.forEach((name, values) -> {
            if (!used.contains(name) && !name.startsWith("_")) {
                answers.put(name, values.isEmpty() ? "" : values.get(0));
            }
        });
        return answers;
    }

    private Map<String, Object> level(
            List<Field> level, MultiValueMap<String, String> post, String prefix, Set<String> used) {
        var answers = new LinkedHashMap<String, Object>();
        FormSchema.inputs(level)
                .filter(field -> field.type() != FieldType.EXPRESSION)
                .forEach(field -> {
                    var name = prefix + field.key();
                    if (field.type() == FieldType.DYNAMICLIST) {
                        var rows = rows(field, post, name, used);
                        if (!rows.isEmpty()) {
                            answers.put(field.key(), rows);
                        }
                        return;
                    }
                    used.add(name);
                    var values = post.get(name);
                    if (values == null || values.stream().allMatch(String::isEmpty)) {
                        return;
                    }
                    answers.put(field.key(), value(field, values));
                });
        return answers;
    }

    private static Object value(Field field, List<String> values) {
        if (field.type().choosesMany()) {
            return values.stream().map(value -> chosen(field, value)).toList();
        }
        if (values.size() > 1) {
            // Twice the same single answer: no page of ours sends that, and the check refuses a list here.
            return List.copyOf(values);
        }
        var value = values.get(0);
        return switch (field.type()) {
            case NUMBER ->
                FormCheck.decimal(value.strip().replace("，", "").replace(",", ""))
                        .<Object>map(number -> number)
                        .orElse(value);
            case CHECKBOX -> value.equals("true") ? (Object) true : value;
            case RADIO, SELECT -> chosen(field, value);
            // Phones without a date picker show a plain box, where people write a blank between date and time.
            case DATETIME -> value.strip().replaceFirst("^(\\d{4}-\\d\\d-\\d\\d)\\s+(?=\\d)", "$1T");
            default -> value;
        };
    }

    private static Object chosen(Field field, String value) {
        return field.options().stream()
                .map(Option::value)
                .filter(option -> option.toString().equals(value))
                .findFirst()
                .orElse(value);
    }

    private List<Object> rows(Field list, MultiValueMap<String, String> post, String name, Set<String> used) {
        var row = Pattern.compile(Pattern.quote(name) + "\\[(\\d{1,4})]\\..+");
        var numbers = new TreeSet<Integer>();
        for (var posted : post.keySet()) {
            var match = row.matcher(posted);
            if (match.matches()) {
                numbers.add(Integer.valueOf(match.group(1)));
            }
        }
        var rows = new ArrayList<Object>();
        for (var number : numbers) {
            var answers = level(list.parts(), post, name + "[" + number + "].", used);
            // The empty row at the end is only an offer to write more.
            if (!answers.isEmpty()) {
                rows.add(answers);
            }
        }
        return rows;
    }
}
