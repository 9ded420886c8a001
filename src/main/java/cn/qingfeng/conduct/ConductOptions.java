package cn.qingfeng.conduct;

import cn.qingfeng.form.FormOptions;
import cn.qingfeng.form.Option;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What officials must not do, as choices of a form: a field with {@code valuesKey: prohibitions}. */
@Component
class ConductOptions implements FormOptions {

    /** What a list of choices shows in one line. */
    private static final int LONGEST = 60;

    private final ConductList list;

    ConductOptions(ConductList list) {
        this.list = list;
    }

    @Override
    public Optional<List<Option>> named(String valuesKey) {
        return PROHIBITIONS.equals(valuesKey)
                ? Optional.of(list.prohibitions().stream()
                        .map(item -> new Option(
                                item.ordinal() + ". " + shortened(item.words()), String.valueOf(item.code())))
                        .toList())
                : Optional.empty();
    }

    private static String shortened(String words) {
        return words.length() <= LONGEST ? words : words.substring(0, LONGEST - 1) + "…";
    }
}
