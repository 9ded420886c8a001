package cn.qingfeng.pledge;

import cn.qingfeng.Refusal;
import cn.qingfeng.Utc;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.matter.MatterEvents;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Keeps the promises: written from the steps of their matters, in the same transaction. An owner may draw the kind anew; as
 * long as the steps below keep their ids, their rules hold.
 */
@Component
class PledgeBook {

    static final String PLEDGE = "matter-pledge";
    static final String EPISODE = "matter-episode";

    private static final String ASK = "userTask_ask";
    private static final String PROMISE = "userTask_givePromise";
    private static final String REPORT = "userTask_reportOn";
    private static final String VERIFY = "userTask_verify";
    private static final String LOOK_BACK = "userTask_lookBack";
    private static final String LOOK_AGAIN = "userTask_lookAgain";
    private static final String HAND_OVER = "userTask_handOver";

    private static final String OUTCOME = "outcome";
    private static final String FINISH = "finish";

    private static final String ROWS = "select p.*,"
            + " (select b.finish_on from pledge_break b where b.number = p.number and b.finish_on = p.finish_on) broken_for,"
            + " (select b.clue from pledge_break b where b.number = p.number and b.broken_at ="
            + " (select max(n.broken_at) from pledge_break n where n.number = p.number)) clue from pledge p";

    private final JdbcTemplate jdbc;
    private final Clock clock;

    PledgeBook(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), CountyClock.ZONE);
    }

    @EventListener
    void on(MatterEvents.Answered step) {
        if (step.kind().equals(EPISODE)
                && step.step().equals(HAND_OVER)
                && of(step.number()).isEmpty()) {
            throw Refusal.invalid("pledge.episode.none");
        }
        if (step.kind().equals(PLEDGE)) {
            take(step);
        }
    }

    private void take(MatterEvents.Answered step) {
        var said = step.codes();
        var outcome = said.getOrDefault(OUTCOME, "");
        switch (step.step()) {
            case ASK ->
                jdbc.update(
                        "insert into pledge (number, episode, unit) values (?, ?, ?)",
                        step.number(),
                        said.get("episode"),
                        step.unit());
            case PROMISE -> promised(step.number(), said);
            case REPORT -> moment("reported_at", outcome.equals("DONE") ? clock.instant() : null, step.number());
            case VERIFY -> {
                if (outcome.equals("KEPT")) {
                    moment("kept_at", clock.instant(), step.number());
                }
                moment("reported_at", null, step.number());
            }
            case LOOK_BACK, LOOK_AGAIN -> {
                if (outcome.equals("RELAPSED")) {
                    promised(step.number(), said);
                    moment("kept_at", null, step.number());
                }
            }
            default -> {
                // A step that an owner added decides nothing here.
            }
        }
    }

    /** @throws Refusal invalid, without a day or for one that is over */
    private void promised(String number, Map<String, String> said) {
        var finish = said.getOrDefault(FINISH, "");
        if (finish.isEmpty()) {
            throw Refusal.invalid("pledge.finish.missing");
        }
        var day = LocalDate.parse(finish);
        if (day.isBefore(today())) {
            throw Refusal.invalid("pledge.finish.past");
        }
        jdbc.update("update pledge set finish_on = ? where number = ?", day.toString(), number);
    }

    private void moment(String column, Instant at, String number) {
        jdbc.update("update pledge set " + column + " = ? where number = ?", at == null ? null : Utc.of(at), number);
    }

    Optional<Pledge> find(String number) {
        return jdbc.query(ROWS + " where p.number = ?", (row, n) -> pledge(row), number).stream()
                .findFirst();
    }

    Optional<Pledge> ofClue(String clue) {
        return jdbc
                .query(
                        ROWS + " where p.number = (select b.number from pledge_break b where b.clue = ?)",
                        (row, n) -> pledge(row),
                        clue)
                .stream()
                .findFirst();
    }

    /** Those asked in an episode. */
    List<Pledge> of(String episode) {
        return jdbc.query(ROWS + " where p.episode = ? order by p.number", (row, n) -> pledge(row), episode);
    }

    /** All, the next to end first, those that are kept last. */
    List<Pledge> all() {
        return jdbc.query(
                ROWS
                        + " order by case when p.kept_at is null then 0 else 1 end, case when p.finish_on is null then 1 else 0 end,"
                        + " p.finish_on, p.number",
                (row, n) -> pledge(row));
    }

    /** Those whose day has come to its end, of which the unit has not said that they are kept. */
    List<Pledge> past() {
        return jdbc
                .query(
                        ROWS
                                + " where p.kept_at is null and p.reported_at is null and p.finish_on < ? order by p.number",
                        (row, n) -> pledge(row),
                        today().toString())
                .stream()
                .filter(pledge -> pledge.brokenFor() == null)
                .toList();
    }

    void broken(Pledge pledge, String clue) {
        jdbc.update(
                "insert into pledge_break (number, finish_on, broken_at, clue) values (?, ?, ?, ?)",
                pledge.number(),
                pledge.finishOn().toString(),
                Utc.of(clock.instant()),
                clue);
    }

    private static Pledge pledge(ResultSet row) throws SQLException {
        return new Pledge(
                row.getString("number"),
                row.getString("episode"),
                row.getString("unit"),
                day(row, "finish_on"),
                Utc.of(row, "reported_at"),
                Utc.of(row, "kept_at"),
                day(row, "broken_for"),
                row.getString("clue"));
    }

    private static LocalDate day(ResultSet row, String column) throws SQLException {
        var day = row.getString(column);
        return day == null ? null : LocalDate.parse(day);
    }
}
