package cn.qingfeng.process.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a decision table and the code agree on.
 *
 * @param key the decision and its file
 * @param asked the inputs that our own code asks with; none where only a diagram asks
 * @param outputs without these the code cannot read an answer, and a deployment is refused
 * @param keptBy the listener that keeps the answer when a diagram asks
 */
public record DecisionContract(
        String key, List<DecisionColumn<?>> asked, List<DecisionColumn<?>> outputs, Optional<String> keptBy) {

    /** The names of the outputs. */
    public Set<String> required() {
        return outputs.stream().map(DecisionColumn::name).collect(Collectors.toUnmodifiableSet());
    }

    /** One value of each kind that the code asks with, by the inputs' names. */
    public Map<String, Object> samples() {
        return asked.stream().collect(Collectors.toUnmodifiableMap(DecisionColumn::name, DecisionColumn::sample));
    }
}
