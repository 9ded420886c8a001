package cn.qingfeng.organization.guard;

import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.absence.Absence;
import java.time.Instant;

/**
 * A wish to reset the password of somebody who guards a secret, or to give somebody such a duty.
 *
 * @param duty the duty to give; null for a reset
 * @param holdsFrom when it may be carried out although nobody agreed, if nobody objects
 * @param lapsesAt until when it may be carried out
 * @param begins before which it is not carried out although agreed to; null for at once
 * @param settledBy who agreed or objected; null before
 */
public record GuardedChange(
        String id,
        Kind kind,
        String username,
        Duty duty,
        String askedBy,
        Instant askedAt,
        Instant holdsFrom,
        Instant lapsesAt,
        Instant begins,
        State state,
        String settledBy,
        Instant settledAt) {

    public enum Kind {
        RESET,
        APPOINT,
        /** Somebody is to hold such a duty in another's place while that one is away ({@link Absence}). */
        STAND_IN
    }

    public enum State {
        WAITING,
        AGREED,
        OBJECTED,
        DONE,
        /** Whoever asked took it back. */
        WITHDRAWN
    }

    /** Whether it may be carried out at that moment. */
    public boolean mayBeDone(Instant now) {
        var agreed = state == State.AGREED || state == State.WAITING && !now.isBefore(holdsFrom);
        return agreed && now.isBefore(lapsesAt) && (begins == null || !now.isBefore(begins));
    }

    /** Whether somebody may still agree or object. */
    public boolean isOpen(Instant now) {
        return (state == State.WAITING || state == State.AGREED) && now.isBefore(lapsesAt);
    }
}
