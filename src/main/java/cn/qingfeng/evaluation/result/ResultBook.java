package cn.qingfeng.evaluation.result;

import cn.qingfeng.Utc;
import cn.qingfeng.evaluation.result.CountedClue.Out;
import cn.qingfeng.evaluation.score.ClueFigure;
import cn.qingfeng.evaluation.score.Parameter;
import cn.qingfeng.evaluation.score.Ranked;
import cn.qingfeng.evaluation.score.RoundFrame;
import cn.qingfeng.evaluation.score.Scheme;
import cn.qingfeng.evaluation.score.ScoreNode;
import cn.qingfeng.evaluation.score.UnitInput;
import cn.qingfeng.organization.Unit;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Keeps rounds, what clues said at the cut, and every version of every score. Adds; changes no score that is there. */
@Component
class ResultBook {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final JdbcTemplate jdbc;
    private final Clock clock;

    ResultBook(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void open(String round, RoundFrame frame, Scheme scheme) {
        jdbc.update(
                "insert into result_round (round, first_day, last_day, scheme, opened_at) values (?, ?, ?, ?, ?)",
                round,
                frame.from().toString(),
                frame.to().toString(),
                written(scheme),
                Utc.of(clock.instant()));
        jdbc.batchUpdate(
                "insert into result_unit (round, unit, unit_group, is_fresh, fresh_since, fresh_from)"
                        + " values (?, ?, ?, ?, ?, ?)",
                frame.groups().entrySet().stream()
                        .map(one -> {
                            var formed = frame.fresh().get(one.getKey());
                            return new Object[] {
                                round,
                                one.getKey(),
                                one.getValue(),
                                formed != null,
                                formed == null ? null : formed.on().toString(),
                                formed == null ? null : formed.from()
                            };
                        })
                        .toList());
    }

    private static String written(Scheme scheme) {
        return Arrays.stream(Parameter.values())
                .map(parameter -> parameter + ":" + scheme.of(parameter))
                .collect(Collectors.joining(","));
    }

    private static Scheme scheme(String written) {
        var values = new EnumMap<Parameter, Integer>(Parameter.class);
        for (var part : written.split(",")) {
            var at = part.indexOf(':');
            values.put(Parameter.valueOf(part.substring(0, at)), Integer.valueOf(part.substring(at + 1)));
        }
        return new Scheme(values);
    }

    Optional<ResultRound> find(String round) {
        return jdbc.query("select * from result_round where round = ?", (row, n) -> round(row), round).stream()
                .findFirst();
    }

    /** The row stays locked until the transaction ends: whoever reckons does so alone. */
    Optional<ResultRound> lock(String round) {
        return jdbc
                .query("select * from result_round where round = ? for update", (row, n) -> round(row), round)
                .stream()
                .findFirst();
    }

    /** The newest first, at most so many. */
    List<ResultRound> all(boolean published, int most) {
        return jdbc.query(
                "select * from result_round" + (published ? " where published_at is not null" : "")
                        + " order by first_day desc, round desc limit ?",
                (row, n) -> round(row),
                most);
    }

    /** The rounds that were published before this one, the newest first, at most so many. */
    List<ResultRound> before(ResultRound round, int most) {
        return jdbc.query(
                "select * from result_round where published_at is not null and (first_day < ? or first_day = ? and round < ?)"
                        + " order by first_day desc, round desc limit ?",
                (row, n) -> round(row),
                round.from().toString(),
                round.from().toString(),
                round.round(),
                most);
    }

    private static ResultRound round(ResultSet row) throws SQLException {
        return new ResultRound(
                row.getString("round"),
                LocalDate.parse(row.getString("first_day")),
                LocalDate.parse(row.getString("last_day")),
                scheme(row.getString("scheme")),
                Utc.of(row, "cut_at"),
                Utc.of(row, "published_at"));
    }

    /** The units that are rated, with nothing known about them yet. */
    List<UnitInput> units(String round) {
        return jdbc.query(
                "select * from result_unit where round = ? order by unit",
                (row, n) ->
                        UnitInput.of(row.getString("unit"), row.getString("unit_group"), row.getBoolean("is_fresh")),
                round);
    }

    /** Why units of a round have no place in it: since when they are not what they were. */
    Map<String, Unit.Formed> fresh(String round) {
        return jdbc
                .query(
                        "select unit, fresh_since, fresh_from from result_unit where round = ? and fresh_since is not null",
                        (row, n) -> Map.entry(
                                row.getString(1), new Unit.Formed(LocalDate.parse(row.getString(2)), row.getString(3))),
                        round)
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void cut(String round, List<CountedClue> clues) {
        jdbc.update("update result_round set cut_at = ? where round = ?", Utc.of(clock.instant()), round);
        jdbc.batchUpdate(
                "insert into result_clue (round, clue, unit, signed, contacted, finished, solved, satisfied, reworked, red)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                clues.stream()
                        .map(one -> new Object[] {
                            round,
                            one.clue(),
                            one.unit(),
                            one.values().get(ClueFigure.SIGNED),
                            one.values().get(ClueFigure.CONTACTED),
                            one.values().get(ClueFigure.FINISHED),
                            one.values().get(ClueFigure.SOLVED),
                            one.values().get(ClueFigure.SATISFIED),
                            one.values().get(ClueFigure.REWORKED),
                            one.red()
                        })
                        .toList());
    }

    List<CountedClue> clues(String round) {
        return jdbc.query("select * from result_clue where round = ? order by clue", (row, n) -> clue(row), round);
    }

    List<CountedClue> clues(String round, String unit) {
        return jdbc.query(
                "select * from result_clue where round = ? and unit = ? order by clue",
                (row, n) -> clue(row),
                round,
                unit);
    }

    private static CountedClue clue(ResultSet row) throws SQLException {
        var values = new EnumMap<ClueFigure, Integer>(ClueFigure.class);
        for (var figure : ClueFigure.values()) {
            var value = row.getObject(figure.name().toLowerCase(java.util.Locale.ROOT), Integer.class);
            if (value != null) {
                values.put(figure, value);
            }
        }
        var why = row.getString("out_why");
        return new CountedClue(
                row.getString("clue"),
                row.getString("unit"),
                values,
                row.getBoolean("red"),
                row.getObject("out_since", Integer.class),
                why == null ? null : Out.valueOf(why));
    }

    void takeOut(String round, Collection<String> clues, int since, Out why) {
        jdbc.batchUpdate(
                "update result_clue set out_since = ?, out_why = ? where round = ? and clue = ? and out_since is null",
                clues.stream()
                        .map(clue -> new Object[] {since, why.name(), round, clue})
                        .toList());
    }

    int nextVersion(String round) {
        return 1
                + jdbc.queryForObject(
                        "select coalesce(max(ordinal), 0) from result_version where round = ?", Integer.class, round);
    }

    void add(String round, Version version, List<Ranked> scores) {
        jdbc.update(
                "insert into result_version (round, ordinal, made_at, cause, unit, why) values (?, ?, ?, ?, ?, ?)",
                round,
                version.ordinal(),
                Utc.of(version.at()),
                version.cause().name(),
                version.unit(),
                version.why());
        jdbc.batchUpdate(
                "insert into result_score (round, ordinal, unit, ranked_in, place, total, standing, is_last, honour, input,"
                        + " tree) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                scores.stream()
                        .map(one -> new Object[] {
                            round,
                            version.ordinal(),
                            one.unit(),
                            one.group(),
                            one.place(),
                            one.total(),
                            one.standing().name(),
                            one.last(),
                            one.honour().name(),
                            write(one.input()),
                            write(one.tree())
                        })
                        .toList());
    }

    void published(String round) {
        jdbc.update("update result_round set published_at = ? where round = ?", Utc.of(clock.instant()), round);
    }

    /** Oldest first. */
    List<Version> versions(String round) {
        return jdbc.query(
                "select * from result_version where round = ? order by ordinal",
                (row, n) -> new Version(
                        row.getInt("ordinal"),
                        Utc.of(row, "made_at"),
                        Version.Cause.valueOf(row.getString("cause")),
                        row.getString("unit"),
                        row.getString("why")),
                round);
    }

    /** The scores of a version, by the units' codes. */
    List<Ranked> scores(String round, int version) {
        return jdbc.query(
                "select * from result_score where round = ? and ordinal = ? order by unit",
                (row, n) -> score(row),
                round,
                version);
    }

    Optional<Ranked> score(String round, int version, String unit) {
        return jdbc
                .query(
                        "select * from result_score where round = ? and ordinal = ? and unit = ?",
                        (row, n) -> score(row),
                        round,
                        version,
                        unit)
                .stream()
                .findFirst();
    }

    /** A unit's score in each version of a round, the oldest first. */
    List<Map.Entry<Integer, Ranked>> course(String round, String unit) {
        return jdbc.query(
                "select * from result_score where round = ? and unit = ? order by ordinal",
                (row, n) -> Map.entry(row.getInt("ordinal"), score(row)),
                round,
                unit);
    }

    /** A unit's newest scores in the rounds that were published, the newest first, at most so many. */
    List<Past> history(String unit, int most) {
        return jdbc.query(
                "select s.*, r.first_day, r.last_day from result_score s join result_round r on r.round = s.round where s.unit = ?"
                        + " and r.published_at is not null and s.ordinal = (select max(v.ordinal) from result_version v"
                        + " where v.round = s.round) order by r.first_day desc, s.round desc limit ?",
                (row, n) -> new Past(
                        row.getString("round"),
                        LocalDate.parse(row.getString("first_day")),
                        LocalDate.parse(row.getString("last_day")),
                        score(row)),
                unit,
                most);
    }

    /** A score of an earlier round. */
    record Past(String round, LocalDate from, LocalDate to, Ranked score) {}

    private static Ranked score(ResultSet row) throws SQLException {
        return new Ranked(
                read(row.getString("input"), UnitInput.class),
                read(row.getString("tree"), ScoreNode.class),
                row.getString("ranked_in"),
                Ranked.Standing.valueOf(row.getString("standing")),
                row.getObject("place", Integer.class),
                row.getBoolean("is_last"),
                Ranked.Honour.valueOf(row.getString("honour")));
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T read(String text, Class<T> as) {
        try {
            return JSON.readValue(text, as);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The clues that count, by unit. */
    static Map<String, List<CountedClue>> counting(List<CountedClue> clues) {
        return clues.stream().filter(one -> one.outSince() == null).collect(Collectors.groupingBy(CountedClue::unit));
    }
}
