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
        /** Each row is known to be good, wrong or a double. */
        CHECKED,
        RUNNING,
        /** Whoever wrote it died; it can be gone on with. */
        BROKEN_OFF,
        DONE,
        WITHDRAWING,
        WITHDRAWN
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

    boolean isReady() {
        return state == State.CHECKED || state == State.BROKEN_OFF;
    }
}
