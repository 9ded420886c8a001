package cn.qingfeng.evaluation.window;

import cn.qingfeng.Refusal;
import cn.qingfeng.Utc;
import cn.qingfeng.evaluation.RoundStage;
import cn.qingfeng.evaluation.score.Ranked.Honour;
import cn.qingfeng.evaluation.window.WindowScoring.Placed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Keeps rounds of windows, their lists, and every version of every score. Adds; changes no score that is there. */
@Component
class WindowBook {

    /**
     * A window of a round.
     *
     * @param unit whose it was when the list was fixed
     */
    record Entered(String window, String name, String unit) {}

    /** Why a version was made. */
    enum Cause {
        /** What was counted at the cut. */
        CUT,
        DRAFT,
        /** A mark was found mistaken. */
        MARK,
        /** A check was objected to, and rightly so. */
        CHECK
    }

    /**
     * A reckoning.
     *
     * @param window whose mark or check was taken out; null where none was
     * @param ref the matter of that mark or check
     */
    record Version(int ordinal, Instant at, Cause cause, String window, String ref) {}

    private final JdbcTemplate jdbc;
    private final Clock clock;

    WindowBook(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void plan(String number, YearMonth month) {
        jdbc.update(
                "insert into window_round (number, for_month, stage, drafts) values (?, ?, ?, 0)",
                number,
                month.toString(),
                RoundStage.PLANNED.name());
    }

    Optional<WindowRound> find(String number) {
        return jdbc.query("select * from window_round where number = ?", (row, n) -> round(row), number).stream()
                .findFirst();
    }

    /** The row stays locked until the transaction ends: whoever decides does so alone. */
    WindowRound lock(String number) {
        return jdbc
                .query("select * from window_round where number = ? for update", (row, n) -> round(row), number)
                .stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("window.unknown"));
    }

    /** The round of a month that was not withdrawn. */
    Optional<WindowRound> standing(YearMonth month) {
        return jdbc
                .query(
                        "select r.* from window_round r join matter m on m.number = r.number"
                                + " where r.for_month = ? and m.state <> 'WITHDRAWN'",
                        (row, n) -> round(row),
                        month.toString())
                .stream()
                .findFirst();
    }

    /** The newest month first, at most so many; withdrawn ones are none. */
    List<WindowRound> all(boolean published, int most) {
        return jdbc.query(
                "select r.* from window_round r join matter m on m.number = r.number where m.state <> 'WITHDRAWN'"
                        + (published ? " and r.published_at is not null" : "")
                        + " order by r.for_month desc, r.number desc limit ?",
                (row, n) -> round(row),
                most);
    }

    private static WindowRound round(ResultSet row) throws SQLException {
        var scheme = row.getString("scheme");
        return new WindowRound(
                row.getString("number"),
                YearMonth.parse(row.getString("for_month")),
                RoundStage.valueOf(row.getString("stage")),
                row.getInt("drafts"),
                scheme == null ? null : WindowScheme.read(scheme),
                Utc.of(row, "published_at"));
    }

    void reached(WindowRound round, RoundStage stage) {
        jdbc.update(
                "update window_round set stage = ?, drafts = drafts + ? where number = ?",
                stage.name(),
                stage == RoundStage.DRAFT ? 1 : 0,
                round.number());
    }

    void keeps(String number, WindowScheme scheme) {
        jdbc.update("update window_round set scheme = ? where number = ?", scheme.written(), number);
    }

    void published(String number) {
        jdbc.update("update window_round set published_at = ? where number = ?", Utc.of(clock.instant()), number);
    }

    void enter(String number, Collection<Entered> windows) {
        jdbc.batchUpdate(
                "insert into window_entered (round, window_code, name, unit) values (?, ?, ?, ?)",
                windows.stream()
                        .map(one -> new Object[] {number, one.window(), one.name(), one.unit()})
                        .toList());
    }

    void leave(String number, String window) {
        jdbc.update("delete from window_entered where round = ? and window_code = ?", number, window);
    }

    /** In the order of their codes. */
    List<Entered> entered(String number) {
        return jdbc.query(
                "select * from window_entered where round = ? order by window_code",
                (row, n) -> new Entered(row.getString("window_code"), row.getString("name"), row.getString("unit")),
                number);
    }

    /** The next version. */
    Version add(String number, Cause cause, String window, String ref, List<Placed> scores) {
        var version = new Version(latest(number) + 1, clock.instant(), cause, window, ref);
        jdbc.update(
                "insert into window_version (round, ordinal, made_at, cause, window_code, ref) values (?, ?, ?, ?, ?, ?)",
                number,
                version.ordinal(),
                Utc.of(version.at()),
                cause.name(),
                window,
                ref);
        jdbc.batchUpdate(
                "insert into window_score (round, ordinal, window_code, scans, scan_points, calls, satisfied, checks,"
                        + " check_points, away, attitude, total, place, honour)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                scores.stream()
                        .map(one -> new Object[] {
                            number,
                            version.ordinal(),
                            one.input().window(),
                            one.input().scans(),
                            one.input().scanPoints(),
                            one.input().calls(),
                            one.input().satisfied(),
                            one.input().checks(),
                            one.input().checkPoints(),
                            one.input().away(),
                            one.input().attitude(),
                            one.total(),
                            one.place(),
                            one.honour().name()
                        })
                        .toList());
        return version;
    }

    /** The number of the newest version; 0 before the cut. */
    int latest(String number) {
        return jdbc.queryForObject(
                "select coalesce(max(ordinal), 0) from window_version where round = ?", Integer.class, number);
    }

    /** Oldest first. */
    List<Version> versions(String number) {
        return jdbc.query(
                "select * from window_version where round = ? order by ordinal",
                (row, n) -> new Version(
                        row.getInt("ordinal"),
                        Utc.of(row, "made_at"),
                        Cause.valueOf(row.getString("cause")),
                        row.getString("window_code"),
                        row.getString("ref")),
                number);
    }

    /** The scores of a version, by the windows' codes. */
    List<Placed> scores(String number, int version) {
        return jdbc.query(
                "select * from window_score where round = ? and ordinal = ? order by window_code",
                (row, n) -> new Placed(
                        new WindowInput(
                                row.getString("window_code"),
                                row.getInt("scans"),
                                row.getInt("scan_points"),
                                row.getInt("calls"),
                                row.getInt("satisfied"),
                                row.getInt("checks"),
                                row.getInt("check_points"),
                                row.getInt("away"),
                                row.getInt("attitude")),
                        row.getBigDecimal("total"),
                        row.getObject("place", Integer.class),
                        Honour.valueOf(row.getString("honour"))),
                number,
                version);
    }

    /** The windows that were among the worst in the newest version of a published month; none where there is no such month. */
    List<String> worst(YearMonth month) {
        return standing(month)
                .filter(WindowRound::isPublished)
                .map(round -> scores(round.number(), latest(round.number())).stream()
                        .filter(one -> one.honour() == Honour.WORST)
                        .map(one -> one.input().window())
                        .toList())
                .orElse(List.of());
    }
}
