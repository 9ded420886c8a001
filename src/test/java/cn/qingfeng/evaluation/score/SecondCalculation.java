package cn.qingfeng.evaluation.score;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The published rule once more, after its words and not after the code: whole hundredths of points, places by counting down
 * from the highest score. A score that cannot be is -1.
 */
class SecondCalculation {

    private static final long NOTHING = -1;

    private final Map<String, Long> scores = new HashMap<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<String, String> honours = new HashMap<>();
    private final TreeSet<String> last = new TreeSet<>();

    SecondCalculation(Scheme rules, List<UnitInput> units) {
        var sizes = new HashMap<String, Integer>();
        for (var unit : units) {
            sizes.put(unit.group(), sizes.getOrDefault(unit.group(), 0) + 1);
        }
        var groups = new HashMap<String, List<UnitInput>>();
        for (var unit : units) {
            scores.put(unit.unit(), score(rules, unit));
            places.put(unit.unit(), 0);
            honours.put(unit.unit(), "NONE");
            var group = sizes.get(unit.group()) >= rules.of(Parameter.GROUP_LEAST) ? unit.group() : "small ones";
            groups.computeIfAbsent(group, none -> new ArrayList<>()).add(unit);
        }
        // Score -> units with it, over all groups that suffice.
        var county = new TreeMap<Long, List<String>>();
        for (var group : groups.values()) {
            var byScore = new TreeMap<Long, List<String>>();
            for (var unit : group) {
                if (!unit.fresh()
                        && unit.ballots() >= rules.of(Parameter.BALLOTS_LEAST)
                        && unit.firms() >= rules.of(Parameter.FIRMS_LEAST)
                        && unit.answers().values().stream().anyMatch(tally -> tally.answers() > 0)) {
                    byScore.computeIfAbsent(scores.get(unit.unit()), none -> new ArrayList<>())
                            .add(unit.unit());
                }
            }
            var next = 1;
            for (var same : byScore.descendingMap().values()) {
                for (var unit : same) {
                    places.put(unit, next);
                }
                next += same.size();
            }
            var ranked = next - 1;
            if (ranked > 0 && 100.0 * ranked / group.size() >= rules.of(Parameter.GROUP_COVERED) - 1e-9) {
                byScore.forEach((score, same) ->
                        county.computeIfAbsent(score, none -> new ArrayList<>()).addAll(same));
                if (byScore.size() > 1) {
                    last.addAll(byScore.firstEntry().getValue());
                }
            }
        }
        var best = 0;
        for (var same : county.descendingMap().values()) {
            if (best >= rules.of(Parameter.BEST)) {
                break;
            }
            same.forEach(unit -> honours.put(unit, "BEST"));
            best += same.size();
        }
        var worst = 0;
        for (var same : county.values()) {
            worst += same.size();
            if (worst > rules.of(Parameter.WORST) || honours.get(same.get(0)).equals("BEST")) {
                break;
            }
            same.forEach(unit -> honours.put(unit, "WORST"));
        }
    }

    long score(String unit) {
        return scores.get(unit);
    }

    int place(String unit) {
        return places.get(unit);
    }

    String honour(String unit) {
        return honours.get(unit);
    }

    boolean isLast(String unit) {
        return last.contains(unit);
    }

    private static long score(Scheme rules, UnitInput unit) {
        long sum = 0;
        long count = 0;
        for (var tally : unit.answers().values()) {
            if (tally.answers() > 0) {
                sum += rounded(tally.points() * 10_000L, tally.answers() * 5L);
                count++;
            }
        }
        var ballots = count == 0 ? NOTHING : rounded(sum, count);

        sum = 0;
        long weights = 0;
        for (var entry : unit.clues().entrySet()) {
            var n = entry.getValue().n();
            if (n > 0) {
                var has = entry.getValue().part();
                var rate = switch (entry.getKey()) {
                    case SOLVED -> rounded(has * 5_000L, n);
                    case REWORKED -> rounded((n - has) * 10_000L, n);
                    default -> rounded(has * 10_000L, n);
                };
                var weight = rules.of(Parameter.valueOf(entry.getKey().name()));
                sum += rate * weight;
                weights += weight;
            }
        }
        var clues = weights == 0 ? NOTHING : rounded(sum, weights);
        var scans = unit.scans() == 0 ? NOTHING : rounded(unit.scanPoints() * 2_000L, unit.scans());
        var checks = unit.checks() == 0 ? NOTHING : rounded(unit.checkPoints() * 100L, unit.checks());

        sum = 0;
        weights = 0;
        long[] parts = {ballots, clues, scans, checks};
        Parameter[] weigh = {Parameter.BALLOTS, Parameter.CLUES, Parameter.SCANS, Parameter.CHECKS};
        for (var at = 0; at < parts.length; at++) {
            if (parts[at] != NOTHING) {
                sum += parts[at] * rules.of(weigh[at]);
                weights += rules.of(weigh[at]);
            }
        }
        return weights == 0
                ? NOTHING
                : Math.max(0, rounded(sum, weights) - 100L * rules.of(Parameter.RED_COSTS) * unit.red());
    }

    /** Half up. */
    private static long rounded(long of, long by) {
        return (2 * of + by) / (2 * by);
    }
}
