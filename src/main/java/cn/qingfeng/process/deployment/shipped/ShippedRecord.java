package cn.qingfeng.process.deployment.shipped;

import cn.qingfeng.Utc;
import cn.qingfeng.process.deployment.Digests;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What was shipped for each file, and what became of it: followed by itself, accepted or declined. */
@Component
public class ShippedRecord {

    /** Who decided when nobody did: an untouched file follows the product. */
    public static final String PRODUCT = "system";

    enum Verdict {
        /** The file was untouched, or new: it follows the product. */
        FOLLOWED,
        /** The owner took the product's file in place of the live one. */
        ACCEPTED,
        /** The owner keeps the live one. */
        DECLINED;

        boolean took() {
            return this != DECLINED;
        }
    }

    /**
     * One decision.
     *
     * @param digest the shipped content that was decided on
     * @param replaced digest of what was live before; null when nothing was
     */
    record Decision(
            String file,
            int seq,
            String digest,
            Verdict verdict,
            String replaced,
            String by,
            Instant at,
            String reason) {}

    private final JdbcTemplate jdbc;

    ShippedRecord(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Until the transaction ends nobody else puts a file in force; the engine's own lock does nothing on H2. */
    public void lock() {
        jdbc.queryForList("select id from shipped_lock where id = 1 for update", Integer.class);
    }

    boolean empty() {
        return jdbc.queryForObject("select count(*) from shipped_decision", Integer.class) == 0;
    }

    /** All decisions by file, oldest first. */
    Map<String, List<Decision>> decisions() {
        var found = new TreeMap<String, List<Decision>>();
        jdbc.query("select * from shipped_decision order by file_name, seq", row -> {
            var decision = decision(row);
            found.computeIfAbsent(decision.file(), file -> new java.util.ArrayList<>())
                    .add(decision);
        });
        return found;
    }

    private static Decision decision(ResultSet row) throws SQLException {
        return new Decision(
                row.getString("file_name"),
                row.getInt("seq"),
                row.getString("digest"),
                Verdict.valueOf(row.getString("verdict")),
                row.getString("replaced_digest"),
                row.getString("decided_by"),
                Utc.of(row, "decided_at"),
                row.getString("reason"));
    }

    void decide(String file, String digest, Verdict verdict, String replaced, String by, Instant at, String reason) {
        var seq = jdbc.queryForObject(
                "select coalesce(max(seq), 0) + 1 from shipped_decision where file_name = ?", Integer.class, file);
        jdbc.update(
                "insert into shipped_decision (file_name, seq, digest, verdict, replaced_digest, decided_by, decided_at,"
                        + " reason) values (?, ?, ?, ?, ?, ?, ?, ?)",
                file,
                seq,
                digest,
                verdict.name(),
                replaced,
                by,
                Utc.of(at),
                reason);
    }

    /** Keeps a content as one that was shipped here. */
    void remember(String file, byte[] bytes, Instant at) {
        var digest = Digests.of(bytes);
        if (!known(file, digest)) {
            jdbc.update(
                    "insert into shipped_file (file_name, digest, content, first_seen_at) values (?, ?, ?, ?)",
                    file,
                    digest,
                    new String(bytes, StandardCharsets.UTF_8),
                    Utc.of(at));
        }
    }

    /** Whether the file was ever shipped here with this content. */
    boolean known(String file, String digest) {
        return jdbc.queryForObject(
                        "select count(*) from shipped_file where file_name = ? and digest = ?",
                        Integer.class,
                        file,
                        digest)
                > 0;
    }

    /** Whether any file was ever shipped here with this content. */
    boolean known(String digest) {
        return jdbc.queryForObject("select count(*) from shipped_file where digest = ?", Integer.class, digest) > 0;
    }

    Optional<String> content(String file, String digest) {
        return jdbc
                .queryForList(
                        "select content from shipped_file where file_name = ? and digest = ?",
                        String.class,
                        file,
                        digest)
                .stream()
                .findFirst();
    }
}
