package cn.qingfeng.clue.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The marks of one clue, and its text as it reads under them. They hold places, never the words that stand there. */
public record RedactionMarks(List<RedactionMark> all) {
    /** A single character covered would blot out half of an order's text. */
    private static final int SHORTEST_ELSEWHERE = 2;

    private static final ObjectMapper JSON = new ObjectMapper();

    public static RedactionMarks read(String kept) {
        try {
            return new RedactionMarks(kept == null ? List.of() : JSON.readValue(kept, new TypeReference<>() {}));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public String written() {
        try {
            return JSON.writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** These, in place of whatever was decided about the same words before. */
    public RedactionMarks with(Collection<RedactionMark> decided) {
        return new RedactionMarks(Stream.concat(
                        all.stream().filter(mark -> decided.stream().noneMatch(mark::meets)), decided.stream())
                .sorted(Comparator.comparing(RedactionMark::part).thenComparing(RedactionMark::from))
                .toList());
    }

    /** What the clue says to whoever may not know what was covered. */
    public Content on(Content content) {
        if (all.stream().noneMatch(RedactionMark::covered)) {
            return content;
        }
        var told = content.words();
        return content.with(new Content.Words(
                covered(ClueTextField.TITLE, content),
                covered(ClueTextField.NARRATIVE, content),
                covered(ClueTextField.REQUEST, content),
                covered(ClueTextField.PLACE, content),
                covered(ClueTextField.MATTER, content),
                told.concernedUnit(),
                covered(ClueTextField.WINDOW, content),
                told.externalNumber(),
                told.point()));
    }

    private String covered(ClueTextField part, Content content) {
        var text = new StringBuilder(part.of(content));
        all.stream()
                .filter(mark -> mark.part() == part && mark.covered())
                .sorted(Comparator.comparing(RedactionMark::from).reversed())
                .forEach(mark -> text.replace(mark.from(), mark.to(), RedactionMark.COVER));
        return text.isEmpty() ? null : text.toString();
    }

    /** Another text about the clue: what was covered in the clue does not come back in what the offices wrote. */
    public String on(String text, Content content) {
        if (text == null) {
            return null;
        }
        return all.stream()
                .filter(RedactionMark::covered)
                .map(mark -> mark.in(content).strip())
                .filter(words -> words.length() >= SHORTEST_ELSEWHERE)
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                .reduce(text, (said, words) -> said.replace(words, RedactionMark.COVER));
    }
}
