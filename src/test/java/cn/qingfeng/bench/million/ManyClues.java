package cn.qingfeng.bench.million;

import cn.qingfeng.insight.figure.FigureBook;
import cn.qingfeng.testing.MySqlServer;
import com.mysql.cj.jdbc.JdbcStatement;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.springframework.context.ApplicationContext;

/**
 * Fills a county on MySQL with very many clues. The demo county's own clues, which were carried through the product by its people,
 * are the patterns: of each all rows in all tables are read, whatever tables there are, and written again and again as lives of
 * other clues ({@link Life}), by the database's loader. Ended ones lie in the ten years behind, without what the engine would have
 * left of them; open ones stand where their pattern stands, with all that the engine knows of them.
 */
final class ManyClues {

    private static final int WEEKS = 520;
    private static final int FIRST_BY_CHANCE = 5000;
    /** Orders and registers are counted on from here, beyond what the county itself has counted. */
    private static final int FIRST_OF_SERIES = 1000;

    private static final int LOADERS = 2;
    private static final int ROWS_AT_ONCE = 100_000;
    /** From so many on it is quicker to build indexes anew than to keep them while rows go in. */
    private static final int MANY = 10_000;

    private static final int TOLD_EVERY = 20_000;
    /** Of a hundred ended clues, so many of each card; the others ended before one was decided. */
    private static final Map<String, Integer> SHARES = Map.of("BLUE", 66, "YELLOW", 22, "RED", 6, "", 6);

    /** How many rows were written. */
    record Filled(int clues, long rows, Duration took) {}

    private final ApplicationContext context;
    private final HikariDataSource pool;
    private final Random random = new Random(7);
    private final List<Life> ended = new ArrayList<>();
    private final List<Life> open = new ArrayList<>();
    private final Map<LocalDate, Integer> counted = new HashMap<>();
    private final Map<String, Integer> others = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Set<String> analyzed = new java.util.concurrent.ConcurrentSkipListSet<>();
    private final LocalDateTime now;
    private int toEnd;
    private int toOpen;
    private int endedInAll;
    private int index;
    private long rows;

    private record Planned(Life life, int index, long seconds, String[] numbers, String[] series) {}

    private ManyClues(ApplicationContext context) {
        this.context = context;
        this.pool = (HikariDataSource) context.getBean(DataSource.class);
        this.now = LocalDateTime.ofInstant(context.getBean(Clock.class).instant(), ZoneOffset.UTC);
    }

    /** Adds clues, so many of them open, to the demo county that this product carries. */
    static Filled fill(ApplicationContext context, int clues, int open) throws Exception {
        return new ManyClues(context).fill(clues, open);
    }

    private Filled fill(int clues, int openOnes) throws Exception {
        var begin = System.nanoTime();
        // What a clue adds to the figures is a row of its life; the sums are made of all those rows afterwards.
        var figures = context.getBean(FigureBook.class);
        while (figures.count() > 0) {}
        try (var connection = connection()) {
            var found = Lives.in(connection);
            for (var life : found.lives()) {
                var pattern = new Life(life, found.shared(), context);
                (pattern.isOpen() ? open : ended).add(pattern);
            }
            count(connection);
            try (var statement = connection.createStatement()) {
                statement.execute("set global local_infile = 1");
            }
        }
        System.out.printf(
                "%d lives as patterns, %d of them open; largest %d clues; rows of an open one %d, of an ended one %d%n",
                ended.size() + open.size(),
                open.size(),
                java.util.stream.Stream.concat(ended.stream(), open.stream())
                        .mapToInt(life -> life.clues().size())
                        .max()
                        .orElse(0),
                (int) open.stream().mapToInt(life -> life.rows(true)).average().orElse(0),
                (int) ended.stream()
                        .mapToInt(life -> life.rows(false))
                        .average()
                        .orElse(0));
        toOpen = openOnes;
        toEnd = clues - openOnes;
        endedInAll = toEnd;
        if (clues < MANY) {
            load(begin);
        } else {
            var without = withoutLog();
            var indexes = Indexes.taken(
                    this::connection,
                    java.util.stream.Stream.concat(ended.stream(), open.stream())
                            .flatMap(life -> life.tables().stream())
                            .map(Table::name)
                            .collect(java.util.stream.Collectors.toCollection(java.util.TreeSet::new)));
            tell(begin, "indexes taken away");
            load(begin);
            tell(begin, "all rows written");
            indexes.build(clues);
            tell(begin, "indexes built");
            if (without) {
                execute("alter instance enable innodb redo_log");
            }
        }
        try (var connection = connection();
                var statement = connection.createStatement()) {
            for (var day : counted.entrySet()) {
                statement.addBatch("insert into clue_counter (counted_on, last_ordinal) values ('%s', %d)"
                                .formatted(day.getKey(), day.getValue())
                        + " on duplicate key update last_ordinal = greatest(last_ordinal, values(last_ordinal))");
            }
            statement.executeBatch();
            connection.commit();
            for (var table : analyzed) {
                statement.execute("analyze table " + table);
            }
        }
        figures.check(true);
        tell(begin, "figures added up");
        return new Filled(index, rows, Duration.ofNanos(System.nanoTime() - begin));
    }

