package cn.qingfeng.calendar;

import java.time.Instant;

/**
 * How a limit stands at one moment. Whatever shows, counts or charges late time asks here, each with one reading of the
 * clock, so that no two places differ.
 */
public enum Standing {
    /** It is met; in time or not, {@link #late} says. */
    MET,
    /** 中止: its clock stands still, and nothing about it is late meanwhile. */
    SUSPENDED,
    /** Its end has passed and the work is not done. */
    LATE,
    /** It ends within two working days. */
    SOON,
    OPEN;

    /** The working days within which a limit ends soon. */
    public static final int SOON_IN_WORKING_DAYS = 2;

    /**
     * Whether a limit was or is late: its work was not done before its end.
     *
     * @param met when it was met, null while it is owed
     * @param stopped since when it stands still, null while it runs
     */
    public static boolean late(Instant due, Instant met, Instant stopped, Instant now) {
        return (met != null || stopped == null) && due.isBefore(met == null ? now : met);
    }

    /** As {@link #late}, in one word; {@code soon} is the moment up to which an end counts as near. */
    public static Standing of(Instant due, Instant met, Instant stopped, Instant now, Instant soon) {
        if (met != null) {
            return MET;
        }
        if (stopped != null) {
            return SUSPENDED;
        }
        if (late(due, null, null, now)) {
            return LATE;
        }
        return due.isAfter(soon) ? OPEN : SOON;
    }
}
