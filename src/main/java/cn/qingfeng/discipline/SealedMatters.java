package cn.qingfeng.discipline;

import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.schedule.JobResult;
import cn.qingfeng.schedule.JobSchedule;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.schedule.ScheduledJob;
import java.time.Duration;
import java.time.LocalTime;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** On working days: what lies in the sealed register and must be passed up by the end of the next working day, or should have been. */
@Component
class SealedMatters implements ScheduledJob {

    private final SealedRegister register;
    private final WorkingCalendar calendar;
    private final ApplicationEventPublisher events;

    SealedMatters(SealedRegister register, WorkingCalendar calendar, ApplicationEventPublisher events) {
        this.register = register;
        this.calendar = calendar;
        this.events = events;
    }

    @Override
    public String key() {
        return "sealed-matters";
    }

    @Override
    public JobSchedule rhythm() {
        return JobSchedule.onWorkingDays(LocalTime.of(8, 40));
    }

    @Override
    public Duration worthwhile() {
        return Duration.ofDays(1);
    }

    @Override
    public JobResult run(Period period) {
        var soon = register.dueUpTo(calendar.plusWorkingDays(period.dueAt(), 1).dueAt());
        soon.forEach(entry -> events.publishEvent(new SealedMatterDue(
                period.label(), entry.number(), entry.dueAt(), entry.dueAt().isBefore(period.dueAt()))));
        return JobResult.of(soon.isEmpty() ? "schedule.report.sealed.none" : "schedule.report.sealed.due", soon.size());
    }
}
