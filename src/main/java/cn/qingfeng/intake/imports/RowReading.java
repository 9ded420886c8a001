package cn.qingfeng.intake.imports;

import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.PastCase;
import cn.qingfeng.clue.Result;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A row as it is understood.
 *
 * @param values as answers to the form {@code register-clue}
 * @param first when it was registered there, or null
 * @param ended null of an open one
 * @param why what came of it, or null
 * @param faults what is wrong; empty of a good row
 */
record RowReading(Map<String, Object> values, Instant first, Ended ended, String why, List<Fault> faults) {

    /** How a closed case ended. */
    record Ended(
            Instant dispatchedAt, Instant finishedAt, Instant closedAt, Card card, String leadUnit, Result result) {}

    /**
     * What is wrong with a row, where.
     *
     * @param column counted from 0; -1 where the file has no such column
     * @param key of the message
     */
    record Fault(ImportField field, int column, String key, List<?> args) {}

    boolean isGood() {
        return faults.isEmpty();
    }

    boolean isClosed() {
        return ended != null;
    }

    PastCase past(String importId) {
        return new PastCase(
                importId,
                first,
                ended.dispatchedAt(),
                ended.finishedAt(),
                ended.closedAt(),
                ended.card(),
                ended.leadUnit(),
                ended.result());
    }

    String text(ImportField field) {
        var value = values.get(field.answer());
        return value == null ? null : value.toString();
    }
}
