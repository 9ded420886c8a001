package cn.qingfeng.process;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.process.lifecycle.ClueInstances;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Tasks;
import cn.qingfeng.process.lifecycle.CluePhase;
import cn.qingfeng.reporter.retention.Erasing;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.schedule.ScheduledJob;
import cn.qingfeng.supervision.check.Difference;
import cn.qingfeng.supervision.check.LedgerAgainstEngine;
import cn.qingfeng.supervision.check.MissedLimits;
import cn.qingfeng.supervision.check.MissedLimits.Caught;
import cn.qingfeng.testing.OnBothDatabases;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestConstructor.AutowireMode;
import org.springframework.transaction.support.TransactionTemplate;

/** Plants every kind of difference between ledger and engine, and finds it; and stops a timer that the second wall then fires. */
@SpringBootTest(properties = "camunda.bpm.job-execution.enabled=false")
@Import(Walk.class)
@OnBothDatabases
@TestInstance(Lifecycle.PER_CLASS)
@TestConstructor(autowireMode = AutowireMode.ALL)
class ReconciliationTests {

    private final Walk walk;
    private final ClueLedger ledger;
    private final SampleCounty county;
    private final CountyClock clock;
    private final WorkingCalendar calendar;
    private final LedgerAgainstEngine both;
    private final MissedLimits missed;
    private final Erasing erasing;
    private final RuntimeService runtime;
    private final TaskService tasks;
    private final ManagementService jobs;
    private final ClueInstances instances;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final List<ScheduledJob> jobsByCalendar;

    ReconciliationTests(
            Walk walk,
            ClueLedger ledger,
            SampleCounty county,
            CountyClock clock,
            WorkingCalendar calendar,
            LedgerAgainstEngine both,
            MissedLimits missed,
            Erasing erasing,
            RuntimeService runtime,
            TaskService tasks,
            ManagementService jobs,
            ClueInstances instances,
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            List<ScheduledJob> jobsByCalendar) {
        this.walk = walk;
        this.ledger = ledger;
        this.county = county;
        this.clock = clock;
        this.calendar = calendar;
        this.both = both;
        this.missed = missed;
        this.erasing = erasing;
        this.runtime = runtime;
        this.tasks = tasks;
        this.jobs = jobs;
        this.instances = instances;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.jobsByCalendar = jobsByCalendar;
    }

    @BeforeAll
    void county() {
        county.load();
    }

    @AfterEach
    void clean() {
        clock.moveToPresent();
        // What a test planted is no other test's business.
        runtime.createProcessInstanceQuery().rootProcessInstances().list().stream()
                .map(instance -> instance.getId())
                .forEach(id -> runtime.deleteProcessInstances(List.of(id), "end of test", true, true, true));
        change("update clue set status = 'WITHDRAWN', next_step_at = null");
        change("update notice set status = 'SENT'");
    }

    private void change(String sql, Object... args) {
        transaction.executeWithoutResult(status -> jdbc.update(sql, args));
    }

    private List<Difference> found() {
        return transaction.execute(status -> both.compare());
    }

    @Test
    void findsNothingBesideClocksThatWereMovedPressureAndEveryOtherLawfulStep() {
        walk.register(Walk.forCard(Card.BLUE));
        walk.handled(Card.BLUE).finished();
        walk.handled(Card.YELLOW);
        var red = walk.handled(Card.RED).finished();
        red.go(Tasks.CALL_BACK);
        assertThat(red.clue().closedAt())
                .as("closed, and waiting for its second look")
                .isPresent();
        assertThat(found()).isEmpty();

        clock.moveBy(Duration.ofDays(4));
        var late = walk.handled(Card.BLUE);
        clock.moveBy(Duration.ofDays(30));
        transaction.executeWithoutResult(status -> missed.catchUp(clock.instant()));
        assertThat(late.clue().card()).as("raised for being late").contains(Card.YELLOW);
        assertThat(found()).isEmpty();
    }

    @Test
    void catchesUpWithEveryLimitOfAClueInOneSweep() {
        // Two working days in a row: the first contact is due before the end of handling.
        var day = clock.instant().atZone(CountyClock.ZONE).toLocalDate().plusDays(1);
        while (!calendar.isWorkingDay(day) || !calendar.isWorkingDay(day.plusDays(1))) {
            day = day.plusDays(1);
        }
        clock.moveTo(day.atTime(9, 30).atZone(CountyClock.ZONE).toInstant());
        var late = walk.handled(Card.BLUE);
        clock.moveBy(Duration.ofDays(20));

        transaction.executeWithoutResult(status -> missed.catchUp(clock.instant()));

        assertThat(jdbc.queryForList(
                        "select act from timeline where clue_number = ?", String.class, late.number.value()))
                .contains("URGED", "CARD_RAISED");
        assertThat(late.clue().nextStepAt())
                .hasValueSatisfying(next -> assertThat(next).isAfter(clock.instant()));
        assertThat(found()).isEmpty();
    }

