package cn.qingfeng.evaluation.ballot;

import cn.qingfeng.evaluation.score.Question;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A ballot as a page posts it: {@code m.<unit>.<QUESTION>} with 1 to 5, or 0 for 不了解. */
public final class MarksForm {

    private MarksForm() {}

    /** For each unit about which anything was said five characters; what was left out is not known. */
    public static Map<String, String> read(List<String> units, Map<String, String> post) {
        var marks = new HashMap<String, String>();
        for (var unit : units) {
            var text = new StringBuilder();
            var said = false;
            for (var question : Question.values()) {
                var given = post.getOrDefault("m." + unit + "." + question, "");
                said |= !given.isEmpty();
                text.append(given.matches("[0-5]") ? given : "0");
            }
            if (said) {
                marks.put(unit, text.toString());
            }
        }
        return marks;
    }
}
