package cn.qingfeng.supervision;

import java.util.EnumSet;
import java.util.Set;

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
    PASS_UP,
    /** 办成事项: what an office would not do, done itself (不给办) */
    MATTER,
    /** 报进展: again and again while a red clue is handled */
    PROGRESS,
    /** 回头看办理: the second look, once its day has come */
    SECOND_LOOK,
    /** 移交函签发 */
    LETTER_SIGN,
    /** 移交函接收 */
    LETTER_RECEIVE,
    /** 申请签字: the unit's leader signs a wish for time */
    WISH_SIGN,
    /** 申请审批 */
    WISH_DECIDE,
    /** 挂牌批准 */
    LISTING,
    /** 督办结论 */
    CONCLUSION,
    /** 转达: the office tells the reporter what the unit asked it to */
    RELAY;

    private static final Set<LimitKind> BESIDE_THE_CASE = EnumSet.of(
            RECHECK, LEGAL_CAP, LETTER_SIGN, LETTER_RECEIVE, WISH_SIGN, WISH_DECIDE, LISTING, CONCLUSION, RELAY);

    private static final Set<LimitKind> OF_A_TASK = EnumSet.of(
            PROGRESS, SECOND_LOOK, LETTER_SIGN, LETTER_RECEIVE, WISH_SIGN, WISH_DECIDE, LISTING, CONCLUSION, RELAY);

    /** Whether it is for the unit to keep; the others are the offices' own. */
    public boolean isOfTheUnit() {
        return switch (this) {
            case SIGN, CONTACT, REPLY, FINISH, REWORK, MATTER, PROGRESS -> true;
            default -> false;
        };
    }

    /** Whether it runs beside the handling: it is not the case's own end, is charged to no unit and presses none. */
    public boolean besideTheCase() {
        return BESIDE_THE_CASE.contains(this);
    }

    /** Whether it runs exactly as long as a task waits whose due date it is. */
    public boolean ofATask() {
        return OF_A_TASK.contains(this);
    }

    /** Whether only some cards ask for it. */
    boolean byCard() {
        return this == REPLY || this == PROGRESS;
    }

    /** Whether it is the work of somebody else than the case's own, and so runs on while the case stands still. */
    boolean runsOnWhileSuspended() {
        return besideTheCase() && this != RECHECK;
    }
}
