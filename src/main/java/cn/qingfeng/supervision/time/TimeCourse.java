package cn.qingfeng.supervision.time;

/** How the table {@code extension-rules} wants a wish for time to be dealt with. */
public enum TimeCourse {
    /** Signed by the unit's leader, decided by whom the table names. */
    SIGN_AND_DECIDE,
    /** 特别复杂转黄: as before, but what is decided is the yellow card. */
    TURN_YELLOW,
    /** 第二次申请: no time is given, the card goes up and the supervision body orders. */
    RAISE_AND_ORDER,
    /** Such a card knows no such wish. */
    NOT_ALLOWED
}
