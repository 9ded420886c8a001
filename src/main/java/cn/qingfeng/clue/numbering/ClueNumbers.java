package cn.qingfeng.clue.numbering;

import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.numbering.VoidedNumber.Reason;
import cn.qingfeng.keys.Keys;
import cn.qingfeng.operation.DatabaseAway;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Numbers the clues of a day from 0001, without a gap, a double or a queue (ADR 100, 108). A number is reserved in a transaction of
 * its own, in the order of asking; the registration uses it by deleting the reservation in its own transaction. So a committed
 * registration has used its number, and of any other the number is entered as void: at once when it failed, by the sweep of any
 * node within a minute when it died.
 */
@Component
public class ClueNumbers implements DisposableBean {

    /** The first ordinal that reports against persons get by chance. */
    static final int FIRST_BY_CHANCE = 5000;

    private static final int FIRST_LONG = 10_000;
    private static final int MOST_TRIES = 20;

    /** For so long a number may be reserved and neither used nor void; then whoever should sweep does not. */
    private static final Duration STUCK = Duration.ofMinutes(10);

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final byte[] key;
    private final NumberDesk desk;
    private final long sweepSeconds;
    private final SecureRandom chance = new SecureRandom();

    ClueNumbers(
            JdbcTemplate jdbc,
            DataSource database,
            Clock clock,
            Keys keys,
            @Value("${qingfeng.numbers.sweep-seconds:10}") long sweepSeconds) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.key = keys.forPurpose("numbers");
        this.desk = new NumberDesk(database, clock, key);
        this.sweepSeconds = sweepSeconds;
    }

    @EventListener
    void on(ApplicationReadyEvent ready) {
        desk.sweepEvery(sweepSeconds);
    }

    @EventListener
    void on(DatabaseAway away) {
        desk.giveUpConnection();
    }

    @Override
    public void destroy() {
        desk.close();
    }

    /** The next of the day for an appeal, used by the transaction that runs. */
    public ClueNumber next(LocalDate day) {
        for (var tried = 0; tried < MOST_TRIES; tried++) {
            var number = desk.reserve(day);
            // Who was held up between the two may find its number void: it takes another.
            if (use(number)) {
                return number;
            }
            // Then others that were taken with it are, too.
            desk.handBackAll();
        }
        throw new IllegalStateException("No number of " + day + " stayed reserved");
    }

    /** Uses a reserved number in the transaction that runs, unless it is void meanwhile. */
    boolean use(ClueNumber reserved) {
        if (jdbc.update("delete from number_reserved where clue_number = ?", reserved.value()) == 0) {
            return false;
        }
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new Use(reserved));
        }
        return true;
    }

    /** Takes a number that nobody uses yet. */
    ClueNumber reserve(LocalDate day) {
        return desk.reserve(day);
    }

    /** As every node does each few seconds. */
    void sweep() {
        desk.sweepNow();
    }

    /** Says why the transaction that runs, and is about to be undone, leaves its numbers unused. */
    public static void undoneBy(Reason reason) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.getSynchronizations().stream()
                    .filter(Use.class::isInstance)
                    .forEach(use -> ((Use) use).reason = reason);
        }
    }

    /** A number in the hands of a registration. */
    private final class Use implements TransactionSynchronization {
        private final ClueNumber number;
        private Reason reason = Reason.FAILED;

        Use(ClueNumber number) {
            this.number = number;
        }

        @Override
        public void afterCompletion(int status) {
            // Whether a commit came about that ended with an error, the sweep will see.
            if (status == STATUS_ROLLED_BACK) {
                desk.giveUp(number, reason);
            }
        }
    }

    /**
     * A number by chance for a report against a person: one next to an appeal's would tell that both were told together, and a
     * gap in the appeals' that there is a report. It is not reserved: of one that came to nothing there is no line.
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

    private boolean isTaken(ClueNumber number) {
        return !jdbc.queryForList(
                        "select clue_number from clue where clue_number = ? union all"
                                + " select clue_number from number_reserved where clue_number = ? union all"
                                + " select clue_number from number_voided where clue_number = ?",
                        String.class,
                        number.value(),
                        number.value(),
                        number.value())
                .isEmpty();
    }

    /**
     * The counted numbers of which there is neither a clue nor a void line. They have no gap, so a missing one was taken away
     * with all it had; those by chance have no neighbours to tell.
     */
    public List<String> gone() {
        var first = missed();
        if (first.isEmpty()) {
            return first;
        }
        // A number that was handed back between two questions is none that was counted.
        var again = new HashSet<>(missed());
        return first.stream().filter(again::contains).toList();
    }

    private List<String> missed() {
        // In this order: what is counted is then reserved, and what is no longer reserved is used or void.
        var last = new TreeMap<LocalDate, Integer>();
        jdbc.query("select counted_on, last_ordinal from clue_counter where last_ordinal > 0", row -> {
            last.put(row.getObject(1, LocalDate.class), Math.min(row.getInt(2), FIRST_BY_CHANCE - 1));
        });
        var accounted = new HashSet<String>();
        jdbc.query(
                "select clue_number, reserved_at, keyed_hash from number_reserved where reserved_at > ?",
                row -> {
                    if (NumberDesk.hash(
                                    key, row.getString(1), row.getTimestamp(2).toInstant())
                            .equals(row.getString(3))) {
                        accounted.add(row.getString(1));
                    }
                },
                Timestamp.from(clock.instant().minus(STUCK)));
        jdbc.query("select clue_number, reserved_at, voided_at, reason, keyed_hash from number_voided", row -> {
            var said = NumberDesk.hash(
                    key,
                    row.getString(1),
                    row.getTimestamp(2).toInstant(),
                    row.getTimestamp(3).toInstant(),
                    row.getString(4));
            if (said.equals(row.getString(5))) {
                accounted.add(row.getString(1));
            }
        });
        var there = new HashMap<LocalDate, Integer>();
        accounted.forEach(number -> there.merge(day(number.substring(2, 10)), 1, Integer::sum));
        jdbc.query(
                "select substring(clue_number, 3, 8), count(*), max(clue_number) from clue"
                        + " where char_length(clue_number) = 15 and substring(clue_number, 12, 4) < '" + FIRST_BY_CHANCE
                        + "' group by substring(clue_number, 3, 8)",
                row -> {
                    there.merge(day(row.getString(1)), row.getInt(2), Integer::sum);
                    last.merge(
                            day(row.getString(1)),
                            Integer.valueOf(row.getString(3).substring(11)),
                            Math::max);
                });
        return last.entrySet().stream()
                .filter(day -> there.getOrDefault(day.getKey(), 0) < day.getValue())
                .flatMap(day -> gone(day.getKey(), day.getValue()))
                .filter(number -> !accounted.contains(number))
                .toList();
    }

    private static LocalDate day(String digits) {
        return LocalDate.parse(digits, DateTimeFormatter.BASIC_ISO_DATE);
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
}
