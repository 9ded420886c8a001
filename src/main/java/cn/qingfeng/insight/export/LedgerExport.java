package cn.qingfeng.insight.export;

import java.time.Instant;

/**
 * One time that somebody took the ledger out, as it stands in the log.
 *
 * @param filters by what it was narrowed, as codes; never what was typed to search
 * @param rows how many were written so far, {@code all} how many there were to write at its begin
 */
record LedgerExport(
        String id,
        String by,
        Instant at,
        SheetFormat format,
        String filters,
        long rows,
        long all,
        Instant touchedAt,
        State state) {

    /** Words for readers: {@code ledger.export.state.<NAME>}. */
    enum State {
        RUNNING,
        DONE,
        /** Whoever took it went away, or it failed: what arrived is not whole, and its reader says so. */
        BROKEN_OFF
    }
}
