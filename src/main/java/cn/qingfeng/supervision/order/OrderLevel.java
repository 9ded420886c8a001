package cn.qingfeng.supervision.order;

import cn.qingfeng.clue.SupervisionStage;
import cn.qingfeng.clue.timeline.Act;

/** How hard a unit is pressed, in the order of severity. Words for readers are the messages {@code order.level.<NAME>}. */
public enum OrderLevel {
    /** 催办, by the business-environment office. */
    URGE(Act.URGED, SupervisionStage.URGED),
    /** 督办, by the supervision body. */
    ORDER(Act.ORDERED, SupervisionStage.ORDERED),
    /** 挂牌督办, by the supervision body with a county leader's approval. */
    LISTED(Act.LISTED, SupervisionStage.LISTED);

    private final Act act;
    private final SupervisionStage stage;

    OrderLevel(Act act, SupervisionStage stage) {
        this.act = act;
        this.stage = stage;
    }

    Act act() {
        return act;
    }

    SupervisionStage stage() {
        return stage;
    }
}
