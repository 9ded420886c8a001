package cn.qingfeng.supervision;

import cn.qingfeng.clue.ClueNumber;
import java.util.List;

/**
 * A rule calls for an urging ({@link Measure#URGE}) or an order ({@link Measure#ORDER}) about these limits, the most urgent
 * first.
 */
public record OrderCalledFor(ClueNumber number, Measure measure, List<LimitKind> kinds) {}
