package cn.qingfeng.clue;

import static cn.qingfeng.clue.ClueStatus.ADMITTED;
import static cn.qingfeng.clue.ClueStatus.CALLING_BACK;
import static cn.qingfeng.clue.ClueStatus.CLOSED;
import static cn.qingfeng.clue.ClueStatus.CONCLUDING;
import static cn.qingfeng.clue.ClueStatus.DISPATCHED;
import static cn.qingfeng.clue.ClueStatus.GRADED;
import static cn.qingfeng.clue.ClueStatus.HANDLING;
import static cn.qingfeng.clue.ClueStatus.REGISTERED;
import static cn.qingfeng.clue.ClueStatus.RETURNED;
import static cn.qingfeng.clue.ClueStatus.UNDER_REVIEW;
import static cn.qingfeng.clue.SomeClue.NOW;
import static cn.qingfeng.clue.SomeClue.aClue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.classification.Classification;
import cn.qingfeng.clue.content.ClueTextField;
import cn.qingfeng.clue.content.Consent;
import cn.qingfeng.clue.content.RedactionMark;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a clue lets be done to it, in each state that it can be in. */
class ClueTests {

    private static final CallBack DISSATISFIED = new CallBack(CallBack.Solved.UNSOLVED, CallBack.Rating.DISSATISFIED);
    private static final Set<ClueStatus> OPEN = ClueStatus.open();
    private static final Set<ClueStatus> HANDLED = EnumSet.of(DISPATCHED, RETURNED, HANDLING, UNDER_REVIEW);

    private record Act(Set<ClueStatus> in, Consumer<Clue> does, ClueStatus to) {}

    /** Every act, the states that allow it, and where it leads; null: it stays where it is. */
    private static final Map<String, Act> ACTS = new TreeMap<>(Map.ofEntries(
            act("admit", Set.of(REGISTERED), Clue::admit, ADMITTED),
            act(
                    "refuse admission",
                    Set.of(REGISTERED),
                    it -> it.refuseAdmission("OTHER", "x"),
                    ClueStatus.NOT_ADMITTED),
            act(
                    "establish",
                    Set.of(ADMITTED),
                    it -> it.establish(GradingFacts.plain(), new Classification("a.b")),
                    null),
            act("propose a card", Set.of(ADMITTED), it -> it.proposeCard(Card.RED, "r", "R"), null),
            act("pass the card upward", Set.of(ADMITTED), it -> it.passCardUpward(Card.RED, "r"), null),
            act("decide the card", Set.of(ADMITTED), it -> it.decideCard(Card.RED, "r", "head"), GRADED),
            act("propose units", Set.of(GRADED), it -> it.proposeUnits("tax"), null),
            act("dispatch", Set.of(GRADED), it -> it.dispatch("1", "tax", List.of(), NOW), DISPATCHED),
            act("sign for", Set.of(DISPATCHED), it -> it.sign("handler", NOW), HANDLING),
            act("send the order back", Set.of(DISPATCHED), Clue::sendOrderBack, RETURNED),
            act("rule", Set.of(RETURNED), it -> it.rule("tax", NOW), DISPATCHED),
            act("contact", Set.of(HANDLING), it -> it.contacted(NOW), null),
            act("ask the office", Set.of(HANDLING), Clue::asksOffice, null),
            act("reply", Set.of(HANDLING), it -> it.replied(NOW), null),
            act("assist", Set.of(HANDLING), Clue::assisted, null),
            act("finish", Set.of(HANDLING), it -> it.finish(Result.RESOLVED, "handler", NOW), UNDER_REVIEW),
            act("check by a second person", Set.of(UNDER_REVIEW), it -> it.checkBySecondPerson("unithead"), null),
            act("review", Set.of(UNDER_REVIEW), Clue::underReview, null),
            act("send back", Set.of(UNDER_REVIEW), Clue::sendBack, HANDLING),
            act("accept", Set.of(UNDER_REVIEW), Clue::accept, CALLING_BACK),
            act("call back", Set.of(CALLING_BACK), it -> it.callBack(DISSATISFIED, NOW), null),
            act("await the call-back", Set.of(CALLING_BACK), Clue::awaitsCallBack, null),
            act("reach nobody", Set.of(CALLING_BACK), Clue::unreached, null),
            act("raise the card", Set.of(CALLING_BACK), it -> it.raiseCard("r"), GRADED),
            act("rework", Set.of(CALLING_BACK, CONCLUDING, CLOSED), Clue::rework, HANDLING),
            act("close", Set.of(CALLING_BACK, CONCLUDING), it -> it.close(NOW), CLOSED),
            act("look again", Set.of(CLOSED), Clue::recheck, null),
            act("hand over", Set.of(REGISTERED, GRADED), Clue::handOver, ClueStatus.HANDED_OVER),
            act("raise while handled", HANDLED, it -> it.raiseCardWhileHandled("r"), null),
            act("lower the card", HANDLED, it -> it.lowerCard(Card.BLUE, "r", "head"), null),
            act("press", OPEN, it -> it.press(SupervisionStage.URGED), null),
            act("suspend", OPEN, it -> it.suspend(NOW), null),
            act("mark", OPEN, it -> it.mark(List.of()), null),
            act("withdraw", OPEN, Clue::withdraw, ClueStatus.WITHDRAWN),
            act("correct", OPEN, it -> it.correctedBy(null), ClueStatus.CORRECTED)));

