package cn.qingfeng.clue;

import java.sql.Date;
import java.time.LocalDate;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Counts the clues of a day. The counter's row stays locked until the registering transaction ends: a rolled back
 * registration gives its number back, so that there is neither a gap nor a double.
 */
@Component
class ClueNumbers {

    /** Locks the row on which the first registrations of a day wait for one another; it counts nothing. */
    private static final String QUEUE =
            "select last_ordinal from clue_counter where counted_on = date '1970-01-01' for update";

    private final JdbcTemplate jdbc;

    ClueNumbers(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    ClueNumber next(LocalDate day) {
        var date = Date.valueOf(day);
        if (!advance(date)) {
            // Two first registrations of a day that both insert the row would wait for each other on MySQL: they queue
            // here.
            jdbc.queryForObject(QUEUE, Integer.class);
            if (!advance(date)) {
                jdbc.update("insert into clue_counter (counted_on, last_ordinal) values (?, 1)", date);
            }
        }
        var ordinal =
                jdbc.queryForObject("select last_ordinal from clue_counter where counted_on = ?", Integer.class, date);
        return ClueNumber.of(day, ordinal);
    }

    private boolean advance(Date date) {
        return jdbc.update("update clue_counter set last_ordinal = last_ordinal + 1 where counted_on = ?", date) > 0;
    }
}
