package cn.qingfeng.matter;

import cn.qingfeng.Utc;
import cn.qingfeng.calendar.clock.CountyClock;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The ledger of a kind: of what a reader sees, what is asked for, from a place on, the newest first. */
@Component
@Transactional(readOnly = true)
public class MatterLedger {

    /**
     * What is asked for; what is null is not asked.
     *
     * @param from the first day on which it was opened
     * @param to the last one
     * @param overdue whether a limit that runs has passed
     */
    public record Asked(MatterState state, String unit, LocalDate from, LocalDate to, boolean overdue) {}

    /** How many matters of a kind a reader sees. */
    public record Count(int open, int late) {

        static final Count NONE = new Count(0, 0);
    }

    private final JdbcTemplate jdbc;
    private final Matters matters;
    private final MatterRights rights;
    private final Clock clock;

    MatterLedger(JdbcTemplate jdbc, Matters matters, MatterRights rights, Clock clock) {
        this.jdbc = jdbc;
        this.matters = matters;
        this.rights = rights;
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
        if (asked.state() != null) {
            where.add("state = ?");
            values.add(asked.state().name());
        }
        if (asked.unit() != null) {
            where.add("unit = ?");
            values.add(asked.unit());
        }
        if (asked.from() != null) {
            where.add("opened_at >= ?");
            values.add(Utc.of(begin(asked.from())));
        }
        if (asked.to() != null) {
            where.add("opened_at < ?");
            values.add(Utc.of(begin(asked.to().plusDays(1))));
        }
        if (asked.overdue()) {
            where.add("state = 'OPEN' and due_at < ?");
            values.add(Utc.of(clock.instant()));
        }
        return true;
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
            ways.add("unit in (" + "?, ".repeat(scope.units().size() - 1) + "?)");
            values.addAll(scope.units());
        }
        if (rights.mayOpen(reader, kind)) {
            ways.add("opened_by = ?");
            values.add(reader);
        }
        if (rights.isOfPersons(reader, kind)) {
            ways.add("person = ?");
            values.add(reader);
        }
        where.add("(" + String.join(" or ", ways) + ")");
        return !ways.isEmpty();
    }

    private Instant begin(LocalDate day) {
        return day.atStartOfDay(CountyClock.ZONE).toInstant();
    }
}