    private static Map.Entry<String, Act> act(String name, Set<ClueStatus> in, Consumer<Clue> does, ClueStatus to) {
        return Map.entry(name, new Act(in, does, to));
    }

    static Stream<Arguments> everyActInEveryState() {
        return ACTS.keySet().stream()
                .flatMap(act -> Stream.of(ClueStatus.values()).map(status -> Arguments.of(act, status)));
    }

    @ParameterizedTest(name = "{0} when {1}")
    @MethodSource("everyActInEveryState")
    void anActIsDoneWhereTheStateAllowsItAndElseRefusedByTheStatesName(String name, ClueStatus status) {
        var act = ACTS.get(name);
        var clue = aClue().at(status);
        if (act.in().contains(status)) {
            act.does().accept(clue);
            assertThat(clue.status()).isEqualTo(act.to() == null ? status : act.to());
        } else {
            assertThatThrownBy(() -> act.does().accept(clue)).satisfies(refusedAs("clue.status.wrong"));
            assertThat(clue.status()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @EnumSource(ClueStatus.class)
    void everyStateIsEitherOpenOrAnEnd(ClueStatus status) {
        assertThat(OPEN.contains(status)).isNotEqualTo(status.isEnd());
    }

    @Test
    void aDepartureFromTheProposalNeedsAReason() {
        var clue = aClue().at(ADMITTED);
        clue.proposeCard(Card.BLUE, "规则", "R");
        for (var none : new String[] {null, " "}) {
            assertThatThrownBy(() -> clue.decideCard(Card.RED, none, "head"))
                    .satisfies(refusedAs("clue.card.reason-missing"));
            assertThatThrownBy(() -> clue.passCardUpward(Card.RED, none))
                    .satisfies(refusedAs("clue.card.reason-missing"));
        }
        clue.decideCard(Card.BLUE, null, "head");
        assertThat(clue.card()).contains(Card.BLUE);
        assertThat(clue.cardDecidedBy()).contains("head");
    }

    @Test
    void aCardPassedUpwardIsTheProposalToThePersonAbove() {
        var clue = aClue().at(ADMITTED);
        clue.passCardUpward(Card.RED, "停产");
        assertThat(clue.proposedCard()).contains(Card.RED);
        assertThat(clue.proposalReason()).contains("停产");
    }

    @Test
    void theHighestCardIsNotRaisedAndNoneIsLoweredToItself() {
        assertThatThrownBy(() -> aClue().card(Card.RED).at(HANDLING).raiseCardWhileHandled("r"))
                .satisfies(refusedAs("clue.card.highest"));
        assertThatThrownBy(() -> aClue().card(Card.RED).at(CALLING_BACK).raiseCard("r"))
                .satisfies(refusedAs("clue.card.highest"));
        assertThatThrownBy(() -> aClue().card(Card.YELLOW).at(HANDLING).lowerCard(Card.YELLOW, "r", "head"))
                .satisfies(refusedAs("clue.card.not-lower"));
        assertThatThrownBy(() -> aClue().card(Card.YELLOW).at(HANDLING).lowerCard(Card.BLUE, "", "head"))
                .satisfies(refusedAs("clue.card.reason-missing"));
    }

    @Test
    void aCardRaisedAfterTheCallBackBeginsAnewWithAReturnAndAReworkOfItsOwn() {
        var clue = aClue().card(Card.BLUE).at(RETURNED);
        clue.rule(SomeClue.UNIT, NOW);
        clue.sign("handler", NOW);
        clue.finish(Result.PARTLY, "handler", NOW);
        clue.accept();
        clue.rework();
        clue.finish(Result.PARTLY, "handler", NOW);
        clue.accept();
        clue.raiseCard("再次不满意");
        assertThat(clue.card()).contains(Card.YELLOW);
        assertThat(clue.reworks()).isZero();
        assertThat(clue.returnable()).isTrue();
    }

    @Test
    void anOrderIsSentBackOnceAndARulingIsFinal() {
        var clue = aClue().at(RETURNED);
        clue.rule("tax", NOW);
        assertThat(clue.leadUnit()).contains("tax");
        assertThat(clue.assistUnits()).isEmpty();
        assertThatThrownBy(clue::sendOrderBack).satisfies(refusedAs("clue.return.twice"));
    }

    @Test
    void nobodyIsLeadAndAssistAndNoReportGoesToAUnit() {
        assertThatThrownBy(() -> aClue().at(GRADED).dispatch("1", "tax", List.of("tax"), NOW))
                .satisfies(refusedAs("clue.units.lead-assists"));
        assertThatThrownBy(() -> aClue().kind(ClueKind.REPORT).at(GRADED).dispatch("1", "tax", List.of(), NOW))
                .satisfies(refusedAs("clue.report.sealed"));
    }

    @Test
    void whoFiledTheResultDoesNotCheckIt() {
        assertThatThrownBy(() -> aClue().at(UNDER_REVIEW).checkBySecondPerson("handler"))
                .satisfies(refusedAs("clue.second-person"));
    }

    @ParameterizedTest
    @CsvSource({"BLUE, CALLING_BACK", "YELLOW, CALLING_BACK", "RED, CONCLUDING"})
    void dissatisfiedAgainUnderTheHighestCardTheOfficeConcludes(Card card, ClueStatus then) {
        var clue = aClue().card(card).at(CALLING_BACK);
        clue.rework();
        clue.finish(Result.PARTLY, "handler", NOW);
        clue.accept();
        clue.callBack(DISSATISFIED, NOW);
        assertThat(clue.status()).isEqualTo(then);
        assertThat(clue.calledBack()).contains(DISSATISFIED);
    }

    @Test
    void aSecondReworkIsRefusedUnderTheSameCard() {
        var clue = aClue().at(CALLING_BACK);
        clue.rework();
        clue.finish(Result.PARTLY, "handler", NOW);
        clue.accept();
        assertThatThrownBy(clue::rework).satisfies(refusedAs("clue.rework.twice"));
    }

    @ParameterizedTest
    @CsvSource({
        "SOLVED, BASICALLY, 0, YELLOW, CLOSE",
        "UNDERSTOOD, SATISFIED, 1, RED, CLOSE",
        "UNSOLVED, VERY_SATISFIED, 0, YELLOW, REWORK",
        "SOLVED, DISSATISFIED, 0, RED, REWORK",
        "PARTLY, VERY_DISSATISFIED, 1, YELLOW, RAISE",
        "UNSOLVED, DISSATISFIED, 1, RED, CONCLUDE"
    })
    void whatTheReporterSaysDecidesTheCourse(
            CallBack.Solved solved, CallBack.Rating rating, int reworks, Card card, CallBack.Course course) {
        var clue = aClue().card(card).at(CALLING_BACK);
        if (reworks > 0) {
            clue.rework();
        }
        assertThat(new CallBack(solved, rating).course(clue)).isEqualTo(course);
    }

    @Test
    void itStandsStillOnceAndRunsOnOnce() {
        var clue = aClue().at(HANDLING);
        assertThatThrownBy(clue::resume).satisfies(refusedAs("clue.suspended.not"));
        clue.suspend(NOW);
        assertThatThrownBy(() -> clue.suspend(NOW)).satisfies(refusedAs("clue.suspended.already"));
        assertThat(clue.suspendedAt()).contains(NOW);
        clue.resume();
        assertThat(clue.suspendedAt()).isEmpty();
        assertThat(clue.standStillIsOver()).isFalse();
        clue.suspend(NOW);
        assertThat(clue.standStillIsOver()).isTrue();
        assertThat(clue.suspendedAt()).isEmpty();
    }

    @Test
    void pressureOnlyGrowsUntilItIsEased() {
        var clue = aClue().at(HANDLING);
        clue.press(SupervisionStage.ORDERED);
        clue.press(SupervisionStage.REMINDED);
        assertThat(clue.stage()).isEqualTo(SupervisionStage.ORDERED);
        clue.ease();
        assertThat(clue.stage()).isEqualTo(SupervisionStage.ON_TIME);
    }

    @Test
    void itIsLateOnlyWhileItIsOpenAndRuns() {
        var clue = aClue().at(HANDLING);
        assertThat(clue.isLate(NOW)).isFalse();
        assertThat(clue.due(NOW, NOW.plusSeconds(60))).isTrue();
        assertThat(clue.due(NOW, NOW.plusSeconds(60))).isFalse();
        assertThat(clue.isLate(NOW.plusSeconds(1))).isTrue();
        clue.suspend(NOW.minusSeconds(1));
        assertThat(clue.isLate(NOW.plusSeconds(1))).isFalse();
        clue.resume();
        clue.withdraw();
        assertThat(clue.isLate(NOW.plusSeconds(1))).isFalse();
    }

    @Test
    void onlyTheFirstContactAndTheFirstReplyCount() {
        var clue = aClue().at(HANDLING);
        clue.contacted(NOW);
        clue.contacted(NOW.plusSeconds(9));
        clue.replied(NOW);
        clue.replied(NOW.plusSeconds(9));
        assertThat(clue.contactedAt()).contains(NOW);
        assertThat(clue.repliedAt()).contains(NOW);
    }

    @Test
    void itIsLinkedToAnotherOfItsKindThatStands() {
        var clue = aClue().at(ADMITTED);
        assertThatThrownBy(() -> clue.linkTo(clue)).satisfies(refusedAs("clue.link.itself"));
        var report = otherNumber(aClue().kind(ClueKind.REPORT));
        assertThatThrownBy(() -> clue.linkTo(report))
                .as("as if there were no such clue")
                .satisfies(refusedAs("clue.unknown"));
        var merged = otherNumber(aClue());
        merged.linkTo(aClue().at(REGISTERED));
        assertThatThrownBy(() -> clue.linkTo(merged)).satisfies(refusedAs("clue.link.ended"));
        assertThat(clue.status()).isEqualTo(ADMITTED);
    }

    private static Clue otherNumber(SomeClue some) {
        var like = some.at(REGISTERED);
        return new Clue(ClueNumber.of("WY20260303-0002"), like.content(), like.facts(), null, NOW, "clerk");
    }

    @Test
    void onlyAReportAtItsDeskIsPassedUpAndItsWordsGoWithIt() {
        assertThatThrownBy(() -> aClue().at(REGISTERED).passUp(words -> "s")).satisfies(refusedAs("clue.pass-up.kind"));
        var passed = aClue().at(ClueStatus.PASSED_UP);
        assertThat(passed.content().title()).isEmpty();
        assertThat(passed.content().narrative()).isEmpty();
        assertThat(passed.isSealed()).isTrue();
    }

    @Test
    void aReportsWordsLieSealedAndOpenForWhoeverAsks() {
        var report = aClue().kind(ClueKind.REPORT).at(REGISTERED);
        report.seal(words -> "sealed " + words.title());
        assertThat(report.isSealed()).isTrue();
        assertThat(report.content().title()).isEqualTo("材料被退两次");
        var appeal = aClue().at(REGISTERED);
        appeal.seal(words -> "never");
        assertThat(appeal.isSealed()).isFalse();
    }

    @Test
    void aClosedUnitsSuccessorStandsInAllItsPlaces() {
        var clue = aClue().at(HANDLING);
        clue.takeOver("tax", "finance");
        assertThat(clue.assistUnits()).containsExactly("finance");
        clue.takeOver(SomeClue.UNIT, "finance");
        assertThat(clue.leadUnit()).contains("finance");
        assertThat(clue.assistUnits()).as("nobody assists itself").isEmpty();
    }

    @Test
    void whatIsCoveredBeforeDispatchStaysCoveredAfterwards() {
        var covered = new RedactionMark(ClueTextField.NARRATIVE, 0, 2, true, null);
        var open = new RedactionMark(ClueTextField.NARRATIVE, 1, 3, false, "不是人名");
        var before = aClue().at(GRADED);
        before.mark(List.of(covered));
        assertThat(before.screened().narrative()).startsWith("▇▇");
        assertThatCode(() -> before.mark(List.of(open))).doesNotThrowAnyException();
        var after = aClue().at(GRADED);
        after.mark(List.of(covered));
        after.dispatch("1", "tax", List.of(), NOW);
        assertThatThrownBy(() -> after.mark(List.of(open))).satisfies(refusedAs("screening.covered-stays"));
    }

    @Test
    void consentTakenBackLeavesTheOfficeAlone() {
        var clue = aClue().at(HANDLING);
        clue.withdrawConsent();
        assertThat(clue.content().consent()).isEqualTo(Consent.OFFICE_ONLY);
        assertThat(clue.content().narrative()).isEqualTo("每次说缺的不一样");
    }

    private static Consumer<Throwable> refusedAs(String key) {
        return thrown -> assertThat(thrown)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.key()).isEqualTo(key));
    }
}
