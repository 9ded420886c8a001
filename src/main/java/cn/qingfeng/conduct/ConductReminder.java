package cn.qingfeng.conduct;

import cn.qingfeng.schedule.JobResult;
import cn.qingfeng.schedule.JobSchedule;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.schedule.ScheduledJob;
import java.time.Duration;
import java.time.LocalTime;
import org.springframework.stereotype.Component;

/** On each month's first working day: whoever has not acknowledged this year's list is told. */
@Component
class ConductReminder implements ScheduledJob {

    private static final LocalTime MORNING = LocalTime.of(9, 30);

    private final ConductList list;

    ConductReminder(ConductList list) {
        this.list = list;
    }

    @Override
    public String key() {
        return "conduct";
    }

    @Override
    public JobSchedule rhythm() {
        return JobSchedule.onFirstWorkingDayOfMonth(MORNING);
    }

    @Override
    public Duration worthwhile() {
        return Duration.ofDays(7);
    }

    @Override
    public JobResult run(Period period) {
        return JobResult.of("schedule.report.conduct", list.remind(period.label()));
    }
}
