package cn.qingfeng.process.lifecycle;

import static cn.qingfeng.process.CluePath.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.calendar.clock.CountyClock;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.Result;
import cn.qingfeng.clue.SupervisionStage;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.discipline.SealedRegister;
import cn.qingfeng.intake.Registration;
import cn.qingfeng.process.PathCoverage;
import cn.qingfeng.process.Walk;
import cn.qingfeng.process.WalksEveryPath;
import cn.qingfeng.process.letter.TransferLetter;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Tasks;
import cn.qingfeng.sample.SampleCounty;
import cn.qingfeng.supervision.LimitChange;
import cn.qingfeng.supervision.LimitKind;
import cn.qingfeng.supervision.Limits;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Walks every path of clue-lifecycle.bpmn; the build fails when a flow or an element is left out. */
@WalksEveryPath
class LifecycleTests {

    final Walk walk;
    private final ClueLedger ledger;
    private final Registration registration;
    private final Timeline timeline;
    private final SampleCounty county;
    private final CountyClock clock;
    private final WorkingCalendar calendar;
    private final Limits limits;
    final ProcessEngine engine;
    private final CardChanges cards;
    final PathCoverage coverage;
    private final SealedRegister register;
    private final JdbcTemplate jdbc;

    LifecycleTests(
            Walk walk,
            ClueLedger ledger,
            Registration registration,
            Timeline timeline,
            SampleCounty county,
            CountyClock clock,
            WorkingCalendar calendar,
            Limits limits,
            ProcessEngine engine,
            CardChanges cards,
            PathCoverage coverage,
            SealedRegister register,
            JdbcTemplate jdbc) {
        this.cards = cards;
        this.register = register;
        this.jdbc = jdbc;
        this.walk = walk;
        this.ledger = ledger;
        this.registration = registration;
        this.timeline = timeline;
        this.county = county;
        this.clock = clock;
        this.calendar = calendar;
        this.limits = limits;
        this.engine = engine;
        this.coverage = coverage;
    }

    @BeforeAll
    void county() {
        AbstractAssertions.init(engine);
        county.load();
    }

    @AfterEach
    void everyTimelineHolds() {
        clock.moveToPresent();
        Assertions.assertThat(timeline.verify()).isEmpty();
    }

    @AfterAll
    void everyElementAndFlowWasPassed() {
        Assertions.assertThat(
                        CluePhase.processes().stream().mapToLong(coverage::size).sum())
                .isGreaterThan(250);
        for (var process : CluePhase.processes()) {
            Assertions.assertThat(coverage.missing(process)).as(process).isEmpty();
        }
    }

    @Test
    void aBlueClueIsPutRightAtTheWindowAndClosed() {
        var clue = walk.handled(Card.BLUE).finished().go(Tasks.CALL_BACK);
        assertThat(clue)
                .isEnded()
                .hasPassedInOrder(
                        Tasks.REVIEW_ADMISSION,
                        Tasks.DECIDE_BLUE,
                        Tasks.DISPATCH,
                        Tasks.SIGN_FOR,
                        Tasks.CONTACT_REPORTER,
                        Tasks.FINISH,
                        Tasks.SIGN_REPLY,
                        Tasks.REVIEW_RESULT,
                        Tasks.CALL_BACK,
                        "endEvent_clueClosed")
                .hasNotPassed(Tasks.TRIAGE, Tasks.REPLY_WITH_PLAN, Tasks.VERIFY_ON_SITE, "event_recheckDue");
        Assertions.assertThat(clue.clue().status()).isEqualTo(ClueStatus.CLOSED);
        Assertions.assertThat(clue.clue().dueAt()).isEmpty();
    }

    @Test
    void aMatterOutsideTheBusinessEnvironmentIsNotAdmittedAndSaysWhy() {
        var clue = walk.register(Walk.forCard(Card.YELLOW))
                .go(
                        Tasks.REVIEW_ADMISSION,
                        "outcome",
                        "REJECT",
                        "rejectReason",
                        "LITIGATION",
                        "explanation",
                        "请向原审法院申诉。");
        assertThat(clue).isEnded().hasPassed("endEvent_notAdmitted");
        Assertions.assertThat(clue.clue().admissionReason()).contains("LITIGATION");
    }

