package cn.qingfeng.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.ShippedCalendar;
import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.calendar.clock.CountyClock;
import java.time.Instant;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One limit: started, met, extended, standing still, ended, and what is done about it. March 2026 has no holiday. */
class ClueLimitTests {

    private final WorkingCalendar calendar = ShippedCalendar.calendar();

    @ParameterizedTest
    @CsvSource({
        "4, WORKING_HOURS, 03-02T10:00, 03-02T16:30",
        "4, WORKING_HOURS, 03-06T17:00, 03-09T11:30",
        "5, WORKING_DAYS, 03-02T10:00, 03-09T18:00",
        "0, SAME_DAY, 03-02T10:00, 03-02T18:00",
        "0, SAME_DAY, 03-02T18:30, 03-03T18:00",
        "5, NATURAL_DAYS, 03-02T10:00, 03-09T18:00"
    })
    void endsWhereItsRuleCounts(int amount, LimitUnit unit, String start, String due) {
        var limit = started(amount, unit, "", start);
        assertThat(limit.dueAt()).contains(at(due));
        assertThat(limit.isRunning()).isTrue();
        assertThat(limit.because()).isPresent();
    }

    @Test
    void promisesNothingBeforeItStartsAndAfreshWhenPromisedAnew() {
        var limit = new ClueLimit("WY20260302-0001", rule(5, LimitUnit.WORKING_DAYS, "TELL"));
        assertThat(limit.dueAt()).isEmpty();
        assertThat(limit.isStarted()).isFalse();
        assertThat(limit.isOwed()).isFalse();
        limit.start(at("03-02T10:00"), calendar);
        limit.move(LimitAdjustments.extension(5), calendar);
        limit.takeSteps(at("03-30T10:00"), calendar);
        limit.promise(rule(3, LimitUnit.WORKING_DAYS, ""));
        assertThat(limit.isStarted()).isFalse();
        assertThat(limit.extensions()).isZero();
        assertThat(limit.rule().amount()).isEqualTo(3);
        assertThat(limit.isPressed()).isFalse();
    }

    @Test
    void isMetOnceAndNothingMoreIsDoneAboutIt() {
        var limit = started(5, LimitUnit.WORKING_DAYS, "TELL, URGE +1WD", "03-02T10:00");
        limit.meet(at("03-04T10:00"));
        limit.meet(at("03-05T10:00"));
        assertThat(limit.metAt()).contains(at("03-04T10:00"));
        assertThat(limit.nextStepAt()).isEmpty();
        assertThat(limit.takeSteps(at("03-30T10:00"), calendar)).isEmpty();
        assertThat(limit.isOwed()).isFalse();
        limit.reopen(calendar);
        assertThat(limit.isOwed()).isTrue();
        assertThat(limit.dueAt()).as("to the same end").contains(at("03-09T18:00"));
        assertThat(limit.nextStepAt()).contains(at("03-09T18:00"));
    }

    @Test
    void whatHasNotStartedIsNotMet() {
        var limit = new ClueLimit("WY20260302-0001", rule(5, LimitUnit.WORKING_DAYS, ""));
        limit.meet(at("03-04T10:00"));
        assertThat(limit.metAt()).isEmpty();
    }

    @Test
    void anExtensionMovesItsEndAndWhatWasSaidIsSaidAnew() {
        var limit = started(5, LimitUnit.WORKING_DAYS, "REMIND -1WD, TELL", "03-02T10:00");
        assertThat(limit.takeSteps(at("03-09T09:00"), calendar)).isPresent();
        assertThat(limit.isPressed()).isTrue();
        limit.move(LimitAdjustments.extension(5), calendar);
        assertThat(limit.dueAt()).contains(at("03-16T18:00"));
        assertThat(limit.extensions()).isEqualTo(1);
        assertThat(limit.isPressed()).isFalse();
        assertThat(limit.nextStepAt()).contains(at("03-13T18:00"));
        limit.move(LimitAdjustments.extension(1), calendar);
        assertThat(limit.extensions()).isEqualTo(2);
    }

