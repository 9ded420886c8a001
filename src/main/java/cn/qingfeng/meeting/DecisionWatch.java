package cn.qingfeng.meeting;

import cn.qingfeng.schedule.JobResult;
import cn.qingfeng.schedule.JobSchedule;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.schedule.ScheduledJob;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Every half hour: whoever is concerned hears that something a meeting decided is not done in time. */
@Component
class DecisionWatch implements ScheduledJob {

    private static final Duration OFTEN = Duration.ofMinutes(30);

    private final Meetings meetings;

    DecisionWatch(Meetings meetings) {
        this.meetings = meetings;
    }

    @Override
    public String key() {
        return "meetings";
    }

    @Override
    public JobSchedule rhythm() {
        return JobSchedule.every(OFTEN);
    }

    @Override
    public Duration worthwhile() {
        return OFTEN;
    }

    @Override
    public JobResult run(Period period) {
        return JobResult.of("schedule.report.meetings", meetings.tellLate());
    }
}
