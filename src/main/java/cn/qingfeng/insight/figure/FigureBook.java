package cn.qingfeng.insight.figure;

import cn.qingfeng.Marks;
import cn.qingfeng.Utc;
import cn.qingfeng.calendar.CalendarChanged;
import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hibernate.jpa.HibernateHints;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The sums that the figures are read from. Whoever works on a clue writes nothing here: its version goes up, and that puts it
 * among those that are to be counted anew. A job does so some at a time; a reader adds what it has not come to yet, so that a figure is
 * never behind the ledger (ADR 117).
 */
@Component
public class FigureBook {

    /** So many a turn: their rows are held no longer than it takes. */
    static final int A_TURN = 200;

    /** More than this is not added up on a reader's time: the page says that it is being counted. */
    static final int MOST_LIVE = 1000;

    /** Only whoever reads while others count comes here again. */
    private static final int TRIES = 8;

    /** So far back a corrected calendar may still change what was charged. */
    static final Duration BACK = Duration.ofDays(62);

    private static final int KEYS_AT_ONCE = 500;
    private static final int FACTS_AT_ONCE = 2000;

    /** What a reader asked for, and how many clues were too many to be added. */
    public record Answer(List<Tally> sums, long behind) {}

    private final EntityManager entities;
    private final JdbcTemplate jdbc;
    private final Facts facts;
    private final Clock clock;

    FigureBook(EntityManager entities, JdbcTemplate jdbc, Facts facts, Clock clock) {
        this.entities = entities;
        this.jdbc = jdbc;
        this.facts = facts;
        this.clock = clock;
    }

    /**
     * Counts some of the clues that went on since they were counted.
     *
     * @return how many; fewer than {@link #A_TURN}: there are no more
     */
    @Transactional
    public int count() {
        hold();
        var now = clock.instant();
        entities.flush();
        // Those that somebody is just working on are waited for by nobody: they come next time.
        var grown = jdbc.queryForList(
                "select clue_number from clue where unfigured = true order by clue_number limit " + A_TURN
                        + " for update skip locked",
                String.class);
        var stale = grown.size() < A_TURN
                ? jdbc.queryForList(
                        "select clue_number from figure_fact where stale_at <= ? order by stale_at limit "
                                + (A_TURN - grown.size()),
                        String.class,
                        Utc.of(now))
                : List.<String>of();
        var numbers = new TreeSet<>(grown);
        numbers.addAll(stale);
        if (!numbers.isEmpty()) {
            write(changed(numbers, now, true).changes());
            jdbc.batchUpdate(
                    "update clue set figured = version where clue_number = ?",
                    grown.stream().map(number -> new Object[] {number}).toList());
            jdbc.update("update figure_state set version = version + 1 where id = 1");
        }
        return numbers.size();
    }

    /** Nobody else counts until this is stored. Answers the version that it holds. */
    private long hold() {
        return jdbc.queryForObject("select version from figure_state where id = 1 for update", Long.class);
    }

    /** What these clues add now, less what they added when they were counted. */
    private Tally changed(Collection<String> numbers, Instant now, boolean keep) {
        var tally = new Tally(clock.getZone());
        var before = known(numbers);
        for (var fact : facts.read(numbers, now)) {
            var old = before.get(fact.number);
            if (old != null) {
                tally.add(old, -1);
            }
            tally.add(fact, 1);
            if (keep) {
                entities.merge(fact);
            }
        }
        if (keep) {
            entities.flush();
        }
        return tally;
    }

    private Map<String, Fact> known(Collection<String> numbers) {
        var known = new HashMap<String, Fact>();
        entities.createQuery("select f from Fact f where f.number in :numbers", Fact.class)
                .setParameter("numbers", numbers)
                .getResultStream()
                .forEach(fact -> known.put(fact.number, fact));
        return known;
    }

