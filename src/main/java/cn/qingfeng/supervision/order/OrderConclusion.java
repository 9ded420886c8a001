package cn.qingfeng.supervision.order;

/** How an order ended. Words for readers are the messages {@code order.conclusion.<NAME>}. */
public enum OrderConclusion {
    /** 办结 */
    SETTLED,
    /** 升牌 */
    RAISE,
    /** 移交 */
    HAND_OVER,
    /** A higher order took its place. */
    SUPERSEDED,
    /** The clue ended. */
    ENDED
}
