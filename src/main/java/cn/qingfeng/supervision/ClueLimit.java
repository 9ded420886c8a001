package cn.qingfeng.supervision;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A limit promised for one clue: by which rule, since when it runs, until when and why, and when it was met. */
@Entity
@Table(name = "clue_limit")
public class ClueLimit {

    @Embeddable
    record Id(
            @Column(name = "clue_number") String clueNumber,

            @Enumerated(EnumType.STRING) @JdbcTypeCode(SqlTypes.VARCHAR) @Column(name = "limit_kind")
            LimitKind kind)
            implements Serializable {}

    @EmbeddedId
    private Id id;

    private int amount;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "amount_unit")
    private LimitUnit unit;

    private String basis;
    private Instant startedAt;
    private Instant dueAt;
    private String because;
    private Instant metAt;

    protected ClueLimit() {}

    ClueLimit(String clueNumber, LimitRule rule) {
        this.id = new Id(clueNumber, rule.kind());
        promise(rule);
    }

    void promise(LimitRule rule) {
        amount = rule.amount();
        unit = rule.unit();
        basis = rule.basis();
        startedAt = null;
        dueAt = null;
        because = null;
        metAt = null;
    }

    void start(Instant now, Instant due, String because) {
        startedAt = now;
        dueAt = due;
        this.because = because;
        metAt = null;
    }

    void meet(Instant now) {
        if (startedAt != null && metAt == null) {
            metAt = now;
        }
    }

    void reopen() {
        metAt = null;
    }

    boolean isRunning() {
        return startedAt != null && metAt == null;
    }

    public LimitKind kind() {
        return id.kind();
    }

    public LimitRule rule() {
        return new LimitRule(kind(), amount, unit, basis);
    }

    public Optional<Instant> startedAt() {
        return Optional.ofNullable(startedAt);
    }

    public Optional<Instant> dueAt() {
        return Optional.ofNullable(dueAt);
    }

    /** The stored form of the calendar's reason. */
    Optional<String> because() {
        return Optional.ofNullable(because);
    }

    public Optional<Instant> metAt() {
        return Optional.ofNullable(metAt);
    }
}
