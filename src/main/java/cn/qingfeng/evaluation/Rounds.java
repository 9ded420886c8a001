package cn.qingfeng.evaluation;

import cn.qingfeng.Refusal;
import cn.qingfeng.Utc;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Unit;
import cn.qingfeng.organization.UnitGroup;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Rounds, how far each has come, and the units and groups that each keeps for itself (M9). */
@Service
@Transactional
public class Rounds {

    /** The kind of matter by which a round goes. */
    public static final String KIND = "matter-round";

    private static final Pattern A_QUARTER = Pattern.compile("\\d{4}-Q[1-4]");

    /**
     * A unit of a round.
     *
     * @param group the group in which the round ranks it
     * @param ballots how many ballots rate it; null before they were counted
     */
    public record Entered(String unit, UnitGroup group, Integer ballots) {}

    private final JdbcTemplate jdbc;
    private final Organization organization;
    private final Clock clock;

    Rounds(JdbcTemplate jdbc, Organization organization, Clock clock) {
        this.jdbc = jdbc;
        this.organization = organization;
        this.clock = clock;
    }

    /**
     * A round of a quarter, with the county's units as they are grouped today.
     *
     * @throws Refusal invalid for what no quarter is or has not begun; conflict when the quarter has a round that stands
     */
    public void plan(String number, String quarter) {
        if (!A_QUARTER.matcher(quarter).matches()
                || Round.from(quarter).isAfter(LocalDate.ofInstant(clock.instant(), CountyClock.ZONE))) {
            throw Refusal.invalid("round.quarter", quarter);
        }
        jdbc
                .queryForList(
                        "select r.number from evaluation_round r join matter m on m.number = r.number"
                                + " where r.quarter = ? and r.stage <> 'VOID' and m.state <> 'WITHDRAWN'",
                        String.class,
                        quarter)
                .stream()
                .findFirst()
                .ifPresent(other -> {
                    throw Refusal.conflict("round.quarter.taken", quarter, other);
                });
        jdbc.update(
                "insert into evaluation_round (number, quarter, stage, drafts) values (?, ?, ?, 0)",
                number,
                quarter,
                RoundStage.PLANNED.name());
        organization.units().stream()
                .filter(unit -> unit.group() != UnitGroup.OFFICE)
                .forEach(unit -> jdbc.update(
                        "insert into evaluation_unit (round, unit, unit_group) values (?, ?, ?)",
                        number,
                        unit.code(),
                        unit.group().name()));
    }

    /**
     * Whether a unit is in the round, and in which group, as long as this is not fixed.
     *
     * @param group null to leave it out
     */
    public void enter(String number, String unit, UnitGroup group) {
        require(lock(number), RoundStage.PLANNED);
        organization.requireUnit(unit);
        if (group == UnitGroup.OFFICE) {
            throw Refusal.invalid("round.group");
        }
        jdbc.update("delete from evaluation_unit where round = ? and unit = ?", number, unit);
        if (group != null) {
            jdbc.update(
                    "insert into evaluation_unit (round, unit, unit_group) values (?, ?, ?)",
                    number,
                    unit,
                    group.name());
        }
    }

    /**
     * It has come a stage further.
     *
     * @throws Refusal conflict when it does not stand where this follows, however its kind is drawn
     */
    public void reached(String number, RoundStage before, RoundStage stage) {
        require(lock(number), before);
        if (stage == RoundStage.FIXED && unitsOf(number).isEmpty()) {
            throw Refusal.conflict("round.units.none");
        }
        jdbc.update(
                "update evaluation_round set stage = ?, drafts = drafts + ? where number = ?",
                stage.name(),
                stage == RoundStage.DRAFT ? 1 : 0,
                number);
    }

    /** Lots were drawn with this seed. */
    public void drawn(String number, String seed, int wanted) {
        jdbc.update(
                "update evaluation_round set seed = ?, wanted = ?, drawn_at = ? where number = ?",
                seed,
                wanted,
                Utc.of(clock.instant()),
                number);
    }

    /** @throws Refusal conflict when it stands elsewhere */
    public static void require(Round round, RoundStage stage) {
        if (round.stage() != stage) {
            throw Refusal.conflict("round.skipped");
        }
    }

    @Transactional(readOnly = true)
    public Optional<Round> find(String number) {
        return jdbc.query("select * from evaluation_round where number = ?", (row, n) -> round(row), number).stream()
                .findFirst();
    }

    /** @throws Refusal not found */
    @Transactional(readOnly = true)
    public Round get(String number) {
        return find(number).orElseThrow(() -> Refusal.notFound("round.unknown"));
    }

    /** A round whose row stays locked until the transaction ends. */
    public Round lock(String number) {
        return jdbc
                .query("select * from evaluation_round where number = ? for update", (row, n) -> round(row), number)
                .stream()
                .findFirst()
                .orElseThrow(() -> Refusal.conflict("round.skipped"));
    }

    /** Every round, the newest quarter first. */
    @Transactional(readOnly = true)
    public List<Round> all() {
        return jdbc.query("select * from evaluation_round order by quarter desc, number desc", (row, n) -> round(row));
    }

    /** The units of a round with their groups, in the order of their codes. */
    @Transactional(readOnly = true)
    public List<Entered> unitsOf(String number) {
        return jdbc.query(
                "select * from evaluation_unit where round = ? order by unit",
                (row, n) -> new Entered(
                        row.getString("unit"),
                        UnitGroup.valueOf(row.getString("unit_group")),
                        row.getObject("ballots", Integer.class)),
                number);
    }

    /** The units of today that are not what they were on the first day of a round's quarter, and why. */
    @Transactional(readOnly = true)
    public Map<String, Unit.Formed> formed(Round round) {
        return organization.formedSince(round.from());
    }

    /** Links were printed once more. */
    public void slipsMade(String number) {
        jdbc.update("update evaluation_round set slips = slips + 1 where number = ?", number);
    }

    /** The ballots were counted. */
    public void closed(String number, int rights, int used) {
        jdbc.update("update evaluation_round set rights = ?, used = ? where number = ?", rights, used, number);
    }

    /** How many ballots rate a unit. */
    public void counted(String number, String unit, int ballots) {
        jdbc.update("update evaluation_unit set ballots = ? where round = ? and unit = ?", ballots, number, unit);
    }

    private static Round round(ResultSet row) throws SQLException {
        return new Round(
                row.getString("number"),
                row.getString("quarter"),
                RoundStage.valueOf(row.getString("stage")),
                row.getString("seed"),
                row.getObject("wanted", Integer.class),
                Utc.of(row, "drawn_at"),
                row.getInt("drafts"),
                row.getInt("slips"),
                row.getObject("rights", Integer.class),
                row.getObject("used", Integer.class));
    }
}
