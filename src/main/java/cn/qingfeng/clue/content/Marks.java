package cn.qingfeng.clue.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The marks of one clue, and its text as it reads under them. They hold places, never the words that stand there. */
public record Marks(List<Mark> all) {
    /** A single character covered would blot out half of an order's text. */
    private static final int SHORTEST_ELSEWHERE = 2;

    private static final ObjectMapper JSON = new ObjectMapper();

    public static Marks read(String kept) {
        try {
            return new Marks(kept == null ? List.of() : JSON.readValue(kept, new TypeReference<>() {}));
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
    public Marks with(Collection<Mark> decided) {
        return new Marks(Stream.concat(
                        all.stream().filter(mark -> decided.stream().noneMatch(mark::meets)), decided.stream())
                .sorted(Comparator.comparing(Mark::part).thenComparing(Mark::from))
                .toList());
    }

    /** What the clue says to whoever may not know what was covered. */
    public Content on(Content content) {
        if (all.stream().noneMatch(Mark::covered)) {
            return content;
        }
        var told = content.words();
        return content.with(new Content.Words(
                covered(Part.TITLE, content),
                covered(Part.NARRATIVE, content),
                covered(Part.REQUEST, content),
                covered(Part.PLACE, content),
                covered(Part.MATTER, content),
                told.concernedUnit(),
                covered(Part.WINDOW, content),
                told.externalNumber(),
                told.point()));
    }

    private String covered(Part part, Content content) {
        var text = new StringBuilder(part.of(content));
        all.stream()
                .filter(mark -> mark.part() == part && mark.covered())
                .sorted(Comparator.comparing(Mark::from).reversed())
                .forEach(mark -> text.replace(mark.from(), mark.to(), Mark.COVER));
        return text.isEmpty() ? null : text.toString();
    }

    /** Another text about the clue: what was covered in the clue does not come back in what the offices wrote. */
    public String on(String text, Content content) {
        if (text == null) {
            return null;
        }
        return all.stream()
                .filter(Mark::covered)
                .map(mark -> mark.in(content).strip())
                .filter(words -> words.length() >= SHORTEST_ELSEWHERE)
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                .reduce(text, (said, words) -> said.replace(words, Mark.COVER));
    }
}
