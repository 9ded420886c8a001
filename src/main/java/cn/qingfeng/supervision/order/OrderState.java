package cn.qingfeng.supervision.order;

/** How far an order has come. Words for readers are the messages {@code order.state.<NAME>}. */
public enum OrderState {
    /** A listed order that waits for a county leader's approval. */
    PROPOSED,
    NOT_APPROVED,
    /** In force. */
    OPEN,
    /** The unit has explained itself; the issuer is to conclude. */
    EXPLAINED,
    CONCLUDED;

    /** Whether the unit is under its pressure now. */
    public boolean isInForce() {
        return this == OPEN || this == EXPLAINED;
    }
}
