package cn.qingfeng.form;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.springframework.stereotype.Component;

/** Forms ready for a person: the newest version, with the county's own lists of choices filled in. */
@Component
public class Forms {

    private final FormSource source;
    private final List<FormOptions> options;

    private record Filled(Map<String, List<Option>> choices, FormSchema schema) {}

    /** Reading a form again for every answer would cost more than checking it; a changed list of choices makes a new one. */
    private final Map<FormSchema, Filled> filled = Collections.synchronizedMap(new WeakHashMap<>());

    Forms(FormSource source, List<FormOptions> options) {
        this.source = source;
        this.options = options;
    }

    /**
     * The newest version of a form, choices filled in.
     *
     * @throws cn.qingfeng.Refusal not found, when there is no form of that id
     */
    public FormSchema open(String formId) {
        return fill(source.latest(formId));
    }

    /** The same form with each {@code valuesKey} that a room knows replaced by that room's choices. */
    public FormSchema fill(FormSchema schema) {
        var choices = new HashMap<String, List<Option>>();
        schema.optionLists().forEach(name -> offered(name).ifPresent(list -> choices.put(name, list)));
        if (choices.isEmpty()) {
            return schema;
        }
        var last = filled.get(schema);
        if (last == null || !last.choices().equals(choices)) {
            last = new Filled(choices, schema.withOptions(name -> Optional.ofNullable(choices.get(name))));
            filled.put(schema, last);
        }
        return last.schema();
    }

    private Optional<List<Option>> offered(String name) {
        return options.stream()
                .map(offer -> offer.named(name))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
