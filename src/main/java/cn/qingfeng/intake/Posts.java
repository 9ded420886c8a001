package cn.qingfeng.intake;

import cn.qingfeng.Keys;
import cn.qingfeng.Refusal;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Posts that were already taken, by their idempotency key: only keyed hashes of key and content are kept. */
@Component
class Posts {

    private record Taken(String contentHash, String clueNumber) {}

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;
    private final Clock clock;
    private final SecretKeySpec key;

    Posts(JdbcTemplate jdbc, ObjectMapper json, Clock clock, Keys keys) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.key = new SecretKeySpec(keys.forPurpose("idempotency"), "HmacSHA256");
    }

    Optional<String> find(String idempotencyKey, Map<String, Object> content) {
        if (idempotencyKey.isBlank() || idempotencyKey.length() > 200) {
            throw Refusal.invalid("intake.idempotency.malformed");
        }
        return jdbc
                .query(
                        "select content_hash, clue_number from intake_post where key_hash = ?",
                        (row, n) -> new Taken(row.getString(1), row.getString(2)),
                        hash(idempotencyKey))
                .stream()
                .findFirst()
                .map(taken -> {
                    if (!taken.contentHash().equals(hash(canonical(content)))) {
                        throw Refusal.conflict("intake.idempotency.other-content");
                    }
                    return taken.clueNumber();
                });
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
            throw Refusal.conflict("intake.idempotency.running");
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
