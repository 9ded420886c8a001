package cn.qingfeng.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.supervision.check.Difference;
import cn.qingfeng.supervision.check.Differences;
import cn.qingfeng.testing.OnBothDatabases;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.flywaydb.core.api.migration.JavaMigration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.jdbc.AutoConfigureTestDatabase;
import org.springframework.boot.test.autoconfigure.orm.jpa.DataJpaTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.quartz.QuartzJobBean;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RestController;

/** The book of runs and Quartz's tables on a real database, with a clock in the test's hand. */
@OnBothDatabases
@DataJpaTest(
        showSql = false,
        includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = JavaMigration.class))
@AutoConfigureTestDatabase(replace = AutoConfigureTestDatabase.Replace.NONE)
@Transactional(propagation = Propagation.NOT_SUPPORTED)
@Import({JobRuns.class, Differences.class, ScheduleTests.Surroundings.class})
class ScheduleTests {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @TestConfiguration(proxyBeanMethods = false)
    @ComponentScan(
            basePackageClasses = WorkingCalendar.class,
            excludeFilters = {
                @ComponentScan.Filter(RestController.class),
                // It brings a clock of its own, and no pages.
                @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.(CountyClock|Clock[A-Z]\\w*)")
            })
    static class Surroundings {
        @Bean
        MovableClock clock() {
            return new MovableClock();
        }

        @Bean
        ObjectMapper json() {
            return new ObjectMapper();
        }
    }

    static class MovableClock extends Clock {
        volatile Instant now = Instant.parse("2026-11-23T00:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZONE;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    /** Writes down each turn in the run's own transaction, so that a run rolled back leaves no trace. */
    private class Noted implements ScheduledJob {
        private final String key;
        private final JobSchedule rhythm;
        private final boolean every;
        volatile RuntimeException failure;

        private Noted(String key, JobSchedule rhythm, boolean every) {
            this.key = key;
            this.rhythm = rhythm;
            this.every = every;
        }

        @Override
        public String key() {
            return key;
        }

        @Override
        public JobSchedule rhythm() {
            return rhythm;
        }

        @Override
        public Duration worthwhile() {
            return every ? Duration.ofDays(100) : Duration.ofDays(6);
        }

        @Override
        public boolean everyTurnCounts() {
            return every;
        }

        @Override
        public JobResult run(Period period) {
            differences.keep(
                    "reconciliation",
                    java.util.stream.Stream.concat(
                                    noted().stream(), java.util.stream.Stream.of(key + " " + period.label()))
                            .map(text -> new Difference("NOTED", text, null, null))
                            .toList());
            turns.add(period.label());
            if (failure != null) {
                throw failure;
            }
            return JobResult.of("done", 7);
        }
    }

    @Autowired
    JobRuns runs;

    @Autowired
    Differences differences;

    @Autowired
    MovableClock clock;

    @Autowired
    WorkingCalendar calendar;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    DataSource data;

    @Autowired
    PlatformTransactionManager transactions;

    private final List<String> turns = new CopyOnWriteArrayList<>();
    private Noted weekly;
    private Noted monthly;
    private Schedule schedule;

    @BeforeEach
    void start() {
        inTransaction(() -> {
            jdbc.update("delete from schedule_run");
            jdbc.update("delete from schedule_difference");
        });
        weekly = new Noted("weekly", JobSchedule.weekly(DayOfWeek.MONDAY, LocalTime.of(8, 30)), false);
        monthly = new Noted("monthly", JobSchedule.onFirstWorkingDayOfMonth(LocalTime.of(8, 30)), true);
        schedule = new Schedule(List.of(weekly, monthly), runs, calendar, clock, transactions);
        at("2026-03-03T09:00");
    }

    private void inTransaction(Runnable work) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> work.run());
    }

    private void at(String local) {
        clock.now = java.time.LocalDateTime.parse(local).atZone(ZONE).toInstant();
    }

    /** What runs left in the database. */
    private List<String> noted() {
        return differences.page(0, 100).stream()
                .map(kept -> kept.difference().subject())
                .sorted()
                .toList();
    }

    @Test
    void runsATurnOnceHoweverManyAskAtTheSameTime() {
        var askers = new ArrayList<CompletableFuture<Void>>();
        for (int i = 0; i < 8; i++) {
            askers.add(CompletableFuture.runAsync(() -> schedule.runDue("weekly")));
        }
        askers.forEach(CompletableFuture::join);

        assertThat(turns).containsExactly("2026-03-02");
        assertThat(runs.last("weekly", 9)).singleElement().satisfies(run -> {
            assertThat(run.status()).isEqualTo(JobRuns.Status.DONE);
            assertThat(run.report()).isEqualTo(JobResult.of("done", 7));
            assertThat(run.startedAt()).isEqualTo(clock.now);
        });
    }

