package cn.qingfeng.bench;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.process.delivery.NoticeDelivery;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.security.engine.EngineRights;
import cn.qingfeng.security.query.CountsTogether;
import cn.qingfeng.testing.Mail;
import cn.qingfeng.testing.OnBothDatabases;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.TaskQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;

/**
 * What a clue costs the database from its registration to the closed file: a blue one, through office and unit, everyone told
 * by inbox and by mail. Counted, not timed, so that it is the same on every machine. What is committed here is what it costs;
 * whoever makes it cheaper lowers it, and whoever makes it dearer says in the change why.
 */
@OnBothDatabases
@SpringBootTest(
        properties = {
            "camunda.bpm.job-execution.enabled=false",
            "qingfeng.mail.enabled=true",
            "qingfeng.clock.movable=true"
        })
@Import(ProductSubject.WithCounter.class)
class LifeCostTests {

    /** Statements, batches and commits: 445, and what the seconds of the clock and the watch over the database add. */
    private static final long ROUND_TRIPS = 454;

    /** Rows that were written, changed or deleted. */
    private static final long ROWS = 393;

    /** Of one registration: 18, and the watch over the database. */
    private static final long REGISTRATION_TRIPS = 20;

    private static final long REGISTRATION_ROWS = 16;

    /** Of one passing limit, two people told by inbox and by mail: 24, and the watch over the database. */
    private static final long LIMIT_TRIPS = 26;

    private static final long LIMIT_ROWS = 26;

    @Autowired
    ApplicationContext context;

    @Autowired
    DataSource database;

    @Autowired
    ManagementService jobs;

    @Autowired
    RuntimeService runtime;

    @Autowired
    CountyClock clock;

    @Autowired
    TaskService tasks;

    @Autowired
    EngineRights rights;

    @Autowired
    ProcessEngineConfigurationImpl engine;

    private Counter counter;

    @BeforeEach
    void anOrdinaryMorning() {
        counter = (Counter) database;
        // Mail leaves in working hours only.
        clock.moveTo(Instant.parse("2026-11-25T02:00:00Z"));
    }

    @AfterEach
    void noMailIsLeft() throws Exception {
        Mail.empty();
    }

    @Test
    void aBlueLifeCostsNoMoreThanWasAgreed() throws Exception {
        var subject = new ProductSubject(context);
        // What is read once by the product, and what is made with the first of a day, is no clue's cost.
        live(subject);
        Mail.empty();

        counter.reset();
        live(subject);

        assertThat(Mail.received()).as("told by mail too").isNotEmpty();
        holds(ROUND_TRIPS, ROWS);
    }

    @Test
    void aRegistrationCostsNoMoreThanWasAgreed() throws Exception {
        var subject = new ProductSubject(context);
        subject.register();

        counter.reset();
        counter.start();
        subject.register();
        counter.stop();

        holds(REGISTRATION_TRIPS, REGISTRATION_ROWS);
    }

    /** A card is not decided in time: the step about it, with who is told and the timer of the next step. */
    @Test
    void aPassingLimitCostsNoMoreThanWasAgreed() throws Exception {
        var subject = new ProductSubject(context);
        subject.closeForToday();
        var before = subject.register();
        subject.carryToTheDecision(before);
        var counted = subject.register();
        subject.carryToTheDecision(counted);
        subject.letLimitsPass();
        jobs.executeJob(limitOf(before));

        var due = limitOf(counted);
        counter.reset();
        counter.start();
        jobs.executeJob(due);
        counter.stop();

        holds(LIMIT_TRIPS, LIMIT_ROWS);
    }

    /** Of that clue and no other: those of other tests have limits too, and other steps follow on theirs. */
    private String limitOf(String number) {
        var life = runtime.createProcessInstanceQuery()
                .processDefinitionKey(ClueLifecycle.KEY)
                .processInstanceBusinessKey(number)
                .singleResult();
        return jobs.createJobQuery()
                .processInstanceId(life.getId())
                .activityId(ClueLifecycle.TIMER)
                .duedateLowerThan(ClockUtil.now())
                .singleResult()
                .getId();
    }

    /** Tasklist's filters: whatever each of them would find alone, under that person's rights. */
    @Test
    void countsPutTogetherAreWhatEachFindsAlone() throws Exception {
        var subject = new ProductSubject(context);
        subject.carryToTheUnit(subject.register());
        List<Supplier<TaskQuery>> asked = List.of(
                () -> tasks.createTaskQuery().taskCandidateUser("handler"),
                () -> tasks.createTaskQuery().taskAssignee("handler"),
                () -> tasks.createTaskQuery().active().processVariableValueEquals("card", "BLUE"),
                () -> tasks.createTaskQuery().dueAfter(new Date(0)));

        var alone = rights.as(
                "handler", () -> asked.stream().map(each -> each.get().count()).toList());
        counter.reset();
        counter.start();
        var together = rights.as(
                "handler",
                () -> engine.getCommandExecutorTxRequired()
                        .execute(command -> CountsTogether.of(
                                command, asked.stream().map(Supplier::get).toList())));
        counter.stop();

        assertThat(together).isEqualTo(alone);
        assertThat(together.get(0)).isPositive();
        // By the first table in it: on MySQL that of the grants.
        assertThat(counter.most(100, 1))
                .filteredOn(each -> each.matches("select act_ru_(task|authorization).*"))
                .singleElement()
                .asString()
                .contains(" 1.0 times");
    }

    private void holds(long trips, long rows) {
        assertThat(counter)
                .as(() -> "%d round trips and %d rows, most frequent:%n%s"
                        .formatted(counter.roundTrips(), counter.rows(), String.join("\n", counter.most(100, 1))))
                .matches(cost -> cost.roundTrips() <= trips, "at most " + trips + " round trips")
                .matches(cost -> cost.rows() <= rows, "at most " + rows + " rows");
    }

    /** The whole life; only what the product does is counted, not the looking which mails wait. */
    private void live(Subject subject) {
        counter.start();
        var number = subject.register();
        subject.carryToTheEnd(number);
        counter.stop();
        var waiting = jobs.createJobQuery().processDefinitionKey(NoticeDelivery.KEY).unlimitedList().stream()
                .map(Job::getId)
                .toList();
        counter.start();
        waiting.forEach(jobs::executeJob);
        counter.stop();
    }
}
