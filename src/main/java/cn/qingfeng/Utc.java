package cn.qingfeng;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Moments as the database keeps them: in UTC, whatever the machine's zone (ADR 21), and to the microsecond. */
public final class Utc {

    private Utc() {}

    /** As it is written; null stays null. */
    public static LocalDateTime of(Instant at) {
        return at == null ? null : LocalDateTime.ofInstant(at.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    }

    /** What a column holds; null where it holds nothing. */
    public static Instant of(ResultSet row, String column) throws SQLException {
        return of(row.getObject(column, LocalDateTime.class));
    }

    /** What a column holds, counted from 1; null where it holds nothing. */
    public static Instant of(ResultSet row, int column) throws SQLException {
        return of(row.getObject(column, LocalDateTime.class));
    }

    private static Instant of(LocalDateTime kept) {
        return kept == null ? null : kept.toInstant(ZoneOffset.UTC);
    }
}
