package cn.qingfeng.supervision;

import cn.qingfeng.calendar.WorkingCalendar;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
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

/** How a limit moved: old and new end both stay on record (R1). */
@Entity
@Table(name = "limit_change")
public class LimitChange {

    /** Why a limit moved. Words for readers are the messages {@code limit.change.<NAME>}. */
    public enum Cause {
        /** Another card brought limits of its own. */
        CARD,
        /** 延期 */
        EXTENDED,
        /** 攻坚 */
        TACKLED,
        /** 中止: no end while it lasts. */
        SUSPENDED,
        /** 恢复 */
        RESUMED,
        /** The same work is to be done once more: the limit begins anew. */
        AGAIN,
        /** The calendar was corrected: nobody's act. */
        CALENDAR
    }

    @Embeddable
    record Id(@Column(name = "clue_number") String clueNumber, int ordinal) implements Serializable {}

    @EmbeddedId
    private Id id;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "limit_kind")
    private LimitKind kind;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Cause cause;

    private Instant dueBefore;
    private Instant dueAfter;
    private Instant changedAt;
    private String changedBy;
    private String why;

    @Embedded
    private Counting counting;

    protected LimitChange() {}

    LimitChange(
            Id id,
            LimitKind kind,
            Cause cause,
            Instant before,
            Counting counting,
            Instant after,
            Instant at,
            String by,
            String why) {
        this.id = id;
        this.kind = kind;
        this.cause = cause;
        this.dueBefore = before;
        this.counting = counting;
        this.dueAfter = after;
        this.changedAt = at;
        this.changedBy = by;
        this.why = why;
    }

    public LimitKind kind() {
        return kind;
    }

    String clueNumber() {
        return id.clueNumber();
    }

    public Cause cause() {
        return cause;
    }

    /** The end before; empty where the limit stood still. */
    public Optional<Instant> before() {
        return Optional.ofNullable(dueBefore);
    }

    /** The end before by the calendar as it stands; empty where the limit stood still. */
    Optional<Instant> before(WorkingCalendar calendar) {
        return before().map(known -> counting == null ? known : counting.end(kind, calendar));
    }

    /** Until when the end before held: its work was done, or the change came. */
    Instant until() {
        return counting == null || counting.metAt() == null ? changedAt : counting.metAt();
    }

    /** The end after; empty where the limit stands still from here. */
    public Optional<Instant> after() {
        return Optional.ofNullable(dueAfter);
    }

    public Instant at() {
        return changedAt;
    }

    public String by() {
        return changedBy;
    }

    public Optional<String> why() {
        return Optional.ofNullable(why);
    }
}
