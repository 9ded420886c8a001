package cn.qingfeng.evaluation.score;

import cn.qingfeng.organization.Unit;
import java.time.LocalDate;
import java.util.Map;

/**
 * What is fixed when a round begins.
 *
 * @param from the first day whose clues count
 * @param to the last one
 * @param groups the group of each unit that is rated, by the units' codes
 * @param fresh those that are not what they were when the quarter began, and why: they are rated, shown and given no place
 */
public record RoundFrame(LocalDate from, LocalDate to, Map<String, String> groups, Map<String, Unit.Formed> fresh) {

    public RoundFrame {
        groups = Map.copyOf(groups);
        fresh = Map.copyOf(fresh);
    }
}
