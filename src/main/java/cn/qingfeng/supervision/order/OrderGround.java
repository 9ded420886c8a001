package cn.qingfeng.supervision.order;

import cn.qingfeng.supervision.LimitKind;
import java.util.Optional;

/** 督办原因. Words for readers are the messages {@code order.ground.<NAME>}. */
public enum OrderGround {
    NOT_SIGNED_FOR(LimitKind.SIGN),
    NOT_CONTACTED(LimitKind.CONTACT),
    NOT_REPLIED(LimitKind.REPLY),
    NOT_FINISHED(LimitKind.FINISH),
    POOR_QUALITY(null),
    DISSATISFIED_TWICE(null),
    SECOND_EXTENSION(null),
    LEADER_INSTRUCTION(null),
    OTHER(null);

    private final LimitKind limit;

    OrderGround(LimitKind limit) {
        this.limit = limit;
    }

    /** The limit that was missed; empty where the ground is another one. */
    public Optional<LimitKind> limit() {
        return Optional.ofNullable(limit);
    }

    /** The ground that a missed limit is. */
    public static OrderGround of(LimitKind missed) {
        return switch (missed) {
            case SIGN -> NOT_SIGNED_FOR;
            case CONTACT -> NOT_CONTACTED;
            case REPLY, PROGRESS -> NOT_REPLIED;
            case FINISH, REWORK, MATTER -> NOT_FINISHED;
            default -> OTHER;
        };
    }
}
