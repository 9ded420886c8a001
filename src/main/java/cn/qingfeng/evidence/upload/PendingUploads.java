package cn.qingfeng.evidence.upload;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.evidence.Evidence;
import cn.qingfeng.evidence.FileSettings;
import cn.qingfeng.evidence.FileType;
import cn.qingfeng.evidence.Received;
import cn.qingfeng.evidence.storage.FileContents;
import cn.qingfeng.keys.Keys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a page sends ahead of its form, one file at a time, so that a weak line loses one file and not the whole report. It
 * belongs to the page's key; the form, when it comes, claims it in the transaction that registers. What nobody claims is
 * erased after a while.
 */
@Component
public class PendingUploads {

    /** One that waits: its place with the page, from 1. */
    public record Waiting(int place, FileType type, long bytes) {}

    private static final Duration COME_AGAIN = Duration.ofMinutes(10);
    private static final int MOST_KEY = 200;

    private final FileContents contents;
    private final Evidence evidence;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final FileSettings settings;
    private final SecretKeySpec key;

    PendingUploads(
            FileContents contents,
            Evidence evidence,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            Clock clock,
            FileSettings settings,
            Keys keys) {
        this.transactions = new TransactionTemplate(transactions);
        this.contents = contents;
        this.evidence = evidence;
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
        this.key = new SecretKeySpec(keys.forPurpose("waiting-files"), "HmacSHA256");
    }

    /** The longest file that is taken, in bytes. */
    public static long mostBytes() {
        return FileContents.MOST_BYTES;
    }

    /** The same in MB, for people. */
    public static int mostMegabytes() {
        return FileContents.MOST_MEGABYTES;
    }

    /**
     * Takes a file in for the page of that key.
     *
     * @throws Refusal when the page has enough, too much waits in all, or the content is not taken; nothing is kept then
     */
    public Waiting add(String pageKey, InputStream content) throws IOException {
        var page = hash(pageKey);
        freePlace(page);
        requireRoomForAll();
        var received = contents.take(content);
        var kept = false;
        try {
            while (true) {
                var place = freePlace(page);
                try {
                    transactions.executeWithoutResult(status -> jdbc.update(
                            "insert into evidence_waiting (page_hash, place, content_id, waiting_since) values (?, ?, ?, ?)",
                            page,
                            place,
                            received.contentId(),
                            Timestamp.from(clock.instant())));
                    kept = true;
                    return new Waiting(place, received.type(), received.bytes());
                } catch (DuplicateKeyException sameMoment) {
                    // Another file of the page took the place: the next one is looked for.
                }
            }
        } finally {
            if (!kept) {
                contents.discard(received.contentId());
            }
        }
    }

    private int freePlace(String page) {
        var taken = jdbc.queryForList("select place from evidence_waiting where page_hash = ?", Integer.class, page);
        return IntStream.rangeClosed(1, Evidence.MOST)
                .filter(place -> !taken.contains(place))
                .findFirst()
                .orElseThrow(() -> Refusal.conflict("file.count", Evidence.MOST));
    }

    private void requireRoomForAll() {
        var waiting = jdbc.queryForObject(
                "select coalesce(sum(c.bytes), 0) from evidence_waiting w join evidence_content c on c.id = w.content_id",
                Long.class);
        if (waiting > settings.waitingMegabytes() << 20) {
            throw Refusal.tooOften("file.waiting-full", COME_AGAIN);
        }
    }

    /** What waits for this page. */
    public List<Waiting> of(String pageKey) {
        return jdbc.query(
                "select w.place, c.file_type, c.bytes from evidence_waiting w join evidence_content c"
                        + " on c.id = w.content_id where w.page_hash = ? order by w.place",
                (row, n) -> new Waiting(row.getInt(1), FileType.valueOf(row.getString(2)), row.getLong(3)),
                hash(pageKey));
    }

    /** The hashes of what waits for this page, in its order. */
    public List<String> hashes(String pageKey) {
        return jdbc.query(
                "select c.id, c.sealed_key from evidence_waiting w join evidence_content c on c.id = w.content_id"
                        + " where w.page_hash = ? order by w.place",
                (row, n) -> contents.sha256(row.getString(1), row.getString(2)),
                hash(pageKey));
    }

    /** Takes one away again, as the person at the page wishes. */
    @Transactional
    public void drop(String pageKey, int place) {
        drop("page_hash = ? and place = ?", hash(pageKey), place);
    }

    /** Takes everything away that the page sent and no form claimed. */
    @Transactional
    public void forget(String pageKey) {
        drop("page_hash = ?", hash(pageKey));
    }

    /** Puts what waits for one page to another that has none. */
    @Transactional
    public void move(String fromPage, String toPage) {
        jdbc.update("update evidence_waiting set page_hash = ? where page_hash = ?", hash(toPage), hash(fromPage));
    }

    /** Takes away what has waited since before this moment, and answers how many. */
    @Transactional
    int forgetSince(Instant moment) {
        return drop("waiting_since < ?", Timestamp.from(moment));
    }

    private int drop(String condition, Object... values) {
        var dropped =
                jdbc.queryForList("select content_id from evidence_waiting where " + condition, String.class, values);
        jdbc.update("delete from evidence_waiting where " + condition, values);
        dropped.forEach(contents::discardAfterCommit);
        return dropped.size();
    }

    /**
     * Puts what waits for the page to these clues, in the caller's transaction: the same contents to each of them.
     *
     * @param by user name, or {@code public}
     * @return how many there were
     */
    @Transactional
    public int claim(String pageKey, Collection<ClueNumber> numbers, String by) {
        return claim(pageKey, numbers, null, by);
    }

    /**
     * As {@link #claim(String, Collection, String)}.
     *
     * @param handledIn another clue in which these are handled and where it is to be seen too; null when there is none
     */
    @Transactional
    public int claim(String pageKey, Collection<ClueNumber> numbers, ClueNumber handledIn, String by) {
        var page = hash(pageKey);
        var claimed = jdbc.query(
                "select c.id, c.file_type, c.bytes, c.sealed_key from evidence_waiting w join evidence_content c"
                        + " on c.id = w.content_id where w.page_hash = ? order by w.place",
                (row, n) -> new Received(
                        row.getString(1),
                        FileType.valueOf(row.getString(2)),
                        row.getLong(3),
                        contents.sha256(row.getString(1), row.getString(4))),
                page);
        if (!claimed.isEmpty()) {
            numbers.forEach(number -> evidence.putFromReporter(number, claimed, by));
            if (handledIn != null) {
                evidence.putFromAnothersReporter(handledIn, claimed, by);
            }
            jdbc.update("delete from evidence_waiting where page_hash = ?", page);
        }
        return claimed.size();
    }

    private String hash(String pageKey) {
        if (pageKey == null || pageKey.isBlank() || pageKey.length() > MOST_KEY) {
            throw Refusal.invalid("file.page-unknown");
        }
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(pageKey.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
