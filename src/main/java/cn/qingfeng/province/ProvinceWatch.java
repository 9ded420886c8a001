package cn.qingfeng.province;

import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.schedule.JobResult;
import cn.qingfeng.schedule.JobSchedule;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.schedule.ScheduledJob;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Every half hour: warns whoever enters clues on the platform before their time is over, and once more when it is. */
@Component
class ProvinceWatch implements ScheduledJob {

    private static final Duration BEFORE = Duration.ofHours(2);

    private final Province province;
    private final ProvinceBook book;
    private final WorkingCalendar calendar;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ProvinceWatch(
            Province province,
            ProvinceBook book,
            WorkingCalendar calendar,
            ApplicationEventPublisher events,
            Clock clock) {
        this.province = province;
        this.book = book;
        this.calendar = calendar;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public String key() {
        return "province";
    }

    @Override
    public JobSchedule rhythm() {
        return JobSchedule.every(Duration.ofMinutes(30));
    }

    @Override
    public JobResult run(Period period) {
        province.addMissing();
        var now = clock.instant();
        var soonBefore = calendar.plusWorkingHours(now, BEFORE).dueAt();
        var told = 0;
        for (var reports : new boolean[] {false, true}) {
            var found = book.warn(soonBefore, now, reports);
            if (found[0] + found[1] > 0) {
                events.publishEvent(new ProvinceDue(
                        "province/" + period.label() + (reports ? "/reports" : ""), reports, found[0], found[1]));
                told += found[0] + found[1];
            }
        }
        return JobResult.of("schedule.report.province", told);
    }
}
