package cn.qingfeng.intake.rating;

import cn.qingfeng.clue.CallBack;
import java.time.Instant;
import java.util.List;

/**
 * What a reporter says of the outcome without being called.
 *
 * @param contacted whether the unit got in touch
 * @param reasons codes of {@code dissatisfiedReasons} in the form {@code call-back}; empty for whoever is satisfied
 * @param remark in the reporter's own words, or null
 */
public record SelfRating(
        Instant at,
        boolean contacted,
        CallBack.Solved solved,
        CallBack.Rating rating,
        List<String> reasons,
        String remark) {

    /** Why somebody may be dissatisfied, as the call-back asks it too. */
    public static final List<String> REASONS =
            List.of("UNSOLVED", "SLOW", "ATTITUDE", "SHIFTING", "NO_CONTACT", "DIFFERENT", "OTHER");

    /** Whether the reporter lets the clue be closed. */
    public boolean satisfied() {
        return said().satisfied();
    }

    /** What was said, as a call-back puts it down. */
    public CallBack said() {
        return new CallBack(solved, rating);
    }

    /** As answers to the form {@code call-back}. */
    public java.util.Map<String, Object> answers() {
        var answers = new java.util.HashMap<String, Object>();
        answers.put("connected", true);
        answers.put("contacted", contacted ? "YES" : "NO");
        answers.put("solved", solved.name());
        answers.put("rating", rating.name());
        if (!reasons.isEmpty()) {
            answers.put("dissatisfiedReasons", reasons);
        }
        return answers;
    }
}