    @Test
    void aDoubleIsLinkedToItsOriginal() {
        var original = walk.register(Walk.forCard(Card.BLUE));
        var clue = walk.register(Walk.forCard(Card.BLUE))
                .go(Tasks.REVIEW_ADMISSION, "outcome", "DUPLICATE", "originalNumber", original.number.value());
        assertThat(clue).isEnded().hasPassed("endEvent_linkedToOriginal");
        Assertions.assertThat(clue.clue().linkedTo()).contains(original.number.value());
        assertThat(original).isWaitingAt(Tasks.REVIEW_ADMISSION);
    }

    @Test
    void anExpiredReviewCountsAsAdmitted() {
        var clue = walk.register(Walk.forCard(Card.BLUE)).fire("event_admissionExpired");
        assertThat(clue)
                .hasPassed("serviceTask_admitBySilence")
                .hasNotPassed("endEvent_notAdmitted")
                .isWaitingAt(Tasks.DECIDE_BLUE);
        Assertions.assertThat(clue.clue().status()).isEqualTo(ClueStatus.ADMITTED);
    }

    @Test
    void theWindowPassesAHigherCardToThePersonWhoMaySignIt() {
        var clue = walk.register(Walk.forCard(Card.BLUE))
                .go(Tasks.REVIEW_ADMISSION)
                .go(Tasks.DECIDE_BLUE, "card", "YELLOW", "reason", "涉及两个科室。")
                .go(Tasks.DECIDE_YELLOW, "card", "RED", "reason", "企业已经停产。");
        assertThat(clue).isWaitingAt(Tasks.DECIDE_RED);
        clue.go(Tasks.DECIDE_RED);
        Assertions.assertThat(clue.clue().card()).contains(Card.RED);
        Assertions.assertThat(clue.clue().cardDecidedBy()).contains("grouphead");
    }

    @Test
    void aClueThatTriageFindsFixableGoesBackToTheWindow() {
        var clue = walk.register(Walk.forCard(Card.YELLOW))
                .go(Tasks.REVIEW_ADMISSION)
                .go(Tasks.TRIAGE, "fixableOnTheSpot", true);
        assertThat(clue).isWaitingAt(Tasks.DECIDE_BLUE);
    }

    @Test
    void aDepartureFromTheProposalNeedsAReason() {
        var clue = walk.register(Walk.forCard(Card.YELLOW))
                .go(Tasks.REVIEW_ADMISSION)
                .go(Tasks.TRIAGE);
        assertThatThrownBy(() -> clue.go(Tasks.DECIDE_YELLOW, "card", "BLUE")).isInstanceOf(Refusal.class);
        assertThat(clue).isWaitingAt(Tasks.DECIDE_YELLOW);
        clue.go(Tasks.DECIDE_YELLOW, "card", "BLUE", "reason", "窗口可当场解决。");
        Assertions.assertThat(clue.clue().card()).contains(Card.BLUE);
    }

    @Test
    void aReportAgainstAPersonGoesToTheDisciplineBodyAndNoUnitEverSeesIt() {
        var clue = walk.register(report -> {
                    report.kind = "REPORT";
                    report.reporter.consent = null;
                })
                .go(Tasks.RECEIVE_REPORT);
        assertThat(clue)
                .isEnded()
                .hasPassed("endEvent_handedToDiscipline")
                .hasNotPassed(Tasks.REVIEW_ADMISSION, "businessRuleTask_proposeCard", "callActivity_dispatch");
        Assertions.assertThat(clue.clue().leadUnit()).isEmpty();
    }

