package cn.qingfeng.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.JobQuery;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Many clues wait for the same moment; it comes, and the engine's workers do what is due. */
final class PassingLimits {

    private static final String TIMER = "startEvent_limitDue";
    private static final String EFFECT = "serviceTask_tellOverdue";
    private static final int IDLE_SECONDS = 60;
    private static final int COUNTED = 50;
    private static final long STUCK_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final long LATER = TimeUnit.DAYS.toMillis(20);

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final Subject subject;
    private final ProcessEngineConfigurationImpl engine;
    private final ManagementService jobs;
    private final Counter counter;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final int limits = Integer.getInteger("bench.limits");
    private final int rounds = Integer.getInteger("bench.rounds", 3);
    private final Map<Integer, List<Object[]>> shares = new TreeMap<>();
    private int told;
    private final int clients = Integer.getInteger("bench.clients", 4);

    PassingLimits(Subject subject, ProcessEngine engine, DataSource database) {
        this.subject = subject;
        this.engine = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        this.jobs = engine.getManagementService();
        this.counter = (Counter) database;
        this.jdbc = new JdbcTemplate(database);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    Map<String, Orders.Order> orders() {
        return Map.of("build", this::buildAndLetPass, "count", this::count, "pass", this::pass, "idle", this::idle);
    }

    /** All limits are built before the first of them is due; each round gets its share of them. */
    private void buildAndLetPass() throws Exception {
        engine.getJobExecutor().shutdown();
        subject.closeForToday();
        build();
        subject.letLimitsPass();
        var timers = passed().unlimitedList();
        // The last one waits for the idle minute.
        var last = timers.size() - 1;
        jobs.setJobDuedate(timers.get(last).getId(), new Date(ClockUtil.now().getTime() + LATER));
        for (var at = COUNTED; at < last; at++) {
            var round = (at - COUNTED) * rounds / (last - COUNTED);
            shares.computeIfAbsent(round, each -> new ArrayList<>()).add(new Object[] {
                timers.get(at).getDuedate(), timers.get(at).getId()
            });
        }
        shares.values()
                .forEach(share -> move(share.stream()
                        .map(each -> new Object[] {new Date(((Date) each[0]).getTime() + LATER), each[1]})
                        .toList()));
    }

    private void move(List<Object[]> timers) {
        transaction.executeWithoutResult(
                status -> jdbc.batchUpdate("update ACT_RU_JOB set DUEDATE_ = ? where ID_ = ?", timers));
    }

    /** The limits of the next round pass in one moment; the workers do what is due. */
    private void pass() throws Exception {
        var share = shares.remove(shares.keySet().iterator().next());
        move(share);
        long waiting = due();
        long begin = System.nanoTime();
        long worked = PROCESS.getProcessCpuTime();
        engine.getJobExecutor().start();
        letAllPass(waiting);
        double took = (System.nanoTime() - begin) / 1e9;
        // Of this JVM alone; hardly another when others work on the machine, as the time is.
        Measure.print("ms of processor a timer", (PROCESS.getProcessCpuTime() - worked) / 1e6 / waiting);
        engine.getJobExecutor().shutdown();
        told += waiting;
        Measure.print("seconds until the last", took);
        Measure.print("timers/s", waiting / took);
        Measure.print("limits lost", told - effects(""));
        Measure.print("limits told twice", effects(" having count(*) > 1"));
    }

    /** Until none waits; where nothing moves any more, what is left is lost. */
    private void letAllPass(long waiting) throws InterruptedException {
        var left = waiting;
        var moved = System.nanoTime();
        while (left > 0 && System.nanoTime() - moved < STUCK_NANOS) {
            TimeUnit.MILLISECONDS.sleep(100);
            var now = due();
            moved = now < left ? System.nanoTime() : moved;
            left = now;
        }
    }

    private void idle() throws Exception {
        engine.getJobExecutor().start();
        Measure.print("seconds late after a minute idle", lateAfterIdleness());
        engine.getJobExecutor().shutdown();
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
        told += timers.size();
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
                "select count(*) from (select p.BUSINESS_KEY_ from ACT_HI_ACTINST a join ACT_HI_PROCINST p"
                        + " on p.ID_ = a.PROC_INST_ID_ where a.ACT_ID_ = '" + EFFECT + "' group by p.BUSINESS_KEY_"
                        + having
                        + ") told",
                Integer.class);
    }

    private double lateAfterIdleness() throws InterruptedException {
        var timer = jobs.createJobQuery()
                .activityId(TIMER)
                .orderByJobDuedate()
                .desc()
                .listPage(0, 1)
                .get(0);
        var due = new Date((ClockUtil.now().getTime() / 1000 + IDLE_SECONDS) * 1000);
        jobs.setJobDuedate(timer.getId(), due);
        TimeUnit.SECONDS.sleep(IDLE_SECONDS - 2);
        Job job;
        do {
            TimeUnit.MILLISECONDS.sleep(20);
            job = jobs.createJobQuery()
                    .processInstanceId(timer.getProcessInstanceId())
                    .activityId(TIMER)
                    .singleResult();
        } while (job != null && job.getDuedate().equals(due));
        return (ClockUtil.now().getTime() - due.getTime()) / 1000.0;
    }
}
