package cn.qingfeng.evaluation.consequence;

/** What a unit's results are hooked to (四挂钩). Words: {@code pillar.<NAME>}. */
public enum Pillar {
    /** 精神文明奖 */
    CIVILITY,
    /** 目标考核奖 */
    TARGET,
    /** 评先晋优 */
    HONOURS,
    /** 班子和干部实绩考核 */
    APPRAISAL
}