    @Test
    void aReportAboveTheCountysCompetenceIsPassedUpInTimeAndLeavesANumberOnly() {
        var clue = walk.register(report -> {
            report.kind = "REPORT";
            report.narrative = "县级领导收受好处的详情";
            report.reporter.consent = null;
        });
        clue.go(
                Tasks.RECEIVE_REPORT,
                "outcome",
                "PASS_UP",
                "registerNumber",
                null,
                "bagNumber",
                "F-0017",
                "deliverer",
                "网上");
        assertThat(clue)
                .isWaitingAt(Tasks.PASS_UP)
                .hasPassed("businessRuleTask_setPassUpLimit")
                .hasNotPassed("endEvent_handedToDiscipline");
        var entry = register.of(clue.number).orElseThrow();
        Assertions.assertThat(limits.dueAt(clue.number, LimitKind.PASS_UP)).contains(entry.dueAt());
        Assertions.assertThat(entry.because(java.util.Locale.CHINA)).contains("5 个工作日");
        Assertions.assertThat(entry.number()).startsWith("MJ");
        assertThatThrownBy(() -> register.pass(entry.number(), "市纪委监委")).hasMessage("sealed-register.by-task");

        clue.go(Tasks.PASS_UP);

        assertThat(clue).isEnded().hasPassed("endEvent_passedUp");
        Assertions.assertThat(clue.clue().status()).isEqualTo(ClueStatus.PASSED_UP);
        Assertions.assertThat(clue.clue().content().narrative()).isEmpty();
        Assertions.assertThat(register.of(clue.number).orElseThrow().passedTo()).isEqualTo("市纪委监委");
        Assertions.assertThat(jdbc.queryForObject(
                        "select count(*) from reporter_identity where clue_number = ?",
                        Integer.class,
                        clue.number.value()))
                .isZero();
        Assertions.assertThat(jdbc.queryForObject(
                        "select count(*) from receipt where clue_number = ?", Integer.class, clue.number.value()))
                .isOne();
        Assertions.assertThat(jdbc.queryForList(
                        "select form from answer_sheet where clue_number = ?", String.class, clue.number.value()))
                .containsExactly("pass-up");
        Assertions.assertThat(timeline.verify()).isEmpty();
    }

    @Test
    void aLateClueGoesUpCardByCardUntilItIsReportedAndHandedOver() {
        var clue = walk.handled(Card.BLUE).go(Tasks.CONTACT_REPORTER);
        var cap = limits.dueAt(clue.number, LimitKind.LEGAL_CAP);
        var promised = limits.dueAt(clue.number, LimitKind.FINISH);

        clue.later();
        assertThat(clue).hasPassed("serviceTask_remind");
        Assertions.assertThat(clue.clue().stage()).isEqualTo(SupervisionStage.REMINDED);
        clue.later();
        assertThat(clue).hasPassed("serviceTask_tellOverdue");
        Assertions.assertThat(clue.clue().card()).contains(Card.BLUE);
        clue.later();
        assertThat(clue).hasPassed("serviceTask_raiseToYellow").variables().containsEntry("card", "YELLOW");
        Assertions.assertThat(limits.changes(clue.number)).singleElement().satisfies(change -> {
            Assertions.assertThat(change.cause()).isEqualTo(LimitChange.Cause.CARD);
            Assertions.assertThat(change.before()).isEqualTo(promised);
            Assertions.assertThat(change.after()).isEqualTo(limits.dueAt(clue.number, LimitKind.FINISH));
        });
        assertThat(clue)
                .isDue(Tasks.FINISH, limits.dueAt(clue.number, LimitKind.FINISH).orElseThrow());

        clue.later().later().later();
        assertThat(clue).hasPassed("serviceTask_urge");
        clue.later();
        assertThat(clue).hasPassedInOrder("serviceTask_raiseToRed", "serviceTask_order");
        Assertions.assertThat(clue.clue().card()).contains(Card.RED);

        // Reminders of the legal cap come in between.
        for (var steps = 0; clue.clue().stage() != SupervisionStage.REPORTED && steps < 25; steps++) {
            clue.later();
        }
        assertThat(clue).hasPassed("serviceTask_report");
        Assertions.assertThat(clue.clue().stage()).isEqualTo(SupervisionStage.REPORTED);
        for (var steps = 0; !clue.waiting().contains(TransferLetter.Tasks.SIGN) && steps < 25; steps++) {
            clue.later();
        }
        assertThat(clue).hasPassed("serviceTask_callLetter").isWaitingAt(Tasks.FINISH);
        Assertions.assertThat(clue.watched()).as("the watch goes on").isTrue();
        clue.go(TransferLetter.Tasks.SIGN).go(TransferLetter.Tasks.RECEIVE);
        Assertions.assertThat(clue.clue().stage()).isEqualTo(SupervisionStage.TRANSFERRED);
        Assertions.assertThat(limits.dueAt(clue.number, LimitKind.LEGAL_CAP)).isEqualTo(cap);

        clue.result().go(Tasks.CALL_BACK);
        Assertions.assertThat(clue.clue().status()).isEqualTo(ClueStatus.CLOSED);
    }

