package cn.qingfeng.supervision;

/** What has to be done in time. Words for readers are the messages {@code limit.<KIND>}. */
public enum LimitKind {
    /** 受理审查 */
    ADMISSION,
    /** 定牌 */
    DECIDE,
    /** 交办下达 */
    DISPATCH,
    /** 签收 */
    SIGN,
    /** 异议裁定 */
    RULING,
    /** 联系反映人 */
    CONTACT,
    /** 书面答复 */
    REPLY,
    /** 办结 */
    FINISH,
    /** 重办办结 */
    REWORK,
    /** 审核 */
    REVIEW,
    /** 回访 */
    CALL_BACK,
    /** 回头看 */
    RECHECK,
    /** 法定最长期限, the second clock: natural days from registration, never restarted */
    LEGAL_CAP,
    /** 密件报送: a matter above the county's competence, to the higher body */
    PASS_UP;

    /** Whether it is for the unit to keep; the others are the offices' own. */
    public boolean isOfTheUnit() {
        return switch (this) {
            case SIGN, CONTACT, REPLY, FINISH, REWORK -> true;
            default -> false;
        };
    }
}
