package cn.qingfeng.matter;

/** What a matter's timeline tells. Words for readers: {@code matter.act.<NAME>}. */
public enum MatterAct {
    OPENED,
    ANSWERED,
    SUSPENDED,
    RESUMED,
    WITHDRAWN,
    /** Whoever has what waits was asked to go on with it. */
    URGED,
    /** The limits that run are longer. */
    EXTENDED,
    /** It is somebody else's from now on. */
    HANDED,
    FILE_ADDED,
    FILE_QUARANTINED,
    FILES_ERASED,
    MOVED,
    /** A clue came of it. */
    LED_TO,
    /** Something about a clue was decided by it. */
    CLUE_NAMED,
    /** Links for a vote were printed, so many. */
    SLIPS_MADE,
    DONE
}
