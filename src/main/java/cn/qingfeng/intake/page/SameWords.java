package cn.qingfeng.intake.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Knows for some minutes again what came from one device in just the same words: the answer was lost on a bad line, and
 * the reporter sends it once more from a new page. A device is known by the token that its browser sends against forged
 * posts, until the browser is closed. Lies in this node's memory only, under keyed hashes whose key dies with the program,
 * so that nothing of a device is kept beside a report.
 */
@Component
class SameWords {

    private static final Duration WITHIN = Duration.ofMinutes(10);
    private static final int MOST = 10_000;

    /** One that came. */
    record Came(String clueNumber, Instant at) {}

    private final ObjectMapper json;
    private final Clock clock;
    private final SecretKeySpec key;
    private final Map<String, Came> came = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Came> eldest) {
            return size() > MOST;
        }
    };

    SameWords(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
        var fresh = new byte[32];
        new SecureRandom().nextBytes(fresh);
        this.key = new SecretKeySpec(fresh, "HmacSHA256");
    }

    /** What came from that device in these words a few minutes ago. */
    synchronized Optional<Came> find(String device, Map<String, Object> words) {
        var since = clock.instant().minus(WITHIN);
        came.values().removeIf(one -> one.at().isBefore(since));
        return Optional.ofNullable(came.get(hash(device, words)));
    }

    synchronized void keep(String device, Map<String, Object> words, String clueNumber) {
        came.put(hash(device, words), new Came(clueNumber, clock.instant()));
    }

    private String hash(String device, Map<String, Object> words) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            var text = device + "\n" + json.writeValueAsString(new TreeMap<>(words));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException | JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
