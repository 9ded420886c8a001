package cn.qingfeng.form;

import cn.qingfeng.calendar.Moments;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;

/** Answers as a person reads them. */
final class Description {

    private final MessageSource messages;
    private final Locale locale;

    Description(MessageSource messages, Locale locale) {
        this.messages = messages;
        this.locale = locale;
    }

    List<Answer> of(List<Field> fields, Map<String, Object> answers) {
        var described = new ArrayList<Answer>();
        level(fields, answers, "", "", described);
        return List.copyOf(described);
    }

    private void level(List<Field> level, Map<?, ?> answers, String prefix, String suffix, List<Answer> into) {
        FormSchema.inputs(level).forEach(field -> {
            var value = answers.get(field.key());
            if (value == null || value.equals("") || value instanceof Collection<?> several && several.isEmpty()) {
                return;
            }
            if (field.type() == FieldType.DYNAMICLIST && value instanceof List<?> rows) {
                for (int i = 0; i < rows.size(); i++) {
                    if (rows.get(i) instanceof Map<?, ?> row) {
                        level(field.parts(), row, prefix + field.key() + "[" + i + "].", " #" + (i + 1), into);
                    }
                }
                return;
            }
            into.add(new Answer(prefix + field.key(), label(field) + suffix, text(field, value)));
        });
    }

    private static String label(Field field) {
        return field.label().isEmpty() ? field.key() : field.label();
    }

    private String text(Field field, Object value) {
        if (value instanceof Boolean yes && field.type() == FieldType.CHECKBOX) {
            return messages.getMessage(yes ? "form.yes" : "form.no", null, locale);
        }
        if (value instanceof Collection<?> several) {
            var separator = messages.getMessage("form.separator", null, locale);
            return several.stream().map(each -> option(field, each)).collect(Collectors.joining(separator));
        }
        if (field.type() == FieldType.DATETIME) {
            return moment(field, value.toString());
        }
        return option(field, value);
    }

    private static String option(Field field, Object value) {
        return field.options().stream()
                .filter(option -> option.means(value))
                .map(Option::label)
                .findFirst()
                .orElseGet(() -> String.valueOf(value));
    }

    private static String moment(Field field, String value) {
        if (!field.subtype().equals("datetime")) {
            return value;
        }
        try {
            return Moments.minute(OffsetDateTime.parse(value).toInstant());
        } catch (DateTimeException otherwiseWritten) {
            return value;
        }
    }
}
