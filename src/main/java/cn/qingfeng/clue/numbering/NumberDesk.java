package cn.qingfeng.clue.numbering;

import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.numbering.VoidedNumber.Reason;
import cn.qingfeng.clue.timeline.KeyedHash;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One clerk of this node takes numbers for all who wait: one short transaction, however many they are. While many register, it
 * keeps a small {@link NumberStock} ahead, so that nobody waits for its commit either (ADR 108). The clerk has a connection of
 * its own, because whoever waits for a number holds one already, and all of the pool's could be held so.
 */
final class NumberDesk {

    private static final Logger LOG = LoggerFactory.getLogger(NumberDesk.class);

    /** Locks the row on which the first of a day on several nodes wait for one another; it counts nothing. */
    private static final String QUEUE =
            "select last_ordinal from clue_counter where counted_on = date '1970-01-01' for update";

    /**
     * How long a reserved number is left alone. Whoever reserved it uses it at once, and then holds its row, which is passed
     * over however long that registration lasts.
     */
    static final Duration GRACE = Duration.ofSeconds(20);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(5);

    private record Asked(LocalDate day, CompletableFuture<ClueNumber> number) {}

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final HikariDataSource own;
    private final Clock clock;
    private final byte[] key;
    private final ConcurrentLinkedQueue<Asked> asked = new ConcurrentLinkedQueue<>();
    private final NumberStock stock = new NumberStock();
    private final ScheduledExecutorService clerk = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "clue-numbers");
        thread.setDaemon(true);
        return thread;
    });

    NumberDesk(DataSource database, Clock clock, byte[] key) {
        this.own = ownConnection(database);
        this.jdbc = new JdbcTemplate(own);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(own));
        this.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
        this.clock = clock;
        this.key = key;
        var look = NumberStock.QUIET.toMillis();
        clerk.scheduleWithFixedDelay(() -> quietly(this::handBack), look, look, TimeUnit.MILLISECONDS);
    }

    private static HikariDataSource ownConnection(DataSource database) {
        try {
            var config = new HikariConfig();
            database.unwrap(HikariDataSource.class).copyStateTo(config);
            config.setPoolName("clue-numbers");
            config.setMaximumPoolSize(1);
            config.setMinimumIdle(0);
            // The database may not be there yet, or be away when the first number is asked for: that is for the asker
            // to hear.
            config.setInitializationFailTimeout(-1);
            // Who asks in the moment in which the connection is given up may wait for one that nobody makes: the second
            // try makes it, within LONGEST_WAIT.
            config.setConnectionTimeout(CONNECTED_WITHIN.toMillis());
            return new HikariDataSource(config);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A number that is reserved, and committed as such. */
    ClueNumber reserve(LocalDate day) {
        var ready = stock.take(day);
        if (stock.fills()) {
            clerk.execute(this::fill);
        }
        return ready != null ? ready : await(day);
    }

    private ClueNumber await(LocalDate day) {
        var mine = new Asked(day, new CompletableFuture<>());
        asked.add(mine);
        clerk.execute(this::serve);
        try {
            return mine.number().get(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failed
                    ? failed
                    : new IllegalStateException("No number could be taken", e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("No number could be taken in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void serve() {
        var byDay = new LinkedHashMap<LocalDate, List<Asked>>();
        for (var next = asked.poll(); next != null; next = asked.poll()) {
            byDay.computeIfAbsent(next.day(), day -> new ArrayList<>()).add(next);
        }
        byDay.forEach((day, waiting) -> {
            try {
                turnTo(day);
                // What lies ready was taken first: so what is left in the end is the last of the day.
                var numbers = stock.takeMost(waiting.size());
                var before = clock.instant();
                if (numbers.size() < waiting.size()) {
                    numbers.addAll(reserved(day, waiting.size() - numbers.size() + stock.lacking()));
                }
                for (var at = 0; at < waiting.size(); at++) {
                    waiting.get(at).number().complete(numbers.get(at));
                }
                stock.lay(numbers.subList(waiting.size(), numbers.size()), before);
            } catch (RuntimeException | Error e) {
                waiting.forEach(each -> each.number().completeExceptionally(e));
            }
        });
    }

    /** Before a number of another day is taken, what is left of the day before goes back. */
    private void turnTo(LocalDate day) {
        handBack(stock.turnTo(day));
    }

    private void fill() {
        try {
            var lacking = stock.lacking();
            if (lacking > 0) {
                var before = clock.instant();
                stock.lay(reserved(stock.day(), lacking), before);
            }
        } catch (RuntimeException away) {
            // Whoever finds none asks, and hears why.
            LOG.debug("No numbers were taken ahead", away);
        } finally {
            stock.filled();
        }
    }

    /** What nobody asked for goes back, long before it would count as cut off. */
    private void handBack() {
        handBack(stock.leftOver());
    }

    /** Nothing is kept ahead any longer. */
    void handBackAll() {
        handBack(stock.all());
    }

    /**
     * The day counts on from before these numbers, as if they had never been taken. Those behind which another node has counted
     * on stay, void. Where the database is away, the sweep enters them later.
     */
    private void handBack(List<ClueNumber> unused) {
        if (!unused.isEmpty()) {
            quietly(() -> transaction.executeWithoutResult(status -> takeBack(unused)));
        }
    }

    private void takeBack(List<ClueNumber> unused) {
        var day = unused.get(0).day();
        int last = jdbc.queryForObject(
                "select last_ordinal from clue_counter where counted_on = ? for update", Integer.class, day);
        var before = last;
        for (var at = unused.size() - 1; at >= 0; at--) {
            var number = unused.get(at);
            var kept = jdbc.query(
                    "select * from number_reserved where clue_number = ? for update", reserved(), number.value());
            if (kept.isEmpty()) {
                // Void already, because it lay here too long.
                continue;
            }
            if (number.equals(ClueNumber.of(day, last))) {
                jdbc.update("delete from number_reserved where clue_number = ?", number.value());
                last--;
            } else {
                enterAsVoid(kept.get(0), Reason.NOT_NEEDED);
            }
        }
        if (last < before) {
            jdbc.update("update clue_counter set last_ordinal = ? where counted_on = ?", last, day);
        }
    }

    /**
     * Reserves so many, once more where it failed: the clerk's connection may be one from before the database was away. What the
     * first try may have reserved all the same is void soon.
     */
    private List<ClueNumber> reserved(LocalDate day, int count) {
        try {
            return transaction.execute(status -> reserve(day, count));
        } catch (RuntimeException perhapsAnOldConnection) {
            giveUpConnection();
            return transaction.execute(status -> reserve(day, count));
        }
    }

    /** The next number is taken over a new connection. */
    void giveUpConnection() {
        own.getHikariPoolMXBean().softEvictConnections();
    }

    private List<ClueNumber> reserve(LocalDate day, int count) {
        var numbers = new ArrayList<ClueNumber>();
        while (numbers.size() < count) {
            var wanted = count - numbers.size();
            var last = count(day, wanted);
            for (var ordinal = last - wanted + 1; ordinal <= last; ordinal++) {
                var number = ClueNumber.of(day, ordinal);
                // Numbers of the other account are passed over.
                if (ordinal < ClueNumbers.FIRST_BY_CHANCE || !isTaken(number)) {
                    numbers.add(number);
                }
            }
        }
        var now = now();
        jdbc.batchUpdate(
                "insert into number_reserved (clue_number, reserved_at, keyed_hash) values (?, ?, ?)",
                numbers.stream()
                        .map(number ->
                                new Object[] {number.value(), Timestamp.from(now), hash(key, number.value(), now)})
                        .toList());
        return numbers;
    }

    private boolean isTaken(ClueNumber number) {
        return jdbc.queryForObject("select count(*) from clue where clue_number = ?", Integer.class, number.value())
                > 0;
    }

    /** Counts so many further; what it answers is the last of them. */
    private int count(LocalDate day, int further) {
        if (!advance(day, further)) {
            // Two nodes that both insert the day's row would wait for each other on MySQL: they queue here.
            jdbc.queryForObject(QUEUE, Integer.class);
            if (!advance(day, further)) {
                jdbc.update("insert into clue_counter (counted_on, last_ordinal) values (?, ?)", day, further);
            }
        }
        return jdbc.queryForObject("select last_ordinal from clue_counter where counted_on = ?", Integer.class, day);
    }

    private boolean advance(LocalDate day, int further) {
        return jdbc.update("update clue_counter set last_ordinal = last_ordinal + ? where counted_on = ?", further, day)
                > 0;
    }

    /** Nothing was registered under the number, and nothing will be. What fails here the next sweep does. */
    void giveUp(ClueNumber number, Reason reason) {
        clerk.execute(() -> quietly(() -> transaction.executeWithoutResult(status -> jdbc.query(
                        "select * from number_reserved where clue_number = ? for update", reserved(), number.value())
                .forEach(each -> enterAsVoid(each, reason)))));
    }

    void sweepEvery(long seconds) {
        clerk.scheduleWithFixedDelay(() -> quietly(this::sweep), 0, seconds, TimeUnit.SECONDS);
    }

    /** Sweeps now, in the clerk's turn: what the clerk is about to lay ready is not taken for what nobody has. */
    void sweepNow() {
        try {
            clerk.submit(this::sweep).get(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Unused numbers could not be swept", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Enters as void what was reserved a while ago and is used by nobody. Whoever uses a number holds its row. */
    private void sweep() {
        var now = clock.instant();
        if (stock.isPast(now)) {
            handBackAll();
        }
        transaction.executeWithoutResult(status -> jdbc.query(
                        "select * from number_reserved where reserved_at < ? or reserved_at > ? for update skip locked",
                        reserved(),
                        Timestamp.from(now.minus(GRACE)),
                        // A clock that was set back.
                        Timestamp.from(now.plus(GRACE)))
                .forEach(each -> enterAsVoid(each, Reason.CUT_OFF)));
    }

    private record Reserved(String number, Instant at, String hash) {}

    private static RowMapper<Reserved> reserved() {
        return (row, n) -> new Reserved(
                row.getString("clue_number"), row.getTimestamp("reserved_at").toInstant(), row.getString("keyed_hash"));
    }

    private void enterAsVoid(Reserved reserved, Reason reason) {
        if (!hash(key, reserved.number(), reserved.at()).equals(reserved.hash())) {
            // Nobody reserved it here: it stays, and the nightly check misses the number.
            return;
        }
        jdbc.update("delete from number_reserved where clue_number = ?", reserved.number());
        if (jdbc.queryForObject("select count(*) from clue where clue_number = ?", Integer.class, reserved.number())
                > 0) {
            // A report against a person got it by chance: there it stands.
            return;
        }
        var at = now();
        jdbc.update(
                "insert into number_voided (clue_number, reserved_at, voided_at, reason, keyed_hash)"
                        + " values (?, ?, ?, ?, ?)",
                reserved.number(),
                Timestamp.from(reserved.at()),
                Timestamp.from(at),
                reason.name(),
                hash(key, reserved.number(), reserved.at(), at, reason.name()));
        LOG.info("Number {} is void: {}", reserved.number(), reason);
    }

    /**
     * Like a step of the timeline, a void line, or a reservation that would become one, cannot be made by whoever has the
     * database alone, to cover a clue taken away.
     */
    static String hash(byte[] key, String number, Instant reservedAt) {
        return KeyedHash.of(key, number, reservedAt.toString());
    }

    static String hash(byte[] key, String number, Instant reservedAt, Instant voidedAt, String reason) {
        return KeyedHash.of(key, number, reservedAt.toString(), voidedAt.toString(), reason);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static void quietly(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException later) {
            LOG.warn("Unused numbers are looked at again in a moment: {}", later.toString());
        }
    }

    void close() {
        clerk.shutdown();
        try {
            clerk.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        handBackAll();
        own.close();
    }
}
