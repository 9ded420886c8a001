package cn.qingfeng.intake.ratelimit;

import cn.qingfeng.Refusal;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * How often one address or one receipt may come through a {@link RateLimit}. Counts lie in this node's memory only, under keyed
 * hashes whose key dies with the program: nothing of an address is kept, least of all beside a report. N nodes bear N
 * times as much.
 */
@Component
public class Throttle {

    private static final int MOST_SUBJECTS = 100_000;

    private record Limit(long times, Duration within) {
        static Limit of(String text) {
            var parts = text.split("/", 2);
            return new Limit(Long.parseLong(parts[0].strip()), DurationStyle.detectAndParse(parts[1].strip()));
        }
    }

    private final Map<RateLimit, Limit> limits = new EnumMap<>(RateLimit.class);
    private final TimeMeter time;
    private final SecretKeySpec key;
    private final Map<String, Bucket> buckets = Collections.synchronizedMap(new LinkedHashMap<>(1024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_SUBJECTS;
        }
    });

    @Autowired
    public Throttle(Environment settings) {
        this(settings, TimeMeter.SYSTEM_NANOTIME);
    }

    public Throttle(Environment settings, TimeMeter time) {
        for (var gate : RateLimit.values()) {
            limits.put(gate, Limit.of(settings.getProperty(gate.setting(), gate.usual())));
        }
        this.time = time;
        var fresh = new byte[32];
        new SecureRandom().nextBytes(fresh);
        this.key = new SecretKeySpec(fresh, "HmacSHA256");
    }

    /**
     * Lets the subject, an address or a receipt, through once.
     *
     * @throws Refusal when it came too often
     */
    public void pass(RateLimit gate, String subject) {
        var probe = bucket(gate, subject).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw Refusal.tooOften("door.often", Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    /**
     * Asks whether the subject could pass, without counting.
     *
     * @throws Refusal when it could not
     */
    public void mayPass(RateLimit gate, String subject) {
        var estimate = bucket(gate, subject).estimateAbilityToConsume(1);
        if (!estimate.canBeConsumed()) {
            throw Refusal.tooOften("door.often", Duration.ofNanos(estimate.getNanosToWaitForRefill()));
        }
    }

    /** Counts without refusing. */
    public void count(RateLimit gate, String subject) {
        bucket(gate, subject).tryConsume(1);
    }

    private Bucket bucket(RateLimit gate, String subject) {
        return buckets.computeIfAbsent(hash(gate + " " + network(subject)), unknown -> {
            var limit = limits.get(gate);
            return Bucket.builder()
                    .addLimit(
                            bandwidth -> bandwidth.capacity(limit.times()).refillGreedy(limit.times(), limit.within()))
                    .withCustomTimePrecision(time)
                    .build();
        });
    }

    /** An IPv6 subscriber owns a whole /64, so only the first four groups count. */
    private static String network(String subject) {
        var groups = subject.split(":", -1);
        return groups.length > 4 && !subject.contains("::")
                ? String.join(":", groups[0], groups[1], groups[2], groups[3])
                : subject;
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
