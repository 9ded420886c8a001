package cn.qingfeng.supervision.order;

import java.sql.Date;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Counts the orders of a day, {@code DByyyyMMdd-NNNN}. The counter's row stays locked until the transaction ends, so that a
 * number that was not used is given back: no gap, no double.
 */
@Component
class OrderNumbers {

    /** The first orders of a day wait for one another here; two that both insert the day's row would block each other. */
    private static final String QUEUE =
            "select last_ordinal from supervision_order_counter where counted_on = date '1970-01-01' for update";

    private final JdbcTemplate jdbc;

    OrderNumbers(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    String next(LocalDate day) {
        var date = Date.valueOf(day);
        if (!advance(date)) {
            jdbc.queryForObject(QUEUE, Integer.class);
            if (!advance(date)) {
                jdbc.update("insert into supervision_order_counter (counted_on, last_ordinal) values (?, 1)", date);
            }
        }
        var ordinal = jdbc.queryForObject(
                "select last_ordinal from supervision_order_counter where counted_on = ?", Integer.class, date);
        return "DB%s-%04d".formatted(DateTimeFormatter.BASIC_ISO_DATE.format(day), ordinal);
    }

    private boolean advance(Date date) {
        return jdbc.update(
                        "update supervision_order_counter set last_ordinal = last_ordinal + 1 where counted_on = ?",
                        date)
                > 0;
    }
}
