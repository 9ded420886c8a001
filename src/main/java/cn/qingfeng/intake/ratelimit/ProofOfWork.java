package cn.qingfeng.intake.ratelimit;

import cn.qingfeng.keys.Keys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Work that a page does while its reader types, in place of picture riddles and of any third party: a number that, behind
 * the challenge, hashes to so many zero bits. A second of a phone; for whoever sends ten thousand reports, hours. A
 * challenge belongs to one page, which registers once, so that solving it once buys one report.
 */
@Component
public class ProofOfWork {

    private static final Duration LIFE = Duration.ofHours(12);
    private static final Pattern WORK = Pattern.compile("\\d{1,15}");

    private final SecretKeySpec key;
    private final Clock clock;
    private final int bits;

    @Autowired
    public ProofOfWork(Keys keys, Clock clock, @Value("${qingfeng.door.puzzle-bits:16}") int bits) {
        this.key = new SecretKeySpec(keys.forPurpose("puzzle"), "HmacSHA256");
        this.clock = clock;
        this.bits = bits;
    }

    /** How many leading bits must be zero. */
    public int bits() {
        return bits;
    }

    /** A challenge for the page of that key. */
    public String pose(String once) {
        var moment = Long.toString(clock.instant().getEpochSecond());
        return moment + "." + sign(once, moment);
    }

    /** Whether the challenge was posed to the page of that key, not too long ago: the key is one that we gave out. */
    public boolean posed(String once, String challenge) {
        if (once == null || challenge == null) {
            return false;
        }
        var parts = challenge.split("\\.", 2);
        if (parts.length != 2 || !WORK.matcher(parts[0]).matches()) {
            return false;
        }
        var age = clock.instant().getEpochSecond() - Long.parseLong(parts[0]);
        return age >= 0
                && age <= LIFE.toSeconds()
                && MessageDigest.isEqual(bytes(sign(once, parts[0])), bytes(parts[1]));
    }

    /** Whether {@code work} solves the challenge that was posed to the page of that key, not too long ago. */
    public boolean solved(String once, String challenge, String work) {
        return work != null
                && WORK.matcher(work).matches()
                && posed(once, challenge)
                && zeroBits(challenge + ":" + work) >= bits;
    }

    public static int zeroBits(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(bytes(text));
            var zeros = 0;
            for (var each : hash) {
                if (each != 0) {
                    return zeros + Integer.numberOfLeadingZeros(each & 0xFF) - 24;
                }
                zeros += 8;
            }
            return zeros;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String sign(String once, String moment) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(bytes(once + "\n" + moment)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
