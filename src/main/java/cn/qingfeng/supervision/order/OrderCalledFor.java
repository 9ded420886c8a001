package cn.qingfeng.supervision.order;

import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.Measure;
import java.util.List;

/**
 * A rule calls for an urging ({@link Measure#URGE}) or an order ({@link Measure#ORDER}) about these limits, the most urgent
 * first.
 */
public record OrderCalledFor(ClueNumber number, Measure measure, List<LimitKind> kinds) {}
