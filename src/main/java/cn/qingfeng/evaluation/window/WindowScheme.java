package cn.qingfeng.evaluation.window;

import cn.qingfeng.Refusal;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules of one round of windows. A round keeps those that held at its cut.
 *
 * @param values one for each parameter
 */
public record WindowScheme(Map<WindowParameter, Integer> values) {

    private static final int WHOLE = 100;

    /** @throws Refusal invalid, where a value is missing or outside its range, or the parts do not come to a hundred */
    public WindowScheme {
        for (var parameter : WindowParameter.values()) {
            var value = values.get(parameter);
            if (value == null || value < parameter.least() || value > parameter.most()) {
                throw Refusal.invalid(
                        "window.scheme.value",
                        Refusal.word("window.scheme." + parameter),
                        parameter.least(),
                        parameter.most());
            }
        }
        if (Stream.of(WindowParameter.SCANS, WindowParameter.CALLS, WindowParameter.CHECKS)
                        .mapToInt(values::get)
                        .sum()
                != WHOLE) {
            throw Refusal.invalid("window.scheme.weights");
        }
        values = Collections.unmodifiableMap(new EnumMap<>(values));
    }

    public int of(WindowParameter parameter) {
        return values.get(parameter);
    }

    /** {@code SCANS:60,CALLS:20,…}, as it is kept with a round. */
    String written() {
        return values.entrySet().stream()
                .map(one -> one.getKey() + ":" + one.getValue())
                .collect(Collectors.joining(","));
    }

    static WindowScheme read(String written) {
        return new WindowScheme(Arrays.stream(written.split(","))
                .map(part -> part.split(":"))
                .collect(Collectors.toMap(part -> WindowParameter.valueOf(part[0]), part -> Integer.valueOf(part[1]))));
    }
}
