package cn.qingfeng.evaluation.score;

/**
 * What the county may set about a round ({@code evaluation-scheme.dmn}); modules.md M9, and R8 for what clues say. Words for
 * readers: {@code scheme.<NAME>}.
 */
public enum Parameter {
    /** Weights of the parts. */
    BALLOTS(0, 100),
    CLUES(0, 100),
    SCANS(0, 100),
    CHECKS(0, 100),
    /** Weights of what clues say, inside their part. */
    SIGNED(0, 100),
    CONTACTED(0, 100),
    FINISHED(0, 100),
    SOLVED(0, 100),
    SATISFIED(0, 100),
    REWORKED(0, 100),
    /** With fewer ballots, or of fewer firms, a unit is not ranked. From five on a sum names nobody. */
    BALLOTS_LEAST(5, 1000),
    FIRMS_LEAST(5, 1000),
    /** Groups of fewer units are ranked together. */
    GROUP_LEAST(1, 1000),
    /** So many of a hundred units of a group need a place, else nobody of it is among the best or the worst. */
    GROUP_COVERED(0, 100),
    /** Points that each verified red clue about asking for favours costs. */
    RED_COSTS(0, 100),
    BEST(0, 100),
    WORST(0, 100),
    /** Below this score a unit puts things right. */
    RECTIFY_BELOW(0, 100),
    /** Below this score its head is talked to. */
    TALK_BELOW(0, 100);

    private final int least;
    private final int most;

    Parameter(int least, int most) {
        this.least = least;
        this.most = most;
    }

    public int least() {
        return least;
    }

    public int most() {
        return most;
    }
}
