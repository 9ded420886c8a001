package cn.qingfeng.clue;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * One step of a clue: who, when, what, from which value to which, why. Each entry's hash covers the entry before it and
 * is keyed from outside the database, so that neither a changed nor a recomputed row goes unseen.
 */
@Entity
@Immutable
@Table(name = "timeline")
public class TimelineEntry {

    @Embeddable
    record Id(@Column(name = "clue_number") String clueNumber, int ordinal) implements Serializable {}

    @EmbeddedId
    private Id id;

    @Column(name = "occurred_at")
    private Instant at;

    @Column(name = "by_whom")
    private String by;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Act act;

    @Column(name = "from_value")
    private String from;

    @Column(name = "to_value")
    private String to;

    @Column(columnDefinition = "mediumtext")
    private String why;

    private String hash;

    protected TimelineEntry() {}

    TimelineEntry(String clueNumber, int ordinal, Instant at, String by, Act act, String from, String to, String why) {
        this.id = new Id(clueNumber, ordinal);
        // Databases keep microseconds; the hash must see what they will give back.
        this.at = at.truncatedTo(ChronoUnit.MILLIS);
        this.by = by;
        this.act = act;
        this.from = from;
        this.to = to;
        this.why = why;
    }

    void seal(String previous, byte[] key) {
        hash = digest(previous, key);
    }

    boolean isSealedAfter(String previous, byte[] key) {
        return digest(previous, key).equals(hash);
    }

    private String digest(String previous, byte[] key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            // Each part goes in with its length, so that no two entries can read the same.
            for (var part : new String[] {
                previous, id.clueNumber(), Integer.toString(id.ordinal()), at.toString(), by, act.name(), from, to, why
            }) {
                var bytes = part == null ? null : part.getBytes(StandardCharsets.UTF_8);
                mac.update(ByteBuffer.allocate(4)
                        .putInt(bytes == null ? -1 : bytes.length)
                        .array());
                if (bytes != null) {
                    mac.update(bytes);
                }
            }
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public String clueNumber() {
        return id.clueNumber();
    }

    /** The place in the clue's timeline, from 1. */
    public int ordinal() {
        return id.ordinal();
    }

    public Instant at() {
        return at;
    }

    /** User name, or {@code system} for what a rule did by itself, or {@code public} for the reporter. */
    public String by() {
        return by;
    }

    public Act act() {
        return act;
    }

    public Optional<String> from() {
        return Optional.ofNullable(from);
    }

    public Optional<String> to() {
        return Optional.ofNullable(to);
    }

    public Optional<String> why() {
        return Optional.ofNullable(why);
    }

    String hash() {
        return hash;
    }
}
