package cn.qingfeng.supervision.digest;

import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.clue.access.ClueStatistics;
import cn.qingfeng.schedule.JobResult;
import cn.qingfeng.schedule.JobSchedule;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.schedule.ScheduledJob;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Every working morning, what each unit's leader finds on the desk. */
@Component
class MorningDigest implements ScheduledJob {

    private static final int SOON_IN_WORKING_DAYS = 2;

    private final ClueStatistics workloads;
    private final WorkingCalendar calendar;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MorningDigest(ClueStatistics workloads, WorkingCalendar calendar, ApplicationEventPublisher events, Clock clock) {
        this.workloads = workloads;
        this.calendar = calendar;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public String key() {
        return "morning-digest";
    }

    @Override
    public JobSchedule rhythm() {
        return JobSchedule.onWorkingDays(LocalTime.of(8, 30));
    }

    /** Until the offices close: yesterday's digest is nobody's news. */
    @Override
    public Duration worthwhile() {
        return Duration.ofHours(10);
    }

    @Override
    public JobResult run(Period period) {
        var now = clock.instant();
        var loads = workloads.loads(
                now, calendar.plusWorkingDays(now, SOON_IN_WORKING_DAYS).dueAt());
        loads.forEach(load -> events.publishEvent(
                new DigestMade(period.label(), load.unit(), load.open(), load.soon(), load.late())));
        return JobResult.of("schedule.report.digest", loads.size());
    }
}
