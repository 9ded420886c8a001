package cn.qingfeng.supervision;

/** What the county does about a limit, in the order of severity. */
public enum Measure {
    /** 提醒: the holder is reminded before the limit. */
    REMIND,
    /** 逾期告知: the holder and those concerned are told that the limit has passed. */
    TELL,
    /** 催办: the office urges the unit. */
    URGE,
    /** 升牌: the card goes up by one, with new limits. */
    RAISE,
    /** 督办: the supervision body orders. */
    ORDER,
    /** 升牌并督办: the card goes up, and the supervision body orders at once. */
    RAISE_AND_ORDER,
    /** 书面通报: reported to the whole county, and named in the monthly review. */
    REPORT,
    /** 移交: handed over by a transfer letter that both sides sign. */
    TRANSFER
}
