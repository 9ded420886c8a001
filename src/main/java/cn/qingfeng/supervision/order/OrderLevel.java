package cn.qingfeng.supervision.order;

import cn.qingfeng.clue.SupervisionStage;
import cn.qingfeng.clue.timeline.TimelineAction;

/** How hard a unit is pressed, in the order of severity. Words for readers are the messages {@code order.level.<NAME>}. */
public enum OrderLevel {
    /** 催办, by the business-environment office. */
    URGE(TimelineAction.URGED, SupervisionStage.URGED),
    /** 督办, by the supervision body. */
    ORDER(TimelineAction.ORDERED, SupervisionStage.ORDERED),
    /** 挂牌督办, by the supervision body with a county leader's approval. */
    LISTED(TimelineAction.LISTED, SupervisionStage.LISTED);

    private final TimelineAction act;
    private final SupervisionStage stage;

    OrderLevel(TimelineAction act, SupervisionStage stage) {
        this.act = act;
        this.stage = stage;
    }

    TimelineAction act() {
        return act;
    }

    SupervisionStage stage() {
        return stage;
    }
}