    @Test
    void twoSchedulersOnOneDatabaseGiveOneRun() throws Exception {
        RUNNING = schedule;
        var one = scheduler("node-1");
        var two = scheduler("node-2");
        try {
            new TransactionTemplate(transactions).execute(status -> {
                try {
                    var job = JobBuilder.newJob(Cued.class)
                            .withIdentity("weekly")
                            .storeDurably()
                            .build();
                    one.addJob(job, true);
                    for (int i = 0; i < 6; i++) {
                        (i % 2 == 0 ? one : two)
                                .scheduleJob(TriggerBuilder.newTrigger()
                                        .forJob(job)
                                        .withIdentity("cue-" + i)
                                        .startNow()
                                        .withSchedule(SimpleScheduleBuilder.simpleSchedule())
                                        .build());
                    }
                    return null;
                } catch (org.quartz.SchedulerException e) {
                    throw new IllegalStateException(e);
                }
            });
            one.start();
            two.start();
            var until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (CUES.size() < 6 && System.nanoTime() < until) {
                Thread.onSpinWait();
            }
        } finally {
            one.shutdown(true);
            two.shutdown(true);
        }
        assertThat(CUES).hasSize(6);
        assertThat(turns).containsExactly("2026-03-02");
        assertThat(jdbc.queryForObject("select count(*) from QRTZ_FIRED_TRIGGERS", Integer.class))
                .isZero();
    }

    private static volatile Schedule RUNNING;
    private static final List<String> CUES = new CopyOnWriteArrayList<>();

    /** A cue as Quartz gives it. */
    public static class Cued extends QuartzJobBean {
        @Override
        protected void executeInternal(JobExecutionContext context) {
            try {
                CUES.add(context.getScheduler().getSchedulerInstanceId());
            } catch (org.quartz.SchedulerException e) {
                throw new IllegalStateException(e);
            }
            RUNNING.runDue("weekly");
        }
    }

    private Scheduler scheduler(String node) throws Exception {
        var settings = new Properties();
        settings.put("org.quartz.scheduler.instanceName", "test");
        settings.put("org.quartz.scheduler.instanceId", node);
        settings.put("org.quartz.jobStore.isClustered", "true");
        settings.put("org.quartz.jobStore.clusterCheckinInterval", "2000");
        settings.put("org.quartz.jobStore.useProperties", "true");
        settings.put("org.quartz.scheduler.idleWaitTime", "1000");
        settings.put("org.quartz.threadPool.threadCount", "2");
        var factory = new SchedulerFactoryBean();
        factory.setDataSource(data);
        factory.setTransactionManager(transactions);
        factory.setQuartzProperties(settings);
        factory.setAutoStartup(false);
        // Two of one name in one JVM would be taken for one.
        factory.setBeanName(node);
        factory.setSchedulerName("test");
        factory.setExposeSchedulerInRepository(false);
        factory.afterPropertiesSet();
        return factory.getObject();
    }

    @Test
    void makesUpForAMissedWeekButNotForWeeksThatAreNobodysNewsAnyMore() {
        schedule.catchUp();
        at("2026-03-25T12:00");
        schedule.catchUp();
        at("2026-04-04T09:00");
        schedule.catchUp();

        assertThat(turns).containsExactly("2026-02", "2026-03-02", "2026-03-23", "2026-03", "2026-03-30");
    }

    @Test
    void leavesOutWhatIsTooLateToBeWorthwhile() {
        // The Monday before was six days and more ago.
        at("2026-03-08T23:59");
        schedule.runDue("weekly");
        assertThat(turns).isEmpty();
    }

    @Test
    void makesUpForEveryMonthMissedInAStop() {
        schedule.runDue("monthly");
        at("2026-06-10T09:00");
        schedule.runDue("monthly");
        schedule.runDue("monthly");

        assertThat(turns).containsExactly("2026-02", "2026-03", "2026-04", "2026-05");
    }

    @Test
    void leavesNoTraceOfAFailedRunAndTriesItAgainAfterAPause() {
        weekly.failure = new IllegalStateException("no");
        schedule.runDue("weekly");
        assertThat(noted()).isEmpty();
        assertThat(runs.newest("weekly").orElseThrow().status()).isEqualTo(JobRuns.Status.FAILED);
        weekly.failure = null;
        schedule.runDue("weekly");
        assertThat(turns).hasSize(1);

        inTransaction(() -> jdbc.update("update schedule_run set alive_at = alive_at - 200000"));
        schedule.runDue("weekly");

        assertThat(noted()).containsExactly("weekly 2026-03-02");
        assertThat(runs.newest("weekly").orElseThrow().attempts()).isEqualTo(2);
    }

