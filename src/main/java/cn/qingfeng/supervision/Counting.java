package cn.qingfeng.supervision;

import cn.qingfeng.calendar.WorkingCalendar;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * By what a limit's end was counted until it moved. Kept instead of the end alone, because a corrected calendar corrects past
 * ends too, and with them what is charged.
 *
 * @param moves as {@link LimitAdjustments} writes them
 * @param metAt when it was met before it began anew, null where it was not
 */
@Embeddable
record Counting(
        @Column(name = "counted_from") Instant startedAt,

        @Column(name = "counted_amount") Integer amount,

        @Enumerated(EnumType.STRING) @JdbcTypeCode(SqlTypes.VARCHAR) @Column(name = "counted_unit")
        LimitUnit unit,

        @Column(name = "counted_moves") String moves,

        @Column(name = "counted_met_at") Instant metAt) {

    /** The end by the calendar as it stands. */
    Instant end(LimitKind kind, WorkingCalendar calendar) {
        return LimitAdjustments.count(
                        startedAt, new LimitRule(kind, amount, unit, "", EscalationPlan.NONE), moves, calendar)
                .dueAt();
    }
}
