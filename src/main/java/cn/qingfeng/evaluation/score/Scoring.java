package cn.qingfeng.evaluation.score;

import cn.qingfeng.evaluation.score.Ranked.Honour;
import cn.qingfeng.evaluation.score.Ranked.Standing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reckons scores and places (modules.md, M9; ADR 145). One rule of rounding: every value is rounded half up to two decimals, and
 * what is reckoned from it is reckoned from the rounded one, so that whoever reads the page comes to the same with a pocket
 * calculator.
 */
public final class Scoring {

    /** The group of units whose own groups are too small. */
    public static final String TOGETHER = "TOGETHER";

    private static final int DECIMALS = 2;
    private static final int HUNDRED = 100;
    private static final int MOST_POINTS = 5;

    private Scoring() {}

    /** Scores of all units of a round with their places, in the order of the units' codes. */
    public static List<Ranked> rank(Scheme scheme, List<UnitInput> inputs) {
        var sizes = inputs.stream().collect(Collectors.groupingBy(UnitInput::group, Collectors.counting()));
        var groups = new TreeMap<String, List<Ranked>>();
        for (var input : inputs) {
            var group = sizes.get(input.group()) < scheme.of(Parameter.GROUP_LEAST) ? TOGETHER : input.group();
            var tree = tree(scheme, input);
            groups.computeIfAbsent(group, none -> new ArrayList<>())
                    .add(new Ranked(input, tree, group, standing(scheme, input, tree), null, false, Honour.NONE));
        }
        var placed = new ArrayList<Ranked>();
        var covered = new HashSet<String>();
        groups.forEach((group, units) -> {
            var own = placed(units);
            if (isCovered(scheme, own)) {
                covered.add(group);
            }
            placed.addAll(own);
        });
        var honours = honours(
                scheme.of(Parameter.BEST),
                scheme.of(Parameter.WORST),
                placed.stream()
                        .filter(one -> one.place() != null && covered.contains(one.group()))
                        .collect(Collectors.toMap(Ranked::unit, Ranked::total)));
        return placed.stream()
                .map(one -> new Ranked(
                        one.input(),
                        one.tree(),
                        one.group(),
                        one.standing(),
                        one.place(),
                        one.last() && covered.contains(one.group()),
                        honours.getOrDefault(one.unit(), Honour.NONE)))
                .sorted(Comparator.comparing(Ranked::unit))
                .toList();
    }

    private static Standing standing(Scheme scheme, UnitInput input, ScoreNode tree) {
        if (input.fresh()) {
            return Standing.FRESH;
        }
        var ballots = tree.find(Parameter.BALLOTS.name()).orElseThrow();
        return input.ballots() < scheme.of(Parameter.BALLOTS_LEAST)
                        || input.firms() < scheme.of(Parameter.FIRMS_LEAST)
                        || ballots.value() == null
                        || tree.value() == null
                ? Standing.TOO_FEW
                : Standing.RANKED;
    }

    /** Places inside one group: as many units are before one as have a higher score. */
    private static List<Ranked> placed(List<Ranked> units) {
        var totals = units.stream()
                .filter(one -> one.standing() == Standing.RANKED)
                .map(Ranked::total)
                .toList();
        var placed = new ArrayList<Ranked>();
        for (var one : units) {
            if (one.standing() != Standing.RANKED) {
                placed.add(one);
                continue;
            }
            var before = totals.stream()
                    .filter(other -> other.compareTo(one.total()) > 0)
                    .count();
            var behind = totals.stream().anyMatch(other -> other.compareTo(one.total()) < 0);
            placed.add(new Ranked(
                    one.input(),
                    one.tree(),
                    one.group(),
                    one.standing(),
                    (int) before + 1,
                    before > 0 && !behind,
                    Honour.NONE));
        }
        return placed;
    }

    private static boolean isCovered(Scheme scheme, List<Ranked> units) {
        var ranked = units.stream().filter(one -> one.place() != null).count();
        return ranked > 0 && ranked * HUNDRED >= (long) units.size() * scheme.of(Parameter.GROUP_COVERED);
    }

