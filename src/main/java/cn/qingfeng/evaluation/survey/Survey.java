package cn.qingfeng.evaluation.survey;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A questionnaire.
 *
 * @param asks what it asks, in the order of {@link Ask}
 * @param words whether it has room for words
 * @param quarter in which its firms are asked by no other: {@code 2026-Q4}
 * @param size how many firms were drawn
 * @param seed by which anybody can draw them again
 * @param closesOn the last day on which it is answered
 * @param slips how often links were printed
 * @param rights how many links there were at its close; null before
 * @param used how many of them were used
 */
public record Survey(
        String number,
        String title,
        List<Ask> asks,
        boolean words,
        String quarter,
        int size,
        String seed,
        String madeBy,
        Instant madeAt,
        LocalDate closesOn,
        Stage stage,
        int slips,
        Integer rights,
        Integer used,
        Instant endedAt) {

    /** How it stands. Words for readers: {@code survey.stage.<NAME>}. */
    public enum Stage {
        OPEN,
        /** Its sums are there. */
        CLOSED,
        /** It was given up, and what was answered destroyed. */
        VOID
    }
}
