package cn.qingfeng.clue;

import java.security.SecureRandom;
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

    private static final int FIRST_BY_CHANCE = 5000;
    private static final int FIRST_LONG = 10_000;
    private static final int MOST_TRIES = 20;

    private final JdbcTemplate jdbc;
    private final SecureRandom chance = new SecureRandom();

    ClueNumbers(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The next of the day for an appeal; numbers of the other account are passed over. */
    ClueNumber next(LocalDate day) {
        var number = count(day);
        while (isTaken(number)) {
            number = count(day);
        }
        return number;
    }

    /**
     * A number by chance for a report against a person: one next to an appeal's would tell that both were told together, and a
     * gap in the appeals' that there is a report.
     */
    ClueNumber byChance(LocalDate day) {
        for (var tried = 0; tried < MOST_TRIES; tried++) {
            var number = ClueNumber.of(day, chance.nextInt(FIRST_BY_CHANCE, FIRST_LONG));
            if (!isTaken(number)) {
                return number;
            }
        }
        return ClueNumber.of(day, chance.nextInt(FIRST_LONG * 10, FIRST_LONG * 100));
    }

    private boolean isTaken(ClueNumber number) {
        return jdbc.queryForObject("select count(*) from clue where clue_number = ?", Integer.class, number.value())
                > 0;
    }

    private ClueNumber count(LocalDate day) {
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
