package cn.qingfeng.clue.content;

/** The way by which a clue came in. */
public enum ReportingChannel {
    WINDOW,
    PLAQUE,
    PHONE,
    LETTER,
    VISIT,
    WEB,
    HOTLINE_12345,
    CHIEF_OFFICER,
    SUPERVISOR_POINT,
    MEDIA,
    INSPECTION,
    SUPERIOR,
    LEADER,
    SELF_FOUND
}
