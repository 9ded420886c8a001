package cn.qingfeng.clue;

import cn.qingfeng.Keys;
import cn.qingfeng.Sealer;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What happened to each clue, in order. Entries are only ever added; a changed or missing one is found and named. */
@Component
public class Timeline {

    /** The actor of what a rule did by itself. */
    public static final String SYSTEM = "system";

    /** The actor of what the reporter did. */
    public static final String PUBLIC = "public";

    /** One entry that is not as it was written: which clue, which place, and what is wrong (a message key). */
    public record Breach(String clueNumber, int ordinal, String fault) {}

    private final EntityManager entities;
    private final Clues clues;
    private final Clock clock;
    private final Sealer sealer;
    private final byte[] key;
    private final AnswerChain answers;

    Timeline(EntityManager entities, Clues clues, Clock clock, Keys keys, Sealer sealer, AnswerChain answers) {
        this.answers = answers;
        this.sealer = sealer;
        this.entities = entities;
        this.clues = clues;
        this.clock = clock;
        this.key = keys.forPurpose("timeline");
    }

    void enter(Clue clue, String by, Act act, Object from, Object to, String why) {
        var entry = clue.enter(clock.instant(), by, act, text(from), text(to), why, key);
        if (clue.content().kind() == ClueKind.REPORT) {
            entry.close(sealer);
        }
        entities.persist(entry);
    }

    /** The sheets of a clue were destroyed by rule; what is answered from now on is linked anew. */
    void answersDestroyed(ClueNumber number) {
        answers.begin(number);
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    /** The entries of one clue, oldest first. */
    @Transactional(readOnly = true)
    public List<TimelineEntry> of(ClueNumber number) {
        var entries = entities.createQuery(
                        "select e from TimelineEntry e where e.id.clueNumber = :number order by e.id.ordinal",
                        TimelineEntry.class)
                .setParameter("number", number.value())
                .getResultList();
        entries.forEach(entry -> entry.open(sealer));
        return entries;
    }

    /** Reads every timeline again and names each entry that was changed, added or taken away. Empty when all is well. */
    @Transactional(readOnly = true)
    public List<Breach> verify() {
        var breaches = new ArrayList<Breach>();
        for (var number : clues.numbers()) {
            var clue = clues.findById(number).orElseThrow();
            verify(clue, breaches);
            answers.verify(clue.number(), breaches);
            entities.clear();
        }
        List<String> orphans = entities.createQuery(
                        "select distinct e.id.clueNumber from TimelineEntry e"
                                + " where not exists (select 1 from Clue c where c.number = e.id.clueNumber)",
                        String.class)
                .getResultList();
        orphans.forEach(number -> breaches.add(new Breach(number, 0, "timeline.breach.clue-gone")));
        return breaches;
    }

    private void verify(Clue clue, List<Breach> breaches) {
        var previous = "";
        var expected = 1;
        for (var entry : of(clue.number())) {
            if (entry.ordinal() != expected) {
                breaches.add(new Breach(entry.clueNumber(), expected, "timeline.breach.missing"));
                expected = entry.ordinal();
            } else if (!entry.isSealedAfter(previous, key)) {
                breaches.add(new Breach(entry.clueNumber(), entry.ordinal(), "timeline.breach.changed"));
            }
            previous = entry.hash();
            expected++;
        }
        if (expected - 1 != clue.steps() || !previous.equals(clue.timelineHead())) {
            breaches.add(new Breach(clue.number().value(), expected, "timeline.breach.tail"));
        }
    }
}