    private void load(long begin) throws Exception {
        var loaders = Executors.newFixedThreadPool(LOADERS);
        try {
            var tasks = new ArrayList<Callable<Long>>();
            for (var at = 0; at < LOADERS; at++) {
                tasks.add(() -> loadAll(begin));
            }
            for (var done : loaders.invokeAll(tasks)) {
                rows += done.get();
            }
        } finally {
            loaders.shutdownNow();
        }
    }

    /** A server of this JVM's own writes no log for the time being: where it dies, it is filled anew. */
    private boolean withoutLog() throws SQLException {
        if (!MySqlServer.needed().isOwn()) {
            return false;
        }
        execute("alter instance disable innodb redo_log");
        return true;
    }

    private void execute(String statement) throws SQLException {
        try (var connection = connection();
                var executed = connection.createStatement()) {
            executed.execute(statement);
        }
    }

    private static void tell(long begin, String what) {
        System.out.printf(
                "%5d s: %s%n", Duration.ofNanos(System.nanoTime() - begin).toSeconds(), what);
    }

    private void count(Connection connection) throws SQLException {
        try (var known = connection.createStatement().executeQuery("select clue_number from clue")) {
            while (known.next()) {
                var number = known.getString(1).substring(2);
                taken.add(number);
                var ordinal = Integer.parseInt(number.substring(9));
                if (ordinal < FIRST_BY_CHANCE) {
                    counted.merge(day(number), ordinal, Math::max);
                }
            }
        }
    }

    private static LocalDate day(String number) {
        return LocalDate.parse(number.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE);
    }

    private Connection connection() throws SQLException {
        var properties = new Properties();
        properties.put("user", pool.getUsername());
        properties.put("password", java.util.Objects.requireNonNullElse(pool.getPassword(), ""));
        properties.put("allowLoadLocalInfile", "true");
        properties.put("tinyInt1isBit", "false");
        properties.put("rewriteBatchedStatements", "true");
        var connection = DriverManager.getConnection(pool.getJdbcUrl(), properties);
        connection.setAutoCommit(false);
        return connection;
    }

    /** What is to be written next, the oldest first; nothing when all is planned. */
    private synchronized List<Planned> next() {
        var planned = new ArrayList<Planned>();
        for (var size = 0; size < ROWS_AT_ONCE && toEnd + toOpen > 0; ) {
            var ends = toEnd > 0;
            var life = ends ? anEnded() : open.get(index % open.size());
            planned.add(ends ? atItsEnd(life) : open(life));
            size += life.rows(!ends);
            if (ends) {
                toEnd -= life.clues().size();
            } else {
                toOpen -= life.clues().size();
            }
        }
        return planned;
    }

    private Life anEnded() {
        var share = random.nextInt(100);
        for (var card : List.of("BLUE", "YELLOW", "RED", "")) {
            share -= SHARES.get(card);
            if (share < 0) {
                var those =
                        ended.stream().filter(life -> life.card().equals(card)).toList();
                return those.isEmpty()
                        ? ended.get(random.nextInt(ended.size()))
                        : those.get(random.nextInt(those.size()));
            }
        }
        throw new IllegalStateException();
    }

