package cn.qingfeng.clue;

import cn.qingfeng.clue.content.Content;
import cn.qingfeng.text.Normal;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.annotations.Immutable;

/** The part of a clue's row that is only looked into, so that whoever reads a clue does not read its words twice. */
@Entity
@Immutable
@Table(name = "clue")
public class ClueWords {

    @Id
    @Column(name = "clue_number")
    private String number;

    /** What was told; none of a report against a person. */
    @Column(columnDefinition = "mediumtext")
    private String textKey;

    /** The same as units read it, title and all, once something was decided about covering it. */
    @Column(columnDefinition = "mediumtext")
    private String screenedKey;

    protected ClueWords() {}

    /** The form in which what was told is looked for: part by part, so that nothing is found across two of them. */
    static String text(Content content) {
        return keys(content.narrative(), content.request(), content.matter(), content.place());
    }

    static String screened(Content content) {
        return keys(content.title(), content.narrative(), content.request(), content.matter(), content.place());
    }

    /** Whether these words, in normal form, stand in what was told. */
    public static boolean tells(Content content, String key) {
        return screened(content).contains(key);
    }

    private static String keys(String... parts) {
        return Stream.of(parts).filter(Objects::nonNull).map(Normal::key).collect(Collectors.joining("\n"));
    }
}
