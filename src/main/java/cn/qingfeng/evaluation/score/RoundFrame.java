package cn.qingfeng.evaluation.score;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/**
 * What is fixed when a round begins.
 *
 * @param from the first day whose clues count
 * @param to the last one
 * @param groups the group of each unit that is rated, by the units' codes
 * @param fresh those that are too new to be ranked: they are rated, shown and given no place
 */
public record RoundFrame(LocalDate from, LocalDate to, Map<String, String> groups, Set<String> fresh) {

    public RoundFrame {
        groups = Map.copyOf(groups);
        fresh = Set.copyOf(fresh);
    }
}
