package cn.qingfeng.console;

import cn.qingfeng.draft.Drafts;
import cn.qingfeng.schedule.JobResult;
import cn.qingfeng.schedule.JobSchedule;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.schedule.ScheduledJob;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Every hour: forgets drafts of people who lost the task, and what lies unsent on our own pages for too long. */
@Component
class DraftSweep implements ScheduledJob {

    private final TaskDrafts tasks;
    private final Drafts drafts;
    private final Clock clock;

    DraftSweep(TaskDrafts tasks, Drafts drafts, Clock clock) {
        this.tasks = tasks;
        this.drafts = drafts;
        this.clock = clock;
    }

    @Override
    public String key() {
        return "draft-sweep";
    }

    @Override
    public JobSchedule rhythm() {
        return JobSchedule.every(Duration.ofHours(1));
    }

    @Override
    public JobResult run(Period period) {
        return JobResult.of("schedule.report.draft-sweep", tasks.sweep() + drafts.dropOld(clock.instant()));
    }
}