    @Test
    void findsAClueThatLostItsInstanceAndAnInstanceThatLostItsClue() {
        var clue = walk.handled(Card.YELLOW);
        runtime.deleteProcessInstance(clue.instance.getId(), "planted");
        assertThat(found()).containsExactly(new Difference("NO_INSTANCE", clue.number.value(), "HANDLING", null));

        var other = walk.handled(Card.YELLOW);
        change("update ACT_RU_EXECUTION set BUSINESS_KEY_ = 'WY20200101-0001' where ID_ = ?", other.instance.getId());
        assertThat(found())
                .contains(
                        new Difference("NO_CLUE", "WY20200101-0001", null, null),
                        new Difference("NO_INSTANCE", other.number.value(), "HANDLING", null));
    }

    @Test
    void theNightlyCheckTellsOnceOfWhatWasChangedAndAgainWhenMoreIs() {
        var one = walk.handled(Card.BLUE).number.value();
        var other = walk.handled(Card.BLUE).number.value();
        night(1);
        var before = told();
        change("update clue set narrative = '改过' where clue_number = ?", one);
        night(2);
        assertThat(told()).isEqualTo(before + 1);
        assertThat(jdbc.queryForList(
                        "select in_ledger from schedule_difference where kind = 'CHAIN' and subject = ? and gone_at is null",
                        String.class,
                        one))
                .containsExactly("timeline.breach.words-changed 0");
        night(3);
        assertThat(told()).as("told already").isEqualTo(before + 1);
        change("update timeline set why = '改过' where clue_number = ? and ordinal = 2", other);
        night(4);
        assertThat(told()).isEqualTo(before + 2);
        assertThat(jdbc.queryForList(
                        "select in_ledger from schedule_difference where kind = 'CHAIN' and subject = ? and gone_at is null",
                        String.class,
                        other))
                .containsExactly("timeline.breach.changed 2");
    }

    private void night(int day) {
        var date = LocalDate.of(2026, 3, day);
        var period = new Period(date.toString(), date, clock.instant());
        transaction.executeWithoutResult(status -> jobsByCalendar.stream()
                .filter(job -> job.key().equals("reconciliation"))
                .forEach(job -> job.run(period)));
    }

    private int told() {
        return jdbc.queryForObject(
                "select count(*) from notice where event = 'CHECK_FAILED' and recipient = 'admin'", Integer.class);
    }

    @Test
    void findsTwoInstancesOfOneClue() {
        var one = walk.handled(Card.YELLOW);
        var two = walk.handled(Card.YELLOW);
        change("update ACT_RU_EXECUTION set BUSINESS_KEY_ = ? where ID_ = ?", one.number.value(), two.instance.getId());
        assertThat(found()).contains(new Difference("TWO_INSTANCES", one.number.value(), null, null));
    }

    @Test
    void findsAnEndedClueWhoseInstanceRunsOn() {
        var clue = walk.handled(Card.YELLOW);
        change("update clue set status = 'CLOSED' where clue_number = ?", clue.number.value());
        assertThat(found())
                .singleElement()
                .satisfies(one -> assertThat(one.kind()).isEqualTo("ENDED_BUT_RUNNING"));
    }

    @Test
    void findsACardAUnitAStageAndALimitThatDiffer() {
        var clue = walk.handled(Card.YELLOW);
        var number = clue.number.value();
        runtime.setVariable(clue.instance.getId(), "card", "RED");
        runtime.setVariable(clue.instance.getId(), "unit", "tax");
        runtime.setVariable(clue.instance.getId(), "stage", "ORDERED");
        runtime.setVariable(clue.instance.getId(), "dueAt", java.util.Date.from(clock.instant()));
        assertThat(found()).extracting(Difference::kind).containsExactlyInAnyOrder("CARD", "UNIT", "STAGE", "DUE_AT");
        assertThat(found())
                .contains(
                        new Difference("CARD", number, "YELLOW", "RED"),
                        new Difference("UNIT", number, Walk.UNIT, "tax"),
                        new Difference("STAGE", number, "ON_TIME", "ORDERED"));
    }

    @Test
    void findsACardThatDiffersInAPhaseAlone() {
        var clue = walk.handled(Card.YELLOW);
        runtime.setVariable(phase(clue).getId(), "card", "RED");
        assertThat(found()).containsExactly(new Difference("CARD", clue.number.value(), "YELLOW", "RED"));
    }

    @Test
    void findsAClueInTwoPhasesAndOneInNone() {
        var two = walk.handled(Card.YELLOW);
        runtime.createProcessInstanceModification(two.instance.getId())
                .startBeforeActivity(CluePhase.FOLLOW_UP.call())
                .execute();
        var none = walk.handled(Card.YELLOW);
        change(
                "update ACT_RU_EXECUTION set SUPER_EXEC_ = null where ID_ = ?",
                phase(none).getId());
        assertThat(found())
                .contains(
                        new Difference("TWO_PHASES", two.number.value(), null, "clue-follow-up, clue-handling"),
                        new Difference("NO_PHASE", none.number.value(), null, CluePhase.HANDLING.call()));
    }

