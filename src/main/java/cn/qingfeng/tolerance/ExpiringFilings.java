package cn.qingfeng.tolerance;

import cn.qingfeng.schedule.JobResult;
import cn.qingfeng.schedule.JobSchedule;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.schedule.ScheduledJob;
import java.time.LocalTime;
import org.springframework.stereotype.Component;

/** Each working day: tells units of their risk filings that end within a month. */
@Component
class ExpiringFilings implements ScheduledJob {

    private final RiskFilings filings;

    ExpiringFilings(RiskFilings filings) {
        this.filings = filings;
    }

    @Override
    public String key() {
        return "expiring-filings";
    }

    @Override
    public JobSchedule rhythm() {
        return JobSchedule.onWorkingDays(LocalTime.of(9, 10));
    }

    @Override
    public JobResult run(Period period) {
        return JobResult.of("schedule.report.expiring-filings", filings.tellExpiring());
    }
}
