package cn.qingfeng.evaluation.result;

import cn.qingfeng.evaluation.score.Scheme;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A round as its results know it.
 *
 * @param from the first day whose clues count
 * @param cutAt when clues were counted; null before
 * @param publishedAt null before
 */
public record ResultRound(
        String round, LocalDate from, LocalDate to, Scheme scheme, Instant cutAt, Instant publishedAt) {

    public boolean isPublished() {
        return publishedAt != null;
    }
}
