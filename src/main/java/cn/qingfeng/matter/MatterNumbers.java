package cn.qingfeng.matter;

import cn.qingfeng.calendar.clock.CountyClock;
import java.time.Clock;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Counts the matters of each prefix and year. The counter's row stays locked until the transaction ends: what is not opened
 * gives its number back (as papers' numbers do).
 */
@Component
class MatterNumbers {

    private static final String QUEUE =
            "select last_ordinal from matter_counter where prefix = '-' and counted_year = 0 for update";

    /** Above every ordinal of a year. */
    private static final long A_YEAR = 1_000_000;

    private final JdbcTemplate jdbc;
    private final Clock clock;

    MatterNumbers(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A number that is its matter's as soon as the transaction commits, and its place in the ledger. */
    record Taken(String number, long place) {}

    Taken next(String prefix) {
        var year = clock.instant().atZone(CountyClock.ZONE).getYear();
        if (!advance(prefix, year)) {
            jdbc.queryForObject(QUEUE, Integer.class);
            if (!advance(prefix, year)) {
                jdbc.update(
                        "insert into matter_counter (prefix, counted_year, last_ordinal) values (?, ?, 1)",
                        prefix,
                        year);
            }
        }
        var ordinal = jdbc.queryForObject(
                "select last_ordinal from matter_counter where prefix = ? and counted_year = ?",
                Integer.class,
                prefix,
                year);
        return new Taken("%s%d-%04d".formatted(prefix, year, ordinal), year * A_YEAR + ordinal);
    }

    private boolean advance(String prefix, int year) {
        return jdbc.update(
                        "update matter_counter set last_ordinal = last_ordinal + 1 where prefix = ? and counted_year = ?",
                        prefix,
                        year)
                > 0;
    }
}