    @Test
    void tacklingEndsSoManyNaturalDaysFromTheDecision() {
        var limit = started(5, LimitUnit.WORKING_DAYS, "", "03-02T10:00");
        limit.move(LimitAdjustments.tackling(at("03-09T10:00"), 15), calendar);
        assertThat(limit.dueAt()).contains(at("03-24T18:00"));
        assertThat(limit.extensions()).isZero();
    }

    @Test
    void standsStillAndRunsOnByAsManyWorkingDaysAsItStood() {
        var limit = started(5, LimitUnit.WORKING_DAYS, "TELL", "03-02T10:00");
        limit.stop(at("03-03T10:00"));
        assertThat(limit.isRunning()).isFalse();
        assertThat(limit.isOwed()).isTrue();
        assertThat(limit.isStopped()).isTrue();
        assertThat(limit.nextStepAt()).isEmpty();
        assertThat(limit.wouldEndResumed(at("03-05T10:00"), calendar)).isEqualTo(at("03-11T18:00"));
        limit.runOn(at("03-05T10:00"), calendar);
        assertThat(limit.dueAt()).contains(at("03-11T18:00"));
        assertThat(limit.stoppedAt()).isEmpty();
        assertThat(limit.nextStepAt()).contains(at("03-11T18:00"));
    }

    @Test
    void standingStillWithinADayMovesNoLimitInDaysButOneInHours() {
        var days = started(5, LimitUnit.WORKING_DAYS, "", "03-02T10:00");
        days.stop(at("03-03T10:00"));
        days.runOn(at("03-03T11:00"), calendar);
        assertThat(days.dueAt()).contains(at("03-09T18:00"));
        var hours = started(4, LimitUnit.WORKING_HOURS, "", "03-02T10:00");
        hours.stop(at("03-02T11:00"));
        hours.runOn(at("03-02T15:00"), calendar);
        assertThat(hours.dueAt()).contains(at("03-02T18:00"));
    }

    @Test
    void whatStoodStillFromItsStartBeginsWhenTheClockRunsAgain() {
        var limit = started(5, LimitUnit.WORKING_DAYS, "", "03-02T10:00");
        limit.stop(at("03-02T10:00"));
        assertThat(limit.wouldEndResumed(at("03-05T10:00"), calendar)).isEqualTo(at("03-12T18:00"));
        limit.runOn(at("03-05T10:00"), calendar);
        assertThat(limit.startedAt()).contains(at("03-05T10:00"));
        assertThat(limit.dueAt()).contains(at("03-12T18:00"));
    }

    @Test
    void severalMovesAreCountedOneAfterTheOther() {
        var limit = started(5, LimitUnit.WORKING_DAYS, "", "03-02T10:00");
        limit.move(LimitAdjustments.extension(2), calendar);
        limit.stop(at("03-10T10:00"));
        assertThat(limit.wouldEndResumed(at("03-12T10:00"), calendar)).isEqualTo(at("03-13T18:00"));
        limit.runOn(at("03-12T10:00"), calendar);
        assertThat(limit.dueAt()).contains(at("03-13T18:00"));
        assertThat(limit.because().orElseThrow().split("\n")).hasSize(3);
    }

    @Test
    void aDroppedLimitIsNotOwed() {
        var limit = started(5, LimitUnit.WORKING_DAYS, "TELL", "03-02T10:00");
        limit.stop(at("03-03T10:00"));
        limit.drop();
        assertThat(limit.isOwed()).isFalse();
        assertThat(limit.isStopped()).isFalse();
        assertThat(limit.dueAt()).isEmpty();
        assertThat(limit.nextStepAt()).isEmpty();
    }

