package cn.qingfeng.process.schedule;

import cn.qingfeng.organization.Absences;
import cn.qingfeng.organization.PlannedChanges;
import cn.qingfeng.supervision.schedule.CountyJob;
import cn.qingfeng.supervision.schedule.Period;
import cn.qingfeng.supervision.schedule.Report;
import cn.qingfeng.supervision.schedule.Rhythm;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** What is entered for a day takes effect when the day begins, or with the first turn after a stop. */
@Component
class CountyDay implements CountyJob {

    private final PlannedChanges planned;
    private final Absences absences;

    CountyDay(PlannedChanges planned, Absences absences) {
        this.planned = planned;
        this.absences = absences;
    }

    @Override
    public String key() {
        return "county-day";
    }

    @Override
    public Rhythm rhythm() {
        return Rhythm.every(Duration.ofHours(1));
    }

    @Override
    public Duration worthwhile() {
        return Duration.ofHours(1);
    }

    @Override
    public Report run(Period period) {
        // First, in transactions of their own: who is away follows who is there.
        var changed = planned.turn();
        return Report.of("schedule.report.county-day", changed + absences.turn());
    }
}
