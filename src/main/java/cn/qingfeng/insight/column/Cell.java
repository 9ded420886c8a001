package cn.qingfeng.insight.column;

import cn.qingfeng.calendar.Moments;
import java.time.Instant;

/** What stands in one place of a table; a table never holds a formula. */
public sealed interface Cell {

    Cell EMPTY = new Text("");

    /** Text, also where it looks like a number or a formula. */
    record Text(String value) implements Cell {}

    record Number(long value) implements Cell {}

    /** A moment, by the county's clock, to the minute. */
    record Moment(Instant at) implements Cell {}

    /** As a page shows it. */
    default String text() {
        if (this instanceof Number number) {
            return Long.toString(number.value());
        }
        return this instanceof Moment moment ? Moments.minute(moment.at()) : ((Text) this).value();
    }

    static Cell of(String text) {
        return text == null || text.isBlank() ? EMPTY : new Text(text);
    }

    static Cell of(Instant at) {
        return at == null ? EMPTY : new Moment(at);
    }
}
