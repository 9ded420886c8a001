package cn.qingfeng.pledge;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A promise as its book knows it; what was said stands in the matter of that number.
 *
 * @param finishOn the day by which it is to be kept; null before the unit has promised one
 * @param reportedAt when the unit said that it is kept, and nobody has looked yet; null while it has not
 * @param keptAt when it was found kept; null while it was not
 * @param brokenFor the promised day that passed and for which a clue stands; null where none did for the day that holds
 * @param clue the newest clue that came of it; null where none did
 */
record Pledge(
        String number,
        String episode,
        String unit,
        LocalDate finishOn,
        Instant reportedAt,
        Instant keptAt,
        LocalDate brokenFor,
        String clue) {

    /** How a promise stands. Words for readers: {@code pledge.state.<NAME>}. */
    enum State {
        /** The unit has not said yet what it promises. */
        ASKED,
        RUNNING,
        /** The unit says so; whoever verifies has not looked yet. */
        REPORTED,
        OVERDUE,
        KEPT,
        /** Kept after a promised day had passed. */
        KEPT_LATE
    }

    State state(LocalDate today) {
        if (keptAt != null) {
            return clue == null ? State.KEPT : State.KEPT_LATE;
        }
        if (finishOn == null) {
            return State.ASKED;
        }
        if (reportedAt != null && brokenFor == null) {
            return State.REPORTED;
        }
        return brokenFor != null || today.isAfter(finishOn) ? State.OVERDUE : State.RUNNING;
    }
}
