package cn.qingfeng.process.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.SupervisionStage;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.clue.timeline.TimelineEntry;
import cn.qingfeng.process.PathCoverage;
import cn.qingfeng.process.Walk;
import cn.qingfeng.process.Walk.Started;
import cn.qingfeng.process.WalksEveryPath;
import cn.qingfeng.process.lifecycle.CardChanges;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Tasks;
import cn.qingfeng.process.progress.ProgressReport;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.Limits;
import cn.qingfeng.supervision.charge.OverdueAttribution;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whatever waits has a limit, a holder and a watch: the leader's signature, the letter, the second look, progress, a call. */
@WalksEveryPath
class WaitingTests {

    private static final Object[] IN_VAIN = {
        "connected", false, "contacted", null, "solved", null, "rating", null, "suggestion", "无人接听。"
    };

    private final Walk walk;
    private final CardChanges cards;
    private final TransferLetters letters;
    private final Limits limits;
    private final OverdueAttribution charges;
    private final Timeline timeline;
    private final WorkingCalendar calendar;
    private final CountyClock clock;
    private final SampleCounty county;
    private final TaskService tasks;
    private final PathCoverage coverage;
    private final JdbcTemplate jdbc;

    WaitingTests(
            Walk walk,
            CardChanges cards,
            TransferLetters letters,
            Limits limits,
            OverdueAttribution charges,
            Timeline timeline,
            WorkingCalendar calendar,
            CountyClock clock,
            SampleCounty county,
            TaskService tasks,
            PathCoverage coverage,
            JdbcTemplate jdbc) {
        this.walk = walk;
        this.cards = cards;
        this.letters = letters;
        this.limits = limits;
        this.charges = charges;
        this.timeline = timeline;
        this.calendar = calendar;
        this.clock = clock;
        this.county = county;
        this.tasks = tasks;
        this.coverage = coverage;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void county() {
        county.load();
    }

    @AfterEach
    void everyTimelineHolds() {
        clock.moveToPresent();
        assertThat(timeline.verify()).isEmpty();
    }

    @AfterAll
    void everyElementAndFlowWasPassed() {
        for (var process : List.of(TransferLetter.KEY, ProgressReport.KEY)) {
            assertThat(coverage.size(process)).isGreaterThan(6);
            assertThat(coverage.missing(process)).isEmpty();
        }
    }

    private List<TimelineAction> acts(Started clue) {
        return timeline.of(clue.number).stream().map(TimelineEntry::act).toList();
    }

    private List<String> told(Started clue, String event) {
        return jdbc.queryForList(
                "select distinct recipient from notice where event = ? and clue_number = ?",
                String.class,
                event,
                clue.number.value());
    }

    private Instant due(Started clue, LimitKind kind) {
        return limits.dueAt(clue.number, kind).orElseThrow();
    }

    private Date dueOf(Started clue, String task) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(clue.number.value())
                .taskDefinitionKey(task)
                .singleResult()
                .getDueDate();
    }

    /** Lets the watch take its steps until that much was done. */
    private void until(Started clue, TimelineAction act) {
        for (var steps = 0; !acts(clue).contains(act) && steps < 25; steps++) {
            clue.later();
        }
        assertThat(acts(clue)).contains(act);
    }

    @Test
    void handlingEndsWhenTheUnitHasSignedAndTheWaitIsTheUnits() {
        var clue = walk.handled(Card.BLUE).go(Tasks.CONTACT_REPORTER).go(Tasks.FINISH);
        assertThat(clue.waiting()).containsExactly(Tasks.SIGN_REPLY);
        assertThat(charges.holder(clue.number)).contains(Walk.UNIT);
        assertThat(limits.isOwed(clue.number, LimitKind.FINISH)).isTrue();
        assertThat(limits.isOwed(clue.number, LimitKind.REVIEW)).isFalse();
        clue.later();
        assertThat(told(clue, "REMINDER")).as("who holds the task is reminded").contains("unithead");
        clue.later();
        assertThat(told(clue, "OVERDUE")).contains("unithead");
        clue.later();
        assertThat(clue.clue().card()).contains(Card.YELLOW);
        clock.moveTo(due(clue, LimitKind.FINISH).plus(Duration.ofHours(20)));
        assertThat(charges.of(clue.number))
                .filteredOn(charge -> charge.kind() == LimitKind.FINISH)
                .isNotEmpty()
                .allMatch(charge -> charge.unit().equals(Optional.of(Walk.UNIT)));

        clue.proves("handler").go(Tasks.SIGN_REPLY);
        assertThat(charges.holder(clue.number)).isEmpty();
        assertThat(limits.isOwed(clue.number, LimitKind.FINISH)).isFalse();
        assertThat(limits.isOwed(clue.number, LimitKind.REVIEW)).isTrue();
        clue.go(Tasks.REVIEW_RESULT, "outcome", "SEND_BACK", "reason", "答非所问。");
        assertThat(charges.holder(clue.number)).contains(Walk.UNIT);
        assertThat(limits.isOwed(clue.number, LimitKind.FINISH)).isTrue();
    }

