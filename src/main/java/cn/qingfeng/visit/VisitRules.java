package cn.qingfeng.visit;

import cn.qingfeng.Refusal;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.visit.Inspections.Cause;
import java.time.LocalDate;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * When a firm may be disturbed without having asked: once a quarter by all offices together, on the first twenty-five days of a
 * month, and not on days that it wants to be quiet (modules.md, M4).
 */
@Component
class VisitRules {

    /** After this day of a month nobody comes. */
    static final int LAST_DAY = 25;

    private final VisitBook visits;
    private final Firms firms;
    private final Organization organization;
    private final JdbcTemplate jdbc;

    VisitRules(VisitBook visits, Firms firms, Organization organization, JdbcTemplate jdbc) {
        this.visits = visits;
        this.firms = firms;
        this.organization = organization;
        this.jdbc = jdbc;
    }

    /**
     * @param except the visit that is moved; null for a new one
     * @throws Refusal conflict, which says why
     */
    void requireFree(String creditCode, LocalDate day, String except) {
        if (day.getDayOfMonth() > LAST_DAY) {
            throw Refusal.conflict("visit.rule.month-end", day, LAST_DAY);
        }
        firms.quietOn(creditCode, day).ifPresent(quiet -> {
            throw Refusal.conflict("visit.rule.quiet", quiet.from(), quiet.to(), quiet.why());
        });
        var from = VisitBook.quarterOf(day);
        var to = from.plusMonths(3).minusDays(1);
        visits.of(creditCode).stream()
                .filter(visit -> !visit.number().equals(except))
                .filter(visit ->
                        visit.state() != Visit.State.DROPPED && visit.way().inPerson() && !visit.asked())
                .filter(visit -> !visit.day().isBefore(from) && !visit.day().isAfter(to))
                .findFirst()
                .ifPresent(visit -> {
                    throw Refusal.conflict("visit.rule.visited", visit.day(), visit.number());
                });
        jdbc
                .query(
                        "select * from inspection where credit_code = ? and called_off_at is null and cause = ?"
                                + " and planned_on between ? and ? order by planned_on",
                        (row, n) -> Inspections.inspection(row),
                        creditCode,
                        Cause.PLANNED.name(),
                        from.toString(),
                        to.toString())
                .stream()
                .findFirst()
                .ifPresent(inspection -> {
                    throw Refusal.conflict(
                            "visit.rule.inspected",
                            organization.unitName(inspection.unit()),
                            inspection.plannedOn(),
                            inspection.subject());
                });
    }

    /** Whether {@link #requireFree} lets it pass. */
    boolean isFree(String creditCode, LocalDate day) {
        try {
            requireFree(creditCode, day, null);
            return true;
        } catch (Refusal taken) {
            return false;
        }
    }
}
