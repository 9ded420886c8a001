package cn.qingfeng.notification;

import cn.qingfeng.organization.Duty;
import java.util.Optional;

/** Whom a row of the recipients' table means. */
enum Audience {
    LEAD_HANDLERS(null),
    LEAD_LEADER(null),
    ASSIST_HANDLERS(null),
    ASSIST_LEADERS(null),
    /** Whoever registered the clue, when that is somebody of the house. */
    REGISTRAR(null),
    WINDOW_CLERK(Duty.WINDOW_CLERK),
    GRADER(Duty.GRADER),
    OFFICE_HEAD(Duty.OFFICE_HEAD),
    GROUP_HEAD(Duty.GROUP_HEAD),
    CALLER(Duty.CALLER),
    SUPERVISOR(Duty.SUPERVISOR),
    DISCIPLINE(Duty.DISCIPLINE),
    REPORT_DESK(Duty.REPORT_DESK),
    COUNTY_LEADER(Duty.COUNTY_LEADER),
    /** The reporter, by SMS; only of {@link NoticeEvent#PROMISE_MOVED}. */
    REPORTER(null);

    private final Duty duty;

    Audience(Duty duty) {
        this.duty = duty;
    }

    /** The duty whose holders are meant, wherever they sit. */
    Optional<Duty> duty() {
        return Optional.ofNullable(duty);
    }

    /** Whether this audience may be told of a report against a person. */
    boolean mayKnowSealed() {
        return duty == Duty.REPORT_DESK;
    }
}
