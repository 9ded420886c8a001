package cn.qingfeng.process.engine;

import cn.qingfeng.organization.absence.Absences;
import cn.qingfeng.organization.ahead.PlannedChanges;
import cn.qingfeng.schedule.JobResult;
import cn.qingfeng.schedule.JobSchedule;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.schedule.ScheduledJob;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** What is entered for a day takes effect when the day begins, or with the first turn after a stop. */
@Component
class CountyDay implements ScheduledJob {

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
    public JobSchedule rhythm() {
        return JobSchedule.every(Duration.ofHours(1));
    }

    @Override
    public JobResult run(Period period) {
        // First, in transactions of their own: who is away follows who is there.
        var changed = planned.turn();
        return JobResult.of("schedule.report.county-day", changed + absences.turn());
    }
}
