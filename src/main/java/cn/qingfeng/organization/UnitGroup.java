package cn.qingfeng.organization;

/** The county's groups of units; rankings compare units inside a group only. */
public enum UnitGroup {
    /** 行政执法 */
    ENFORCEMENT,
    /** 行政审批 */
    APPROVAL,
    /** 行政管理与服务 */
    SERVICE,
    /** 驻县单位: answers to a superior outside the county. */
    STATIONED,
    /** 乡镇(街道) */
    TOWN,
    /** The offices that run the mechanism itself: the leading group's office, supervision, discipline. */
    OFFICE
}
