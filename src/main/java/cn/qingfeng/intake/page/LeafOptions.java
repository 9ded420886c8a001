package cn.qingfeng.intake.page;

import cn.qingfeng.clue.classification.Leaves;
import cn.qingfeng.form.FormOptions;
import cn.qingfeng.form.Option;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The leaves of the classification as choices of a form: a field with {@code valuesKey: classification}. */
@Component
class LeafOptions implements FormOptions {

    private final Leaves leaves;

    LeafOptions(Leaves leaves) {
        this.leaves = leaves;
    }

    @Override
    public Optional<List<Option>> named(String valuesKey) {
        return LEAVES.equals(valuesKey)
                ? Optional.of(leaves.offered().stream()
                        .map(leaf -> new Option(leaf.name(), leaf.code()))
                        .toList())
                : Optional.empty();
    }
}