    @Test
    void whatTheOfficeChecksIsInTheOfficesHandsUntilTheLeaderSigns() {
        var clue = walk.handled(Card.BLUE).go(Tasks.CONTACT_REPORTER).go(Tasks.FINISH, "result", "CANNOT_DO");
        assertThat(charges.holder(clue.number)).isEmpty();
        assertThat(limits.isOwed(clue.number, LimitKind.FINISH)).isFalse();
        clue.go(Tasks.CHECK_CANNOT_DO);
        assertThat(charges.holder(clue.number)).contains(Walk.UNIT);
        assertThat(limits.isOwed(clue.number, LimitKind.FINISH)).isTrue();
        clue.go(Tasks.SIGN_REPLY);
        assertThat(limits.isOwed(clue.number, LimitKind.REVIEW)).isTrue();
    }

    @Test
    void aLetterWaitsBesideTheWatchWithLimitsAndNoticesOfItsOwn() {
        var clue = walk.handled(Card.RED).go(Tasks.CONTACT_REPORTER);
        letters.call(clue.number, "通报后仍不落实。");
        letters.call(clue.number, "只发一份。");
        assertThat(clue.waiting()).containsOnlyOnce(TransferLetter.Tasks.SIGN);
        assertThat(told(clue, "TASK_WAITS")).contains("grouphead");
        assertThat(dueOf(clue, TransferLetter.Tasks.SIGN)).isEqualTo(Date.from(due(clue, LimitKind.LETTER_SIGN)));
        // Nobody signs, and the escalation goes on all the same.
        until(clue, TimelineAction.ORDERED);
        assertThat(timeline.of(clue.number))
                .filteredOn(entry -> entry.act() == TimelineAction.OVERDUE_TOLD)
                .anyMatch(entry -> entry.to().equals(Optional.of("LETTER_SIGN")));
        assertThat(told(clue, "OVERDUE")).contains("grouphead", "leader");
        assertThat(charges.of(clue.number))
                .as("a unit is not charged with the offices' signatures")
                .noneMatch(charge -> charge.kind() == LimitKind.LETTER_SIGN);
        clue.go(TransferLetter.Tasks.SIGN);
        assertThat(told(clue, "TASK_WAITS")).contains("discipline");
        clue.go(TransferLetter.Tasks.RECEIVE);
        assertThat(clue.clue().stage()).isEqualTo(SupervisionStage.TRANSFERRED);
        assertThat(limits.isOwed(clue.number, LimitKind.LETTER_RECEIVE)).isFalse();
    }

    @Test
    void aLetterIsWithdrawnOnceTheMatterIsSettledOrTheClueHasEnded() {
        var settled = walk.handled(Card.RED).go(Tasks.CONTACT_REPORTER).go(Tasks.REPLY_WITH_PLAN);
        letters.call(settled.number, "通报后仍不落实。");
        settled.go(TransferLetter.Tasks.SIGN).result();
        assertThat(settled.waiting()).containsExactly(Tasks.CALL_BACK);
        assertThat(acts(settled)).contains(TimelineAction.TRANSFER_WITHDRAWN);
        assertThat(told(settled, "TRANSFER_WITHDRAWN")).contains("grouphead", "discipline");

        var ended = walk.handled(Card.RED);
        letters.call(ended.number, "通报后仍不落实。");
        cards.lower(ended.number, "grouphead", Card.YELLOW, "查明影响轻微。");
        assertThat(ended.waiting()).contains(TransferLetter.Tasks.SIGN);
        ended.go(Tasks.CONTACT_REPORTER).go(Tasks.REPLY_WITH_PLAN).result();
        assertThat(ended.waiting()).doesNotContain(TransferLetter.Tasks.SIGN);
        assertThatThrownBy(() -> ended.go(TransferLetter.Tasks.SIGN)).isInstanceOf(Refusal.class);
    }

