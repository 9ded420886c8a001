package cn.qingfeng.form;

import cn.qingfeng.text.Normal;
import cn.qingfeng.text.Numbers;
import com.google.re2j.Pattern;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How people type what has a pattern: the forms in which one answer may be kept. A field may say by its property
 * {@value #PROPERTY} what it asks for ({@code phone}, {@code creditCode}, {@code clueNumber}); of every other field with a
 * pattern the answer is tried without blanks, in plain digits, with plain dashes and in large letters.
 */
final class TypedForms {

    static final String PROPERTY = "normal";

    private static final Map<String, Function<String, Optional<String>>> KINDS = Map.of(
            "phone", Numbers::phone,
            "creditCode", Numbers::creditCode,
            "clueNumber", Numbers::clueNumber);

    private TypedForms() {}

    static boolean isKnown(String kind) {
        return KINDS.containsKey(kind);
    }

    /** The answer as it is to be kept; empty where it is none of what the field asks for. */
    static Optional<String> of(Field field, String typed) {
        var kind = field.properties().get(PROPERTY);
        if (kind != null) {
            return KINDS.get(kind).apply(typed).filter(kept -> fits(field.pattern(), kept));
        }
        if (field.pattern().isEmpty() || fits(field.pattern(), typed)) {
            return Optional.of(typed);
        }
        if (field.type() != FieldType.TEXTFIELD) {
            return Optional.empty();
        }
        var forms = new LinkedHashSet<String>();
        var plain = Normal.of(typed).text().strip();
        var whole = plain.replace(" ", "");
        forms.add(typed.replace(" ", ""));
        for (var form : new String[] {plain, whole, whole.replace("-", "")}) {
            forms.add(form);
            forms.add(form.toUpperCase(Locale.ROOT));
        }
        KINDS.values().forEach(read -> read.apply(typed).ifPresent(forms::add));
        return forms.stream().filter(form -> fits(field.pattern(), form)).findFirst();
    }

    private static boolean fits(Optional<Pattern> pattern, String text) {
        return pattern.isEmpty() || pattern.get().matcher(text).find();
    }
}
