package cn.qingfeng.matter;

import cn.qingfeng.Marks;
import cn.qingfeng.Utc;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.organization.Organization;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The ledger of a kind: of what a reader sees, what is asked for, from a place on, the newest first. */
@Component
@Transactional(readOnly = true)
public class MatterLedger {

    /** In an address: the end of what ended before ends were kept by their name. */
    public static final String UNNAMED = "-";

    /**
     * What is asked for; what is null, or no state, is not asked.
     *
     * @param unit the unit that answers, or one of its predecessors
     * @param from the first day on which it was opened
     * @param to the last one
     * @param overdue whether a limit that runs has passed
     * @param endedFrom the first day on which it ended
     * @param endedTo the last one
     * @param ending the name of the end that its process reached, {@link #UNNAMED} where none is known
     * @param numbers these alone; none for all
     */
    public record Asked(
            Set<MatterState> states,
            String unit,
            LocalDate from,
            LocalDate to,
            boolean overdue,
            LocalDate endedFrom,
            LocalDate endedTo,
            String ending,
            Set<String> numbers) {

        /** Everything that the reader sees. */
        public static final Asked ANY = new Asked(Set.of(), null, null, null, false, null, null, null, Set.of());

        /** Of what is asked for, those that were chosen. */
        public Asked only(Set<String> chosen) {
            return new Asked(states, unit, from, to, overdue, endedFrom, endedTo, ending, chosen);
        }
    }

    /** Why a matter is counted. */
    public enum What {
        /** It has not ended. */
        RUNNING,
        /** It was opened in the time. */
        OPENED,
        /** It ended in the time. */
        ENDED
    }

    /**
     * How many matters of a kind there are of one sort.
     *
     * @param state how those that ended stand; null of the others
     * @param ending the name of the end that they reached; empty where none is known
     * @param late of those that run, how many are late
     */
    public record Sum(String kind, What what, MatterState state, String ending, long n, long late) {}

    /** How many matters of a kind a reader sees. */
    public record Count(int open, int late) {

        static final Count NONE = new Count(0, 0);
    }

    private final JdbcTemplate jdbc;
    private final Matters matters;
    private final MatterRights rights;
    private final Organization organization;
    private final Clock clock;

    MatterLedger(JdbcTemplate jdbc, Matters matters, MatterRights rights, Organization organization, Clock clock) {
        this.jdbc = jdbc;
        this.matters = matters;
        this.rights = rights;
        this.organization = organization;
        this.clock = clock;
    }

    /** @param before the place below which to go on; null from the top */
    public List<Matter> page(String reader, MatterKind kind, Asked asked, Long before, int size) {
        var where = new ArrayList<String>();
        var values = new ArrayList<Object>();
        if (!asked(reader, kind, asked, where, values)) {
            return List.of();
        }
        if (before != null) {
            where.add("place < ?");
            values.add(before);
        }
        values.add(size);
        return jdbc.query(
                "select * from matter where " + String.join(" and ", where) + " order by place desc limit ?",
                (row, n) -> matters.matter(row),
                values.toArray());
    }

    /** How many there are of what is asked for. */
    public int size(String reader, MatterKind kind, Asked asked) {
        var where = new ArrayList<String>();
        var values = new ArrayList<Object>();
        return asked(reader, kind, asked, where, values)
                ? jdbc.queryForObject(
                        "select count(*) from matter where " + String.join(" and ", where),
                        Integer.class,
                        values.toArray())
                : 0;
    }

    /** Whether there is anything that this reader may see of it, and how it is found. */
    private boolean asked(String reader, MatterKind kind, Asked asked, List<String> where, List<Object> values) {
        if (!seen(reader, kind, where, values)) {
            return false;
        }
        if (!asked.states().isEmpty()) {
            where.add("state in (" + Marks.of(asked.states()) + ")");
            asked.states().forEach(state -> values.add(state.name()));
        }
        if (asked.unit() != null) {
            where.add(ofUnit(asked.unit(), values));
        }
        between("opened_at", asked.from(), asked.to(), where, values);
        between("ended_at", asked.endedFrom(), asked.endedTo(), where, values);
        if (asked.ending() != null) {
            where.add("ended_as = ? and state = 'DONE'");
            values.add(asked.ending().equals(UNNAMED) ? "" : asked.ending());
        }
        if (!asked.numbers().isEmpty()) {
            where.add("number in (" + Marks.of(asked.numbers()) + ")");
            values.addAll(asked.numbers());
        }
        if (asked.overdue()) {
            where.add("state = 'OPEN' and due_at < ?");
            values.add(Utc.of(clock.instant()));
        }
        return true;
    }

    private String ofUnit(String unit, List<Object> values) {
        var units = organization.withPredecessors(Set.of(unit));
        values.addAll(units);
        return "unit in (" + Marks.of(units) + ")";
    }

    private void between(String column, LocalDate from, LocalDate to, List<String> where, List<Object> values) {
        if (from != null) {
            where.add(column + " >= ?");
            values.add(Utc.of(begin(from)));
        }
        if (to != null) {
            where.add(column + " < ?");
            values.add(Utc.of(begin(to.plusDays(1))));
        }
    }

    /** The ends that matters of a kind have come to, as far as the reader sees them. */
    public List<String> endings(String reader, MatterKind kind) {
        var where = new ArrayList<String>();
        var values = new ArrayList<Object>();
        return seen(reader, kind, where, values)
                ? jdbc.queryForList(
                        "select distinct ended_as from matter where ended_as <> '' and state = 'DONE' and "
                                + String.join(" and ", where) + " order by ended_as",
                        String.class,
                        values.toArray())
                : List.of();
    }

