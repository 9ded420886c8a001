package cn.qingfeng.intake.imports;

import java.time.Instant;
import java.util.List;

/**
 * A table that somebody sent, and what became of it.
 *
 * @param fileName as the sender's browser called it
 * @param otherSheets names of sheets that were not read
 * @param mapping null until somebody has confirmed what its columns mean
 * @param whole whether all rows or none
 * @param doubles whether rows count too that are perhaps here already
 * @param failedLine the row at which an import of all rows failed, or null
 * @param progress how many rows the present run has done
 * @param why why it was withdrawn, or null
 */
record ClueImport(
        String id,
        String by,
        Instant at,
        String fileName,
        String sheet,
        List<String> otherSheets,
        Mapping mapping,
        State state,
        boolean whole,
        boolean doubles,
        Integer failedLine,
        int progress,
        Instant touchedAt,
        String withdrawnBy,
        Instant withdrawnAt,
        String why) {

    /** Words for readers: {@code imports.state.<NAME>}. */
    enum State {
        /** Read; nobody has said yet what its columns mean. */
        READ,
        /** Its rows are being looked at; what they are known to be counts only once all are. */
        CHECKING,
        /** Whoever looked at its rows died, or failed: they are looked at anew. */
        CHECK_BROKEN_OFF,
        /** Each row is known to be good, wrong or a double. */
        CHECKED,
        RUNNING,
        /** Whoever wrote it died; it can be gone on with. */
        BROKEN_OFF,
        DONE,
        WITHDRAWING,
        WITHDRAWN;

        /** What it is once nobody has been at it for long. */
        State abandoned() {
            return switch (this) {
                case CHECKING -> CHECK_BROKEN_OFF;
                case RUNNING, WITHDRAWING -> BROKEN_OFF;
                default -> this;
            };
        }
    }

    /** How a row stands. */
    enum RowState {
        /** The headers. */
        HEAD,
        READ,
        GOOD,
        WRONG,
        /** Perhaps here already. */
        DOUBLE,
        /** It is a clue. */
        DONE,
        WITHDRAWN,
        /** Somebody worked on it: it stayed when the rest was withdrawn. */
        STAYED
    }

    /** Whether nothing of it was registered, and nobody is at it: its columns may be said anew, and it may be thrown away. */
    public boolean isUnused() {
        return state == State.READ || state == State.CHECK_BROKEN_OFF || state == State.CHECKED;
    }

    /** Whether somebody is at it in the background. */
    public boolean isBusy() {
        return state == State.CHECKING || state == State.RUNNING || state == State.WITHDRAWING;
    }

    /** Whether it counts how each row stands. */
    boolean isLookedAt() {
        return state != State.READ && state != State.CHECKING && state != State.CHECK_BROKEN_OFF;
    }

    boolean isReady() {
        return state == State.CHECKED || state == State.BROKEN_OFF;
    }
}
