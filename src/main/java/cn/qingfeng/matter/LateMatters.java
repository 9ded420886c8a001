package cn.qingfeng.matter;

import cn.qingfeng.schedule.JobResult;
import cn.qingfeng.schedule.JobSchedule;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.schedule.ScheduledJob;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Looks again and again whether the limit of a matter's step has passed, and tells whoever has it. */
@Component
class LateMatters implements ScheduledJob {

    private final Matters matters;

    LateMatters(Matters matters) {
        this.matters = matters;
    }

    @Override
    public String key() {
        return "late-matters";
    }

    @Override
    public JobSchedule rhythm() {
        return JobSchedule.every(Duration.ofMinutes(10));
    }

    @Override
    public Duration worthwhile() {
        return Duration.ofMinutes(10);
    }

    @Override
    public JobResult run(Period period) {
        return JobResult.of("schedule.report.late-matters", matters.tellLate());
    }
}
