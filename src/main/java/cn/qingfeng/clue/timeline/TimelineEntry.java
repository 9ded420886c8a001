package cn.qingfeng.clue.timeline;

import cn.qingfeng.clue.SealedReports;
import cn.qingfeng.keys.Sealer;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
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
    private TimelineAction act;

    @Column(name = "from_value")
    private String from;

    @Column(name = "to_value")
    private String to;

    @Column(columnDefinition = "mediumtext")
    private String why;

    /** The reason, where the clue is a report against a person; {@code why} is then empty in the database. */
    @Column(columnDefinition = "mediumtext")
    private String sealedWhy;

    /** The reason in the clear, once it was closed or opened. */
    @Transient
    private String said;

    private String hash;

    protected TimelineEntry() {}

    TimelineEntry(
            String clueNumber,
            int ordinal,
            Instant at,
            String by,
            TimelineAction act,
            String from,
            String to,
            String why) {
        this.id = new Id(clueNumber, ordinal);
        // Databases keep microseconds; the hash must see what they will give back.
        this.at = at.truncatedTo(ChronoUnit.MILLIS);
        this.by = by;
        this.act = act;
        this.from = from;
        this.to = to;
        this.why = why;
    }

    /** Puts the reason under a seal. The hash goes on covering what it says. */
    void close(Sealer sealer) {
        if (why != null) {
            said = why;
            sealedWhy = sealer.seal(SealedReports.STEP, place(), why);
            why = null;
        }
    }

    void open(Sealer sealer) {
        if (sealedWhy != null && said == null) {
            try {
                said = sealer.open(SealedReports.STEP, place(), sealedWhy);
            } catch (IllegalStateException changed) {
                // The verification then names this step: what it says is not what was hashed.
                said = null;
            }
        }
    }

    private String place() {
        return id.clueNumber() + "/" + id.ordinal();
    }

    private String reason() {
        return sealedWhy == null ? why : said;
    }

    void seal(String previous, byte[] key) {
        hash = digest(previous, key);
    }

    boolean isSealedAfter(String previous, byte[] key) {
        return digest(previous, key).equals(hash);
    }

    private String digest(String previous, byte[] key) {
        return KeyedHash.of(
                key,
                previous,
                id.clueNumber(),
                Integer.toString(id.ordinal()),
                at.toString(),
                by,
                act.name(),
                from,
                to,
                reason());
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

    public TimelineAction act() {
        return act;
    }

    public Optional<String> from() {
        return Optional.ofNullable(from);
    }

    public Optional<String> to() {
        return Optional.ofNullable(to);
    }

    public Optional<String> why() {
        return Optional.ofNullable(reason());
    }

    String hash() {
        return hash;
    }
}