    /**
     * Of these kinds, what runs, was opened and has ended, by every end, in one statement.
     *
     * @param reader whose rows are counted
     * @param unit the unit that answers, or one of its predecessors; null for every one
     */
    public List<Sum> sums(String reader, List<MatterKind> of, String unit, LocalDate from, LocalDate to) {
        return sums(
                of,
                (kind, values) -> {
                    var where = new ArrayList<String>();
                    return seen(reader, kind, where, values) ? String.join(" and ", where) : null;
                },
                unit,
                from,
                to);
    }

    /** The same over the whole county, whoever may see a row of it. */
    public List<Sum> sums(List<MatterKind> of, LocalDate from, LocalDate to) {
        return sums(
                of,
                (kind, values) -> {
                    values.add(kind.key());
                    return "kind = ?";
                },
                null,
                from,
                to);
    }

    private List<Sum> sums(
            List<MatterKind> of,
            BiFunction<MatterKind, List<Object>, String> rows,
            String unit,
            LocalDate from,
            LocalDate to) {
        var ways = new ArrayList<String>();
        var those = new ArrayList<Object>();
        for (var kind : of) {
            var own = new ArrayList<Object>();
            var way = rows.apply(kind, own);
            if (way != null) {
                ways.add("(" + way + ")");
                those.addAll(own);
            }
        }
        if (ways.isEmpty()) {
            return List.of();
        }
        var where = " from matter where (" + String.join(" or ", ways) + ")";
        if (unit != null) {
            where += " and " + ofUnit(unit, those);
        }
        var values = new ArrayList<Object>();
        values.add(Utc.of(clock.instant()));
        values.addAll(those);
        var time = List.<Object>of(Utc.of(begin(from)), Utc.of(begin(to.plusDays(1))));
        for (var counted = 0; counted < 2; counted++) {
            values.addAll(those);
            values.addAll(time);
        }
        return jdbc.query(
                "select kind, what, state, ending, count(*), coalesce(sum(late), 0) from ("
                        + "select kind, 'RUNNING' as what, '' as state, '' as ending,"
                        + " case when state = 'OPEN' and due_at < ? then 1 else 0 end as late" + where
                        + " and state in ('OPEN', 'SUSPENDED')"
                        + " union all select kind, 'OPENED', '', '', 0" + where
                        + " and opened_at >= ? and opened_at < ?"
                        + " union all select kind, 'ENDED', state, case when state = 'DONE' then ended_as else '' end, 0"
                        + where + " and ended_at >= ? and ended_at < ?"
                        + ") counted group by kind, what, state, ending order by kind, what, count(*) desc, state, ending",
                (row, n) -> new Sum(
                        row.getString(1),
                        What.valueOf(row.getString(2)),
                        row.getString(3).isEmpty() ? null : MatterState.valueOf(row.getString(3)),
                        row.getString(4),
                        row.getLong(5),
                        row.getLong(6)),
                values.toArray());
    }

    /** Of these kinds, by key; one without anything is not there. All are counted at once. */
    public Map<String, Count> counts(String reader, List<MatterKind> of) {
        var ways = new ArrayList<String>();
        var values = new ArrayList<Object>();
        values.add(Utc.of(clock.instant()));
        for (var kind : of) {
            var where = new ArrayList<String>();
            var own = new ArrayList<Object>();
            if (seen(reader, kind, where, own)) {
                ways.add("(" + String.join(" and ", where) + ")");
                values.addAll(own);
            }
        }
        var counts = new TreeMap<String, Count>();
        if (!ways.isEmpty()) {
            jdbc.query(
                    "select kind, count(*), coalesce(sum(case when state = 'OPEN' and due_at < ? then 1 else 0 end), 0)"
                            + " from matter where state in ('OPEN', 'SUSPENDED') and (" + String.join(" or ", ways)
                            + ") group by kind",
                    row -> {
                        counts.put(row.getString(1), new Count(row.getInt(2), row.getInt(3)));
                    },
                    values.toArray());
        }
        return counts;
    }

    /** Who has the steps that wait, by number: their names and whoever took them or may. */
    public Map<String, List<Matter.Step>> waiting(List<Matter> page) {
        var waiting = new TreeMap<String, List<Matter.Step>>();
        page.stream()
                .filter(matter -> !matter.state().ended())
                .forEach(matter -> waiting.put(matter.number(), List.of()));
        if (waiting.isEmpty()) {
            return waiting;
        }
        waiting.putAll(matters.open(List.copyOf(waiting.keySet())));
        return waiting;
    }

    private boolean seen(String reader, MatterKind kind, List<String> where, List<Object> values) {
        where.add("kind = ?");
        values.add(kind.key());
        var scope = rights.scope(reader, kind);
        if (scope.all()) {
            return true;
        }
        var ways = new ArrayList<String>();
        if (!scope.units().isEmpty()) {
            ways.add("unit in (" + Marks.of(scope.units()) + ")");
            values.addAll(scope.units());
        }
        if (rights.mayOpen(reader, kind)) {
            ways.add("opened_by = ?");
            values.add(reader);
        }
        if (rights.isOfPersons(reader, kind)) {
            var persons = rights.persons(reader);
            ways.add("person in (" + Marks.of(persons) + ")");
            values.addAll(persons);
        }
        where.add("(" + String.join(" or ", ways) + ")");
        return !ways.isEmpty();
    }

    private Instant begin(LocalDate day) {
        return day.atStartOfDay(CountyClock.ZONE).toInstant();
    }
}
