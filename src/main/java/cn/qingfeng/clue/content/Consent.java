package cn.qingfeng.clue.content;

/** Who may learn the reporter's contact data, by the reporter's own choice. */
public enum Consent {
    /** The handling unit may contact the reporter. */
    UNIT_MAY_KNOW,
    /** Only the business-environment office may. */
    OFFICE_ONLY
}
