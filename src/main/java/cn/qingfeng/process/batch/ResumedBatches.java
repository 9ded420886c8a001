package cn.qingfeng.process.batch;

import cn.qingfeng.schedule.JobResult;
import cn.qingfeng.schedule.JobSchedule;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.schedule.ScheduledJob;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Every few minutes: goes on with what a node that stopped left in the middle. */
@Component
class ResumedBatches implements ScheduledJob {

    private final Batches batches;

    ResumedBatches(Batches batches) {
        this.batches = batches;
    }

    @Override
    public String key() {
        return "batches";
    }

    @Override
    public JobSchedule rhythm() {
        return JobSchedule.every(Duration.ofMinutes(5));
    }

    @Override
    public JobResult run(Period period) {
        return JobResult.of("schedule.report.batches", batches.resume());
    }
}
