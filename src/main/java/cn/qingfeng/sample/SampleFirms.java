package cn.qingfeng.sample;

import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.matter.Matters;
import cn.qingfeng.process.task.UserTasks;
import cn.qingfeng.visit.Firm.Contact;
import cn.qingfeng.visit.Firms;
import cn.qingfeng.visit.Inspections;
import cn.qingfeng.visit.Inspections.Cause;
import cn.qingfeng.visit.VisitPlan;
import cn.qingfeng.visit.Visits;
import cn.qingfeng.visit.Way;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The demo county's firms as their officers know them ({@code sample/visited-firms.yml}): whom to ask for, announced inspections, quiet
 * days, and visits that were made, the last of which turned into a clue. What there is already is not done again.
 */
@Component
@Profile("demo")
class SampleFirms {

    private final Firms firms;
    private final Visits visits;
    private final VisitPlan plan;
    private final Inspections inspections;
    private final Matters matters;
    private final UserTasks desk;
    private final CountyClock clock;
    private final JdbcTemplate jdbc;

    SampleFirms(
            Firms firms,
            Visits visits,
            VisitPlan plan,
            Inspections inspections,
            Matters matters,
            UserTasks desk,
            CountyClock clock,
            JdbcTemplate jdbc) {
        this.firms = firms;
        this.visits = visits;
        this.plan = plan;
        this.inspections = inspections;
        this.matters = matters;
        this.desk = desk;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    /** All that is done, for the clues' story. */
    @SuppressWarnings("unchecked")
    List<SampleMatters.Act> story() {
        return SampleFile.<Map<String, Object>>list("visited-firms.yml").stream()
                .map(act -> new SampleMatters.Act(
                        (int) act.get("days"), LocalTime.parse((String) act.get("hour")), () -> act(act)))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private void act(Map<String, Object> act) {
        var by = (String) act.get("by");
        var firm = (String) act.get("firm");
        switch ((String) act.get("does")) {
            case "contact" -> {
                if (none("firm_sheet", firm)) {
                    var who = (List<String>) act.get("who");
                    firms.contacts(by, firm, List.of(new Contact(who.get(0), who.get(1), who.get(2))));
                }
            }
            case "quiet" -> {
                if (none("firm_quiet", firm)) {
                    firms.quiet(by, firm, today().plusDays(1), today().plusDays((int) act.get("length")), (String)
                            act.get("why"));
                }
            }
            case "inspect" -> {
                if (none("inspection", firm)) {
                    inspections.announce(
                            by,
                            firm,
                            (String) act.get("unit"),
                            today(),
                            (String) act.get("subject"),
                            Cause.valueOf((String) act.get("cause")),
                            (String) act.get("ground"));
                }
            }
            case "visit" -> {
                if (notVisited(firm)) {
                    var number = visits.plan(by, firm, today(), Way.valueOf((String) act.get("way")), true);
                    var answers = new HashMap<String, Object>((Map<String, Object>) act.get("answers"));
                    answers.put("visitOn", today().toString());
                    answers.put("way", act.get("way"));
                    answers.put("asked", true);
                    desk.submit(by, matters.open(number).get(0).id(), answers);
                }
            }
            default -> plan.propose();
        }
    }

    /** Beside what was proposed. */
    private boolean notVisited(String firm) {
        return jdbc.queryForObject(
                        "select count(*) from visit where credit_code = ? and proposed_for is null",
                        Integer.class,
                        firm)
                == 0;
    }

    private boolean none(String table, String firm) {
        return jdbc.queryForObject("select count(*) from " + table + " where credit_code = ?", Integer.class, firm)
                == 0;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), CountyClock.ZONE);
    }
}
