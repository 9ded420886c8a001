package cn.qingfeng.calendar.office;

import cn.qingfeng.Refusal;
import cn.qingfeng.Utc;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Who changed the calendar when and why, how it was before, and what came of it. Nothing is ever taken out of it. */
@Component
public class CalendarBook {

    /**
     * A change.
     *
     * @param takesBack the change that it took back, null for others
     * @param takenBackBy the change that took it back, null while it holds
     */
    public record Entry(
            String id,
            Instant at,
            String by,
            String reason,
            CalendarEdit was,
            CalendarEdit became,
            int limitsMoved,
            String takesBack,
            String takenBackBy) {}

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    private static final String SELECT =
            "select id, changed_at, changed_by, reason, was, became, limits_moved, takes_back,"
                    + " taken_back_by from calendar_change";

    private final JdbcTemplate jdbc;

    CalendarBook(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void write(
            Instant at, String by, String reason, CalendarEdit was, CalendarEdit became, int moved, String takesBack) {
        var id = UUID.randomUUID().toString();
        jdbc.update(
                "insert into calendar_change (id, changed_at, changed_by, reason, was, became, limits_moved, takes_back)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                Utc.of(at),
                by,
                reason,
                json(was),
                json(became),
                moved,
                takesBack);
        if (takesBack != null) {
            jdbc.update("update calendar_change set taken_back_by = ? where id = ?", id, takesBack);
        }
    }

    /** @throws Refusal not found, when there is no such change */
    Entry get(String id) {
        return jdbc.query(SELECT + " where id = ?", this::entry, id).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("calendar.change.unknown"));
    }

    /** The newest first. */
    List<Entry> last(int most) {
        return jdbc.query(SELECT + " order by changed_at desc, id limit " + most, this::entry);
    }

    private Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                row.getString(1),
                Utc.of(row, 2),
                row.getString(3),
                row.getString(4),
                edit(row.getString(5)),
                edit(row.getString(6)),
                row.getInt(7),
                row.getString(8),
                row.getString(9));
    }

    private static String json(CalendarEdit edit) {
        try {
            return JSON.writeValueAsString(edit);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CalendarEdit edit(String json) {
        try {
            return JSON.readValue(json, CalendarEdit.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
