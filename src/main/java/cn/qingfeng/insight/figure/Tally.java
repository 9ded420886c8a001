package cn.qingfeng.insight.figure;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Sums over facts. What a fact adds is said here and nowhere else, for sums that are kept and for those made on the way. */
public class Tally {

    /** Stands for the present in place of a month. */
    public static final String NOW = "now";

    /** Stands for every unit, or every town. */
    public static final String ALL = "*";

    /**
     * Where a number stands.
     *
     * @param month {@code 2026-11}, or {@link #NOW}
     * @param unit a lead unit's code, empty for none, {@link #ALL} for any; the town likewise
     * @param item which kind of it, empty where there are none
     */
    public record Cell(String month, String unit, String town, Measure measure, String item) {
        String key() {
            return String.join("|", month, unit, town, measure.name(), item);
        }
    }

    private final ZoneId zone;
    private final Map<Cell, Count> counts = new HashMap<>();

    Tally(ZoneId zone) {
        this.zone = zone;
    }

    /** Adds the fact for any unit and town, for its unit and for its town; both together are not kept. */
    void add(Fact fact, int times) {
        for (var measure : Measure.values()) {
            var value = measure.value(fact);
            var month = value == null ? null : month(measure, fact, zone);
            if (month != null) {
                for (var item : measure.items(fact)) {
                    var count = new Count(times, (long) times * value);
                    add(new Cell(month, ALL, ALL, measure, item), count);
                    add(new Cell(month, fact.unitCode, ALL, measure, item), count);
                    add(new Cell(month, ALL, fact.townCode, measure, item), count);
                }
            }
        }
    }

    /** Adds the fact under any unit and town alone. */
    void addFlat(Fact fact, int times) {
        for (var measure : Measure.values()) {
            var value = measure.value(fact);
            var month = value == null ? null : month(measure, fact, zone);
            if (month != null) {
                measure.items(fact)
                        .forEach(item ->
                                add(new Cell(month, ALL, ALL, measure, item), new Count(times, (long) times * value)));
            }
        }
    }

    void add(Cell cell, Count count) {
        counts.merge(cell, count, Count::plus);
    }

    private static String month(Measure measure, Fact fact, ZoneId zone) {
        return switch (measure.cohort()) {
            case REGISTERED -> month(fact.registeredAt, zone);
            case HANDLED -> fact.open ? NOW : month(fact.closedAt, zone);
            case OPEN -> fact.open ? NOW : null;
        };
    }

    private static String month(Instant at, ZoneId zone) {
        return at == null ? null : YearMonth.from(at.atZone(zone)).toString();
    }

    public Map<Cell, Count> counts() {
        return counts;
    }

    /** All that is not nothing. */
    Map<Cell, Count> changes() {
        counts.values().removeIf(Count::isNothing);
        return counts;
    }

    Count sum(Predicate<Cell> those) {
        return counts.entrySet().stream()
                .filter(each -> those.test(each.getKey()))
                .map(Map.Entry::getValue)
                .reduce(Count.NONE, Count::plus);
    }
}
