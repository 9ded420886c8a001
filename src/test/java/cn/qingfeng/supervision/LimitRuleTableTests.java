package cn.qingfeng.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.ShippedCalendar;
import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.calendar.clock.CountyClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every limit of the shipped table for every card, started around holidays and make-up days: its end and each of its
 * measures fall where a slow and simple count puts them, one second earlier nothing happens, and each is taken once.
 */
class LimitRuleTableTests {

    private static final List<String> STARTS = List.of(
            "2026-02-12T10:00",
            "2026-02-13T17:30",
            "2026-02-14T09:00",
            "2026-02-16T12:00",
            "2026-04-30T16:00",
            "2026-06-18T08:31",
            "2026-09-18T13:00",
            "2026-09-29T11:50",
            "2026-11-25T14:45");

    record Row(String level, boolean stoppage, LimitRule rule) {}

    private final WorkingCalendar calendar = ShippedCalendar.calendar();

    static Stream<Row> rows() throws IOException {
        var rows = new ArrayList<Row>();
        var tables =
                DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
        for (var level : List.of("BLUE", "YELLOW", "RED")) {
            for (var stoppage : List.of(true, false)) {
                for (var phase : List.of("ADMISSION", "PASS_UP", "HANDLING", "TASK")) {
                    try (var file = Files.newInputStream(Path.of("processes/time-limits.dmn"))) {
                        var facts = new HashMap<String, Object>(
                                Map.of("phase", phase, "level", level, "stoppage", stoppage, "refused", stoppage));
                        tables.evaluateDecision(tables.parseDecision("time-limits", file), facts)
                                .getResultList()
                                .forEach(row -> rows.add(new Row(level, stoppage, rule(row))));
                    }
                }
            }
        }
        return rows.stream();
    }

