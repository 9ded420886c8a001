package cn.qingfeng.insight.pack;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** What of the matters (事项) belongs into packs: the room that keeps them gives this to the context. */
public interface MattersInPacks {

    /**
     * A step of a matter that waits for a unit. What a matter is called is sealed, and not written into a pack.
     *
     * @param kind the kind's key
     * @param name what the kind is called
     * @param unit the unit that the step is offered to
     * @param dueAt null where no limit runs
     * @param fresh it came to the unit since the list before
     */
    record Line(
            String kind,
            String name,
            String number,
            String unit,
            String step,
            Instant dueAt,
            boolean fresh,
            boolean soon,
            boolean late,
            boolean suspended) {}

    /**
     * A kind's figures over the county.
     *
     * @param opened in the time
     * @param running when it was counted; {@code late} of these
     * @param ended in the time, by the end that they came to
     */
    record Sum(String kind, String name, long opened, long running, long late, List<Ended> ended) {
        public long done() {
            return ended.stream().mapToLong(Ended::n).sum();
        }
    }

    /** @param as the end in the diagram's words, or that it was withdrawn */
    record Ended(String as, long n) {}

    /** What units have to do that is new since a moment, late now, or due until another one; of kinds that packs may tell of. */
    List<Line> forTheWeek(Instant since, Instant now, Instant soon);

    /** The kinds of which packs may tell. */
    List<Sum> of(LocalDate from, LocalDate to);

    /** Whether this reader sees anything of a kind, and may so read how many there are. */
    boolean reads(String reader, String kind);

    /** Whether this reader sees those of a kind for which a unit answers. */
    boolean reads(String reader, String kind, String unit);
}
