package cn.qingfeng.reporter.retention;

import cn.qingfeng.Refusal;
import cn.qingfeng.Utc;
import cn.qingfeng.schedule.JobResult;
import cn.qingfeng.schedule.JobSchedule;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.schedule.ScheduledJob;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Each month: lists the clues whose reporter's identity has been kept for {@code qingfeng.retention.years} after their end.
 * Nothing is erased before an administrator has confirmed the list; reports against a person follow the discipline body's own
 * archive rules and never stand on it.
 */
@Component
class Retention implements ScheduledJob {

    /** One line of the list. */
    record Item(String clueNumber, Instant endedAt, Instant listedAt) {}

    private final Erasing erasing;
    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final int years;

    Retention(Erasing erasing, JdbcTemplate jdbc, Clock clock, @Value("${qingfeng.retention.years:5}") int years) {
        if (years < 1) {
            throw new IllegalStateException("qingfeng.retention.years must be at least 1");
        }
        this.erasing = erasing;
        this.jdbc = jdbc;
        this.clock = clock;
        this.years = years;
    }

    @Override
    public String key() {
        return "retention";
    }

    @Override
    public JobSchedule rhythm() {
        return JobSchedule.onFirstWorkingDayOfMonth(LocalTime.of(9, 0));
    }

    @Override
    public Duration worthwhile() {
        return Duration.ofDays(25);
    }

    @Override
    public JobResult run(Period period) {
        var listed = new HashSet<>(jdbc.queryForList("select clue_number from retention_item", String.class));
        var now = Utc.of(clock.instant());
        var fresh = erasing.candidates(limit()).stream()
                .filter(candidate -> !listed.contains(candidate.clueNumber()))
                .toList();
        fresh.forEach(candidate -> jdbc.update(
                "insert into retention_item (clue_number, ended_at, listed_at) values (?, ?, ?)",
                candidate.clueNumber(),
                Utc.of(candidate.endedAt()),
                now));
        return JobResult.of("schedule.report.retention", fresh.size(), list().size());
    }

    private Instant limit() {
        return clock.instant().atZone(clock.getZone()).minusYears(years).toInstant();
    }

    int years() {
        return years;
    }

    /** What waits for a confirmation. */
    List<Item> list() {
        return jdbc.query(
                "select clue_number, ended_at, listed_at from retention_item where erased_at is null order by clue_number",
                (row, n) -> new Item(row.getString(1), Utc.of(row, 2), Utc.of(row, 3)));
    }

    /**
     * Erases what is listed.
     *
     * @param count how many the person saw on the list
     * @throws Refusal when the list is another one by now
     */
    @Transactional
    public void confirm(int count, String by) {
        var listed = list();
        if (listed.isEmpty() || listed.size() != count) {
            throw Refusal.conflict("schedule.retention.changed");
        }
        var numbers = listed.stream().map(Item::clueNumber).toList();
        erasing.erase(numbers);
        var now = Utc.of(clock.instant());
        numbers.forEach(number -> jdbc.update(
                "update retention_item set erased_at = ?, erased_by = ? where clue_number = ?", now, by, number));
    }
}