    private static LimitRule rule(Map<String, Object> row) {
        return new LimitRule(
                LimitKind.valueOf((String) row.get("kind")),
                ((Number) row.get("amount")).intValue(),
                LimitUnit.valueOf((String) row.get("unit")),
                (String) row.get("basis"),
                EscalationPlan.of((String) row.get("ladder")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void endAndMeasuresFallWhereASimpleCountPutsThem(Row row) {
        for (var start : STARTS.stream().map(LimitRuleTableTests::at).toList()) {
            var limit = new ClueLimit("WY20260212-0001", row.rule());
            limit.start(start, calendar);
            var due = Plain.due(start, row.rule().amount(), row.rule().unit());
            assertThat(limit.dueAt()).as("from %s", start).contains(due);

            var previous = start;
            for (var step : row.rule().ladder().steps()) {
                var moment = Plain.step(step.afterPrevious() ? previous : due, step.amount(), step.unit());
                assertThat(limit.nextStepAt()).as("%s from %s", step, start).contains(moment);
                assertThat(limit.takeSteps(moment.minusSeconds(1), calendar)).isEmpty();
                assertThat(limit.takeSteps(moment, calendar))
                        .contains(new StepDue(row.rule().kind(), step.measure(), due, List.of()));
                assertThat(limit.takeSteps(moment, calendar)).isEmpty();
                previous = moment;
            }
            assertThat(limit.nextStepAt()).isEmpty();
        }
    }

    /** Each limit of each phase, by card and facts: there or not, and never twice. */
    @Test
    void everyCardFactAndLimitHasExactlyOneRow() throws IOException {
        var tables =
                DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
        var always = List.of("DISPATCH", "SIGN", "RULING", "CONTACT", "FINISH", "REWORK", "REVIEW", "CALL_BACK");
        for (var level : List.of("BLUE", "YELLOW", "RED")) {
            for (var stoppage : List.of(true, false)) {
                for (var refused : List.of(true, false)) {
                    var handling = new ArrayList<>(always);
                    if (!level.equals("BLUE")) {
                        handling.add("REPLY");
                    }
                    if (level.equals("RED")) {
                        handling.addAll(List.of("PROGRESS", "RECHECK", "SECOND_LOOK"));
                        if (refused) {
                            handling.add("MATTER");
                        }
                    }
                    for (var expected : Map.of(
                                    "ADMISSION", List.of("ADMISSION", "DECIDE", "LEGAL_CAP"),
                                    "PASS_UP", List.of("PASS_UP"),
                                    "HANDLING", handling,
                                    "TASK",
                                            List.of(
                                                    "LETTER_SIGN",
                                                    "LETTER_RECEIVE",
                                                    "WISH_SIGN",
                                                    "WISH_DECIDE",
                                                    "LISTING",
                                                    "CONCLUSION",
                                                    "RELAY"))
                            .entrySet()) {
                        try (var file = Files.newInputStream(Path.of("processes/time-limits.dmn"))) {
                            var kinds = tables
                                    .evaluateDecision(
                                            tables.parseDecision("time-limits", file),
                                            new HashMap<String, Object>(Map.of(
                                                    "phase", expected.getKey(),
                                                    "level", level,
                                                    "stoppage", stoppage,
                                                    "refused", refused)))
                                    .getResultList()
                                    .stream()
                                    .map(row -> row.get("kind"))
                                    .toList();
                            assertThat(kinds)
                                    .as("%s %s stoppage %s refused %s", expected.getKey(), level, stoppage, refused)
                                    .containsExactlyInAnyOrderElementsOf(new ArrayList<Object>(expected.getValue()));
                        }
                    }
                }
            }
        }
    }

    @Test
    void everyCardHasTheMeasuresThatTheCountyLaidDown() throws IOException {
        var ladders = new HashMap<String, String>();
        rows().filter(row -> row.rule().kind() == LimitKind.FINISH)
                .forEach(row -> ladders.put(row.level(), row.rule().ladder().toString()));
        assertThat(ladders)
                .containsEntry("BLUE", "REMIND -2WH, TELL, RAISE +1WD")
                .containsEntry("YELLOW", "REMIND -1WD, TELL, URGE +1WD, RAISE_AND_ORDER +3WD")
                .containsEntry("RED", "REMIND -1WD, TELL, ORDER +1WD, REPORT THEN+5WD, TRANSFER THEN+5WD");
    }

    @Test
    void whatIsMetOrStandsStillIsLeftAlone() {
        var met = yellowFinish("2026-03-02T09:00");
        met.meet(at("2026-03-06T10:00"));
        assertThat(met.takeSteps(at("2026-04-01T10:00"), calendar)).isEmpty();

        var still = yellowFinish("2026-03-02T09:00");
        still.stop(at("2026-03-03T10:00"));
        assertThat(still.takeSteps(at("2026-04-01T10:00"), calendar)).isEmpty();
    }

    @Test
    void aResultThatComesBackRunsOnToTheSameEnd() {
        var limit = yellowFinish("2026-03-02T09:00");
        var due = limit.dueAt();
        limit.meet(at("2026-03-06T10:00"));
        limit.reopen(calendar);
        assertThat(limit.dueAt()).isEqualTo(due);
        assertThat(limit.nextStepAt()).contains(Plain.step(due.orElseThrow(), -1, LimitUnit.WORKING_DAYS));
    }

    @Test
    void extensionStopReturnAndRaiseTogetherComeToWhatASimpleCountSays() {
        var limit = yellowFinish("2026-02-10T09:00");
        var plain = Plain.due(at("2026-02-10T09:00"), 5, LimitUnit.WORKING_DAYS);
        assertThat(limit.dueAt()).contains(plain);

        limit.takeSteps(Plain.step(plain, -1, LimitUnit.WORKING_DAYS), calendar);
        limit.move(LimitAdjustments.extension(5), calendar);
        plain = Plain.due(plain, 5, LimitUnit.WORKING_DAYS);
        assertThat(limit.dueAt()).contains(plain);
        assertThat(limit.extensions()).isEqualTo(1);
        // What was said about the old end is said anew about the new one.
        assertThat(limit.nextStepAt()).contains(Plain.step(plain, -1, LimitUnit.WORKING_DAYS));

        var stopped = at("2026-02-26T10:00");
        var resumed = at("2026-03-05T16:00");
        limit.stop(stopped);
        assertThat(limit.isRunning()).isFalse();
        limit.runOn(resumed, calendar);
        plain = Plain.due(plain, Plain.days(stopped, resumed), LimitUnit.WORKING_DAYS);
        assertThat(limit.dueAt()).contains(plain);

        limit.meet(at("2026-03-09T09:00"));
        limit.reopen(calendar);
        assertThat(limit.dueAt()).contains(plain);

        var raised = at("2026-03-13T11:00");
        limit.promise(new LimitRule(LimitKind.FINISH, 15, LimitUnit.WORKING_DAYS, "限时办结", EscalationPlan.of("TELL")));
        limit.start(raised, calendar);
        assertThat(limit.dueAt()).contains(Plain.due(raised, 15, LimitUnit.WORKING_DAYS));
        assertThat(limit.extensions()).isZero();
    }

    @Test
    void aLongSilenceEndsInTheLastStepThatCountsFromTheLimit() {
        var limit = new ClueLimit(
                "WY20260212-0001",
                new LimitRule(
                        LimitKind.FINISH,
                        15,
                        LimitUnit.WORKING_DAYS,
                        "",
                        EscalationPlan.of("REMIND -1WD, TELL, ORDER +1WD, REPORT THEN+5WD")));
        limit.start(at("2026-03-02T09:00"), calendar);
        var late = at("2026-06-01T09:00");
        assertThat(limit.takeSteps(late, calendar).map(StepDue::measure)).contains(Measure.ORDER);
        assertThat(limit.nextStepAt()).contains(Plain.step(late, 5, LimitUnit.WORKING_DAYS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SHOUT", "REMIND 1WD", "REMIND -1D", "REPORT THEN+5WD", "REMIND -1WD; TELL", "TELL +0001WD"})
    void aLadderThatNobodyUnderstandsIsRefused(String text) {
        assertThatThrownBy(() -> EscalationPlan.of(text)).isInstanceOf(Refusal.class);
    }

    private ClueLimit yellowFinish(String start) {
        var limit = new ClueLimit(
                "WY20260212-0001",
                new LimitRule(
                        LimitKind.FINISH,
                        5,
                        LimitUnit.WORKING_DAYS,
                        "限时办结",
                        EscalationPlan.of("REMIND -1WD, TELL, URGE +1WD, RAISE_AND_ORDER +3WD")));
        limit.start(at(start), calendar);
        return limit;
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(CountyClock.ZONE).toInstant();
    }
}
