package cn.qingfeng.evaluation;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A quarterly round of units; what was said on its way stands in the matter of that number.
 *
 * @param quarter the quarter that is evaluated, as {@code 2026-Q1}
 * @param seed what the lot was drawn with; null before
 * @param wanted how many firms were to be drawn; null before
 * @param drafts how many drafts there were
 * @param slips how often links were printed
 * @param rights how many rights to vote there were; null before the close
 * @param used how many of them were used; null before the close
 */
public record Round(
        String number,
        String quarter,
        RoundStage stage,
        String seed,
        Integer wanted,
        Instant drawnAt,
        int drafts,
        int slips,
        Integer rights,
        Integer used) {

    /** The first day of the quarter. */
    public LocalDate from() {
        return from(quarter);
    }

    /** The last day of the quarter. */
    public LocalDate to() {
        return from().plusMonths(3).minusDays(1);
    }

    static LocalDate from(String quarter) {
        return LocalDate.of(Integer.parseInt(quarter.substring(0, 4)), (quarter.charAt(6) - '0' - 1) * 3 + 1, 1);
    }
}
