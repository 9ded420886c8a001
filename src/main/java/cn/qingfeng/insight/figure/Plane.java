package cn.qingfeng.insight.figure;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** The sums of one place, by measure, month and kind. */
public class Plane {

    private final Map<Measure, Map<String, Map<String, Count>>> counts = new HashMap<>();

    public Plane(Tally tally, Predicate<Tally.Cell> those) {
        tally.counts().forEach((cell, count) -> {
            if (those.test(cell)) {
                counts.computeIfAbsent(cell.measure(), measure -> new HashMap<>())
                        .computeIfAbsent(cell.month(), month -> new HashMap<>())
                        .merge(cell.item(), count, Count::plus);
            }
        });
    }

    /**
     * How many, by kind.
     *
     * @param now whether what is open counts too: the present lies in these months
     */
    public Map<String, Count> items(Measure measure, Months months, boolean now) {
        var items = new HashMap<String, Count>();
        counts.getOrDefault(measure, Map.of()).forEach((month, found) -> {
            if (month.equals(Tally.NOW) ? now || measure.cohort() == Measure.Cohort.OPEN : months.holds(month)) {
                found.forEach((item, count) -> items.merge(item, count, Count::plus));
            }
        });
        return items;
    }

    public Count count(Measure measure, Months months, boolean now) {
        return items(measure, months, now).values().stream().reduce(Count.NONE, Count::plus);
    }

    public OptionalDouble rate(Measure measure, Months months, boolean now) {
        return count(measure, months, now).rate(measure.whole());
    }
}
