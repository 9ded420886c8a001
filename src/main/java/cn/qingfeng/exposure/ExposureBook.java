package cn.qingfeng.exposure;

import cn.qingfeng.Utc;
import cn.qingfeng.exposure.Exposure.Side;
import cn.qingfeng.exposure.Exposure.Step;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Keeps how far each case has come, and every edition of what was shown. */
@Component
class ExposureBook {

    private final JdbcTemplate jdbc;
    private final Clock clock;

    ExposureBook(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void nominate(String number, Side side, String unit, String by) {
        jdbc.update(
                "insert into exposure (number, side, unit, step, nominated_by) values (?, ?, ?, ?, ?)",
                number,
                side.name(),
                unit,
                Step.NOMINATED.name(),
                by);
    }

    Optional<String> nominatedBy(String number) {
        return jdbc.queryForList("select nominated_by from exposure where number = ?", String.class, number).stream()
                .findFirst();
    }

    void reached(String number, Step step) {
        jdbc.update("update exposure set step = ? where number = ?", step.name(), number);
    }

    void due(String number, String day) {
        jdbc.update("update exposure set due_on = ? where number = ?", day, number);
    }

    void publish(String number, String film, String title, String text) {
        jdbc.update(
                "update exposure set step = ?, published_at = ?, film = ? where number = ?",
                Step.PUBLISHED.name(),
                Utc.of(clock.instant()),
                film,
                number);
        edition(number, title, text, null, null);
    }

    void settled(String number, String result) {
        jdbc.update(
                "update exposure set settled_at = ?, result = ? where number = ?",
                Utc.of(clock.instant()),
                result,
                number);
    }

    void correct(String number, String title, String text, String reason, String by) {
        edition(number, title, text, reason, by);
    }

    void takeDown(String number, String reason, String by) {
        edition(number, null, null, reason, by);
        jdbc.update("update exposure set taken_down_at = ? where number = ?", Utc.of(clock.instant()), number);
    }

    /**
     * A change that somebody wants.
     *
     * @param takeDown whether what is shown goes altogether
     * @param lawful whether it has been found lawful
     */
    record Asked(String exposure, boolean takeDown, boolean lawful) {}

    void ask(String number, String exposure, boolean takeDown) {
        jdbc.update(
                "insert into exposure_change (number, exposure, take_down, lawful) values (?, ?, ?, ?)",
                number,
                exposure,
                takeDown,
                false);
    }

    void reviewed(String number, boolean lawful) {
        jdbc.update("update exposure_change set lawful = ? where number = ?", lawful, number);
    }

    Optional<Asked> asked(String number) {
        return jdbc
                .query(
                        "select * from exposure_change where number = ?",
                        (row, n) -> new Asked(
                                row.getString("exposure"), row.getBoolean("take_down"), row.getBoolean("lawful")),
                        number)
                .stream()
                .findFirst();
    }

    /** Whoever enters one has the case's row locked, or publishes it for the first time. */
    private void edition(String number, String title, String text, String reason, String by) {
        var before =
                jdbc.queryForObject("select count(*) from exposure_edition where number = ?", Integer.class, number);
        jdbc.update(
                "insert into exposure_edition (number, ordinal, entered_at, title, body, reason, changed_by)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                number,
                before + 1,
                Utc.of(clock.instant()),
                title,
                text,
                reason,
                by);
    }

    Optional<Exposure> find(String number) {
        return jdbc.query("select * from exposure where number = ?", (row, n) -> exposure(row), number).stream()
                .findFirst();
    }

    /** A case whose row stays locked until the transaction ends: whoever changes it does so alone. */
    Optional<Exposure> lock(String number) {
        return jdbc
                .query("select * from exposure where number = ? for update", (row, n) -> exposure(row), number)
                .stream()
                .findFirst();
    }

    /** What was published, the newest first, at most so many. */
    List<Exposure> published(int most) {
        return jdbc.query(
                "select * from exposure where published_at is not null order by published_at desc, number desc limit ?",
                (row, n) -> exposure(row),
                most);
    }

    /** The cases that are about one of these matters' clues and have not been given up are looked for by their numbers. */
    Optional<Exposure> standing(List<String> numbers) {
        return numbers.stream()
                .map(this::find)
                .flatMap(Optional::stream)
                .filter(one -> one.takenDownAt() == null)
                .findFirst();
    }

    List<Edition> editions(String number) {
        return jdbc.query(
                "select * from exposure_edition where number = ? order by ordinal", (row, n) -> edition(row), number);
    }

    /** The edition that is shown now, of each of these. */
    Map<String, List<Edition>> editions(List<Exposure> of) {
        if (of.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .query(
                        "select * from exposure_edition where number in (" + "?, ".repeat(of.size() - 1)
                                + "?) order by number, ordinal",
                        (row, n) -> Map.entry(row.getString("number"), edition(row)),
                        of.stream().map(Exposure::number).toArray())
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private static Edition edition(ResultSet row) throws SQLException {
        return new Edition(
                row.getInt("ordinal"),
                Utc.of(row, "entered_at"),
                row.getString("title"),
                row.getString("body"),
                row.getString("reason"),
                row.getString("changed_by"));
    }

    private static Exposure exposure(ResultSet row) throws SQLException {
        return new Exposure(
                row.getString("number"),
                Side.valueOf(row.getString("side")),
                row.getString("unit"),
                Step.valueOf(row.getString("step")),
                Utc.of(row, "published_at"),
                row.getString("film"),
                row.getString("due_on"),
                Utc.of(row, "settled_at"),
                row.getString("result"),
                Utc.of(row, "taken_down_at"));
    }
}
