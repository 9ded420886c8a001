package cn.qingfeng.supervision.check;

import cn.qingfeng.Utc;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The book of differences: each is on it from the check that found it until the check that no longer does. */
@Component
@Transactional
public class Differences {

    /** A difference on the book. */
    public record Kept(Difference difference, Instant foundAt, Instant seenAt, Instant goneAt) {}

    private final JdbcTemplate jdbc;
    private final Clock clock;

    Differences(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Brings the book to what a check found; what it did not find any more is gone.
     *
     * @param check {@code sweep} for kinds that begin with {@code LIMIT_}, {@code reconciliation} for all others
     * @return of how many people are to be told: each once, when it is sure. The sweep looks again within minutes, so what it
     *     found is sure when it is still there then; the reconciliation has compared twice already
     */
    public int keep(String check, Collection<Difference> found) {
        var sureAtOnce = !"sweep".equals(check);
        var now = Utc.of(clock.instant());
        var known = new HashMap<Difference, String>();
        var untold = new HashSet<String>();
        jdbc.query(
                "select id, kind, subject, in_ledger, in_engine, told_at from schedule_difference where gone_at is null and kind "
                        + ("sweep".equals(check) ? "" : "not ") + "like 'LIMIT@_%' escape '@'",
                row -> {
                    known.put(
                            new Difference(row.getString(2), row.getString(3), row.getString(4), row.getString(5)),
                            row.getString(1));
                    if (row.getObject(6) == null) {
                        untold.add(row.getString(1));
                    }
                });
        var toTell = 0;
        for (var one : new HashSet<>(found)) {
            var id = known.remove(one);
            if (id != null) {
                jdbc.update("update schedule_difference set seen_at = ? where id = ?", now, id);
                if (untold.contains(id)) {
                    toTell++;
                    jdbc.update("update schedule_difference set told_at = ? where id = ?", now, id);
                }
                continue;
            }
            toTell += sureAtOnce ? 1 : 0;
            jdbc.update(
                    "insert into schedule_difference (id, kind, subject, in_ledger, in_engine, found_at, seen_at, told_at)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                    UUID.randomUUID().toString(),
                    one.kind(),
                    one.subject(),
                    one.inLedger(),
                    one.inEngine(),
                    now,
                    now,
                    sureAtOnce ? now : null);
        }
        known.values().forEach(id -> jdbc.update("update schedule_difference set gone_at = ? where id = ?", now, id));
        return toTell;
    }

    /** Those that are there now first, then those that are gone, each the newest first; a page counts from 0. */
    @Transactional(readOnly = true)
    public List<Kept> page(int page, int size) {
        return jdbc.query(
                "select kind, subject, in_ledger, in_engine, found_at, seen_at, gone_at from schedule_difference"
                        + " order by case when gone_at is null then 0 else 1 end, found_at desc, subject, id"
                        + " limit ? offset ?",
                (row, n) -> new Kept(
                        new Difference(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                        Utc.of(row, 5),
                        Utc.of(row, 6),
                        Utc.of(row, 7)),
                size,
                page * size);
    }

    /** What the differences of one kind that are there now are about. */
    @Transactional(readOnly = true)
    public List<String> subjects(String kind) {
        return jdbc.queryForList(
                "select distinct subject from schedule_difference where gone_at is null and kind = ?",
                String.class,
                kind);
    }

    /** How many are there now. */
    @Transactional(readOnly = true)
    public int open() {
        return jdbc.queryForObject("select count(*) from schedule_difference where gone_at is null", Integer.class);
    }
}
