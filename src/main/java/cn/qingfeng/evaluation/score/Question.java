package cn.qingfeng.evaluation.score;

/** What a ballot asks about a unit, each answered with one to five points or “do not know” (不了解). Words: {@code question.<NAME>}. */
public enum Question {
    /** 效率 */
    EFFICIENCY,
    /** 主动服务 */
    INITIATIVE,
    /** 公开 */
    OPENNESS,
    /** 执法公正 */
    FAIRNESS,
    /** 总体 */
    OVERALL
}
