package cn.qingfeng.calendar.sheet;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** The county's hours from a date until the next row's date; a summer timetable is two rows a year. */
@Entity
@Table(name = "working_hours")
public class WorkingHours {

    /** A stretch of work without a break, {@code to} excluded. */
    public record Span(LocalTime from, LocalTime to) {}

    // Handed to the driver as it is: a java.sql.Date would move by the zone of the connection.
    @Id
    @JdbcTypeCode(SqlTypes.LOCAL_DATE)
    private LocalDate validFrom;

    @Convert(converter = TimeAsText.class)
    private LocalTime morningFrom;

    @Convert(converter = TimeAsText.class)
    private LocalTime morningTo;

    @Convert(converter = TimeAsText.class)
    private LocalTime afternoonFrom;

    @Convert(converter = TimeAsText.class)
    private LocalTime afternoonTo;

    protected WorkingHours() {}

    public WorkingHours(LocalDate validFrom, Span morning, Span afternoon) {
        this.validFrom = validFrom;
        this.morningFrom = morning.from();
        this.morningTo = morning.to();
        this.afternoonFrom = afternoon.from();
        this.afternoonTo = afternoon.to();
    }

    public LocalDate validFrom() {
        return validFrom;
    }

    public Span morning() {
        return new Span(morningFrom, morningTo);
    }

    public Span afternoon() {
        return new Span(afternoonFrom, afternoonTo);
    }

    List<Span> spans() {
        return List.of(morning(), afternoon());
    }

    /** As text, because a driver moves a TIME by the zone of the connection. */
    @Converter
    static class TimeAsText implements AttributeConverter<LocalTime, String> {
        @Override
        public String convertToDatabaseColumn(LocalTime time) {
            return time == null ? null : time.toString();
        }

        @Override
        public LocalTime convertToEntityAttribute(String text) {
            return text == null ? null : LocalTime.parse(text);
        }
    }
}