    @Test
    void theOfficeRelaysTheMatterIsSettledTheReplyIsNotOwedAndTheReporterIsCalledAgain() {
        var clue = walk.register(it -> {
                    it.facts.refused = true;
                    it.facts.fixableOnTheSpot = false;
                    it.reporter.consent = "OFFICE_ONLY";
                })
                .go(Tasks.REVIEW_ADMISSION)
                .go(Tasks.TRIAGE, "refused", true)
                .go(Tasks.DECIDE_RED)
                .go(Tasks.DISPATCH)
                .go(Tasks.SIGN_FOR)
                .go(Tasks.CONTACT_REPORTER, "method", "VIA_OFFICE", "contactedAt", null, "note", "请问缺哪份材料？");
        assertThat(clue).isWaitingAt(Tasks.RELAY, Tasks.SETTLE_MATTER);
        clue.go(Tasks.RELAY).go(Tasks.SETTLE_MATTER);
        assertThat(clue).isWaitingAt(Tasks.REPLY_WITH_PLAN);
        cards.lower(clue.number, "grouphead", Card.BLUE, "窗口当场可办。");
        assertThat(clue).hasPassed("event_replyNotOwed").isWaitingAt(Tasks.FINISH);
        clue.result().go(Tasks.CALL_BACK, "connected", false, "contacted", null, "solved", null, "rating", null);
        assertThat(clue).isWaitingAt("event_nextCall");
        clue.fire("event_nextCall").go(Tasks.CALL_BACK);
        assertThat(clue).isEnded().hasPassed("endEvent_clueClosed");
    }

    @Test
    void theWatchLeavesAloneWhatWasDoneInTime() {
        // In the morning: in its last working hour a blue day's other limits are reminded of.
        clock.moveTo(calendar.plusWorkingDays(clock.instant(), 1).dueAt().minus(java.time.Duration.ofHours(9)));
        var clue = walk.handled(Card.BLUE);
        clue.fire(ClueLifecycle.TIMER);
        assertThat(clue).hasPassed("serviceTask_takeStep").hasNotPassed("serviceTask_remind");
        Assertions.assertThat(clue.clue().stage()).isEqualTo(SupervisionStage.ON_TIME);
        assertThat(clue).isWaitingAt(Tasks.CONTACT_REPORTER);
    }

    @Test
    void aLongSilenceEndsInTheLastStepThatItSkipped() {
        var clue = walk.handled(Card.BLUE).go(Tasks.CONTACT_REPORTER);
        clock.moveBy(java.time.Duration.ofDays(20));
        clue.fire(ClueLifecycle.TIMER);
        Assertions.assertThat(clue.clue().card()).contains(Card.YELLOW);
        assertThat(clue).hasNotPassed("serviceTask_remind", "serviceTask_tellOverdue");
    }