    @Test
    void theSecondLookIsToldDueAndNotForgotten() {
        var clue = walk.handled(Card.RED).finished().go(Tasks.CALL_BACK);
        assertThat(clue.clue().status()).isEqualTo(ClueStatus.CLOSED);
        clock.moveTo(due(clue, LimitKind.RECHECK).plusSeconds(1));
        clue.fire("event_recheckDue");
        var due = due(clue, LimitKind.SECOND_LOOK);
        assertThat(due).isEqualTo(calendar.plusWorkingDays(clock.instant(), 5).dueAt());
        assertThat(dueOf(clue, Tasks.RECHECK)).isEqualTo(Date.from(due));
        assertThat(told(clue, "TASK_WAITS")).contains("supervisor");
        until(clue, TimelineAction.REMINDED);
        until(clue, TimelineAction.OVERDUE_TOLD);
        assertThat(told(clue, "OVERDUE")).contains("supervisor", "officehead", "grouphead");
        assertThat(clue.clue().status()).isEqualTo(ClueStatus.CLOSED);
        clue.go(Tasks.RECHECK);
        assertThat(limits.isOwed(clue.number, LimitKind.SECOND_LOOK)).isFalse();
    }

    @Test
    void aRedClueReportsProgressEveryFiveWorkingDaysUntilItsResult() {
        var clue = walk.handled(Card.RED).go(Tasks.CONTACT_REPORTER);
        assertThat(clue.waiting()).doesNotContain(ProgressReport.Tasks.REPORT);
        clue.go(Tasks.REPLY_WITH_PLAN);
        assertThat(due(clue, LimitKind.PROGRESS))
                .isEqualTo(calendar.plusWorkingDays(clock.instant(), 5).dueAt());
        clock.moveTo(calendar.plusWorkingDays(clock.instant(), 3).dueAt().minus(Duration.ofHours(2)));
        clue.go(ProgressReport.Tasks.REPORT);
        assertThat(acts(clue)).contains(TimelineAction.PROGRESS_REPORTED);
        assertThat(due(clue, LimitKind.PROGRESS))
                .isEqualTo(calendar.plusWorkingDays(clock.instant(), 5).dueAt());
        clue.go(Tasks.FINISH);
        assertThat(clue.waiting()).containsExactly(Tasks.SIGN_REPLY);
        assertThat(limits.isOwed(clue.number, LimitKind.PROGRESS)).isFalse();
        clue.go(Tasks.SIGN_REPLY, "outcome", "SEND_BACK", "reason", "措施不具体。");
        assertThat(clue.waiting()).contains(ProgressReport.Tasks.REPORT);
        cards.lower(clue.number, "grouphead", Card.YELLOW, "查明影响轻微。");
        assertThat(clue.waiting()).doesNotContain(ProgressReport.Tasks.REPORT);

        var filed = walk.handled(Card.RED).go(Tasks.CONTACT_REPORTER).go(Tasks.REPLY_WITH_PLAN);
        limits.meet(filed.number, LimitKind.FINISH);
        filed.go(ProgressReport.Tasks.REPORT);
        assertThat(filed.waiting()).doesNotContain(ProgressReport.Tasks.REPORT);

        var raised = walk.handled(Card.BLUE).go(Tasks.CONTACT_REPORTER);
        cards.raise(raised.number, "supervisor", "须研究。");
        cards.raise(raised.number, "supervisor", "企业停产。");
        assertThat(raised.waiting()).contains(ProgressReport.Tasks.REPORT);
    }

    @Test
    void whatAnOfficeWouldNotDoIsDoneItselfWithinThreeWorkingDays() {
        var clue = walk.register(it -> {
                    it.facts.refused = true;
                    it.facts.fixableOnTheSpot = false;
                })
                .go(Tasks.REVIEW_ADMISSION)
                .go(Tasks.TRIAGE, "refused", true)
                .go(Tasks.DECIDE_RED)
                .go(Tasks.DISPATCH);
        assertThat(clue.clue().facts().suspectedViolation()).isTrue();
        assertThat(due(clue, LimitKind.MATTER))
                .isEqualTo(calendar.plusWorkingDays(clock.instant(), 3).dueAt());
        clue.go(Tasks.SIGN_FOR);
        assertThat(clue.waiting()).contains(Tasks.SETTLE_MATTER, Tasks.CONTACT_REPORTER);
        clue.go(Tasks.CONTACT_REPORTER).go(Tasks.REPLY_WITH_PLAN);
        assertThat(clue.waiting()).contains(Tasks.SETTLE_MATTER).doesNotContain(Tasks.FINISH);
        clue.go(Tasks.SETTLE_MATTER);
        assertThat(limits.isOwed(clue.number, LimitKind.MATTER)).isFalse();
        assertThat(clue.waiting()).contains(Tasks.FINISH);
    }

