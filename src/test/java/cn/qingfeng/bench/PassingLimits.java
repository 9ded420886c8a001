package cn.qingfeng.bench;

import java.util.ArrayList;
import java.util.Date;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.JobQuery;
import org.springframework.jdbc.core.JdbcTemplate;

/** Many clues wait for the same moment; it comes, and the engine's workers do what is due. */
final class PassingLimits {

    private static final String TIMER = "startEvent_limitDue";
    private static final String EFFECT = "serviceTask_tellOverdue";
    private static final int IDLE_SECONDS = 60;
    private static final int COUNTED = 50;

    private final Subject subject;
    private final ProcessEngineConfigurationImpl engine;
    private final ManagementService jobs;
    private final Counter counter;
    private final JdbcTemplate jdbc;
    private final int limits = Integer.getInteger("bench.limits");
    private final int clients = Integer.getInteger("bench.clients", 4);

    PassingLimits(Subject subject, ProcessEngine engine, DataSource database) {
        this.subject = subject;
        this.engine = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        this.jobs = engine.getManagementService();
        this.counter = (Counter) database;
        this.jdbc = new JdbcTemplate(database);
    }

    void run() throws Exception {
        engine.getJobExecutor().shutdown();
        subject.closeForToday();
        build();
        subject.letLimitsPass();
        count();
        long waiting = due();
        long begin = System.nanoTime();
        engine.getJobExecutor().start();
        while (due() > 0) {
            TimeUnit.MILLISECONDS.sleep(250);
        }
        double took = (System.nanoTime() - begin) / 1e9;
        Measure.print("seconds until the last", took);
        Measure.print("timers/s", waiting / took);
        Measure.print("limits lost", limits - effects(""));
        Measure.print("limits told twice", effects(" having count(*) > 1"));
        Measure.print("seconds late after a minute idle", lateAfterIdleness());
    }

    private void build() throws Exception {
        var pool = Executors.newFixedThreadPool(clients);
        var begun = new AtomicInteger();
        var running = IntStream.range(0, clients)
                .mapToObj(client -> pool.submit(() -> {
                    while (begun.incrementAndGet() <= limits) {
                        subject.carryToTheDecision(subject.register());
                    }
                    return null;
                }))
                .toList();
        for (var each : running) {
            each.get();
        }
        pool.shutdown();
    }

    /** What goes over the wire for one timer: some are fired by hand, one by one, before the workers get the others. */
    private void count() {
        var timers = passed().listPage(0, COUNTED);
        counter.reset();
        counter.start();
        timers.forEach(timer -> jobs.executeJob(timer.getId()));
        counter.stop();
        Measure.print("round trips", counter.roundTrips() / (double) timers.size());
        Measure.print("rows", counter.rows() / (double) timers.size());
        System.out.println("a timer, the most frequent statements:");
        counter.most(40, timers.size()).forEach(System.out::println);
    }

    private long due() {
        return passed().count();
    }

    private JobQuery passed() {
        return jobs.createJobQuery().activityId(TIMER).duedateLowerThan(ClockUtil.now());
    }

    /** Instances in which the effect happened; the rows that {@code having} leaves. */
    private int effects(String having) {
        return jdbc.queryForObject(
                "select count(*) from (select PROC_INST_ID_ from ACT_HI_ACTINST where ACT_ID_ = '" + EFFECT
                        + "' group by PROC_INST_ID_" + having + ") told",
                Integer.class);
    }

    private double lateAfterIdleness() throws InterruptedException {
        var timer = jobs.createJobQuery().activityId(TIMER).listPage(0, 1).get(0);
        var due = new Date((ClockUtil.now().getTime() / 1000 + IDLE_SECONDS) * 1000);
        jobs.setJobDuedate(timer.getId(), due);
        TimeUnit.SECONDS.sleep(IDLE_SECONDS - 2);
        var open = new ArrayList<Date>();
        do {
            TimeUnit.MILLISECONDS.sleep(20);
            open.clear();
            var job = jobs.createJobQuery()
                    .processInstanceId(timer.getProcessInstanceId())
                    .activityId(TIMER)
                    .singleResult();
            if (job != null) {
                open.add(job.getDuedate());
            }
        } while (open.isEmpty() || open.get(0).equals(due));
        return (ClockUtil.now().getTime() - due.getTime()) / 1000.0;
    }
}
