package cn.qingfeng.evidence;

/** From which side a file comes. */
public enum Origin {
    /** The reporter; what it shows may tell who that is. */
    REPORTER,
    /** One of the offices. */
    OFFICE,
    /** A handling unit: its proof. */
    UNIT
}
