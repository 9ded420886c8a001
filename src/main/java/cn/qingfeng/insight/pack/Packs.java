package cn.qingfeng.insight.pack;

import cn.qingfeng.Refusal;
import cn.qingfeng.Utc;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Weekly lists, monthly reviews and lists of shown reporters, kept as they were made: a later look shows what was handed out, whatever changed since. */
@Component
@Transactional
public class Packs {

    public enum Kind {
        WEEKLY,
        MONTHLY,
        /** For the discipline body alone. */
        REVEALS
    }

    /** One that was made. */
    record Made(Kind kind, String label, Instant madeAt) {
        public String path() {
            return "/packs/" + kind.name().toLowerCase(java.util.Locale.ROOT) + "/" + label;
        }
    }

    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    private final JdbcTemplate jdbc;
    private final Clock clock;

    Packs(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public void keep(Kind kind, String label, Object pack) {
        try {
            jdbc.update(
                    "insert into pack (kind, period_label, made_at, content) values (?, ?, ?, ?)",
                    kind.name(),
                    label,
                    Utc.of(clock.instant()),
                    JSON.writeValueAsString(pack));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws Refusal not found, when there is none of that name */
    @Transactional(readOnly = true)
    <T> T get(Kind kind, String label, Class<T> type) {
        var found = jdbc.queryForList(
                "select content from pack where kind = ? and period_label = ?", String.class, kind.name(), label);
        if (found.isEmpty()) {
            throw Refusal.notFound("packs.unknown", label);
        }
        try {
            return JSON.readValue(found.get(0), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was made, the newest first. */
    @Transactional(readOnly = true)
    List<Made> list(int most) {
        return jdbc.query(
                "select kind, period_label, made_at from pack order by made_at desc, kind limit " + most,
                (row, n) -> new Made(Kind.valueOf(row.getString(1)), row.getString(2), Utc.of(row, 3)));
    }
}
