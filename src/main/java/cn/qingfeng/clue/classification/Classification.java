package cn.qingfeng.clue.classification;

import cn.qingfeng.Refusal;
import java.util.regex.Pattern;

/**
 * A leaf of the classification tree, by its code: branch, dot, leaf. Which leaves there are and how they are called is data of
 * the county ({@link Leaves}); a clue keeps its code for ever.
 */
public record Classification(String code) {

    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*\\.[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int LONGEST = 40;

    /**
     * The leaf of this code.
     *
     * @throws Refusal when no leaf can have such a code
     */
    public static Classification of(String code) {
        if (code == null || code.length() > LONGEST || !CODE.matcher(code).matches()) {
            throw Refusal.invalid("clue.classification.unknown", String.valueOf(code));
        }
        return new Classification(code);
    }

    /** The branch of the tree, such as {@code problem}. */
    public String branch() {
        return code.substring(0, code.indexOf('.'));
    }
}
