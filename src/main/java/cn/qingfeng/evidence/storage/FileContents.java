package cn.qingfeng.evidence.storage;

import cn.qingfeng.Refusal;
import cn.qingfeng.evidence.FileType;
import cn.qingfeng.evidence.Inspection;
import cn.qingfeng.evidence.Received;
import cn.qingfeng.evidence.document.Documents;
import cn.qingfeng.evidence.film.Films;
import cn.qingfeng.evidence.picture.Pictures;
import cn.qingfeng.evidence.upload.Sweep;
import cn.qingfeng.evidence.virus.ScanResult;
import cn.qingfeng.evidence.virus.Scanner;
import cn.qingfeng.keys.Sealer;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes contents in and hands them out. A content is written down as begun before it is stored and belongs to nothing until
 * somebody claims it; whatever is cut off in between is found and erased ({@link Sweep}). Taking in therefore happens
 * before, not inside, the transaction that puts a file to a clue.
 */
@Component
public class FileContents {

    /** The largest file that is taken, in megabytes and in bytes. */
    public static final int MOST_MEGABYTES = 20;

    public static final long MOST_BYTES = MOST_MEGABYTES * 1024L * 1024L;

    /** The purpose under which keys and hashes are sealed. */
    public static final String KEY = "evidence-key";

    private static final Logger LOG = LoggerFactory.getLogger(FileContents.class);

    private final Storage storage;
    private final Sealer sealer;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate apart;
    private final Clock clock;
    private final Scanner scanner;
    private final ApplicationEventPublisher events;

    FileContents(
            Storage storage,
            Sealer sealer,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            Clock clock,
            Scanner scanner,
            ApplicationEventPublisher events) {
        this.events = events;
        this.storage = storage;
        this.sealer = sealer;
        this.jdbc = jdbc;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
        this.scanner = scanner;
    }

    /**
     * Takes a content in: looks what it is, takes out of pictures, recordings, videos and documents what they say
     * beside their content, seals and stores it.
     *
     * @throws Refusal when it is empty, too large, broken, or not a kind that is taken; nothing is kept then
     */
    public Received take(InputStream content) throws IOException {
        var file = Files.createTempFile("qingfeng-", ".part");
        try {
            copy(content, file);
            var type = Inspection.of(file);
            if (Films.cleans(type)) {
                Films.clean(type, file);
            } else if (Documents.cleans(type)) {
                Documents.clean(type, file);
            }
            return store(file, type);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void copy(InputStream content, Path file) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            var buffer = new byte[1 << 16];
            var length = 0L;
            for (int some; (some = content.read(buffer)) >= 0; ) {
                length += some;
                if (length > MOST_BYTES) {
                    throw new Refusal(Refusal.Kind.TOO_LARGE, "file.large", List.of(), MOST_MEGABYTES);
                }
                out.write(buffer, 0, some);
            }
        }
    }

    private Received store(Path file, FileType type) throws IOException {
        var id = UUID.randomUUID().toString();
        var seal = ContentSeal.fresh();
        apart.executeWithoutResult(transaction -> jdbc.update(
                "insert into evidence_content (id, sealed_key, scan, stored_at) values (?, ?, ?, ?)",
                id,
                sealer.seal(KEY, id, seal.written()),
                scanner.isOn() ? ScanResult.WAITING.name() : ScanResult.OFF.name(),
                Timestamp.from(clock.instant())));
        var stored = false;
        try {
            var counted = new Counted();
            storage.keep(id, out -> {
                try (var sealed = seal.sealing(id, out)) {
                    write(file, type, counted.into(sealed));
                }
            });
            var received = new Received(id, type, counted.length, counted.hash());
            apart.executeWithoutResult(transaction -> jdbc.update(
                    "update evidence_content set sealed_key = ?, file_type = ?, bytes = ? where id = ?",
                    sealer.seal(KEY, id, seal.of(received.sha256()).written()),
                    type.name(),
                    received.bytes(),
                    id));
            stored = true;
            events.publishEvent(new ContentStored(id));
            return received;
        } finally {
            if (!stored) {
                discard(id);
            }
        }
    }

