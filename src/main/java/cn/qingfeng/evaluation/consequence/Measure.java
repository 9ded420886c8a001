package cn.qingfeng.evaluation.consequence;

/** What may follow for a unit. Words: {@code measure.<NAME>}. */
public enum Measure {
    /** 黄牌警告 and a talk. */
    YELLOW_WARNING,
    /** 红牌警告 and a proposal to the organization department. */
    RED_WARNING,
    TALK,
    RECTIFY,
    /** For units stationed in the county: to their superior. */
    SUPERIOR_LETTER,
    PRAISE;

    /** Whether it is a warning of the unit, which is never a clue's card. */
    public boolean isWarning() {
        return this == YELLOW_WARNING || this == RED_WARNING;
    }

    /** Whether it stands until the unit has shown that it put things right. */
    public boolean isLifted() {
        return this != SUPERIOR_LETTER && this != PRAISE;
    }
}
