package cn.qingfeng.organization.absence;

import java.time.LocalDate;

/**
 * Somebody is away, and somebody else does the work meanwhile (代办).
 *
 * @param from the first day
 * @param until the last day
 * @param reason may tell of an illness: for the county's book, and for nobody who is merely told
 */
public record Absence(
        String id,
        String username,
        String substitute,
        LocalDate from,
        LocalDate until,
        State state,
        String reason,
        String enteredBy) {

    /** Words for readers: {@code absence.state.<NAME>}. */
    public enum State {
        PLANNED,
        RUNNING,
        OVER,
        CANCELLED;

        boolean open() {
            return this == PLANNED || this == RUNNING;
        }
    }
}
