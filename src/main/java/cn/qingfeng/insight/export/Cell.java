package cn.qingfeng.insight.export;

import java.time.Instant;

/** What stands in one place of a table; a table never holds a formula. */
sealed interface Cell {

    Cell EMPTY = new Text("");

    /** Text, also where it looks like a number or a formula. */
    record Text(String value) implements Cell {}

    record Number(long value) implements Cell {}

    /** A moment, by the county's clock, to the minute. */
    record Moment(Instant at) implements Cell {}

    static Cell of(String text) {
        return text == null || text.isBlank() ? EMPTY : new Text(text);
    }

    static Cell of(Instant at) {
        return at == null ? EMPTY : new Moment(at);
    }
}
