package cn.qingfeng.supervision.time;

import cn.qingfeng.clue.timeline.TimelineAction;

/** What a unit may ask for in time. Words for readers are the messages {@code time.kind.<NAME>}. */
public enum TimeKind {
    /** 延期: the limit of finishing moves by some working days. */
    EXTEND,
    /** 中止: the case clock stands still. */
    SUSPEND,
    /** 恢复: it runs again. */
    RESUME,
    /** 攻坚: finished within a month, by decision of the leading group's office. */
    TACKLE;

    /** What stands on the timeline when a unit asks for it. */
    TimelineAction asked() {
        return switch (this) {
            case EXTEND -> TimelineAction.EXTENSION_ASKED;
            case SUSPEND -> TimelineAction.SUSPENSION_ASKED;
            case RESUME -> TimelineAction.RESUMPTION_ASKED;
            case TACKLE -> TimelineAction.TACKLING_ASKED;
        };
    }

    /** What stands there when it is decided. */
    TimelineAction decided() {
        return switch (this) {
            case EXTEND -> TimelineAction.EXTENSION_DECIDED;
            case SUSPEND -> TimelineAction.SUSPENSION_DECIDED;
            case RESUME -> TimelineAction.RESUMPTION_DECIDED;
            case TACKLE -> TimelineAction.TACKLING_DECIDED;
        };
    }
}
