package cn.qingfeng.form;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Forms ready for a person: the newest version, with the county's own lists of choices filled in. */
@Component
public class Forms {

    private final FormSource source;
    private final List<FormOptions> options;

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
        return schema.withOptions(key -> options.stream()
                .map(offer -> offer.named(key))
                .flatMap(Optional::stream)
                .findFirst());
    }
}
