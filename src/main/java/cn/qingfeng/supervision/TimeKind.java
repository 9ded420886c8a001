package cn.qingfeng.supervision;

/** What a unit may ask for in time. Words for readers are the messages {@code time.kind.<NAME>}. */
public enum TimeKind {
    /** 延期: the limit of finishing moves by some working days. */
    EXTEND,
    /** 中止: the case clock stands still. */
    SUSPEND,
    /** 恢复: it runs again. */
    RESUME,
    /** 攻坚: finished within a month, by decision of the leading group's office. */
    TACKLE
}
