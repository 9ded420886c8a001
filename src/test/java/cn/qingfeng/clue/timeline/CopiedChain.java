package cn.qingfeng.clue.timeline;

import cn.qingfeng.clue.Clue;
import cn.qingfeng.keys.Keys;
import cn.qingfeng.keys.Sealer;
import java.time.Instant;
import java.util.List;
import org.springframework.context.ApplicationContext;

/** The chains of a clue that was copied under another number and to another time, hashed as the product hashes them. */
public final class CopiedChain {

    /** A sheet of answers in the clear. */
    public record Sheet(String id, String form, String unit, String by, Instant at, String json) {}

    private final Timeline timeline;
    private final ClueChain chain;
    private final Sealer sealer;
    private final byte[] steps;
    private final byte[] answers;

    public CopiedChain(ApplicationContext context) {
        this.timeline = context.getBean(Timeline.class);
        this.chain = context.getBean(ClueChain.class);
        this.sealer = context.getBean(Sealer.class);
        var keys = context.getBean(Keys.class);
        this.steps = keys.forPurpose("timeline");
        this.answers = keys.forPurpose("answers");
    }

    /** The steps of a clue, with their reasons in the clear. */
    public List<TimelineEntry> steps(Clue clue) {
        return timeline.of(clue.number());
    }

    public List<Sheet> sheets(Clue clue) {
        return chain.sheets(List.of(clue.number().value())).stream()
                .map(sheet -> new Sheet(
                        sheet.id(), sheet.form(), sheet.unitCode(), sheet.by(), sheet.at(), sheet.json(sealer)))
                .toList();
    }

    /** What was told, in the order in which it is hashed, behind the number. */
    public static String[] words(Clue clue) {
        var told = clue.content();
        return new String[] {
            String.valueOf(told.kind()),
            told.title(),
            told.narrative(),
            told.request(),
            told.place(),
            told.matter(),
            told.concernedUnit(),
            told.concernedWindow(),
            String.valueOf(told.channel()),
            told.externalNumber(),
            told.point(),
            String.valueOf(told.anonymous()),
            String.valueOf(told.consent()),
            clue.writtenMarks()
        };
    }

    public String step(
            String previous, String number, TimelineEntry like, Instant at, String from, String to, String why) {
        var entry = new TimelineEntry(number, like.ordinal(), at, like.by(), like.act(), from, to, why);
        entry.seal(previous, steps);
        return entry.hash();
    }

    public String sheet(String previous, String id, String number, int ordinal, Sheet like, Instant at, String json) {
        return KeyedHash.of(
                answers,
                previous,
                id,
                number,
                Integer.toString(ordinal),
                like.form(),
                like.unit(),
                like.by(),
                at.toString(),
                json);
    }

    public String told(String number, String[] words) {
        var parts = new String[words.length + 2];
        parts[0] = "words";
        parts[1] = number;
        System.arraycopy(words, 0, parts, 2, words.length);
        return KeyedHash.of(answers, parts);
    }

    public String ends(String number, int steps, String head, int sheets, String sheetHead, String words) {
        return KeyedHash.of(
                answers, "ends", number, Integer.toString(steps), head, Integer.toString(sheets), sheetHead, words);
    }
}