    private static void write(Path file, FileType type, OutputStream out) throws IOException {
        if (type.group() == FileType.Group.PICTURE) {
            Pictures.copy(type, file, out);
        } else {
            Files.copy(file, out);
        }
        out.flush();
    }

    /** The content itself, proven piece by piece; closed by the caller. */
    public InputStream open(String id) throws IOException {
        return seal(id).opening(id, storage.read(id));
    }

    /** The hash of a content, in hexadecimal, which lies sealed beside its key. */
    public String sha256(String id, String sealedKey) {
        return ContentSeal.read(sealer.open(KEY, id, sealedKey)).sha256();
    }

    ContentSeal seal(String id) {
        return ContentSeal.read(sealer.open(
                KEY,
                id,
                jdbc.queryForObject("select sealed_key from evidence_content where id = ?", String.class, id)));
    }

    /** Another room keeps a content for something of its own; in that room's transaction. */
    public void claim(String id, String claimedFor) {
        jdbc.update("insert into evidence_claim (content_id, claimed_for) values (?, ?)", id, claimedFor);
    }

    /** A content that another room keeps, and what is known of it. */
    public record Kept(FileType type, long bytes, String sha256, ScanResult scan) {}

    /** What is known of these contents, by their names. */
    public Map<String, Kept> kept(Collection<String> ids) {
        var kept = new HashMap<String, Kept>();
        if (!ids.isEmpty()) {
            jdbc.query(
                    "select id, file_type, bytes, sealed_key, scan from evidence_content where id in ("
                            + "?, ".repeat(ids.size() - 1) + "?)",
                    row -> {
                        kept.put(
                                row.getString(1),
                                new Kept(
                                        FileType.valueOf(row.getString(2)),
                                        row.getLong(3),
                                        sha256(row.getString(1), row.getString(4)),
                                        ScanResult.valueOf(row.getString(5))));
                    },
                    ids.toArray());
        }
        return kept;
    }

    /** What was kept by {@link #claim} is kept no longer, and is erased once that is certain. */
    public void giveUp(String id) {
        jdbc.update("delete from evidence_claim where content_id = ?", id);
        discardAfterCommit(id);
    }

    /** Takes a content away at once that belongs to nothing; what fails now is done by the sweep. */
    public void discard(String id) {
        try {
            apart.executeWithoutResult(transaction -> eraseUnclaimed(id));
        } catch (RuntimeException e) {
            LOG.warn("Content {} is left to the sweep", id, e);
        }
    }

    /** As {@link #discard}, once what is being done now is certain. */
    public void discardAfterCommit(String id) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            discard(id);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                discard(id);
            }
        });
    }

    /** Takes a content away unless a file or a page has it. */
    void eraseUnclaimed(String id) {
        var claims = jdbc.queryForObject(
                "select (select count(*) from evidence_file where content_id = ?)"
                        + " + (select count(*) from evidence_waiting where content_id = ?)"
                        + " + (select count(*) from evidence_claim where content_id = ?)",
                Integer.class,
                id,
                id,
                id);
        if (claims == 0) {
            // The row first: whoever claims it at this moment makes that fail, and nothing is erased.
            jdbc.update("delete from evidence_content where id = ?", id);
            try {
                storage.erase(id);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Contents that were begun before this moment and belong to nothing. */
    public List<String> unclaimedSince(Instant moment) {
        return jdbc.queryForList(
                "select c.id from evidence_content c where c.stored_at < ?"
                        + " and not exists (select 1 from evidence_file f where f.content_id = c.id)"
                        + " and not exists (select 1 from evidence_waiting w where w.content_id = c.id)"
                        + " and not exists (select 1 from evidence_claim k where k.content_id = c.id)",
                String.class,
                Timestamp.from(moment));
    }

    /** Counts and hashes what passes. */
    private static final class Counted {

        private final MessageDigest digest;
        private long length;

        Counted() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        OutputStream into(OutputStream target) {
            return new FilterOutputStream(target) {
                @Override
                public void write(int one) throws IOException {
                    write(new byte[] {(byte) one}, 0, 1);
                }

                @Override
                public void write(byte[] bytes, int offset, int count) throws IOException {
                    digest.update(bytes, offset, count);
                    length += count;
                    out.write(bytes, offset, count);
                }
            };
        }

        String hash() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}
