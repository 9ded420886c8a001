package cn.qingfeng.evaluation.score;

import cn.qingfeng.Refusal;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The rules of one round: every parameter with its value. A round keeps those that held when it began.
 *
 * @param values one for each parameter
 */
public record Scheme(Map<Parameter, Integer> values) {

    static final List<Parameter> PARTS = List.of(Parameter.BALLOTS, Parameter.CLUES, Parameter.SCANS, Parameter.CHECKS);

    private static final int WHOLE = 100;

    /** @throws Refusal invalid, where a value is missing or outside its range, the parts weigh nothing, or bands are crossed */
    public Scheme {
        for (var parameter : Parameter.values()) {
            var value = values.get(parameter);
            if (value == null || value < parameter.least() || value > parameter.most()) {
                throw Refusal.invalid("scheme.value", parameter.name(), parameter.least(), parameter.most());
            }
        }
        if (sum(values, PARTS) != WHOLE) {
            throw Refusal.invalid("scheme.weights");
        }
        if (sum(
                        values,
                        Arrays.stream(ClueFigure.values())
                                .map(ClueFigure::weight)
                                .toList())
                != WHOLE) {
            throw Refusal.invalid("scheme.clue-weights");
        }
        if (values.get(Parameter.TALK_BELOW) > values.get(Parameter.RECTIFY_BELOW)) {
            throw Refusal.invalid("scheme.bands");
        }
        values = Collections.unmodifiableMap(new EnumMap<>(values));
    }

    private static int sum(Map<Parameter, Integer> values, List<Parameter> weights) {
        return weights.stream().mapToInt(values::get).sum();
    }

    public int of(Parameter parameter) {
        return values.get(parameter);
    }
}
