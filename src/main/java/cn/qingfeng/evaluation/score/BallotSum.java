package cn.qingfeng.evaluation.score;

import java.util.Map;

/**
 * The valid ballots about one unit, added up; nothing in it tells of a firm.
 *
 * @param unit its code
 * @param ballots how many
 * @param firms of how many firms
 */
public record BallotSum(String unit, int ballots, int firms, Map<Question, Tally> by) {

    public BallotSum {
        by = Map.copyOf(by);
    }
}