    @Test
    void anOrderIsReturnedOnceAndTheRulingIsFinal() {
        var clue = walk.dispatched(Card.YELLOW)
                .go(
                        Tasks.SIGN_FOR,
                        "outcome",
                        "RETURN",
                        "returnBasis",
                        "NOT_OUR_DUTY",
                        "proposedUnit",
                        "housing-construction",
                        "returnReason",
                        "属住建职责。")
                .go(Tasks.RULE_ON_RETURN, "outcome", "REASSIGN", "leadUnit", "housing-construction");
        assertThat(clue).isWaitingAt(Tasks.SIGN_FOR);
        Assertions.assertThat(clue.clue().leadUnit()).contains("housing-construction");
        assertThatThrownBy(() -> clue.go(
                        Tasks.SIGN_FOR,
                        "outcome",
                        "RETURN",
                        "returnBasis",
                        "NOT_OUR_DUTY",
                        "proposedUnit",
                        Walk.UNIT,
                        "returnReason",
                        "不属本单位职责。"))
                .isInstanceOf(Refusal.class);
        clue.go(Tasks.SIGN_FOR);
        assertThat(clue).isWaitingAt(Tasks.CONTACT_REPORTER);
    }

    @Test
    void aYellowClueIsAnsweredFirstAndAssistedAtTheSameTime() {
        var clue = walk.register(Walk.forCard(Card.YELLOW))
                .go(Tasks.REVIEW_ADMISSION)
                .go(Tasks.TRIAGE)
                .go(Tasks.DECIDE_YELLOW)
                .go(Tasks.DISPATCH, "assistUnits", List.of("justice"))
                .go(Tasks.SIGN_FOR);
        Assertions.assertThat(clue.waiting()).containsExactlyInAnyOrder(Tasks.CONTACT_REPORTER, Tasks.ASSIST);
        clue.go(Tasks.CONTACT_REPORTER).go(Tasks.REPLY_WITH_PLAN);
        Assertions.assertThat(clue.waiting()).containsExactly(Tasks.ASSIST);
        clue.go(Tasks.ASSIST);
        assertThat(clue).isWaitingAt(Tasks.FINISH);
    }

    @Test
    void whatTheLawDoesNotAllowIsCheckedByASecondPerson() {
        var clue = walk.handled(Card.BLUE).go(Tasks.CONTACT_REPORTER).go(Tasks.FINISH, "result", "CANNOT_DO");
        assertThat(clue).isWaitingAt(Tasks.CHECK_CANNOT_DO);
        clue.go(Tasks.CHECK_CANNOT_DO, "outcome", "REJECT", "reason", "依据不成立。");
        assertThat(clue).isWaitingAt(Tasks.FINISH);
        clue.go(Tasks.FINISH, "result", "CANNOT_DO").go(Tasks.CHECK_CANNOT_DO);
        assertThat(clue).isWaitingAt(Tasks.SIGN_REPLY);
        Assertions.assertThat(clue.clue().result()).contains(Result.CANNOT_DO);
    }

    @Test
    void leaderReviewerAndInspectorEachSendBackWithReasons() {
        var clue = walk.handled(Card.RED).go(Tasks.CONTACT_REPORTER).go(Tasks.REPLY_WITH_PLAN);
        var due = clue.clue().dueAt();
        clue.go(Tasks.FINISH).go(Tasks.SIGN_REPLY, "outcome", "SEND_BACK", "reason", "措施不具体。");
        assertThat(clue).hasPassed("serviceTask_notifySentBack").isWaitingAt(Tasks.FINISH);
        Assertions.assertThat(clue.clue().dueAt()).as("the case clock runs on").isEqualTo(due);
        clue.go(Tasks.FINISH).go(Tasks.SIGN_REPLY).go(Tasks.REVIEW_RESULT, "outcome", "SEND_BACK", "reason", "答非所问。");
        assertThat(clue).isWaitingAt(Tasks.FINISH);
        clue.go(Tasks.FINISH)
                .go(Tasks.SIGN_REPLY)
                .go(Tasks.REVIEW_RESULT)
                .go(Tasks.VERIFY_ON_SITE, "outcome", "FAIL", "findings", "现场仍未恢复供电。");
        assertThat(clue).isWaitingAt(Tasks.FINISH);
        clue.result();
        assertThat(clue).isWaitingAt(Tasks.CALL_BACK);
    }

