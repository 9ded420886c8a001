package cn.qingfeng.organization.county;

import cn.qingfeng.Refusal;
import cn.qingfeng.organization.OpenWork;
import cn.qingfeng.organization.ahead.PlannedChanges;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who changed the county's own data, when, from what to what and why. Written with the change or not at all; nothing is ever
 * taken out.
 */
@Component
@Transactional(readOnly = true)
public class CountyBook {

    /** What was changed. Words for readers: {@code county.subject.<NAME>}. */
    public enum Subject {
        UNIT,
        PERSON,
        WINDOW,
        POINT,
        LEAF,
        RECIPIENTS
    }

    /** What was done to it. Words for readers: {@code county.change.<NAME>}. */
    public enum Change {
        ADDED,
        /** Since when it exists was said. */
        FOUNDED,
        CHANGED,
        CLOSED,
        MERGED,
        REOPENED,
        LEFT,
        DUTY_GIVEN,
        DUTY_TAKEN,
        ABSENT,
        BACK,
        /** Entered to take effect on a later day ({@link PlannedChanges}). */
        PLANNED,
        TAKEN_BACK,
        /** Planned, and refused on its day. */
        NOT_MADE
    }

    /**
     * One change.
     *
     * @param key the unit's code, the user name, the event of a notice
     * @param clues how many open clues moved with it
     * @param tasks how many waiting tasks moved with it
     */
    public record Entry(
            Subject subject,
            String key,
            Change act,
            String from,
            String to,
            int clues,
            int tasks,
            String reason,
            String by,
            Instant at) {}

    /** Stands for a user name where the product itself made the change. */
    public static final String SYSTEM = "system";

    /** The longest reason. */
    public static final int LONGEST = 500;

    private static final RowMapper<Entry> ROW = (row, n) -> new Entry(
            Subject.valueOf(row.getString("subject")),
            row.getString("subject_key"),
            Change.valueOf(row.getString("act")),
            row.getString("from_value"),
            row.getString("to_value"),
            row.getInt("clues"),
            row.getInt("tasks"),
            row.getString("reason"),
            row.getString("changed_by"),
            row.getTimestamp("changed_at").toInstant());

    private final JdbcTemplate jdbc;
    private final Clock clock;

    CountyBook(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A reason as it is kept.
     *
     * @throws Refusal when there is none, or it is too long
     */
    public static String reason(String reason) {
        if (reason == null || reason.isBlank() || reason.strip().length() > LONGEST) {
            throw Refusal.invalid("county.reason", LONGEST);
        }
        return reason.strip();
    }

    /**
     * Writes down a change.
     *
     * @param from what it was, in words or codes; null for nothing
     * @param to what it is now
     * @throws Refusal when there is no reason
     */
    @Transactional
    public void enter(Subject subject, String key, Change act, String from, String to, String reason, String by) {
        enter(subject, key, act, from, to, OpenWork.Amount.NOTHING, reason, by);
    }

    @Transactional
    void enter(
            Subject subject,
            String key,
            Change act,
            String from,
            String to,
            OpenWork.Amount moved,
            String reason,
            String by) {
        jdbc.update(
                "insert into county_change (id, subject, subject_key, act, from_value, to_value, clues, tasks, reason,"
                        + " changed_by, changed_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                UUID.randomUUID().toString(),
                subject.name(),
                key,
                act.name(),
                cut(from),
                cut(to),
                moved.clues(),
                moved.tasks(),
                reason(reason),
                by,
                Timestamp.from(clock.instant()));
    }

    private static String cut(String text) {
        return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    /** What was done to one thing, the latest first. */
    public List<Entry> of(Subject subject, String key) {
        return jdbc.query(
                "select * from county_change where subject = ? and subject_key = ? order by changed_at desc, id",
                ROW,
                subject.name(),
                key);
    }

    /** The latest changes of some subjects, a page of fifty. */
    public List<Entry> latest(List<Subject> subjects, int page) {
        return subjects.isEmpty()
                ? List.of()
                : jdbc.query(
                        "select * from county_change where subject in (?" + ", ?".repeat(subjects.size() - 1)
                                + ") order by changed_at desc, id limit " + PAGE + " offset " + page * PAGE,
                        ROW,
                        subjects.stream().map(Subject::name).toArray());
    }

    /** How many changes {@link #latest} gives at once. */
    public static final int PAGE = 50;
}