    /**
     * The best and the worst of those that are ranked. Whoever has the same score as the last of the best is among the best too; of
     * the worst, those with the same score are named together or not at all, never more than there are to be. Nobody is both.
     *
     * @param totals the scores, by codes
     * @return by codes; whoever is neither is missing
     */
    public static Map<String, Honour> honours(int best, int worst, Map<String, BigDecimal> totals) {
        var down = totals.entrySet().stream()
                .sorted(Map.Entry.<String, BigDecimal>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
        var honours = new HashMap<String, Honour>();
        var first = Math.min(best, down.size());
        if (first > 0) {
            var least = down.get(first - 1).getValue();
            down.stream()
                    .filter(one -> one.getValue().compareTo(least) >= 0)
                    .forEach(one -> honours.put(one.getKey(), Honour.BEST));
        }
        var left = worst;
        for (var at = down.size() - 1; at >= 0; ) {
            var total = down.get(at).getValue();
            var same = down.stream()
                    .filter(one -> one.getValue().compareTo(total) == 0)
                    .map(Map.Entry::getKey)
                    .toList();
            if (same.size() > left || honours.containsKey(same.get(0))) {
                break;
            }
            same.forEach(one -> honours.put(one, Honour.WORST));
            left -= same.size();
            at -= same.size();
        }
        return honours;
    }

    /** A unit's score with everything that it is made of. */
    public static ScoreNode tree(Scheme scheme, UnitInput input) {
        var parts = new ArrayList<ScoreNode>();
        parts.add(ballots(scheme, input));
        parts.add(clues(scheme, input));
        parts.add(part(
                Parameter.SCANS,
                scheme,
                share(input.scanPoints(), MOST_POINTS * input.scans()),
                input.scans(),
                input.scanPoints(),
                List.of()));
        parts.add(part(
                Parameter.CHECKS,
                scheme,
                share(input.checkPoints(), HUNDRED * input.checks()),
                input.checks(),
                input.checkPoints(),
                List.of()));
        var off = input.red() * scheme.of(Parameter.RED_COSTS);
        var whole = weighted(parts);
        parts.add(new ScoreNode(
                ScoreNode.DEDUCTION, BigDecimal.valueOf(off).setScale(DECIMALS), 0, input.red(), off, List.of()));
        var total =
                whole == null ? null : whole.subtract(BigDecimal.valueOf(off)).max(BigDecimal.ZERO.setScale(DECIMALS));
        return new ScoreNode(ScoreNode.TOTAL, total, HUNDRED, 0, 0, parts);
    }

    private static ScoreNode ballots(Scheme scheme, UnitInput input) {
        var questions = Arrays.stream(Question.values())
                .map(question -> {
                    var tally = input.answers().getOrDefault(question, Tally.NONE);
                    var value = share(tally.points(), MOST_POINTS * tally.answers());
                    return new ScoreNode(
                            question.name(), value, value == null ? 0 : 1, tally.answers(), tally.points(), List.of());
                })
                .toList();
        return part(Parameter.BALLOTS, scheme, weighted(questions), input.ballots(), input.firms(), questions);
    }

    private static ScoreNode clues(Scheme scheme, UnitInput input) {
        var figures = Arrays.stream(ClueFigure.values())
                .map(figure -> {
                    var sum = input.clues().getOrDefault(figure, new UnitInput.Sum(0, 0));
                    var all = sum.n() * figure.whole();
                    var value = share(figure == ClueFigure.REWORKED ? all - sum.part() : sum.part(), all);
                    return new ScoreNode(
                            figure.name(),
                            value,
                            value == null ? 0 : scheme.of(figure.weight()),
                            sum.n(),
                            sum.part(),
                            List.of());
                })
                .toList();
        var most = figures.stream().mapToInt(ScoreNode::sample).max().orElse(0);
        return part(Parameter.CLUES, scheme, weighted(figures), most, 0, figures);
    }

    private static ScoreNode part(
            Parameter weight, Scheme scheme, BigDecimal value, int sample, int part, List<ScoreNode> children) {
        return new ScoreNode(weight.name(), value, value == null ? 0 : scheme.of(weight), sample, part, children);
    }

    /** The mean by weight of those that have a value: the weight of one that has none is spread over the others. */
    public static BigDecimal weighted(List<ScoreNode> nodes) {
        var sum = BigDecimal.ZERO;
        var weights = 0;
        for (var node : nodes) {
            if (node.value() != null) {
                sum = sum.add(node.value().multiply(BigDecimal.valueOf(node.weight())));
                weights += node.weight();
            }
        }
        return weights == 0 ? null : sum.divide(BigDecimal.valueOf(weights), DECIMALS, RoundingMode.HALF_UP);
    }

    /** So much of a hundred; null of nothing. */
    public static BigDecimal share(long part, long all) {
        return all == 0
                ? null
                : BigDecimal.valueOf(part * HUNDRED).divide(BigDecimal.valueOf(all), DECIMALS, RoundingMode.HALF_UP);
    }
}