    @Test
    void theFirstDissatisfiedCallBackSendsItBackAndTheSecondRaisesTheCard() {
        var clue = walk.handled(Card.YELLOW).finished().calledBackDissatisfied();
        assertThat(clue)
                .hasPassed("serviceTask_sendForRework")
                .isWaitingAt(Tasks.FINISH)
                .hasNotPassed("serviceTask_raiseCard");
        clue.result().calledBackDissatisfied();
        assertThat(clue).hasPassed("serviceTask_raiseCard").isWaitingAt(Tasks.DISPATCH);
        Assertions.assertThat(clue.clue().card()).contains(Card.RED);
        Assertions.assertThat(clue.clue().reworks()).isZero();
        clue.go(Tasks.DISPATCH).go(Tasks.SIGN_FOR);
        assertThat(clue).isWaitingAt(Tasks.CONTACT_REPORTER);
    }

    @Test
    void aRedClueDissatisfiedTwiceIsConcludedByTheLeadingGroupAndLookedAtAgain() {
        var clue = walk.handled(Card.RED)
                .finished()
                .calledBackDissatisfied()
                .result()
                .calledBackDissatisfied();
        assertThat(clue).isWaitingAt(Tasks.CONCLUDE_RED);
        clue.go(Tasks.CONCLUDE_RED, "outcome", "REWORK", "reason", "仍有办法。")
                .result()
                .calledBackDissatisfied();
        clue.go(Tasks.CONCLUDE_RED);
        assertThat(clue).hasPassed("serviceTask_closeClue").isWaitingAt("event_recheckDue");
        Assertions.assertThat(clue.clue().status()).isEqualTo(ClueStatus.CLOSED);
        clue.fire("event_recheckDue").go(Tasks.RECHECK, "outcome", "REBOUND", "findings", "又停电了。");
        assertThat(clue).isWaitingAt(Tasks.FINISH);
        clue.result().go(Tasks.CALL_BACK).fire("event_recheckDue").go(Tasks.RECHECK);
        assertThat(clue).isEnded().hasPassed("endEvent_recheckPassed");
    }

    @Test
    void theReporterMayWithdrawAtAnyTime() {
        var clue = walk.handled(Card.YELLOW);
        ledger.withdraw(clue.number, Timeline.PUBLIC, "已经办好。");
        assertThat(clue).isEnded().hasPassed("endEvent_withdrawn");
        Assertions.assertThat(clue.clue().dueAt()).isEmpty();
    }

    @Test
    void theOfficeMergesAClueIntoAnother() {
        var other = walk.register(Walk.forCard(Card.BLUE));
        var clue = walk.handled(Card.BLUE);
        ledger.merge(clue.number, "grader", other.number, "同一事项。");
        assertThat(clue).isEnded().hasPassed("endEvent_merged");
    }

    @Test
    void aWrongRegistrationIsReplacedByTheRightOne() {
        var clue = walk.register(Walk.forCard(Card.BLUE));
        var right = registration.correct(clue.number, Walk.aClue(it -> it.title = "变更住所材料被退三次"), "clerk", "次数记错。");
        assertThat(clue).isEnded().hasPassed("endEvent_corrected");
        Assertions.assertThat(clue.clue().linkedTo()).contains(right.clueNumber());
        Assertions.assertThat(ledger.get(ClueNumber.of(right.clueNumber())).status())
                .isEqualTo(ClueStatus.REGISTERED);
    }

    @Test
    void nobodyCompletesWhatIsNotTheOwn() {
        var clue = walk.handled(Card.BLUE);
        assertThatThrownBy(() -> clue.by("handler2", Tasks.CONTACT_REPORTER)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> clue.by("admin", Tasks.CONTACT_REPORTER)).isInstanceOf(Refusal.class);
        assertThat(clue).isWaitingAt(Tasks.CONTACT_REPORTER);
    }
}