    private org.camunda.bpm.engine.runtime.ProcessInstance phase(Walk.Started clue) {
        return instances.running(clue.number).stream()
                .filter(one -> one.getProcessDefinitionKey().equals(CluePhase.HANDLING.key()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void findsATaskAndATimerThatWaitForAnotherMomentThanTheLedgers() {
        var clue = walk.handled(Card.YELLOW);
        var task = tasks.createTaskQuery()
                .processInstanceBusinessKey(clue.number.value())
                .taskDefinitionKey(Tasks.CONTACT_REPORTER)
                .singleResult();
        task.setDueDate(java.util.Date.from(clock.instant().plusSeconds(1234567)));
        tasks.saveTask(task);
        jobs.setJobDuedate(timer(clue), java.util.Date.from(clock.instant().plusSeconds(7654321)));
        assertThat(found()).extracting(Difference::kind).containsExactlyInAnyOrder("TASK_DUE", "TIMER");
    }

    @Test
    void findsATimerThatIsGoneOrDead() {
        var gone = walk.handled(Card.YELLOW);
        var dead = walk.handled(Card.YELLOW);
        jobs.deleteJob(timer(gone));
        jobs.setJobRetries(timer(dead), 0);
        assertThat(found())
                .extracting(Difference::kind, Difference::subject)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("NO_TIMER", gone.number.value()),
                        org.assertj.core.groups.Tuple.tuple("TIMER_DEAD", dead.number.value()));
    }

    @Test
    void findsANoticeWithoutADeliveryAndADeliveryWithoutANotice() {
        walk.handled(Card.YELLOW);
        var id = jdbc.queryForList("select id from notice", String.class).get(0);
        change("update notice set status = 'QUEUED', event_key = 'planted' where id = ?", id);
        runtime.startProcessInstanceByKey("notice-delivery", "k", java.util.Map.of("noticeId", "gone"));
        assertThat(found())
                .containsExactlyInAnyOrder(
                        new Difference("NO_DELIVERY", "planted", id, null),
                        new Difference("NO_NOTICE", "gone", null, "gone"));
    }

    private List<Caught> swept() {
        return transaction.execute(status -> missed.catchUp(clock.instant().minusSeconds(180)));
    }

    private String timer(Walk.Started clue) {
        return instances.timer(clue.instance.getId()).orElseThrow().getId();
    }

    @Test
    void firesATimerThatDidNotFireAndReportsOneThatIsGone() {
        var stuck = walk.handled(Card.BLUE);
        var gone = walk.handled(Card.BLUE);
        jobs.setJobRetries(timer(stuck), 0);
        jobs.deleteJob(timer(gone));
        var due = stuck.clue().nextStepAt().orElseThrow();
        clock.moveTo(due.plusSeconds(600));

        var caught = swept();

        assertThat(caught)
                .contains(
                        new Caught(stuck.number.value(), MissedLimits.Kind.FIRED),
                        new Caught(gone.number.value(), MissedLimits.Kind.NO_TIMER));
        assertThat(stuck.clue().nextStepAt().orElseThrow()).isAfter(due);
        assertThat(swept()).extracting(Caught::clueNumber).doesNotContain(stuck.number.value());
    }

    @Test
    void leavesATimerToTheExecutorThatIsAboutToFireIt() {
        var clue = walk.handled(Card.BLUE);
        clock.moveTo(clue.clue().nextStepAt().orElseThrow().plusSeconds(300));
        assertThat(swept()).isEmpty();
    }

    @Test
    void listsForErasingWhatEndedLongAgoButNoReportAndNothingOpen() {
        var closed = walk.handled(Card.BLUE).finished().go(Tasks.CALL_BACK);
        var open = walk.handled(Card.BLUE);
        var report = walk.register(clue -> clue.kind = "REPORT");
        change("update clue set status = 'HANDED_OVER' where clue_number = ?", report.number.value());

        var listed = erasing.candidates(clock.instant().plusSeconds(60));
        assertThat(listed)
                .extracting(Erasing.Candidate::clueNumber)
                .contains(closed.number.value())
                .doesNotContain(open.number.value(), report.number.value());
        assertThat(erasing.candidates(clock.instant().minusSeconds(86400))).isEmpty();

        transaction.executeWithoutResult(status -> erasing.erase(List.of(closed.number.value())));

        assertThat(jdbc.queryForList("select clue_number from reporter_identity", String.class))
                .contains(open.number.value())
                .doesNotContain(closed.number.value());
        assertThat(ledger.get(closed.number).content().title()).isNotEmpty();
        org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> transaction.executeWithoutResult(status -> erasing.erase(List.of(open.number.value()))));
    }
}
