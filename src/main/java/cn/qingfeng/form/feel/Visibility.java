package cn.qingfeng.form.feel;

import cn.qingfeng.form.Field;
import cn.qingfeng.form.FieldType;
import cn.qingfeng.form.FormSchema;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which fields are shown, given the answers. A hidden field's answer counts as not given, so that hiding one may hide or
 * show others; this goes on until nothing changes, as in the browser.
 */
public final class Visibility {

    private final Set<String> hidden;
    private final Map<String, Object> data;

    private Visibility(Set<String> hidden, Map<String, Object> data) {
        this.hidden = hidden;
        this.data = data;
    }

    public static Visibility of(List<Field> fields, Map<String, Object> answers, Map<String, Object> context) {
        var hidden = Set.<String>of();
        var data = data(fields, answers, context, hidden);
        for (int round = 0; round < 10; round++) {
            var next = new HashSet<String>();
            hide(fields, data, false, next);
            if (next.equals(hidden)) {
                break;
            }
            hidden = next;
            data = data(fields, answers, context, hidden);
        }
        return new Visibility(hidden, data);
    }

    public boolean hides(Field field) {
        return hidden.contains(field.id());
    }

    /** Context and visible answers, as expressions see them. */
    public Map<String, Object> data() {
        return data;
    }

    private static void hide(List<Field> fields, Map<String, Object> data, boolean outer, Set<String> hidden) {
        for (var field : fields) {
            var hide = outer || !field.hide().isEmpty() && Feel.holds(field.hide(), data);
            if (hide) {
                hidden.add(field.id());
            }
            hide(field.parts(), data, hide, hidden);
        }
    }

    private static Map<String, Object> data(
            List<Field> fields, Map<String, Object> answers, Map<String, Object> context, Set<String> hidden) {
        var data = new HashMap<>(context);
        FormSchema.inputs(fields)
                .filter(field -> field.type() != FieldType.EXPRESSION && !hidden.contains(field.id()))
                .forEach(field -> {
                    var answer = answers.get(field.key());
                    data.put(field.key(), answer == null ? field.type().untouched() : answer);
                });
        return data;
    }
}
