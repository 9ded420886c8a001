package cn.qingfeng.process.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.clue.timeline.TimelineEntry;
import cn.qingfeng.meeting.Decision;
import cn.qingfeng.meeting.Meeting;
import cn.qingfeng.meeting.Meetings;
import cn.qingfeng.paper.PaperKind;
import cn.qingfeng.paper.Papers;
import cn.qingfeng.process.Walk;
import cn.qingfeng.process.Walk.Started;
import cn.qingfeng.process.WalksEveryPath;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.schedule.ScheduledJob;
import cn.qingfeng.testing.SomeFiles;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What a joint meeting decides is done by a unit's person by a day, and everybody concerned can follow it until then. */
@WalksEveryPath
@TestInstance(Lifecycle.PER_METHOD)
class MeetingTests {

    @Autowired
    Walk walk;

    @Autowired
    Meetings meetings;

    @Autowired
    Papers papers;

    @Autowired
    Timeline timeline;

    @Autowired
    ClueLedger ledger;

    @Autowired
    TaskService tasks;

    @Autowired
    List<ScheduledJob> jobs;

    @Autowired
    SampleCounty county;

    @Autowired
    CountyClock clock;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    @BeforeEach
    void county() {
        county.load();
    }

    @AfterEach
    void present() {
        clock.moveToPresent();
    }

    private Meeting called(Started... clues) {
        return meetings.call(
                "消防验收会商" + UUID.randomUUID().toString().substring(0, 6),
                "县政务中心三楼",
                clock.instant().plus(Duration.ofHours(3)),
                java.util.Arrays.stream(clues).map(clue -> clue.number).toList(),
                "grader");
    }

    private Meeting held(Started... clues) {
        var meeting = called(clues);
        meetings.held(meeting.id(), "各单位分别说明了情况。", "officehead");
        return meeting;
    }

    private Decision decided(Meeting meeting, Started clue) {
        return meetings.decide(
                meeting.id(), clue.number, clue.clue().leadUnit().orElseThrow(), "handler", "三日内现场交底", 3, "officehead");
    }

    private List<TimelineAction> acts(Started clue) {
        return timeline.of(clue.number).stream().map(TimelineEntry::act).toList();
    }

    private String holder(Started clue) {
        return tasks
                .createTaskQuery()
                .processInstanceBusinessKey(clue.number.value())
                .taskDefinitionKey(MeetingTask.Tasks.CARRY_OUT)
                .list()
                .stream()
                .map(task -> String.valueOf(task.getAssignee()))
                .findFirst()
                .orElse("nobody");
    }

    private int told(String event, String person, Started clue) {
        return jdbc.queryForObject(
                "select count(*) from notice where event = ? and recipient = ? and clue_number = ? and channel = 'INBOX'",
                Integer.class,
                event,
                person,
                clue.number.value());
    }

    private int watch() {
        var job = jobs.stream()
                .filter(one -> one.key().equals("meetings"))
                .findFirst()
                .orElseThrow();
        var late = jdbc.queryForObject("select count(*) from meeting_decision where late_told", Integer.class);
        transaction.executeWithoutResult(run ->
                job.run(new Period(UUID.randomUUID().toString(), java.time.LocalDate.now(clock), clock.instant())));
        return jdbc.queryForObject("select count(*) from meeting_decision where late_told", Integer.class) - late;
    }

    @Test
    void aDecisionIsTheNamedPersonsTaskUntilItIsDone() {
        var clue = walk.handled(Card.YELLOW);
        var other = walk.handled(Card.BLUE);
        var meeting = held(clue, other);

        var decision = decided(meeting, clue);

        assertThat(holder(clue)).isEqualTo("handler");
        assertThat(holder(other)).isEqualTo("nobody");
        assertThat(told("TASK_WAITS", "handler", clue)).isPositive();
        clue.go(MeetingTask.Tasks.CARRY_OUT);
        assertThat(meetings.decision(decision.id())).satisfies(one -> {
            assertThat(one.state()).isEqualTo(Decision.State.DONE);
            assertThat(one.endedBy()).isEqualTo("handler");
            assertThat(one.result()).contains("现场交底");
        });
        assertThat(acts(clue))
                .containsSubsequence(
                        TimelineAction.MEETING_CALLED,
                        TimelineAction.MEETING_HELD,
                        TimelineAction.MEETING_DECIDED,
                        TimelineAction.MEETING_TASK_DONE);
        assertThat(acts(other)).doesNotContain(TimelineAction.MEETING_DECIDED);

        meetings.again(decision.id(), 2, "清单没有给到企业。", "officehead");
        assertThat(holder(clue)).isEqualTo("handler");
        assertThat(meetings.decision(decision.id()).state()).isEqualTo(Decision.State.OPEN);
        clue.go(MeetingTask.Tasks.CARRY_OUT);
        assertThat(meetings.decision(decision.id()).state()).isEqualTo(Decision.State.DONE);
    }