    @Test
    void takesOverTheTurnOfANodeThatDied() {
        assertThat(runs.claim("weekly", "2026-03-02", "system")).isPresent();
        schedule.runDue("weekly");
        assertThat(turns).isEmpty();
        assertThat(schedule.running("weekly")).isTrue();

        inTransaction(() ->
                jdbc.update("update schedule_run set alive_at = alive_at - ?", JobRuns.LONGEST_RUN.toMillis() + 1000));
        schedule.runDue("weekly");

        assertThat(turns).containsExactly("2026-03-02");
    }

    @Test
    void keepsNothingOfARunWhoseTurnWasTakenOverMeanwhile() {
        weekly = new Noted("weekly", JobSchedule.weekly(DayOfWeek.MONDAY, LocalTime.of(8, 30)), false) {
            @Override
            public JobResult run(Period period) {
                var report = super.run(period);
                new TransactionTemplate(transactions) {
                    {
                        setPropagationBehavior(PROPAGATION_REQUIRES_NEW);
                    }
                }.executeWithoutResult(status -> jdbc.update("update schedule_run set id = 'another'"));
                return report;
            }
        };
        schedule = new Schedule(List.of(weekly), runs, calendar, clock, transactions);

        schedule.runDue("weekly");

        assertThat(noted()).isEmpty();
        assertThat(runs.newest("weekly").orElseThrow().id()).isEqualTo("another");
    }

    @Test
    void runsOnceMoreWhenAnAdministratorWantsIt() {
        schedule.runNow("weekly", "admin");
        schedule.runNow("weekly", "admin");
        schedule.runNow("weekly", "admin");

        assertThat(turns).containsExactly("2026-03-02", "2026-03-02+1", "2026-03-02+2");
        assertThat(runs.newest("weekly").orElseThrow().by()).isEqualTo("admin");
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> schedule.runNow("unknown", "admin"));
    }

    @Test
    void aTurnThatIsNotMadeUpForIsPutDownWithTheReason() {
        schedule.runDue("weekly");
        at("2026-03-24T09:00");
        schedule.runDue("weekly");
        schedule.runDue("weekly");

        assertThat(turns).containsExactly("2026-03-02", "2026-03-23");
        assertThat(runs.last("weekly", 9))
                .filteredOn(run -> run.status() == JobRuns.Status.LEFT_OUT)
                .allSatisfy(run -> assertThat(run.report().key()).isEqualTo("schedule.left-out"))
                .extracting(JobRuns.Run::period)
                .containsExactlyInAnyOrder("2026-03-09", "2026-03-16");
    }

    @Test
    void whatRunsAllDayIsOnRecordForAWeekWhoeverRunsIt() {
        var often = new Noted("often", JobSchedule.every(Duration.ofHours(1)), false);
        schedule = new Schedule(List.of(often, weekly), runs, calendar, clock, transactions);
        schedule.runDue("weekly");
        schedule.runDue("often");
        assertThat(runs.last("often", 9)).hasSize(1);

        at("2026-03-13T09:00");
        schedule.runDue("often");

        assertThat(runs.last("often", 9)).extracting(JobRuns.Run::period).containsExactly("2026-03-13T09:00");
        assertThat(runs.last("weekly", 9)).as("few, and kept").hasSize(1);
    }

    @Test
    void aDifferenceStaysOnTheBookUntilACheckNoLongerFindsIt() {
        var one = new Difference("CARD", "WY20260303-0001", "RED", "BLUE");
        var other = new Difference("LIMIT_NO_TIMER", "WY20260303-0002", null, null);
        inTransaction(() -> assertThat(differences.keep("reconciliation", List.of(one, one)))
                .isOne());
        inTransaction(() -> assertThat(differences.keep("sweep", List.of(other)))
                .as("perhaps gone before anybody looks")
                .isZero());
        inTransaction(() -> assertThat(differences.keep("sweep", List.of(other)))
                .as("still there: told")
                .isOne());
        inTransaction(() -> assertThat(differences.keep("sweep", List.of(other)))
                .as("told once")
                .isZero());
        inTransaction(() ->
                assertThat(differences.keep("reconciliation", List.of(one))).isZero());
        assertThat(differences.open()).isEqualTo(2);

        inTransaction(() -> differences.keep("reconciliation", List.of()));

        assertThat(differences.open()).isOne();
        assertThat(differences.page(0, 10))
                .extracting(kept -> kept.difference())
                .containsExactly(other, one);
    }
}
