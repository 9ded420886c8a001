package cn.qingfeng.clue;

import cn.qingfeng.Refusal;
import java.util.Arrays;

/** The leaves of the classification tree: three habits, three problems, three styles, and the plain appeal. */
public enum Classification {
    LYING_FLAT("habit.lying-flat"),
    GIANT_BABY("habit.giant-baby"),
    GRUMBLER("habit.grumbler"),
    MIDDLE_BLOCKAGE("problem.middle-blockage"),
    ARBITRARY_ENFORCEMENT("problem.arbitrary-enforcement"),
    EXTORTION("problem.extortion"),
    ACTOR("style.actor"),
    CLOCK_IN("style.clock-in"),
    SLOPPY("style.sloppy"),
    PLAIN_APPEAL("appeal.plain");

    private final String code;

    Classification(String code) {
        this.code = code;
    }

    /** The leaf's code: branch, dot, leaf. */
    public String code() {
        return code;
    }

    /** The branch of the tree: {@code habit}, {@code problem}, {@code style} or {@code appeal}. */
    public String branch() {
        return code.substring(0, code.indexOf('.'));
    }

    /** Finds a leaf by its code; refuses an unknown one. */
    public static Classification of(String code) {
        return Arrays.stream(values())
                .filter(leaf -> leaf.code.equals(code))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("clue.classification.unknown", String.valueOf(code)));
    }
}
