package cn.qingfeng.calendar.sheet;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A day that differs from its weekday: a holiday or a make-up working day. */
@Entity
@Table(name = "calendar_day")
public class CalendarDay {

    // Handed to the driver as it is: a java.sql.Date would move by the zone of the connection.
    @Id
    @JdbcTypeCode(SqlTypes.LOCAL_DATE)
    private LocalDate calendarDate;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private DayRule dayRule;

    private String name;
    private String source;

    protected CalendarDay() {}

    public CalendarDay(LocalDate date, DayRule rule, String name, String source) {
        this.calendarDate = date;
        this.dayRule = rule;
        this.name = name;
        this.source = source;
    }

    public LocalDate date() {
        return calendarDate;
    }

    public DayRule rule() {
        return dayRule;
    }

    public String name() {
        return name;
    }

    public String source() {
        return source;
    }
}
