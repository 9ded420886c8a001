package cn.qingfeng.clue;

/** What came of a clue, as the handling unit files it. */
public enum Result {
    RESOLVED,
    PARTLY,
    CANNOT_DO,
    UNFOUNDED,
    TRANSFERRED
}
