package cn.qingfeng.evaluation.survey;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * What one firm answered: a mark for each question, 0 where it does not know, and what it wrote. Written as a text of one length
 * for all sheets of a questionnaire, so that none is told by how much it says.
 */
record Sheet(List<Integer> marks, String words) {

    /** Characters; with three bytes each they are padded to one length. */
    static final int LONGEST_WORDS = 300;

    private static final int BYTES = 3 * LONGEST_WORDS;

    /** As a page posts it: {@code m.<ASK>} with 1 to 5, or 0; what was left out is not known. */
    static Sheet of(Survey survey, Map<String, String> post) {
        return new Sheet(
                survey.asks().stream()
                        .map(ask -> post.getOrDefault("m." + ask, ""))
                        .map(given -> given.matches("[1-5]") ? Integer.parseInt(given) : 0)
                        .toList(),
                survey.words() ? post.getOrDefault("words", "").strip() : "");
    }

    boolean isEmpty() {
        return words.isEmpty() && marks.stream().allMatch(mark -> mark == 0);
    }

    String written() {
        var text = new StringBuilder();
        marks.forEach(text::append);
        return text.append(Base64.getEncoder()
                        .encodeToString(Arrays.copyOf(words.getBytes(StandardCharsets.UTF_8), BYTES)))
                .toString();
    }

    static Sheet read(Survey survey, String written) {
        var asked = survey.asks().size();
        var words = new String(Base64.getDecoder().decode(written.substring(asked)), StandardCharsets.UTF_8);
        return new Sheet(
                written.substring(0, asked).chars().mapToObj(mark -> mark - '0').toList(), words.replace("\0", ""));
    }
}
