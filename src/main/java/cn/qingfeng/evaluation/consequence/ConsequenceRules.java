package cn.qingfeng.evaluation.consequence;

import java.util.List;

/** The county's table of what follows from a result ({@code consequence-rules}). */
public interface ConsequenceRules {

    /** The part of the scale that a score lies in, by the round's own lines. */
    enum Band {
        GOOD,
        RECTIFY,
        TALK
    }

    /**
     * What a result says about a unit.
     *
     * @param last it has the last place of its group
     * @param lastBefore it had so in the round before, too
     * @param best it is among the best of the county
     * @param stationed it answers to a superior outside the county
     */
    record Facts(boolean last, boolean lastBefore, Band band, boolean best, boolean stationed) {}

    /**
     * What a rule proposes.
     *
     * @param rule its name, by which nothing is proposed twice
     * @param reason in words
     */
    record Proposal(Measure measure, String rule, String reason) {}

    /** All that the table in force proposes. */
    List<Proposal> of(Facts facts);
}
