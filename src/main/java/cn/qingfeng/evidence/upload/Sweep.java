package cn.qingfeng.evidence.upload;

import cn.qingfeng.evidence.FileSettings;
import cn.qingfeng.evidence.storage.FileContents;
import cn.qingfeng.schedule.JobResult;
import cn.qingfeng.schedule.JobSchedule;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.schedule.ScheduledJob;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Every hour: erases what pages sent and no form claimed, and contents that were cut off on their way in. */
@Component
public class Sweep implements ScheduledJob {

    /** No file takes so long to come in. */
    private static final Duration CUT_OFF = Duration.ofHours(6);

    private final PendingUploads waiting;
    private final FileContents contents;
    private final FileSettings settings;
    private final Clock clock;

    Sweep(PendingUploads waiting, FileContents contents, FileSettings settings, Clock clock) {
        this.waiting = waiting;
        this.contents = contents;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String key() {
        return "evidence-sweep";
    }

    @Override
    public JobSchedule rhythm() {
        return JobSchedule.every(Duration.ofHours(1));
    }

    @Override
    public JobResult run(Period period) {
        var now = clock.instant();
        var forgotten = waiting.forgetSince(now.minus(settings.waiting()));
        var cutOff = contents.unclaimedSince(now.minus(CUT_OFF));
        cutOff.forEach(contents::discardAfterCommit);
        return JobResult.of("schedule.report.evidence-sweep", forgotten, cutOff.size());
    }
}