    private Planned atItsEnd(Life life) {
        var weeks = 1 + (int) ((long) toEnd * (WEEKS - 1) / Math.max(1, endedInAll));
        return plan(life, weeks * 7, Duration.ofDays(weeks * 7L).toSeconds());
    }

    /** A little earlier than its pattern, as far as no step about its limits comes due by that. */
    private Planned open(Life life) {
        var room = life.nextStep() == null
                ? Duration.ofDays(2)
                : Duration.between(now, life.nextStep()).minusHours(6);
        var minutes =
                (int) Math.max(0, Math.min(room.toMinutes(), Duration.ofDays(2).toMinutes()));
        return plan(life, index % 40, minutes == 0 ? 0 : random.nextInt(minutes) * 60L);
    }

    private Planned plan(Life life, int days, long seconds) {
        var numbers = life.clues().stream()
                .map(like -> number(like.substring(2), days))
                .toArray(String[]::new);
        var series = life.series().stream().map(like -> another(like, days)).toArray(String[]::new);
        return new Planned(life, ++index, seconds, numbers, series);
    }

    private String number(String like, int daysEarlier) {
        var byChance = Integer.parseInt(like.substring(9)) >= FIRST_BY_CHANCE;
        for (var day = day(like).minusDays(daysEarlier); ; day = day.minusDays(1)) {
            var basic = DateTimeFormatter.BASIC_ISO_DATE.format(day);
            if (byChance) {
                var ordinal = others.merge(basic, 1, Integer::sum) + FIRST_BY_CHANCE - 1;
                for (; taken.contains(basic + "-" + ordinal); ordinal = others.merge(basic, 1, Integer::sum) + 4999) {}
                return basic + "-" + ordinal;
            }
            if (counted.getOrDefault(day, 0) < FIRST_BY_CHANCE - 1) {
                return "%s-%04d".formatted(basic, counted.merge(day, 1, Integer::sum));
            }
        }
    }

    private String another(String like, int daysEarlier) {
        var dash = like.lastIndexOf('-');
        var of = like.substring(2, dash);
        var date = of.length() == 8
                ? DateTimeFormatter.BASIC_ISO_DATE.format(
                        LocalDate.parse(of, DateTimeFormatter.BASIC_ISO_DATE).minusDays(daysEarlier))
                : String.valueOf(Integer.parseInt(of) - daysEarlier / 365);
        var series = like.substring(0, 2) + date;
        return series + "-" + (others.merge(series, 1, Integer::sum) + FIRST_OF_SERIES);
    }

    private long loadAll(long begin) throws SQLException {
        var written = 0L;
        var lines = new LinkedHashMap<Table, Bytes>();
        try (var connection = connection();
                var statement = connection.createStatement()) {
            statement.execute("set unique_checks = 0, foreign_key_checks = 0");
            for (var planned = next(); !planned.isEmpty(); planned = next()) {
                var last = planned.get(planned.size() - 1).index();
                if (planned.get(0).index() / TOLD_EVERY < last / TOLD_EVERY) {
                    tell(begin, last + " lives");
                }
                for (var one : planned) {
                    one.life()
                            .write(
                                    one.life().copy(one.index(), one.seconds(), one.numbers(), one.series()),
                                    one.life().isOpen(),
                                    lines);
                }
                for (var table : lines.entrySet()) {
                    if (!table.getValue().isEmpty()) {
                        written += load(statement, table.getKey(), table.getValue());
                    }
                }
                connection.commit();
            }
        }
        return written;
    }

    /** What the loader only warns of is an error: it leaves out doubles and cuts what is too long. */
    private long load(java.sql.Statement statement, Table table, Bytes lines) throws SQLException {
        analyzed.add(table.name());
        statement.unwrap(JdbcStatement.class).setLocalInfileInputStream(lines.take());
        var rows = statement.executeUpdate(table.load());
        if (statement.getWarnings() != null) {
            throw new SQLException(table.name() + ": " + statement.getWarnings().getMessage());
        }
        return rows;
    }
}
