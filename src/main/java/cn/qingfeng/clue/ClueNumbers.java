package cn.qingfeng.clue;

import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Counts the clues of a day. The counter's row stays locked until the registering transaction ends: a rolled back
 * registration gives its number back, so that there is neither a gap nor a double.
 */
@Component
public class ClueNumbers {

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
    public ClueNumber next(LocalDate day) {
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
    public ClueNumber byChance(LocalDate day) {
        for (var tried = 0; tried < MOST_TRIES; tried++) {
            var number = ClueNumber.of(day, chance.nextInt(FIRST_BY_CHANCE, FIRST_LONG));
            if (!isTaken(number)) {
                return number;
            }
        }
        return ClueNumber.of(day, chance.nextInt(FIRST_LONG * 10, FIRST_LONG * 100));
    }

    /**
     * The counted numbers of which there is no clue. They have no gap, so a missing one was taken away with all it had; those
     * by chance have no neighbours to tell.
     */
    public List<String> gone() {
        var last = new TreeMap<LocalDate, Integer>();
        jdbc.query("select counted_on, last_ordinal from clue_counter where last_ordinal > 0", row -> {
            last.put(row.getObject(1, LocalDate.class), Math.min(row.getInt(2), FIRST_BY_CHANCE - 1));
        });
        var there = new HashMap<LocalDate, Integer>();
        jdbc.query(
                "select substring(clue_number, 3, 8), count(*), max(clue_number) from clue"
                        + " where char_length(clue_number) = 15 and substring(clue_number, 12, 4) < '" + FIRST_BY_CHANCE
                        + "' group by substring(clue_number, 3, 8)",
                row -> {
                    var day = LocalDate.parse(row.getString(1), DateTimeFormatter.BASIC_ISO_DATE);
                    there.put(day, row.getInt(2));
                    last.merge(day, Integer.valueOf(row.getString(3).substring(11)), Math::max);
                });
        return last.entrySet().stream()
                .filter(day -> there.getOrDefault(day.getKey(), 0) < day.getValue())
                .flatMap(day -> gone(day.getKey(), day.getValue()))
                .toList();
    }

    private Stream<String> gone(LocalDate day, int last) {
        var missing = IntStream.rangeClosed(1, last)
                .mapToObj(ordinal -> ClueNumber.of(day, ordinal).value())
                .collect(Collectors.toCollection(TreeSet::new));
        jdbc.queryForList(
                        "select clue_number from clue where clue_number between ? and ?",
                        String.class,
                        missing.first(),
                        missing.last())
                .forEach(missing::remove);
        return missing.stream();
    }

    private boolean isTaken(ClueNumber number) {
        return jdbc.queryForObject("select count(*) from clue where clue_number = ?", Integer.class, number.value())
                > 0;
    }

    private ClueNumber count(LocalDate day) {
        if (!advance(day)) {
            // Two first registrations of a day that both insert the row would wait for each other on MySQL: they queue
            // here.
            jdbc.queryForObject(QUEUE, Integer.class);
            if (!advance(day)) {
                jdbc.update("insert into clue_counter (counted_on, last_ordinal) values (?, 1)", day);
            }
        }
        var ordinal =
                jdbc.queryForObject("select last_ordinal from clue_counter where counted_on = ?", Integer.class, day);
        return ClueNumber.of(day, ordinal);
    }

    private boolean advance(LocalDate day) {
        return jdbc.update("update clue_counter set last_ordinal = last_ordinal + 1 where counted_on = ?", day) > 0;
    }
}
