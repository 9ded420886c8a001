package cn.qingfeng.clue;

/** How late a clue is and what pressure it is under. Never shown in a card's colour. */
public enum SupervisionStage {
    ON_TIME,
    REMINDED,
    URGED,
    ORDERED,
    /** A listed order waits for a county leader's approval. */
    LISTING_PROPOSED,
    LISTED,
    REPORTED,
    TRANSFERRED
}
