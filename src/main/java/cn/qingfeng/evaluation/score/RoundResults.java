package cn.qingfeng.evaluation.score;

import java.util.Set;

/**
 * What the steps of a round make of its results. A round is named by its matter's number; everything happens in the step's own
 * transaction. A version of a result that is there is never changed: each of these that changes anything makes the next one.
 */
public interface RoundResults {

    /**
     * The round begins: units and groups are fixed, and so are the weights, bands and minimums that hold at this moment.
     *
     * @throws cn.qingfeng.Refusal invalid, for a frame without units or with days that end before they begin; conflict, where
     *     it has begun already or the tables of its owner do not say everything
     */
    void open(String round, RoundFrame frame);

    /**
     * The cut: what clues say about each unit is counted and kept with the clues it was counted from. Once.
     *
     * @throws cn.qingfeng.Refusal conflict, before it began or when it was cut already
     */
    void freeze(String round);

    /**
     * Reckons the scores with what ballots and checks say now, as a draft; again, when something was corrected before publication.
     *
     * @throws cn.qingfeng.Refusal conflict, before the cut or after publication
     */
    void draft(String round);

    /**
     * An objection of a unit was granted: the scores are reckoned anew.
     *
     * @param reason in words that may be published
     * @param clues numbers of clues that were wrongly charged to it, which are taken out of its figures; may be empty where
     *     ballots or checks were corrected
     * @throws cn.qingfeng.Refusal invalid, without a reason or with a clue that is not in the unit's figures; conflict, before
     *     the draft or after publication
     */
    void ruled(String round, String unit, String reason, Set<String> clues);

    /**
     * The result is published as the newest version has it; proposals for what follows are made.
     *
     * @throws cn.qingfeng.Refusal conflict, before a draft or when it was published already
     */
    void publish(String round);
}
