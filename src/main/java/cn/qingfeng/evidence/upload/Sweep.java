package cn.qingfeng.evidence.upload;

import cn.qingfeng.evidence.FileSettings;
import cn.qingfeng.evidence.storage.Contents;
import cn.qingfeng.schedule.CountyJob;
import cn.qingfeng.schedule.JobResult;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.schedule.Rhythm;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Every hour: erases what pages sent and no form claimed, and contents that were cut off on their way in. */
@Component
public class Sweep implements CountyJob {

    /** No file takes so long to come in. */
    private static final Duration CUT_OFF = Duration.ofHours(6);

    private final WaitingFiles waiting;
    private final Contents contents;
    private final FileSettings settings;
    private final Clock clock;

    Sweep(WaitingFiles waiting, Contents contents, FileSettings settings, Clock clock) {
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
    public Rhythm rhythm() {
        return Rhythm.every(Duration.ofHours(1));
    }

    @Override
    public Duration worthwhile() {
        return Duration.ofHours(1);
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
