package cn.qingfeng.schedule;

import cn.qingfeng.calendar.clock.ClockMoved;
import cn.qingfeng.calendar.clock.CountyClock;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import org.quartz.CronScheduleBuilder;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.JobBuilder;
import org.quartz.JobDataMap;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.quartz.SchedulerFactoryBeanCustomizer;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.quartz.QuartzJobBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Quartz gives the cues: one trigger for each job, and one every minute that makes up for whatever was missed. */
@Configuration(proxyBeanMethods = false)
class QuartzConfiguration {

    static final String JOB = "job";
    static final String BY = "by";
    static final JobKey CATCH_UP = JobKey.jobKey("catch-up", "qingfeng");

    private static final TimeZone ZONE = TimeZone.getTimeZone(CountyClock.ZONE);

    @Bean
    SchedulerFactoryBeanCustomizer countyJobs(List<ScheduledJob> jobs) {
        var details = new ArrayList<JobDetail>();
        var triggers = new ArrayList<Trigger>();
        for (var job : jobs) {
            var detail = JobBuilder.newJob(Cue.class)
                    .withIdentity(keyOf(job.key()))
                    .usingJobData(JOB, job.key())
                    .storeDurably()
                    .requestRecovery()
                    .build();
            details.add(detail);
            triggers.add(trigger(detail, job.rhythm().cron()));
        }
        var catchUp = JobBuilder.newJob(CatchUp.class)
                .withIdentity(CATCH_UP)
                .storeDurably()
                .build();
        details.add(catchUp);
        triggers.add(trigger(catchUp, "30 * * * * ?"));
        return factory -> {
            factory.setJobDetails(details.toArray(JobDetail[]::new));
            factory.setTriggers(triggers.toArray(Trigger[]::new));
        };
    }

    static JobKey keyOf(String job) {
        return JobKey.jobKey(job, "qingfeng");
    }

    /** A cue that was missed is given once when somebody can hear it again. */
    private static Trigger trigger(JobDetail job, String cron) {
        return TriggerBuilder.newTrigger()
                .forJob(job)
                .withIdentity(job.getKey().getName(), job.getKey().getGroup())
                .withSchedule(CronScheduleBuilder.cronSchedule(cron)
                        .inTimeZone(ZONE)
                        .withMisfireHandlingInstructionFireAndProceed())
                .build();
    }

    /** One job's cue; with a name in it, somebody's wish to run it now. */
    @DisallowConcurrentExecution
    static class Cue extends QuartzJobBean {
        private final Schedule schedule;

        Cue(Schedule schedule) {
            this.schedule = schedule;
        }

        @Override
        protected void executeInternal(JobExecutionContext context) {
            var data = context.getMergedJobDataMap();
            var by = data.getString(BY);
            if (by == null) {
                schedule.runDue(data.getString(JOB));
            } else {
                schedule.runNow(data.getString(JOB), by);
            }
        }
    }

    @DisallowConcurrentExecution
    static class CatchUp extends QuartzJobBean {
        private final Schedule schedule;

        CatchUp(Schedule schedule) {
            this.schedule = schedule;
        }

        @Override
        protected void executeInternal(JobExecutionContext context) {
            schedule.catchUp();
        }
    }

    /** Asks Quartz for a run out of turn, on whichever node. */
    @Component
    static class Bell {
        private final ObjectProvider<Scheduler> scheduler;
        private final TransactionTemplate transaction;
        private final boolean starts;

        Bell(
                ObjectProvider<Scheduler> scheduler,
                PlatformTransactionManager transactions,
                @Value("${qingfeng.schedule.enabled}") boolean starts) {
            this.scheduler = scheduler;
            this.starts = starts;
            this.transaction = new TransactionTemplate(transactions);
        }

        void ring(JobKey job, JobDataMap data) {
            transaction.executeWithoutResult(status -> {
                try {
                    scheduler.getObject().triggerJob(job, data);
                } catch (SchedulerException e) {
                    throw new IllegalStateException(e);
                }
            });
        }

        /** A demo moves its clock in steps of days: what became due is run at once, not within the minute. */
        @EventListener
        void on(ClockMoved moved) throws SchedulerException {
            if (scheduler.getObject().isStarted()) {
                ring(CATCH_UP, new JobDataMap());
            }
        }

        /** Not before everything is ready: the demo county is built on a clock that is moved while it is built. */
        @EventListener
        void on(ApplicationReadyEvent ready) throws SchedulerException {
            if (starts) {
                scheduler.getObject().start();
            }
        }
    }
}
