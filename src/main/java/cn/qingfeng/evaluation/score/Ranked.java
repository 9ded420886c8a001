package cn.qingfeng.evaluation.score;

import java.math.BigDecimal;

/**
 * A unit's score and its place.
 *
 * @param group in which it is ranked: its own, or {@link Scoring#TOGETHER}
 * @param place from 1; shared by units with the same score; null where it is not ranked
 * @param last whether it has the last place of a group in which there are others before it
 */
public record Ranked(
        UnitInput input, ScoreNode tree, String group, Standing standing, Integer place, boolean last, Honour honour) {

    /** Whether it has a place, and why not. Words: {@code standing.<NAME>}. */
    public enum Standing {
        RANKED,
        /** 样本不足 */
        TOO_FEW,
        /** Newly set up: rated, not ranked. */
        FRESH
    }

    /** 五佳三差. Words: {@code honour.<NAME>}. */
    public enum Honour {
        NONE,
        BEST,
        WORST
    }

    public String unit() {
        return input.unit();
    }

    /** Null where there is nothing to reckon it from. */
    public BigDecimal total() {
        return tree.value();
    }
}
