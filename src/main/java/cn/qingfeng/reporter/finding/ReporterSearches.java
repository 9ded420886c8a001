package cn.qingfeng.reporter.finding;

import cn.qingfeng.Refusal;
import cn.qingfeng.Utc;
import cn.qingfeng.reporter.finding.ReporterFinder.By;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The log of who looked for a reporter: whoever guesses whether somebody reported has to type the guess, each time under the
 * own name, and cannot try many.
 */
@Component
@Transactional
public class ReporterSearches {

    /** One time that somebody looked; what was typed is kept nowhere. */
    public record Search(String by, Instant at, By sought, int found) {}

    private static final int MOST_AN_HOUR = 60;

    private final JdbcTemplate jdbc;
    private final Clock clock;

    ReporterSearches(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Puts down that somebody found so many clues.
     *
     * @throws Refusal too often, for the sixty-first within an hour: then nothing is to be shown
     */
    public void enter(String by, By sought, int found) {
        var now = clock.instant();
        var hour = jdbc.queryForList(
                "select made_at from reporter_search where made_by = ? and made_at > ? order by made_at",
                LocalDateTime.class,
                by,
                Utc.of(now.minus(Duration.ofHours(1))));
        if (hour.size() >= MOST_AN_HOUR) {
            throw Refusal.tooOften(
                    "ledger.reporter.often",
                    Duration.between(now, hour.get(0).toInstant(ZoneOffset.UTC).plus(Duration.ofHours(1))));
        }
        jdbc.update(
                "insert into reporter_search (id, made_by, made_at, sought, found) values (?, ?, ?, ?, ?)",
                UUID.randomUUID().toString(),
                by,
                Utc.of(now),
                sought.name(),
                found);
    }

    @Transactional(readOnly = true)
    public List<Search> newest(int most) {
        return jdbc.query(
                "select made_by, made_at, sought, found from reporter_search order by made_at desc limit ?",
                (row, at) -> new Search(row.getString(1), Utc.of(row, 2), By.valueOf(row.getString(3)), row.getInt(4)),
                most);
    }
}
