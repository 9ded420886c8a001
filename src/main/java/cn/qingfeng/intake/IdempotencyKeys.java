package cn.qingfeng.intake;

import cn.qingfeng.Refusal;
import cn.qingfeng.keys.Keys;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Requests that were already taken, by their idempotency key: only keyed hashes of key and content are kept. */
@Component
public class IdempotencyKeys {

    /** What a key registered, and when. */
    public record Taken(String clueNumber, Instant at) {}

    private record Row(String contentHash, Taken taken) {}

    /** The key is being used at this moment, by the same page: whoever tries again finds what it registered. */
    private static final String RUNNING = "intake.idempotency.running";

    private static final int MOST_TRIES = 3;

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;
    private final Clock clock;
    private final SecretKeySpec key;

    IdempotencyKeys(JdbcTemplate jdbc, ObjectMapper json, Clock clock, Keys keys) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.key = new SecretKeySpec(keys.forPurpose("idempotency"), "HmacSHA256");
    }

    /**
     * What this key registered already.
     *
     * @throws UsedKey when it was something else
     */
    Optional<String> find(String idempotencyKey, Map<String, Object> content) {
        if (idempotencyKey.isBlank() || idempotencyKey.length() > 200) {
            throw Refusal.invalid("intake.idempotency.malformed");
        }
        return row(idempotencyKey).map(row -> {
            if (!row.contentHash().equals(hash(canonical(content)))) {
                throw new UsedKey(row.taken().clueNumber(), row.taken().at());
            }
            return row.taken().clueNumber();
        });
    }

    /** What this key registered, whatever it was. */
    Optional<Taken> taken(String idempotencyKey) {
        return row(idempotencyKey).map(Row::taken);
    }

    private Optional<Row> row(String idempotencyKey) {
        return jdbc
                .query(
                        "select content_hash, clue_number, taken_at from intake_post where key_hash = ?",
                        (row, n) -> new Row(
                                row.getString(1),
                                new Taken(row.getString(2), row.getTimestamp(3).toInstant())),
                        hash(idempotencyKey))
                .stream()
                .findFirst();
    }

    /**
     * Registers; the second click of two, which meets the first one still at work, gets the first one's receipt. Not to be
     * called in a transaction, because a try that met another is rolled back.
     */
    public static <T> T once(Supplier<T> registering) {
        for (var tries = 1; ; tries++) {
            try {
                return registering.get();
            } catch (Refusal refusal) {
                if (tries == MOST_TRIES || !isRunning(refusal)) {
                    throw refusal;
                }
            }
        }
    }

    /** Whether it was refused because the same is being registered at this moment. */
    static boolean isRunning(Refusal refusal) {
        return RUNNING.equals(refusal.key());
    }

    void keep(String idempotencyKey, Map<String, Object> content, String clueNumber) {
        try {
            jdbc.update(
                    "insert into intake_post (key_hash, content_hash, clue_number, taken_at) values (?, ?, ?, ?)",
                    hash(idempotencyKey),
                    hash(canonical(content)),
                    clueNumber,
                    Timestamp.from(clock.instant()));
        } catch (DuplicateKeyException e) {
            // The same post runs on another thread: this one is rolled back and may be tried again.
            throw Refusal.conflict(RUNNING);
        }
    }

    private String canonical(Map<String, Object> content) {
        try {
            return json.writeValueAsString(new TreeMap<>(content));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String hash(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