    @Test
    void aClueLoweredToBlueOwesNoWrittenReply() {
        var asked = walk.handled(Card.YELLOW).go(Tasks.CONTACT_REPORTER);
        assertThat(asked.waiting()).contains(Tasks.REPLY_WITH_PLAN);
        cards.lower(asked.number, "officehead", Card.BLUE, "窗口当场可办。");
        assertThat(asked.waiting()).containsExactly(Tasks.FINISH);
        assertThat(limits.isOwed(asked.number, LimitKind.REPLY)).isFalse();

        var before = walk.handled(Card.YELLOW);
        cards.lower(before.number, "officehead", Card.BLUE, "窗口当场可办。");
        before.go(Tasks.CONTACT_REPORTER);
        assertThat(before.waiting()).containsExactly(Tasks.FINISH);
        assertThat(limits.changes(before.number))
                .filteredOn(change -> change.kind() == LimitKind.REPLY)
                .singleElement()
                .satisfies(change -> assertThat(change.after()).isEmpty());
        cards.raise(before.number, "officehead", "须研究。");
        assertThat(before.clue().card()).contains(Card.YELLOW);
    }

    @Test
    void whatTheOfficeIsToRelayWaitsForTheOffice() {
        var clue = walk.register(it -> it.reporter.consent = "OFFICE_ONLY")
                .go(Tasks.REVIEW_ADMISSION)
                .go(Tasks.DECIDE_BLUE)
                .go(Tasks.DISPATCH)
                .go(Tasks.SIGN_FOR);
        var steps = clue.clue().steps();
        assertThatThrownBy(() -> clue.go(Tasks.CONTACT_REPORTER, "method", "MESSAGE"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.key()).isEqualTo("clue.contact.no-number"));
        assertThatThrownBy(() -> clue.go(
                        Tasks.CONTACT_REPORTER,
                        "method",
                        "MEETING",
                        "contactedAt",
                        clock.instant().minus(Duration.ofDays(2)).toString()))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.key()).isEqualTo("clue.contact.before-registration"));
        assertThat(clue.clue().steps()).isEqualTo(steps);

        clue.go(Tasks.CONTACT_REPORTER, "method", "VIA_OFFICE", "contactedAt", null, "note", "请问缺哪份材料？");
        assertThat(clue.waiting()).containsExactly(Tasks.RELAY);
        assertThat(told(clue, "TASK_WAITS")).contains("grader");
        assertThat(clue.clue().contactedAt()).isEmpty();
        clue.go(Tasks.RELAY);
        assertThat(clue.clue().contactedAt()).isPresent();
        assertThat(clue.waiting()).containsExactly(Tasks.FINISH);
    }

    @Test
    void whoIsNotReachedIsCalledAgainAndAfterThreeDaysCountsAsNotReached() {
        var clue = walk.handled(Card.BLUE).finished();
        clue.go(Tasks.CALL_BACK, IN_VAIN);
        assertThat(clue.waiting()).isEmpty();
        assertThat(limits.isOwed(clue.number, LimitKind.CALL_BACK)).isTrue();
        for (var day = 2; day <= 3; day++) {
            clue.fire("event_nextCall").go(Tasks.CALL_BACK, IN_VAIN);
            assertThat(clue.clue().status()).as("twice on one day is one day").isEqualTo(ClueStatus.CALLING_BACK);
            clock.moveTo(calendar.plusWorkingDays(clock.instant(), 1).dueAt().minus(Duration.ofHours(4)));
            clue.fire("event_nextCall").go(Tasks.CALL_BACK, IN_VAIN);
        }
        assertThat(clue.clue().status()).isEqualTo(ClueStatus.CLOSED);
        assertThat(clue.clue().calledBack()).isEmpty();
        assertThat(acts(clue)).contains(TimelineAction.UNREACHED).doesNotContain(TimelineAction.CANNOT_CALL_BACK);
    }
}
