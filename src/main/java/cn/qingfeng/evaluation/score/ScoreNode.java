package cn.qingfeng.evaluation.score;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A score, a part of one, or a figure: what it comes to and what it was made of. The words of its formula are the messages
 * {@code score.how.<CODE>}.
 *
 * @param value from 0 to 100 with two decimals; of {@link #DEDUCTION} the points that go off; null without anything to count
 * @param weight its share among its siblings that have a value; 0 where it has none
 * @param sample how many answers, clues, ratings or checks
 * @param part the sum of what they said
 */
public record ScoreNode(String code, BigDecimal value, int weight, int sample, int part, List<ScoreNode> children) {

    public static final String TOTAL = "TOTAL";
    public static final String DEDUCTION = "DEDUCTION";

    public ScoreNode {
        children = List.copyOf(children);
    }

    /** The node of that code at or below this one. */
    public Optional<ScoreNode> find(String wanted) {
        return code.equals(wanted)
                ? Optional.of(this)
                : children.stream()
                        .flatMap(child -> child.find(wanted).stream())
                        .findFirst();
    }
}
