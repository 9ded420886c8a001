package cn.qingfeng.supervision.digest;

import cn.qingfeng.calendar.office.CalendarOffice;
import cn.qingfeng.clue.access.ClueStatistics;
import cn.qingfeng.schedule.JobResult;
import cn.qingfeng.schedule.JobSchedule;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.schedule.ScheduledJob;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** On working days: warns of a year without an official list of holidays once a limit ends in it, or December has come. */
@Component
class CalendarWarning implements ScheduledJob {

    private final CalendarOffice office;
    private final ClueStatistics workloads;
    private final ApplicationEventPublisher events;
    private final ZoneId zone;

    CalendarWarning(CalendarOffice office, ClueStatistics workloads, ApplicationEventPublisher events, Clock clock) {
        this.office = office;
        this.workloads = workloads;
        this.events = events;
        this.zone = clock.getZone();
    }

    @Override
    public String key() {
        return "calendar-warning";
    }

    @Override
    public JobSchedule rhythm() {
        return JobSchedule.onWorkingDays(LocalTime.of(8, 45));
    }

    @Override
    public Duration worthwhile() {
        return Duration.ofDays(3);
    }

    @Override
    public JobResult run(Period period) {
        var warned = 0;
        for (int year = period.date().getYear(); year <= period.date().getYear() + 1; year++) {
            if (office.year(year).official()) {
                continue;
            }
            var clues = workloads.dueBetween(start(year), start(year + 1));
            var soon = year == period.date().getYear() || period.date().getMonth() == Month.DECEMBER;
            if (clues > 0 || soon) {
                events.publishEvent(new CalendarMissing(period.label(), year, clues));
                warned++;
            }
        }
        return JobResult.of(warned == 0 ? "schedule.report.calendar.good" : "schedule.report.calendar.missing", warned);
    }

    private java.time.Instant start(int year) {
        return LocalDate.of(year, 1, 1).atStartOfDay(zone).toInstant();
    }
}
