package cn.qingfeng.notification.text;

import cn.qingfeng.Utc;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.notification.channel.NoticeChannel;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The texts that the county wrote in place of the shipped ones, for its own language. Every edit stays on record. Read once
 * and kept for seconds: an inbox asks for a dozen at a time, and another node's edit need not be seen at once.
 */
@Component
public class NoticeTemplates {

    private static final long SHELF_LIFE_NANOS = 10_000_000_000L;

    /** What was written; {@code body} is null where the shipped text was put back. */
    record Written(int revision, String subject, String body, Instant changedAt, String changedBy) {}

    private record Key(NoticeEvent event, NoticeChannel channel) {}

    private record Kept(Map<Key, Written> latest, long readAt) {}

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private volatile Kept kept;

    NoticeTemplates(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The county's own text; where a channel has none, the inbox's serves it too. */
    Optional<Written> of(NoticeEvent event, NoticeChannel channel) {
        return own(event, channel).or(() -> own(event, NoticeChannel.INBOX));
    }

    /** The text written for just this channel. */
    Optional<Written> own(NoticeEvent event, NoticeChannel channel) {
        return Optional.ofNullable(latest().get(new Key(event, channel))).filter(written -> written.body() != null);
    }

    /** Every edit of one text, newest first. */
    @Transactional(readOnly = true)
    List<Written> history(NoticeEvent event, NoticeChannel channel) {
        return jdbc.query(
                "select revision, subject, body, changed_at, changed_by from notice_text"
                        + " where event = ? and channel = ? order by revision desc",
                (row, n) -> new Written(
                        row.getInt(1), row.getString(2), row.getString(3), Utc.of(row, 4), row.getString(5)),
                event.name(),
                channel.name());
    }

    /** Keeps a new revision; {@code body} null puts the shipped text back. */
    @Transactional
    void save(NoticeEvent event, NoticeChannel channel, String subject, String body, String by) {
        var last = jdbc.queryForObject(
                "select coalesce(max(revision), 0) from notice_text where event = ? and channel = ?",
                Integer.class,
                event.name(),
                channel.name());
        jdbc.update(
                "insert into notice_text (event, channel, revision, subject, body, changed_at, changed_by)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                event.name(),
                channel.name(),
                last + 1,
                subject,
                body,
                Utc.of(clock.instant()),
                by);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                kept = null;
            }
        });
    }

    private Map<Key, Written> latest() {
        var known = kept;
        if (known == null || System.nanoTime() - known.readAt() > SHELF_LIFE_NANOS) {
            known = new Kept(read(), System.nanoTime());
            kept = known;
        }
        return known.latest();
    }

    private Map<Key, Written> read() {
        var latest = new HashMap<Key, Written>();
        jdbc.query(
                "select event, channel, revision, subject, body from notice_text order by revision",
                (org.springframework.jdbc.core.RowCallbackHandler) row -> latest.put(
                        new Key(NoticeEvent.valueOf(row.getString(1)), NoticeChannel.valueOf(row.getString(2))),
                        new Written(row.getInt(3), row.getString(4), row.getString(5), null, null)));
        return latest;
    }
}
