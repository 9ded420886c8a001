package cn.qingfeng.outward;

import cn.qingfeng.Refusal;
import cn.qingfeng.Utc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is on its way to other systems. It is written with its cause; nothing is lost, and what is doubled says so by its id. */
@Component
@Transactional
class Deliveries {

    /** Tried again after so long: for a day and a half. */
    static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(4),
            Duration.ofHours(8),
            Duration.ofHours(16));

    /** Whoever took one and died is followed by another after so long. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private static final int AT_ONCE = 20;

    /** Of the pauses between the tries of a system that does not answer, as counted from 1: four hours. */
    private static final int LONGEST_PAUSE = 7;

    enum State {
        QUEUED,
        SENT,
        FAILED
    }

    /** One call, to one system. */
    record Delivery(
            String id,
            String hookId,
            String clueNumber,
            String event,
            String payload,
            State state,
            int attempts,
            Instant nextAt,
            String answer,
            Instant createdAt,
            Instant sentAt) {}

    private final JdbcTemplate jdbc;
    private final Clock clock;

    Deliveries(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    static String newId() {
        return UUID.randomUUID().toString();
    }

    void queue(String id, String hook, String clue, String event, String payload) {
        var now = Utc.of(clock.instant());
        jdbc.update(
                "insert into outward_delivery (id, hook_id, clue_number, event, payload, state, attempts, next_at, created_at)"
                        + " values (?, ?, ?, ?, ?, 'QUEUED', 0, ?, ?)",
                id,
                hook,
                clue,
                event,
                payload,
                now,
                now);
    }

    /** Takes some that are due for the caller alone, the oldest first; those of a paused system wait. */
    List<Delivery> take() {
        var now = clock.instant();
        var due = new ArrayList<>(jdbc.query(
                "select d.* from outward_delivery d where d.state = 'QUEUED' and d.next_at <= ? and exists"
                        + " (select 1 from outward_hook h where h.id = d.hook_id and h.state = 'ACTIVE')"
                        + " order by d.next_at, d.created_at limit " + AT_ONCE,
                this::read,
                Utc.of(now)));
        // Of a system that does not answer the oldest alone: whether it answers again shows with one call as with a
        // thousand.
        due.addAll(jdbc.query(
                "select d.* from outward_delivery d join outward_hook h on h.id = d.hook_id"
                        + " where h.state = 'STALLED' and d.state = 'QUEUED' and d.next_at <= ? and not exists"
                        + " (select 1 from outward_delivery e where e.hook_id = d.hook_id and e.state = 'QUEUED'"
                        + " and (e.created_at < d.created_at or e.created_at = d.created_at and e.id < d.id))",
                this::read,
                Utc.of(now)));
        return due.stream()
                .filter(one -> jdbc.update(
                                "update outward_delivery set next_at = ? where id = ? and state = 'QUEUED' and next_at = ?",
                                Utc.of(now.plus(LEASE)),
                                one.id(),
                                Utc.of(one.nextAt()))
                        == 1)
                .toList();
    }

    void sent(Delivery one, String answer) {
        jdbc.update(
                "update outward_delivery set state = 'SENT', attempts = attempts + 1, answer = ?, sent_at = ? where id = ?",
                answer,
                Utc.of(clock.instant()),
                one.id());
    }

    void missed(Delivery one, String answer) {
        var given = one.attempts() >= PAUSES.size();
        jdbc.update(
                "update outward_delivery set state = ?, attempts = attempts + 1, answer = ?, next_at = ? where id = ?",
                given ? State.FAILED.name() : State.QUEUED.name(),
                answer,
                Utc.of(clock.instant().plus(given ? Duration.ZERO : PAUSES.get(one.attempts()))),
                one.id());
    }

    /** It did not arrive where nothing does at present: that counts against the system, not against this one. */
    void waits(Delivery one, String answer, int failures) {
        var pause = PAUSES.get(Math.max(0, Math.min(failures, LONGEST_PAUSE) - 1));
        jdbc.update(
                "update outward_delivery set answer = ?, next_at = ? where id = ?",
                answer,
                Utc.of(clock.instant().plus(pause)),
                one.id());
    }

    /** All that waits for a system is due: it answers again. */
    void due(String hook) {
        jdbc.update(
                "update outward_delivery set next_at = ? where hook_id = ? and state = 'QUEUED'",
                Utc.of(clock.instant()),
                hook);
    }

    /** @throws Refusal when there is none that failed */
    void again(String id) {
        if (jdbc.update(
                        "update outward_delivery set state = 'QUEUED', attempts = 0, next_at = ? where id = ? and state = 'FAILED'",
                        Utc.of(clock.instant()),
                        id)
                == 0) {
            throw Refusal.conflict("outward.delivery.not-failed");
        }
    }

    @Transactional(readOnly = true)
    public List<Delivery> newest(int most) {
        return jdbc.query("select * from outward_delivery order by created_at desc, id limit ?", this::read, most);
    }

    @Transactional(readOnly = true)
    public Optional<Delivery> find(String id) {
        return jdbc.query("select * from outward_delivery where id = ?", this::read, id).stream()
                .findFirst();
    }

    /** Of what was told long ago nothing needs to be known; what could not be told for so long is told no more. */
    void forget(Duration age) {
        jdbc.update(
                "update outward_delivery set state = 'FAILED', answer = 'outward.answer.old' where state = 'QUEUED' and created_at < ?",
                Utc.of(clock.instant().minus(age)));
        jdbc.update(
                "delete from outward_delivery where state <> 'QUEUED' and created_at < ?",
                Utc.of(clock.instant().minus(age)));
    }

    private Delivery read(ResultSet row, int at) throws SQLException {
        return new Delivery(
                row.getString("id"),
                row.getString("hook_id"),
                row.getString("clue_number"),
                row.getString("event"),
                row.getString("payload"),
                State.valueOf(row.getString("state")),
                row.getInt("attempts"),
                Utc.of(row, "next_at"),
                row.getString("answer"),
                Utc.of(row, "created_at"),
                Utc.of(row, "sent_at"));
    }
}