    private void write(Map<Tally.Cell, Count> changes) {
        var keys = changes.keySet().stream().map(Tally.Cell::key).toList();
        var there = new HashSet<String>();
        for (var from = 0; from < keys.size(); from += KEYS_AT_ONCE) {
            var some = keys.subList(from, Math.min(keys.size(), from + KEYS_AT_ONCE));
            there.addAll(jdbc.queryForList(
                    "select cell from figure_sum where cell in (" + Marks.of(some) + ")",
                    String.class,
                    some.toArray()));
        }
        var added = new ArrayList<Object[]>();
        var moved = new ArrayList<Object[]>();
        changes.forEach((cell, count) -> {
            if (there.contains(cell.key())) {
                moved.add(new Object[] {count.n(), count.part(), cell.key()});
            } else {
                added.add(new Object[] {
                    cell.key(),
                    cell.month(),
                    cell.unit(),
                    cell.town(),
                    cell.measure().name(),
                    cell.item(),
                    count.n(),
                    count.part()
                });
            }
        });
        jdbc.batchUpdate("update figure_sum set n = n + ?, part = part + ? where cell = ?", moved);
        jdbc.batchUpdate(
                "insert into figure_sum (cell, month_key, unit_code, town_code, measure, item, n, part)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                added);
    }

    /** A part of the sums: a condition on {@code figure_sum} with its values. */
    public record Part(String where, List<?> values) {}

    /**
     * The sums that a question asks for, with all that happened up to now.
     *
     * @param parts which sums, each answered by a tally of its own
     * @param withheld numbers of clues that the reader must keep out of, which then do not count
     */
    @Transactional(readOnly = true)
    public Answer read(List<Part> parts, Collection<String> withheld) {
        var now = clock.instant();
        for (var tries = 1; ; tries++) {
            var version = version();
            var sums = parts.stream().map(this::kept).toList();
            var waiting = waiting(now);
            var behind = waiting.size() > MOST_LIVE ? waiting() : 0;
            if (behind == 0 && !waiting.isEmpty()) {
                var since = changed(waiting, now, false).counts();
                sums.forEach(tally -> since.forEach(tally::add));
            }
            if (!withheld.isEmpty()) {
                var less = less(withheld, behind > 0, now).counts();
                sums.forEach(tally -> less.forEach(tally::add));
            }
            if (version == version() || tries == TRIES) {
                return new Answer(sums, behind);
            }
        }
    }

    private Tally kept(Part part) {
        var tally = new Tally(clock.getZone());
        jdbc.query(
                "select month_key, unit_code, town_code, measure, item, n, part from figure_sum where " + part.where(),
                (ResultSet row) -> {
                    tally.add(cell(row), new Count(row.getLong(6), row.getLong(7)));
                },
                part.values().toArray());
        return tally;
    }

    /** Some clues, to be taken out of sums that hold them as they were counted, or as they are. */
    private Tally less(Collection<String> withheld, boolean asCounted, Instant now) {
        var less = new Tally(clock.getZone());
        var those = asCounted ? known(withheld).values() : facts.read(withheld, now);
        those.forEach(fact -> less.add(fact, -1));
        return less;
    }

    /** As {@link #read}, of one town's clues at some units, which no sums are kept of: under any unit and town. */
    @Transactional(readOnly = true)
    public Answer read(Collection<String> units, String town, Instant since, Collection<String> withheld) {
        var now = clock.instant();
        var sums = new Tally(clock.getZone());
        var waiting = waiting(now);
        var behind = waiting.size() > MOST_LIVE ? waiting() : 0;
        var anew = behind == 0 ? new HashSet<>(waiting) : new HashSet<String>();
        entities.createQuery(
                        "select f from Fact f where f.unitCode in :units and f.townCode = :town"
                                + " and (f.registeredAt >= :since or f.closedAt >= :since or f.open = true)",
                        Fact.class)
                .setParameter("units", units)
                .setParameter("town", town)
                .setParameter("since", since)
                .getResultStream()
                .filter(fact -> !anew.contains(fact.number) && !withheld.contains(fact.number))
                .forEach(fact -> sums.addFlat(fact, 1));
        facts.read(anew, now).stream()
                .filter(fact -> units.contains(fact.unitCode) && town.equals(fact.townCode))
                .filter(fact -> !withheld.contains(fact.number))
                .forEach(fact -> sums.addFlat(fact, 1));
        return new Answer(List.of(sums), behind);
    }

    /** The clues that have been open for longest, at these lead units if any, in this town if one is named. */
    @Transactional(readOnly = true)
    public List<Fact> oldest(Collection<String> units, String town, Collection<String> withheld, int most) {
        var goneOn = goneOn();
        var not = new HashSet<>(withheld);
        not.addAll(goneOn.numbers());
        var counted = entities.createQuery(
                        "select f from Fact f where f.open = true"
                                + (units.isEmpty() ? "" : " and f.unitCode in :units")
                                + (town.isEmpty() ? "" : " and f.townCode = :town") + " order by f.registeredAt",
                        Fact.class)
                .setMaxResults(most + not.size());
        if (!units.isEmpty()) {
            counted.setParameter("units", units);
        }
        if (!town.isEmpty()) {
            counted.setParameter("town", town);
        }
        return Stream.concat(
                        counted.getResultStream().filter(fact -> !not.contains(fact.number)),
                        goneOn.facts().stream()
                                .filter(fact -> fact.open && !withheld.contains(fact.number))
                                .filter(fact -> units.isEmpty() || units.contains(fact.unitCode))
                                .filter(fact -> town.isEmpty() || town.equals(fact.townCode)))
                .sorted(Comparator.comparing((Fact fact) -> fact.registeredAt).thenComparing(fact -> fact.number))
                .limit(most)
                .toList();
    }

    private long version() {
        return jdbc.queryForObject("select version from figure_state where id = 1", Long.class);
    }

    private List<String> waiting(Instant now) {
        var waiting = new TreeSet<>(jdbc.queryForList(
                "select clue_number from clue where unfigured = true limit " + (MOST_LIVE + 1), String.class));
        waiting.addAll(jdbc.queryForList(
                "select clue_number from figure_fact where stale_at <= ? limit " + (MOST_LIVE + 1),
                String.class,
                Utc.of(now)));
        return List.copyOf(waiting);
    }

    /** Clues that went on since they were counted, and what they add now. */
    record GoneOn(List<String> numbers, List<Fact> facts) {}

    /** Those that a reader adds; none where they are too many. */
    @Transactional(readOnly = true)
    GoneOn goneOn() {
        var now = clock.instant();
        var waiting = waiting(now);
        return waiting.size() > MOST_LIVE
                ? new GoneOn(List.of(), List.of())
                : new GoneOn(waiting, facts.read(waiting, now));
    }

    /** How many clues are to be counted anew: they went on since, or a limit passed or moved that they were counted with. */
    @Transactional(readOnly = true)
    public long waiting() {
        return jdbc.queryForObject("select count(*) from clue where unfigured = true", Long.class)
                + jdbc.queryForObject(
                        "select count(*) from figure_fact f where f.stale_at <= ? and not exists"
                                + " (select 1 from clue c where c.clue_number = f.clue_number and c.unfigured = true)",
                        Long.class,
                        Utc.of(clock.instant()));
    }

    private static Tally.Cell cell(ResultSet row) throws SQLException {
        return new Tally.Cell(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                Measure.valueOf(row.getString(4)),
                row.getString(5));
    }

    /**
     * Compares the sums with what all facts add up to, and sets right what is not. That takes minutes where there are many, for
     * which nobody who counts has to wait.
     *
     * @param alone whoever counts waits nevertheless
     * @return how many sums were wrong; none when somebody counted meanwhile, so that it must be done again
     */
    @Transactional
    public OptionalInt check(boolean alone) {
        var version = alone ? hold() : version();
        var wrong = differences();
        if (hold() != version) {
            return OptionalInt.empty();
        }
        if (!wrong.isEmpty()) {
            write(wrong);
            jdbc.update("update figure_state set version = version + 1 where id = 1");
        }
        jdbc.update("delete from figure_sum where n = 0 and part = 0");
        return OptionalInt.of(wrong.size());
    }

    private Map<Tally.Cell, Count> differences() {
        var whole = new Tally(clock.getZone());
        entities.flush();
        for (var last = ""; last != null; ) {
            entities.clear();
            var some = entities.createQuery("select f from Fact f where f.number > :last order by f.number", Fact.class)
                    .setParameter("last", last)
                    .setMaxResults(FACTS_AT_ONCE)
                    .setHint(HibernateHints.HINT_READ_ONLY, true)
                    .getResultList();
            some.forEach(fact -> whole.add(fact, 1));
            last = some.size() < FACTS_AT_ONCE ? null : some.get(some.size() - 1).number;
        }
        entities.clear();
        jdbc.query(
                "select month_key, unit_code, town_code, measure, item, n, part from figure_sum", (ResultSet row) -> {
                    whole.add(cell(row), new Count(-row.getLong(6), -row.getLong(7)));
                });
        return whole.changes();
    }

    /** Ends move, and what was charged: those whom it may touch are counted anew. */
    @EventListener
    @Transactional
    public void on(CalendarChanged changed) {
        var now = clock.instant();
        jdbc.update(
                "update figure_fact set stale_at = ? where is_open = true or closed_at >= ?",
                Utc.of(now),
                Utc.of(now.minus(BACK)));
    }

    /**
     * What came of reading some clues again.
     *
     * @param wrong the numbers of those that did not add what was kept of them; they are set right
     * @param last behind which it goes on, null when there are no more
     */
    record Reread(List<String> wrong, String last) {}

    /** Reads clues again that nobody touched, and compares: open ones, and those that were closed since. */
    @Transactional
    Reread reread(String behind, int most, Instant closedSince) {
        hold();
        entities.flush();
        var now = clock.instant();
        var some = jdbc.queryForList(
                "select f.clue_number from figure_fact f join clue c on c.clue_number = f.clue_number"
                        + " where f.clue_number > ? and (f.is_open = true or f.closed_at >= ?) and c.unfigured is null"
                        + " and (f.stale_at is null or f.stale_at > ?) order by f.clue_number limit " + most,
                String.class,
                behind,
                Utc.of(closedSince),
                Utc.of(now));
        var before = some.isEmpty() ? Map.<String, Fact>of() : known(some);
        var wrong = facts.read(some, now).stream()
                .filter(fact -> !fact.isLike(before.get(fact.number)))
                .map(Fact::number)
                .toList();
        if (!wrong.isEmpty()) {
            write(changed(wrong, now, true).changes());
            jdbc.update("update figure_state set version = version + 1 where id = 1");
        }
        return new Reread(wrong, some.size() < most ? null : some.get(some.size() - 1));
    }
}
