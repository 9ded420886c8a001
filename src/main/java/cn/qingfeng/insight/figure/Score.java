package cn.qingfeng.insight.figure;

import java.util.List;
import java.util.OptionalDouble;

/** 综合分: how units are ranked, in the month's review and on the dashboard alike. */
public final class Score {

    /** So few closed and late clues say nothing about a unit: it is shown without a rank. */
    public static final int RANKED_FROM = 3;

    private Score() {}

    /** The mean of the rates that can be measured, of rework what was not reworked; from 0 to 1, and 0 where none can. */
    public static double of(
            OptionalDouble signed,
            OptionalDouble finished,
            OptionalDouble solved,
            OptionalDouble satisfied,
            OptionalDouble reworked) {
        var not = reworked.isEmpty() ? reworked : OptionalDouble.of(1 - reworked.getAsDouble());
        return List.of(signed, finished, solved, satisfied, not).stream()
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .average()
                .orElse(0);
    }
}
