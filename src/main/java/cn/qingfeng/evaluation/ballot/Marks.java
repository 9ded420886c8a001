package cn.qingfeng.evaluation.ballot;

import cn.qingfeng.evaluation.score.Question;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a ballot says, as a text of one length for all ballots of a round: for each unit, in the order of their codes, a
 * character a question: 1 to 5, 0 for 不了解, and blanks for a unit that the firm had nothing to do with.
 */
final class Marks {

    static final int QUESTIONS = Question.values().length;
    private static final String NONE = " ".repeat(QUESTIONS);
    private static final String UNKNOWN = "0".repeat(QUESTIONS);

    private Marks() {}

    /** @param given for a unit's code five characters; a unit all of whose questions are unknown was not rated */
    static String write(List<String> units, Map<String, String> given) {
        var text = new StringBuilder();
        units.forEach(unit -> {
            var marks = given.getOrDefault(unit, NONE);
            text.append(marks.matches("[0-5]{" + QUESTIONS + "}") && !marks.equals(UNKNOWN) ? marks : NONE);
        });
        return text.toString();
    }

    static boolean areEmpty(String written) {
        return written.isBlank();
    }

    /** The units that were rated. */
    static Map<String, String> read(List<String> units, String written) {
        var marks = new LinkedHashMap<String, String>();
        for (var at = 0; at < units.size(); at++) {
            var one = written.substring(at * QUESTIONS, (at + 1) * QUESTIONS);
            if (!one.isBlank()) {
                marks.put(units.get(at), one);
            }
        }
        return marks;
    }
}
