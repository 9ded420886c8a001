package cn.qingfeng.visit;

import cn.qingfeng.Refusal;
import cn.qingfeng.Utc;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Right;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Inspections that units announced, so that nobody comes to a firm without the others knowing (国务院《优化营商环境条例》). */
@Service
@Transactional
public class Inspections {

    private static final int LONGEST = 200;

    /** Why it is done. Words for readers: {@code inspection.cause.<NAME>}. */
    public enum Cause {
        /** By the year's plan: once a quarter over all offices, outside quiet days. */
        PLANNED,
        /** The firm asks for it. */
        ASKED,
        /** A complaint, an accident or a grave danger: whenever it must be, with the ground. */
        URGENT
    }

    /**
     * An announced inspection.
     *
     * @param unit the code of the unit that inspects
     * @param ground why it cannot wait; null for those by plan
     * @param calledOff whether it will not be after all
     */
    public record Inspection(
            String id,
            String creditCode,
            String unit,
            LocalDate plannedOn,
            String subject,
            Cause cause,
            String ground,
            boolean calledOff) {}

    private final Firms firms;
    private final VisitRules rules;
    private final VisitBook visits;
    private final Organization organization;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    Inspections(
            Firms firms,
            VisitRules rules,
            VisitBook visits,
            Organization organization,
            JdbcTemplate jdbc,
            Clock clock) {
        this.firms = firms;
        this.rules = rules;
        this.visits = visits;
        this.organization = organization;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The units for which somebody may announce; offices for every one. */
    List<String> unitsOf(String person) {
        if (organization.hasOverAll(person, Right.ANNOUNCE_INSPECTIONS)) {
            return organization.units().stream().map(unit -> unit.code()).toList();
        }
        return organization.unitsWith(person, Right.ANNOUNCE_INSPECTIONS).stream()
                .sorted()
                .toList();
    }

    /**
     * Announces one.
     *
     * @param firm the firm's whole name or its credit code
     * @throws Refusal forbidden for another's unit; not found; or a conflict that says why the firm is not to be disturbed then
     */
    public void announce(
            String by, String firm, String unit, LocalDate day, String subject, Cause cause, String ground) {
        if (!unitsOf(by).contains(unit)) {
            throw Refusal.forbidden("inspection.unit.forbidden");
        }
        var found = firms.named(firm).orElseThrow(() -> Refusal.invalid("firms.named.unknown", firm));
        if (day == null || day.isBefore(visits.today())) {
            throw Refusal.invalid("visit.day.past");
        }
        var what = text(subject);
        if (what.isEmpty() || what.length() > LONGEST) {
            throw Refusal.invalid("inspection.subject.length", LONGEST);
        }
        var why = text(ground);
        if (cause != Cause.PLANNED && why.isEmpty() || why.length() > LONGEST) {
            throw Refusal.invalid("inspection.ground.length", LONGEST);
        }
        visits.lock(found.creditCode());
        if (cause == Cause.PLANNED) {
            rules.requireFree(found.creditCode(), day, null);
        }
        jdbc.update(
                "insert into inspection (id, credit_code, unit, planned_on, subject, cause, ground, announced_by, announced_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                UUID.randomUUID().toString(),
                found.creditCode(),
                unit,
                day.toString(),
                what,
                cause.name(),
                why.isEmpty() ? null : why,
                by,
                Utc.of(clock.instant()));
    }

    /** It will not be; the quarter is free for another. */
    public void callOff(String by, String id) {
        var one = jdbc.query("select * from inspection where id = ?", (row, n) -> inspection(row), id).stream()
                .findFirst()
                .filter(found -> unitsOf(by).contains(organization.current(found.unit())))
                .orElseThrow(() -> Refusal.notFound("inspection.unknown"));
        if (one.plannedOn().isBefore(visits.today())) {
            throw Refusal.conflict("inspection.over");
        }
        jdbc.update("update inspection set called_off_at = ? where id = ?", Utc.of(clock.instant()), id);
    }

    /** Those of a firm that were not called off, the newest first. */
    @Transactional(readOnly = true)
    public List<Inspection> of(String creditCode) {
        return jdbc.query(
                "select * from inspection where credit_code = ? and called_off_at is null order by planned_on desc, id",
                (row, n) -> inspection(row),
                creditCode);
    }

    /** Those of these units that are not longer over than a quarter, the newest first. */
    @Transactional(readOnly = true)
    public List<Inspection> ofUnits(List<String> units) {
        return jdbc
                .query(
                        "select * from inspection where planned_on >= ? order by planned_on desc, id",
                        (row, n) -> inspection(row),
                        visits.today().minusMonths(3).toString())
                .stream()
                .filter(one -> units.contains(organization.current(one.unit())))
                .toList();
    }

    /** How many were announced of each firm between two days, both included. */
    @Transactional(readOnly = true)
    public Map<String, Integer> between(LocalDate from, LocalDate to) {
        var counts = new HashMap<String, Integer>();
        jdbc.query(
                "select credit_code, count(*) from inspection where called_off_at is null and planned_on between ? and ?"
                        + " group by credit_code",
                row -> {
                    counts.put(row.getString(1), row.getInt(2));
                },
                from.toString(),
                to.toString());
        return counts;
    }

    private static String text(String typed) {
        return Objects.toString(typed, "").strip();
    }

    static Inspection inspection(ResultSet row) throws SQLException {
        return new Inspection(
                row.getString("id"),
                row.getString("credit_code"),
                row.getString("unit"),
                LocalDate.parse(row.getString("planned_on")),
                row.getString("subject"),
                Cause.valueOf(row.getString("cause")),
                row.getString("ground"),
                row.getObject("called_off_at") != null);
    }
}
