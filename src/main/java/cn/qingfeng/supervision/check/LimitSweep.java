package cn.qingfeng.supervision.check;

import cn.qingfeng.schedule.ChecksFailed;
import cn.qingfeng.schedule.JobResult;
import cn.qingfeng.schedule.JobSchedule;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.schedule.ScheduledJob;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Every five minutes: what the engine's timers overlooked is done and reported. */
@Component
class LimitSweep implements ScheduledJob {

    /** The engine needs no longer for its own work, even with a queue before it. */
    static final Duration GRACE = Duration.ofMinutes(3);

    private final MissedLimits missed;
    private final Differences differences;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    LimitSweep(MissedLimits missed, Differences differences, ApplicationEventPublisher events, Clock clock) {
        this.missed = missed;
        this.differences = differences;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public String key() {
        return "limit-sweep";
    }

    @Override
    public JobSchedule rhythm() {
        return JobSchedule.every(Duration.ofMinutes(5));
    }

    @Override
    public JobResult run(Period period) {
        var now = clock.instant();
        var caught = missed.catchUp(now.minus(GRACE));
        var fired = count(caught, MissedLimits.Kind.FIRED);
        var toTell = differences.keep(
                "sweep",
                caught.stream()
                        .filter(one -> one.kind() != MissedLimits.Kind.FIRED)
                        .map(one -> new Difference("LIMIT_" + one.kind(), one.clueNumber(), null, null))
                        .toList());
        // What was caught up with is done, and nobody has to do anything about it: the run's report tells.
        if (toTell > 0) {
            events.publishEvent(new ChecksFailed(key(), period.label(), toTell));
        }
        return JobResult.of("schedule.report.sweep", fired, caught.size() - fired);
    }

    private static int count(List<MissedLimits.Caught> caught, MissedLimits.Kind kind) {
        return (int) caught.stream().filter(one -> one.kind() == kind).count();
    }
}