    @Test
    void whatIsLateIsToldOnceToPersonLeadersAndCaller() {
        var clue = walk.handled(Card.YELLOW);
        var decision = decided(held(clue), clue);
        assertThat(watch()).isZero();
        clock.moveTo(decision.dueAt().plus(Duration.ofMinutes(1)));

        assertThat(watch()).isOne();

        for (var person : List.of("handler", "unithead", "grader")) {
            assertThat(told("OVERDUE", person, clue)).as(person).isPositive();
        }
        assertThat(acts(clue)).containsOnlyOnce(TimelineAction.MEETING_TASK_LATE);
        assertThat(watch()).isZero();
    }

    @Test
    void whatIsDroppedOrWhoseClueEndsIsNobodysTask() {
        var dropped = walk.handled(Card.YELLOW);
        var ended = walk.handled(Card.YELLOW);
        var meeting = held(dropped, ended);
        var one = decided(meeting, dropped);
        var other = decided(meeting, ended);

        meetings.drop(one.id(), "企业已自行解决。", "officehead");
        transaction.executeWithoutResult(status -> ledger.withdraw(ended.number, "officehead", "反映人撤回。"));

        assertThat(holder(dropped)).isEqualTo("nobody");
        assertThat(holder(ended)).isEqualTo("nobody");
        assertThat(meetings.decision(one.id()).state()).isEqualTo(Decision.State.OVER);
        assertThat(meetings.decision(other.id()).state()).isEqualTo(Decision.State.OVER);
    }

    @Test
    void whoMayNotCallsNoneAndNoStrangerIsGivenAnything() {
        var clue = walk.handled(Card.YELLOW);
        var soon = clock.instant().plus(Duration.ofHours(1));
        for (var person : List.of("handler", "clerk", "supervisor", "leader")) {
            assertThatThrownBy(() -> meetings.call("会", "室", soon, List.of(clue.number), person))
                    .as(person)
                    .isInstanceOf(Refusal.class);
        }
        assertThatThrownBy(
                        () -> meetings.call("会", "室", clock.instant().minusSeconds(60), List.of(clue.number), "grader"))
                .isInstanceOf(Refusal.class);
        var planned = called(clue);
        assertThatThrownBy(() -> decided(planned, clue))
                .as("before it was held")
                .isInstanceOf(Refusal.class);
        var meeting = held(clue);
        assertThatThrownBy(
                        () -> meetings.decide(meeting.id(), clue.number, "justice", "handler", "交底", 3, "officehead"))
                .as("a unit that does not handle it")
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> meetings.decide(
                        meeting.id(),
                        clue.number,
                        clue.clue().leadUnit().orElseThrow(),
                        "leader",
                        "交底",
                        3,
                        "officehead"))
                .as("nobody of the unit")
                .isInstanceOf(Refusal.class);
        assertThat(acts(clue)).doesNotContain(TimelineAction.MEETING_DECIDED);
    }

    @Test
    void aReportAgainstAPersonIsOnNoAgenda() {
        var report = walk.register(told -> told.kind = "REPORT");
        assertThatThrownBy(() -> called(report)).isInstanceOf(Refusal.class);
    }

    @Test
    void theMinutesSayWhoDoesWhatUntilWhen() {
        var clue = walk.handled(Card.YELLOW);
        var meeting = called(clue);
        var wish = new Papers.Wish(PaperKind.MINUTES, null, meeting.id(), Map.of(), null);
        assertThatThrownBy(
                        () -> papers.issue("officehead", wish, UUID.randomUUID().toString()))
                .as("before it was held")
                .isInstanceOf(Refusal.class);
        meetings.held(meeting.id(), "各单位分别说明了情况。", "officehead");
        decided(meeting, clue);

        var paper = papers.issue("officehead", wish, UUID.randomUUID().toString());

        assertThat(SomeFiles.read(papers.file(paper).bytes()))
                .contains("各单位分别说明了情况。", "三日内现场交底", clue.number.value(), meeting.title());
        assertThatThrownBy(() -> papers.issue("handler", wish, UUID.randomUUID().toString()))
                .isInstanceOf(Refusal.class);
    }
}
