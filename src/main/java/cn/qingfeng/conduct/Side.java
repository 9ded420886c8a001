package cn.qingfeng.conduct;

/** The two halves of the list. */
public enum Side {
    /** 正面: what officials may do for firms, and are meant to. */
    MAY,
    /** 负面: what they must not do. */
    MUST_NOT
}
