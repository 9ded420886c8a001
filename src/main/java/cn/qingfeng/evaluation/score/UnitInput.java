package cn.qingfeng.evaluation.score;

import java.util.EnumMap;
import java.util.Map;

/**
 * Everything that a unit's score is reckoned from.
 *
 * @param fresh too new to be ranked
 * @param red verified red clues about asking for favours
 */
public record UnitInput(
        String unit,
        String group,
        boolean fresh,
        int ballots,
        int firms,
        Map<Question, Tally> answers,
        Map<ClueFigure, Sum> clues,
        int red,
        int scans,
        int scanPoints,
        int checks,
        int checkPoints) {

    /**
     * How many clues count for a figure, and what of it they have.
     *
     * @param part of at most {@code n} times the figure's whole
     */
    public record Sum(int n, int part) {

        Sum plus(Sum more) {
            return new Sum(n + more.n, part + more.part);
        }
    }

    public UnitInput {
        answers = Map.copyOf(answers);
        clues = Map.copyOf(clues);
    }

    /** A unit about which nothing is known yet. */
    public static UnitInput of(String unit, String group, boolean fresh) {
        return new UnitInput(unit, group, fresh, 0, 0, Map.of(), Map.of(), 0, 0, 0, 0, 0);
    }

    /** With these ballots added: of the unit, or of one that it took the place of. */
    public UnitInput with(BallotSum sum) {
        var all = new EnumMap<Question, Tally>(Question.class);
        all.putAll(answers);
        sum.by().forEach((question, tally) -> all.merge(question, tally, Tally::plus));
        return new UnitInput(
                unit,
                group,
                fresh,
                ballots + sum.ballots(),
                firms + sum.firms(),
                all,
                clues,
                red,
                scans,
                scanPoints,
                checks,
                checkPoints);
    }

    public UnitInput with(CheckSum sum) {
        return new UnitInput(
                unit,
                group,
                fresh,
                ballots,
                firms,
                answers,
                clues,
                red,
                scans + sum.scans(),
                scanPoints + sum.scanPoints(),
                checks + sum.checks(),
                checkPoints + sum.checkPoints());
    }

    public UnitInput with(Map<ClueFigure, Sum> sums, int verifiedRed) {
        return new UnitInput(
                unit, group, fresh, ballots, firms, answers, sums, verifiedRed, scans, scanPoints, checks, checkPoints);
    }
}
