package cn.qingfeng.evaluation.check;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.matter.MatterEvents;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.place.Places;
import cn.qingfeng.organization.place.ServiceWindow;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The rules of unannounced checks ({@code processes/matter-check.bpmn}; modules.md, M9 and M10): one counts once somebody who did
 * not make it has heard the unit and looked at the pictures.
 */
@Component
class Checks {

    static final String KIND = "matter-check";
    static final String FIND = "userTask_find";
    static final String CONFIRM = "userTask_confirmCheck";

    private final Places places;
    private final Organization organization;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    Checks(Places places, Organization organization, JdbcTemplate jdbc, Clock clock) {
        this.places = places;
        this.organization = organization;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @EventListener
    void on(MatterEvents.Answered step) {
        if (!step.kind().equals(KIND)) {
            return;
        }
        switch (step.step()) {
            case FIND -> found(step);
            case CONFIRM -> confirmed(step);
            default -> {
                // What the unit says changes nothing by itself.
            }
        }
    }

    private void found(MatterEvents.Answered step) {
        var day = LocalDate.parse(step.said("checkedOn"));
        if (day.isAfter(LocalDate.ofInstant(clock.instant(), CountyClock.ZONE))) {
            throw Refusal.invalid("check.day.future");
        }
        jdbc.update(
                "insert into unit_check (number, unit, checked_on, points, found_by, counts, window_code, found)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                step.number(),
                step.said("unit"),
                day.toString(),
                points(step, "points"),
                step.by(),
                false,
                window(step),
                step.said("found"));
    }

    /** The window that was looked at, of the unit alone; null where it was none. */
    private String window(MatterEvents.Answered step) {
        var code = step.said("window");
        if (code.isEmpty()) {
            return null;
        }
        return places.window(code)
                .filter(one -> organization.current(one.unit()).equals(step.said("unit")))
                .map(ServiceWindow::code)
                .orElseThrow(() -> Refusal.invalid("check.window"));
    }

    private void confirmed(MatterEvents.Answered step) {
        var by = jdbc.queryForObject("select found_by from unit_check where number = ?", String.class, step.number());
        if (step.by().equals(by)) {
            throw Refusal.forbidden("check.own");
        }
        var outcome = step.said("outcome");
        if (outcome.equals("CHANGE")) {
            jdbc.update("update unit_check set points = ? where number = ?", points(step, "newPoints"), step.number());
        }
        jdbc.update("update unit_check set counts = ? where number = ?", !outcome.equals("VOID"), step.number());
    }

    /** Whole points; the form says from nought to a hundred, whoever sends without it is told. */
    private static int points(MatterEvents.Answered step, String key) {
        var said = step.said(key);
        if (!said.matches("\\d{1,2}(\\.0+)?|100(\\.0+)?")) {
            throw Refusal.invalid("check.points");
        }
        return Integer.parseInt(said.replaceFirst("\\..*", ""));
    }
}
