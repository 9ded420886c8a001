package cn.qingfeng.evaluation.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Refusal;
import cn.qingfeng.evaluation.score.Ranked.Honour;
import cn.qingfeng.evaluation.score.Ranked.Standing;
import cn.qingfeng.evaluation.score.UnitInput.Sum;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScoringTests {

    private static final int ROUNDS = 1000;

    private final Scheme scheme = Schema.shipped();

    private static UnitInput rated(String unit, String group, int ballots, int firms, int pointsEach) {
        var by = new EnumMap<Question, Tally>(Question.class);
        for (var question : Question.values()) {
            by.put(question, new Tally(ballots, ballots * pointsEach, 0));
        }
        return UnitInput.of(unit, group, false).with(new BallotSum(unit, ballots, firms, by));
    }

    private static Ranked of(List<Ranked> ranked, String unit) {
        return ranked.stream()
                .filter(one -> one.unit().equals(unit))
                .findFirst()
                .orElseThrow();
    }

    private Ranked alone(UnitInput input) {
        return Scoring.rank(scheme, List.of(input)).get(0);
    }

    @Test
    void aScoreIsTheMeanOfItsPartsByWeight() {
        var input = rated("tax", "STATIONED", 20, 5, 4)
                .with(new CheckSum("tax", 3, 14, 2, 181))
                .with(Map.of(ClueFigure.SOLVED, new Sum(3, 4), ClueFigure.REWORKED, new Sum(4, 1)), 0);
        var tree = alone(input).tree();
        assertThat(tree.find("BALLOTS").orElseThrow().value()).isEqualByComparingTo("80.00");
        assertThat(tree.find("SOLVED").orElseThrow().value()).isEqualByComparingTo("66.67");
        assertThat(tree.find("REWORKED").orElseThrow().value()).isEqualByComparingTo("75.00");
        // (66.67 * 25 + 75 * 10) / 35
        assertThat(tree.find("CLUES").orElseThrow().value()).isEqualByComparingTo("69.05");
        assertThat(tree.find("SCANS").orElseThrow().value()).isEqualByComparingTo("93.33");
        assertThat(tree.find("CHECKS").orElseThrow().value()).isEqualByComparingTo("90.50");
        // (80 * 40 + 69.05 * 30 + 93.33 * 20 + 90.5 * 10) / 100
        assertThat(tree.value()).isEqualByComparingTo("80.43");
    }

    @Test
    void theWeightOfAPartWithoutAnythingIsSpreadOverTheOthers() {
        var tree = alone(rated("tax", "STATIONED", 20, 5, 4).with(new CheckSum("tax", 2, 10, 0, 0)))
                .tree();
        assertThat(tree.find("CLUES").orElseThrow().value()).isNull();
        assertThat(tree.find("CLUES").orElseThrow().weight()).isZero();
        // (80 * 40 + 100 * 20) / 60
        assertThat(tree.value()).isEqualByComparingTo("86.67");
    }

    @Test
    void whatNobodyKnewDoesNotCount() {
        var by = new EnumMap<Question, Tally>(Question.class);
        by.put(Question.OVERALL, new Tally(10, 50, 10));
        by.put(Question.FAIRNESS, new Tally(0, 0, 20));
        var input = UnitInput.of("tax", "STATIONED", false).with(new BallotSum("tax", 20, 6, by));
        assertThat(alone(input).total()).isEqualByComparingTo("100.00");
    }

    @Test
    void withTooFewBallotsOrFirmsAUnitHasNoPlace() {
        assertThat(alone(rated("tax", "STATIONED", 19, 9, 5)).standing()).isEqualTo(Standing.TOO_FEW);
        assertThat(alone(rated("tax", "STATIONED", 30, 4, 5)).standing()).isEqualTo(Standing.TOO_FEW);
        assertThat(alone(rated("tax", "STATIONED", 20, 5, 5)).place()).isEqualTo(1);
        assertThat(alone(UnitInput.of("tax", "STATIONED", false)).total()).isNull();
    }

    @Test
    void aNewUnitIsRatedAndNotRanked() {
        var input = UnitInput.of("tax", "STATIONED", true)
                .with(new BallotSum("tax", 20, 5, Map.of(Question.OVERALL, new Tally(20, 100, 0))));
        assertThat(alone(input).standing()).isEqualTo(Standing.FRESH);
        assertThat(alone(input).place()).isNull();
        assertThat(alone(input).total()).isNotNull();
    }

    @Test
    void eachVerifiedRedClueCostsAndNothingFallsBelowNought() {
        assertThat(alone(rated("tax", "STATIONED", 20, 5, 5).with(Map.of(), 2)).total())
                .isEqualByComparingTo("90.00");
        assertThat(alone(rated("tax", "STATIONED", 20, 5, 1).with(Map.of(), 9)).total())
                .isEqualByComparingTo("0.00");
    }

    @Test
    void unitsWithTheSameScoreShareAPlaceAndTheNextOneIsLeftOut() {
        var ranked = Scoring.rank(
                scheme,
                List.of(
                        rated("a", "TOWN", 20, 5, 5),
                        rated("b", "TOWN", 20, 5, 4),
                        rated("c", "TOWN", 40, 8, 4),
                        rated("d", "TOWN", 20, 5, 3)));
        assertThat(ranked).extracting(Ranked::place).containsExactly(1, 2, 2, 4);
        assertThat(ranked).extracting(Ranked::last).containsExactly(false, false, false, true);
    }

    @Test
    void nobodyIsLastWhereAllAreEqual() {
        var ranked = Scoring.rank(scheme, List.of(rated("a", "TOWN", 20, 5, 3), rated("b", "TOWN", 20, 5, 3)));
        assertThat(ranked).noneMatch(Ranked::last).allMatch(one -> one.place() == 1);
    }

    @Test
    void smallGroupsAreRankedTogetherAndLargeOnesByThemselves() {
        var units = new ArrayList<UnitInput>();
        IntStream.range(0, 8).forEach(at -> units.add(rated("e" + at, "ENFORCEMENT", 20, 5, 1 + at % 5)));
        units.add(rated("t0", "TOWN", 20, 5, 5));
        units.add(rated("s0", "STATIONED", 20, 5, 4));
        var ranked = Scoring.rank(scheme, units);
        assertThat(of(ranked, "e0").group()).isEqualTo("ENFORCEMENT");
        assertThat(of(ranked, "t0").group()).isEqualTo(Scoring.TOGETHER);
        assertThat(of(ranked, "s0").place()).isEqualTo(2);
    }

    @Test
    void aGroupWhoseSamplesDoNotSufficeHasNeitherBestNorWorstNorLast() {
        var units = new ArrayList<UnitInput>();
        IntStream.range(0, 8).forEach(at -> units.add(rated("e" + at, "ENFORCEMENT", at < 3 ? 20 : 3, 5, 2 + at % 3)));
        assertThat(Scoring.rank(scheme, units)).noneMatch(Ranked::last).allMatch(one -> one.honour() == Honour.NONE);
    }

    @Test
    void whoeverTiesWithTheLastOfTheBestIsAmongThemAndTheWorstAreNeverMoreThanThree() {
        var units = new ArrayList<UnitInput>();
        IntStream.range(0, 6).forEach(at -> units.add(rated("best" + at, "TOWN", 20, 5, 5)));
        units.add(rated("middle", "TOWN", 20, 5, 4));
        IntStream.range(0, 3).forEach(at -> units.add(rated("low" + at, "TOWN", 20, 5, 2)));
        units.add(rated("lowest", "TOWN", 20, 5, 1));
        var ranked = Scoring.rank(scheme, units);
        assertThat(ranked.stream().filter(one -> one.honour() == Honour.BEST)).hasSize(6);
        assertThat(ranked.stream().filter(one -> one.honour() == Honour.WORST))
                .extracting(Ranked::unit)
                .containsExactly("lowest");
    }

    @Test
    void nobodyIsAmongTheBestAndTheWorst() {
        var ranked = Scoring.rank(scheme, List.of(rated("a", "TOWN", 20, 5, 5), rated("b", "TOWN", 20, 5, 1)));
        assertThat(ranked).allMatch(one -> one.honour() == Honour.BEST);
    }

    @Test
    void rulesThatCannotBeAreRefused() {
        assertThatThrownBy(() -> Schema.with(Map.of(Parameter.BALLOTS, 41))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> Schema.with(Map.of(Parameter.SOLVED, 24))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> Schema.with(Map.of(Parameter.FIRMS_LEAST, 4))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> Schema.with(Map.of(Parameter.TALK_BELOW, 86))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> new Scheme(Map.of())).isInstanceOf(Refusal.class);
    }

    /** Ties, missing parts, minimum samples, new units, groups of every size, rules of every kind. */
    @Test
    void aThousandRandomRoundsComeToTheSameAsASecondCalculation() {
        for (var seed = 0; seed < ROUNDS; seed++) {
            var random = new Random(seed);
            var rules = rules(random);
            var units = round(random);
            var second = new SecondCalculation(rules, units);
            assertThat(Scoring.rank(rules, units)).as("round %s", seed).allSatisfy(one -> {
                assertThat(
                                one.total() == null
                                        ? -1
                                        : one.total().movePointRight(2).longValueExact())
                        .as("score of %s", one.unit())
                        .isEqualTo(second.score(one.unit()));
                assertThat(one.place() == null ? 0 : one.place())
                        .as("place of %s", one.unit())
                        .isEqualTo(second.place(one.unit()));
                assertThat(one.honour().name()).as("honour of %s", one.unit()).isEqualTo(second.honour(one.unit()));
                assertThat(one.last()).as("last %s", one.unit()).isEqualTo(second.isLast(one.unit()));
            });
        }
    }

    private static Scheme rules(Random random) {
        if (random.nextInt(3) == 0) {
            return Schema.shipped();
        }
        var clues = random.nextInt(41);
        var talk = random.nextInt(80);
        return Schema.with(Map.of(
                Parameter.BALLOTS,
                60 - clues,
                Parameter.CLUES,
                10 + clues,
                Parameter.GROUP_LEAST,
                1 + random.nextInt(12),
                Parameter.GROUP_COVERED,
                random.nextInt(101),
                Parameter.BALLOTS_LEAST,
                5 + random.nextInt(30),
                Parameter.RED_COSTS,
                random.nextInt(12),
                Parameter.BEST,
                random.nextInt(8),
                Parameter.WORST,
                random.nextInt(6),
                Parameter.TALK_BELOW,
                talk,
                Parameter.RECTIFY_BELOW,
                talk + random.nextInt(20)));
    }

    private static List<UnitInput> round(Random random) {
        var groups = List.of("ENFORCEMENT", "APPROVAL", "SERVICE", "STATIONED", "TOWN");
        var units = new ArrayList<UnitInput>();
        // Coarse rounds tie often.
        var coarse = random.nextBoolean();
        var many = 1 + random.nextInt(40);
        for (var at = 0; at < many; at++) {
            var unit = "unit-" + at;
            var input = UnitInput.of(unit, groups.get(random.nextInt(groups.size())), random.nextInt(15) == 0);
            var turns = random.nextInt(8) == 0 ? 2 : 1;
            for (var turn = 0; turn < turns; turn++) {
                input = input.with(ballots(random, unit, coarse));
            }
            if (random.nextInt(4) > 0) {
                input = input.with(checks(random, unit, coarse));
            }
            if (!coarse && random.nextInt(4) > 0) {
                input = input.with(clues(random), random.nextInt(10) == 0 ? random.nextInt(4) : 0);
            }
            units.add(input);
        }
        return units;
    }

    private static BallotSum ballots(Random random, String unit, boolean coarse) {
        var ballots = random.nextInt(60);
        var by = new EnumMap<Question, Tally>(Question.class);
        var points = 1 + random.nextInt(5);
        for (var question : Question.values()) {
            var answers = coarse ? ballots : random.nextInt(ballots + 1);
            var sum = coarse ? answers * points : answers + (answers == 0 ? 0 : random.nextInt(4 * answers + 1));
            if (random.nextInt(10) > 0) {
                by.put(question, new Tally(answers, sum, ballots - answers));
            }
        }
        return new BallotSum(unit, ballots, ballots == 0 ? 0 : 1 + random.nextInt(ballots), by);
    }

    private static CheckSum checks(Random random, String unit, boolean coarse) {
        var scans = random.nextInt(coarse ? 2 : 30);
        var checks = random.nextInt(4);
        return new CheckSum(
                unit,
                scans,
                scans == 0 ? 0 : scans + random.nextInt(4 * scans + 1),
                checks,
                checks == 0 ? 0 : coarse ? 50 * checks : random.nextInt(100 * checks + 1));
    }

    private static Map<ClueFigure, Sum> clues(Random random) {
        var sums = new EnumMap<ClueFigure, Sum>(ClueFigure.class);
        for (var figure : ClueFigure.values()) {
            if (random.nextInt(5) > 0) {
                var n = random.nextInt(30);
                sums.put(figure, new Sum(n, random.nextInt(n * figure.whole() + 1)));
            }
        }
        return sums;
    }
}
