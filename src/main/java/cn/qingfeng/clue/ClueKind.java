package cn.qingfeng.clue;

/** What a reporter brings. It decides the lane. */
public enum ClueKind {
    /** 诉求: something shall be done. */
    APPEAL,
    /** 举报: a person is reported; a sealed lane that the unit never sees. */
    REPORT,
    /** 建议: a proposal. */
    SUGGESTION
}
