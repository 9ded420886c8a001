package cn.qingfeng.evaluation.score;

import java.util.List;

/** Where the ballots of a round are counted. */
public interface BallotSums {

    /** What was cast in a round, unit by unit; a unit without a ballot may be missing. */
    List<BallotSum> of(String round);
}
