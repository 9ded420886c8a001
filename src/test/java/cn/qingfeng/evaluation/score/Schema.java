package cn.qingfeng.evaluation.score;

import java.util.EnumMap;
import java.util.Map;

/** The rules as they are shipped, with some of them changed. */
public final class Schema {

    private static final int[] SHIPPED = {40, 30, 20, 10, 15, 15, 20, 25, 15, 10, 20, 5, 8, 50, 5, 5, 3, 85, 60};

    private Schema() {}

    public static Scheme shipped() {
        return with(Map.of());
    }

    public static Scheme with(Map<Parameter, Integer> changed) {
        var values = new EnumMap<Parameter, Integer>(Parameter.class);
        for (var parameter : Parameter.values()) {
            values.put(parameter, SHIPPED[parameter.ordinal()]);
        }
        values.putAll(changed);
        return new Scheme(values);
    }
}
