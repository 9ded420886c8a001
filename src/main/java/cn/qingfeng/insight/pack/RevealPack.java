package cn.qingfeng.insight.pack;

import cn.qingfeng.disclosure.RevealState;
import java.time.Instant;
import java.util.List;

/** 身份揭示清单 as it was made: every wish of a month to know who reported, and no identity. */
public record RevealPack(String month, Instant madeAt, List<Line> lines) {

    /**
     * One wish.
     *
     * @param sealed about a report against a person: others than its desk read the clue's number and nothing else
     * @param ground the ground's code
     * @param decidedBy the second person's name; null where nobody decided
     * @param state how far it had come when the list was made
     */
    record Line(
            String number,
            String clueNumber,
            boolean sealed,
            String unit,
            String askedBy,
            Instant askedAt,
            String ground,
            String decidedBy,
            RevealState state,
            int looks) {

        private Line withNumberOnly() {
            return new Line(null, clueNumber, true, null, null, null, null, null, null, 0);
        }
    }

    /** The list for somebody who is not at the desk for reports. */
    public RevealPack withoutReports() {
        return new RevealPack(
                month,
                madeAt,
                lines.stream()
                        .map(line -> line.sealed() ? line.withNumberOnly() : line)
                        .toList());
    }

    /** How many of the wishes were granted. */
    long granted() {
        return lines.stream()
                .filter(line -> line.state() == RevealState.GRANTED || line.state() == RevealState.ENDED)
                .count();
    }

    /** How often somebody looked, over all wishes. */
    int looks() {
        return lines.stream().mapToInt(Line::looks).sum();
    }
}
