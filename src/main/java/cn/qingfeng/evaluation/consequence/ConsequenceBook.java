package cn.qingfeng.evaluation.consequence;

import cn.qingfeng.Marks;
import cn.qingfeng.Utc;
import cn.qingfeng.evaluation.consequence.Consequence.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Keeps what was proposed for units and how far it has come; what was said stands in the matter of that number. */
@Component
class ConsequenceBook {

    private final JdbcTemplate jdbc;
    private final Clock clock;

    ConsequenceBook(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param round null where somebody proposes it of the own accord; {@code rule} and, until it is chosen, the rest too */
    void propose(String number, String round, String unit, String rule, Measure measure) {
        jdbc.update(
                "insert into unit_consequence (number, round, unit, rule_name, measure, state) values (?, ?, ?, ?, ?, ?)",
                number,
                round,
                unit,
                rule,
                measure.name(),
                State.PROPOSED.name());
    }

    void decided(String number, boolean signed, String by) {
        jdbc.update(
                "update unit_consequence set state = ?, decided_by = ?, decided_at = ? where number = ?",
                (signed ? State.SIGNED : State.DROPPED).name(),
                by,
                Utc.of(clock.instant()),
                number);
    }

    void chosen(String number, String unit, Measure measure) {
        jdbc.update("update unit_consequence set unit = ?, measure = ? where number = ?", unit, measure.name(), number);
    }

    void executed(String number, String day, String document) {
        jdbc.update(
                "update unit_consequence set state = ?, executed_on = ?, document = ? where number = ?",
                State.EXECUTED.name(),
                day,
                document,
                number);
    }

    void dropped(String number) {
        jdbc.update("update unit_consequence set state = ? where number = ?", State.DROPPED.name(), number);
    }

    void lifted(String number) {
        jdbc.update(
                "update unit_consequence set state = ?, lifted_at = ? where number = ?",
                State.LIFTED.name(),
                Utc.of(clock.instant()),
                number);
    }

    void unsupported(String number, int version) {
        jdbc.update(
                "update unit_consequence set unsupported_since = ? where number = ? and unsupported_since is null",
                version,
                number);
    }

    void supportedAgain(String number) {
        jdbc.update("update unit_consequence set unsupported_since = null where number = ?", number);
    }

    Optional<Consequence> find(String number) {
        return jdbc.query("select * from unit_consequence where number = ?", (row, n) -> read(row), number).stream()
                .findFirst();
    }

    /** What was proposed after these rounds. */
    List<Consequence> of(Collection<String> rounds) {
        return rounds.isEmpty()
                ? List.of()
                : jdbc.query(
                        "select * from unit_consequence where round in (" + Marks.of(rounds) + ") order by number",
                        (row, n) -> read(row),
                        rounds.toArray());
    }

    /** What was proposed after a round. */
    List<Consequence> of(String round) {
        return jdbc.query(
                "select * from unit_consequence where round = ? order by number", (row, n) -> read(row), round);
    }

    /** The newest first, at most so many; of these units, or of all where {@code units} is null. */
    List<Consequence> newest(Collection<String> units, int most) {
        if (units == null) {
            return jdbc.query(
                    "select * from unit_consequence order by number desc limit " + most, (row, n) -> read(row));
        }
        return units.isEmpty()
                ? List.of()
                : jdbc.query(
                        "select * from unit_consequence where unit in (" + Marks.of(units)
                                + ") order by number desc limit " + most,
                        (row, n) -> read(row),
                        units.toArray());
    }

    /** The warnings that were executed in a year, in force or lifted since, by unit. */
    Map<String, List<Consequence>> warnings(int year) {
        return jdbc
                .query(
                        "select * from unit_consequence where executed_on >= ? and executed_on < ? and measure in"
                                + " ('YELLOW_WARNING', 'RED_WARNING') order by executed_on, number",
                        (row, n) -> read(row),
                        year + "-01-01",
                        (year + 1) + "-01-01")
                .stream()
                .collect(Collectors.groupingBy(Consequence::unit));
    }

    private static Consequence read(ResultSet row) throws SQLException {
        return new Consequence(
                row.getString("number"),
                row.getString("round"),
                row.getString("unit"),
                row.getString("rule_name"),
                Measure.valueOf(row.getString("measure")),
                State.valueOf(row.getString("state")),
                row.getString("decided_by"),
                Utc.of(row, "decided_at"),
                row.getString("executed_on"),
                row.getString("document"),
                Utc.of(row, "lifted_at"),
                row.getObject("unsupported_since", Integer.class));
    }
}
