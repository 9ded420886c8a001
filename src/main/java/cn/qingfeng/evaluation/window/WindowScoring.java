package cn.qingfeng.evaluation.window;

import cn.qingfeng.evaluation.score.Ranked.Honour;
import cn.qingfeng.evaluation.score.ScoreNode;
import cn.qingfeng.evaluation.score.Scoring;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * Reckons scores and places of windows (modules.md, M10; ADR 149), with the one rule of rounding of {@link Scoring} and its rule of
 * who is among the best and the worst.
 */
public final class WindowScoring {

    /** Ratings and call-backs come from people: fewer would tell of one, and have no part in a score. */
    public static final int FEW = 5;

    private static final int HUNDRED = 100;
    private static final int MOST_POINTS = 5;

    private WindowScoring() {}

    /**
     * A window with its place.
     *
     * @param total null where there is nothing to reckon it from
     * @param place from 1, shared by equals; null where there are too few samples (样本不足)
     */
    public record Placed(WindowInput input, BigDecimal total, Integer place, Honour honour) {}

    /** All windows of a round, in the order in which they came. */
    public static List<Placed> rank(WindowScheme scheme, List<WindowInput> inputs) {
        var totals = new HashMap<String, BigDecimal>();
        for (var one : inputs) {
            var total = tree(scheme, one).value();
            if (total != null && one.scans() >= scheme.of(WindowParameter.SCANS_LEAST)) {
                totals.put(one.window(), total);
            }
        }
        var honours = Scoring.honours(scheme.of(WindowParameter.BEST), scheme.of(WindowParameter.WORST), totals);
        return inputs.stream()
                .map(one -> {
                    var own = totals.get(one.window());
                    var before = own == null
                            ? 0
                            : totals.values().stream()
                                    .filter(other -> other.compareTo(own) > 0)
                                    .count();
                    return new Placed(
                            one,
                            tree(scheme, one).value(),
                            own == null ? null : (int) before + 1,
                            honours.getOrDefault(one.window(), Honour.NONE));
                })
                .toList();
    }

    /** A window's score with everything that it is made of; a part without a value weighs nothing. */
    public static ScoreNode tree(WindowScheme scheme, WindowInput input) {
        var parts = new ArrayList<ScoreNode>();
        parts.add(part(
                WindowParameter.SCANS,
                scheme,
                input.scans() < FEW ? null : Scoring.share(input.scanPoints(), MOST_POINTS * input.scans()),
                input.scans(),
                input.scanPoints()));
        parts.add(part(
                WindowParameter.CALLS,
                scheme,
                input.calls() < FEW ? null : Scoring.share(input.satisfied(), input.calls()),
                input.calls(),
                input.satisfied()));
        parts.add(part(
                WindowParameter.CHECKS,
                scheme,
                Scoring.share(input.checkPoints(), HUNDRED * input.checks()),
                input.checks(),
                input.checkPoints()));
        var whole = Scoring.weighted(parts);
        var off = input.away() * scheme.of(WindowParameter.AWAY_COSTS)
                + input.attitude() * scheme.of(WindowParameter.ATTITUDE_COSTS);
        parts.add(new ScoreNode(
                ScoreNode.DEDUCTION,
                BigDecimal.valueOf(off).setScale(2),
                0,
                input.away() + input.attitude(),
                off,
                List.of()));
        var total =
                whole == null ? null : whole.subtract(BigDecimal.valueOf(off)).max(BigDecimal.ZERO.setScale(2));
        return new ScoreNode(ScoreNode.TOTAL, total, HUNDRED, 0, 0, parts);
    }

    private static ScoreNode part(WindowParameter weight, WindowScheme scheme, BigDecimal value, int sample, int part) {
        return new ScoreNode(weight.name(), value, value == null ? 0 : scheme.of(weight), sample, part, List.of());
    }
}
