package cn.qingfeng.evaluation.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Refusal;
import cn.qingfeng.evaluation.score.Ranked.Honour;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Scores and places of windows, against the published words reckoned once more in whole hundredths. */
class WindowScoringTests {

    private static final int MONTHS = 1000;

    private static WindowScheme scheme(int... values) {
        var all = new EnumMap<WindowParameter, Integer>(WindowParameter.class);
        for (var at = 0; at < values.length; at++) {
            all.put(WindowParameter.values()[at], values[at]);
        }
        return new WindowScheme(all);
    }

    private static final WindowScheme RULES = scheme(60, 20, 20, 10, 5, 5, 5, 3);

    private static WindowInput scanned(String window, int scans, int points) {
        return new WindowInput(window, scans, points, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void aScoreIsTheWeightedMeanOfWhatHasASampleLessWhatWasProved() {
        var input = new WindowInput("a", 20, 90, 10, 8, 2, 150, 1, 1);
        var tree = WindowScoring.tree(RULES, input);
        assertThat(tree.find("SCANS").orElseThrow().value()).isEqualByComparingTo("90.00");
        assertThat(tree.find("CALLS").orElseThrow().value()).isEqualByComparingTo("80.00");
        assertThat(tree.find("CHECKS").orElseThrow().value()).isEqualByComparingTo("75.00");
        assertThat(tree.value()).isEqualByComparingTo("75.00");
        assertThat(WindowScoring.tree(RULES, scanned("b", 20, 90)).value()).isEqualByComparingTo("90.00");
    }

    @Test
    void fewerThanFiveAnswersOfPeopleHaveNoPartInAScore() {
        var tree = WindowScoring.tree(RULES, new WindowInput("a", 20, 100, 4, 0, 1, 100, 0, 0));
        assertThat(tree.find("CALLS").orElseThrow().value()).isNull();
        assertThat(tree.value()).isEqualByComparingTo("100.00");
        assertThat(WindowScoring.tree(RULES, scanned("b", 4, 4)).value()).isNull();
    }

    @Test
    void equalsShareAPlaceAndTooFewSamplesHaveNone() {
        var placed = WindowScoring.rank(
                RULES, List.of(scanned("a", 10, 50), scanned("b", 20, 100), scanned("c", 10, 40), scanned("d", 9, 45)));
        assertThat(placed).extracting(WindowScoring.Placed::place).containsExactly(1, 1, 3, null);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> scheme(60, 20, 30, 10, 5, 5, 5, 3))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("window.scheme.weights");
        assertThatThrownBy(() -> scheme(60, 20, 20, 4, 5, 5, 5, 3))
                .as("a sum of fewer than five tells of one")
                .hasMessageContaining("window.scheme.value");
        assertThatThrownBy(() -> scanned("a", 3, 16)).isInstanceOf(IllegalArgumentException.class);
        assertThat(WindowScheme.read(RULES.written())).isEqualTo(RULES);
    }

    @Test
    void aThousandRandomMonthsComeToWhatTheWordsOfTheRuleComeTo() {
        for (var seed = 0; seed < MONTHS; seed++) {
            var chance = new Random(seed);
            var scans = chance.nextInt(101);
            var calls = chance.nextInt(101 - scans);
            var rules = scheme(
                    scans,
                    calls,
                    100 - scans - calls,
                    5 + chance.nextInt(12),
                    chance.nextInt(10),
                    chance.nextInt(10),
                    chance.nextInt(6),
                    chance.nextInt(5));
            var windows = new ArrayList<WindowInput>();
            for (var at = 0; at < 1 + chance.nextInt(25); at++) {
                windows.add(random("w" + at, chance));
            }
            var placed = WindowScoring.rank(rules, windows);
            var again = new Again(rules, windows);
            for (var one : placed) {
                var window = one.input().window();
                assertThat(hundredths(one.total()))
                        .as("score of %s in %d", window, seed)
                        .isEqualTo(again.scores.get(window));
                assertThat(one.place()).as("place of %s in %d", window, seed).isEqualTo(again.places.get(window));
                assertThat(one.honour().name())
                        .as("honour of %s in %d", window, seed)
                        .isEqualTo(again.honours.getOrDefault(window, Honour.NONE.name()));
            }
        }
    }

    private static Long hundredths(BigDecimal total) {
        return total == null ? null : total.movePointRight(2).longValueExact();
    }

    /** Few different figures, so that ties come about. */
    private static WindowInput random(String window, Random chance) {
        var scans = chance.nextInt(3) == 0 ? chance.nextInt(25) : 12;
        var points = 0;
        for (var at = 0; at < scans; at++) {
            points += chance.nextInt(4) == 0 ? 1 + chance.nextInt(5) : 5;
        }
        var calls = chance.nextInt(9);
        var checks = chance.nextInt(3);
        var checkPoints = 0;
        for (var at = 0; at < checks; at++) {
            checkPoints += chance.nextInt(11) * 10;
        }
        var away = checks == 0 ? 0 : chance.nextInt(checks + 1);
        return new WindowInput(
                window,
                scans,
                points,
                calls,
                calls == 0 ? 0 : chance.nextInt(calls + 1),
                checks,
                checkPoints,
                away,
                checks == away ? 0 : chance.nextInt(checks - away + 1));
    }

    /** The rule after its words, not after the code. */
    private static final class Again {

        private final Map<String, Long> scores = new HashMap<>();
        private final Map<String, Integer> places = new HashMap<>();
        private final Map<String, String> honours = new HashMap<>();

        Again(WindowScheme rules, List<WindowInput> windows) {
            var byScore = new TreeMap<Long, List<String>>();
            for (var one : windows) {
                var score = score(rules, one);
                scores.put(one.window(), score);
                if (score != null && one.scans() >= rules.of(WindowParameter.SCANS_LEAST)) {
                    byScore.computeIfAbsent(score, none -> new ArrayList<>()).add(one.window());
                }
            }
            var next = 1;
            for (var same : byScore.descendingMap().values()) {
                for (var window : same) {
                    places.put(window, next);
                    if (next <= rules.of(WindowParameter.BEST)) {
                        honours.put(window, Honour.BEST.name());
                    }
                }
                next += same.size();
            }
            var left = rules.of(WindowParameter.WORST);
            for (var same : byScore.values()) {
                if (same.size() > left || honours.containsKey(same.get(0))) {
                    break;
                }
                left -= same.size();
                same.forEach(window -> honours.put(window, Honour.WORST.name()));
            }
        }

        private static Long score(WindowScheme rules, WindowInput one) {
            var sum = 0L;
            var weights = 0;
            if (one.scans() >= 5) {
                sum += rules.of(WindowParameter.SCANS) * percent(one.scanPoints(), 5L * one.scans());
                weights += rules.of(WindowParameter.SCANS);
            }
            if (one.calls() >= 5) {
                sum += rules.of(WindowParameter.CALLS) * percent(one.satisfied(), one.calls());
                weights += rules.of(WindowParameter.CALLS);
            }
            if (one.checks() > 0) {
                sum += rules.of(WindowParameter.CHECKS) * percent(one.checkPoints(), 100L * one.checks());
                weights += rules.of(WindowParameter.CHECKS);
            }
            if (weights == 0) {
                return null;
            }
            var off = 100L
                    * (one.away() * rules.of(WindowParameter.AWAY_COSTS)
                            + one.attitude() * rules.of(WindowParameter.ATTITUDE_COSTS));
            return Math.max(0, half(sum, weights) - off);
        }

        /** In hundredths of a percent, a half upward. */
        private static long percent(long part, long all) {
            return half(part * 10_000, all);
        }

        private static long half(long part, long all) {
            return (2 * part + all) / (2 * all);
        }
    }
}