    @Test
    void stepsAreTakenEachOnceInTheirOrder() {
        var limit = started(5, LimitUnit.WORKING_DAYS, "REMIND -1WD, TELL, URGE +1WD, ORDER +3WD", "03-02T10:00");
        assertThat(limit.takeSteps(at("03-06T17:59"), calendar)).isEmpty();
        assertThat(measure(limit, "03-06T18:00")).isEqualTo(Measure.REMIND);
        assertThat(limit.takeSteps(at("03-06T18:00"), calendar)).isEmpty();
        assertThat(limit.comesTo(Measure.TELL, at("03-09T18:00"), calendar)).isTrue();
        assertThat(limit.comesTo(Measure.URGE, at("03-09T18:00"), calendar)).isFalse();
        assertThat(measure(limit, "03-09T18:00")).isEqualTo(Measure.TELL);
        assertThat(measure(limit, "03-10T18:00")).isEqualTo(Measure.URGE);
        assertThat(measure(limit, "03-12T18:00")).isEqualTo(Measure.ORDER);
        assertThat(limit.nextStepAt()).isEmpty();
    }

    @Test
    void aLongSilenceIsContainedInTheLastStep() {
        var limit = started(5, LimitUnit.WORKING_DAYS, "REMIND -1WD, TELL, URGE +1WD, ORDER +3WD", "03-02T10:00");
        assertThat(measure(limit, "03-11T09:00")).isEqualTo(Measure.URGE);
        assertThat(limit.nextStepAt()).contains(at("03-12T18:00"));
    }

    @Test
    void aStepThatCountsFromTheOneBeforeWaitsForIt() {
        var limit = started(5, LimitUnit.WORKING_DAYS, "ORDER +1WD, REPORT THEN+5WD", "03-02T10:00");
        assertThat(measure(limit, "03-30T09:00")).isEqualTo(Measure.ORDER);
        assertThat(limit.nextStepAt()).contains(at("04-07T18:00"));
        assertThat(measure(limit, "04-07T18:00")).isEqualTo(Measure.REPORT);
    }

    @Test
    void aCorrectedCalendarTakesNoStepBack() {
        var limit = started(5, LimitUnit.WORKING_DAYS, "REMIND -1WD, TELL", "03-02T10:00");
        limit.takeSteps(at("03-06T18:00"), calendar);
        limit.recount(calendar);
        assertThat(limit.isPressed()).isTrue();
        assertThat(limit.nextStepAt()).contains(at("03-09T18:00"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RING -1WD", "TELL 1", "TELL +1XD", "REPORT THEN+5WD", "TELL,,URGE"})
    void aLadderThatNobodyCanReadIsRefused(String ladder) {
        assertThatThrownBy(() -> EscalationPlan.of(ladder))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.key()).isEqualTo("limit.ladder.wrong"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "TELL", "REMIND -1WH, TELL", "REMIND -1WD, TELL, URGE +1WD, REPORT THEN+5WD"})
    void aLadderIsWrittenAsItIsRead(String ladder) {
        assertThat(EscalationPlan.of(ladder)).hasToString(ladder);
    }

    @ParameterizedTest
    @CsvSource({"-1, WORKING_DAYS", "0, WORKING_DAYS", "0, WORKING_HOURS", "0, NATURAL_DAYS"})
    void aRuleNeedsAnAmount(int amount, LimitUnit unit) {
        assertThatThrownBy(() -> rule(amount, unit, ""))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.key()).isEqualTo("limit.rule.amount"));
    }

    private Measure measure(ClueLimit limit, String now) {
        return limit.takeSteps(at(now), calendar).orElseThrow().measure();
    }

    private ClueLimit started(int amount, LimitUnit unit, String ladder, String start) {
        var limit = new ClueLimit("WY20260302-0001", rule(amount, unit, ladder));
        limit.start(at(start), calendar);
        return limit;
    }

    private static LimitRule rule(int amount, LimitUnit unit, String ladder) {
        return new LimitRule(LimitKind.FINISH, amount, unit, "办法第八条", EscalationPlan.of(ladder));
    }

    private static Instant at(String local) {
        return LocalDateTime.parse("2026-" + local).atZone(CountyClock.ZONE).toInstant();
    }
}
