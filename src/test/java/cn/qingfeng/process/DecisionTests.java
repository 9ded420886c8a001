package cn.qingfeng.process;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.clue.Card;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.supervision.order.OrderLevel;
import cn.qingfeng.supervision.time.TimeCourse;
import cn.qingfeng.supervision.time.TimeKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The decision tables as they are shipped, asked directly. */
class DecisionTests {

    private final DmnEngine tables =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    private List<Map<String, Object>> ask(String table, Map<String, Object> facts) {
        try (var file = Files.newInputStream(Path.of("processes", table + ".dmn"))) {
            return tables.evaluateDecision(tables.parseDecision(table, file), facts)
                    .getResultList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> facts(Map<String, Object> what) {
        var facts = new HashMap<String, Object>();
        facts.put("kind", "APPEAL");
        facts.put("category", null);
        facts.put("suspectedViolation", false);
        facts.put("stoppage", false);
        facts.put("leaderInstruction", false);
        facts.put("mediaExposed", false);
        facts.put("historical", false);
        facts.put("unitsConcerned", 1);
        facts.put("fixableOnTheSpot", false);
        facts.putAll(what);
        return facts;
    }

    @Test
    void reportsAndSuspectedViolationsAreRed() {
        assertThat(card(Map.of("kind", "REPORT", "fixableOnTheSpot", true))).isEqualTo("RED");
        assertThat(card(Map.of("category", "problem.extortion"))).isEqualTo("RED");
        assertThat(card(Map.of("suspectedViolation", true))).isEqualTo("RED");
    }

    @Test
    void stoppageInstructionMediaAndOldMattersAreRedEvenIfFixable() {
        for (var fact : List.of("stoppage", "leaderInstruction", "mediaExposed", "historical")) {
            assertThat(card(Map.of(fact, true, "fixableOnTheSpot", true)))
                    .as(fact)
                    .isEqualTo("RED");
        }
    }

    @Test
    void severalUnitsAreYellowAndWhatAWindowCanFixIsBlue() {
        assertThat(card(Map.of("unitsConcerned", 2, "fixableOnTheSpot", true))).isEqualTo("YELLOW");
        assertThat(card(Map.of("fixableOnTheSpot", true))).isEqualTo("BLUE");
        assertThat(card(Map.of())).isEqualTo("YELLOW");
    }

    private Object card(Map<String, Object> facts) {
        var rows = ask("card-grading", facts(facts));
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0)).containsKeys("reason", "rule");
        return rows.get(0).get("card");
    }

    @ParameterizedTest
    @CsvSource({
        "BLUE, SIGN, 2, WORKING_HOURS",
        "BLUE, FINISH, 1, WORKING_DAYS",
        "YELLOW, SIGN, 4, WORKING_HOURS",
        "YELLOW, REPLY, 3, WORKING_DAYS",
        "YELLOW, FINISH, 5, WORKING_DAYS",
        "YELLOW, REVIEW, 1, WORKING_DAYS",
        "RED, SIGN, 2, WORKING_HOURS",
        "RED, REPLY, 3, WORKING_DAYS",
        "RED, FINISH, 15, WORKING_DAYS",
        "RED, REVIEW, 2, WORKING_DAYS",
        "RED, RECHECK, 30, NATURAL_DAYS"
    })
    void eachCardPromisesItsLimits(String card, String kind, int amount, String unit) {
        var facts = new HashMap<String, Object>(
                Map.of("phase", "HANDLING", "level", card, "stoppage", false, "refused", false));
        var rows = ask("time-limits", facts).stream()
                .filter(row -> row.get("kind").equals(kind))
                .toList();
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0)).containsEntry("amount", amount).containsEntry("unit", unit);
    }

    @Test
    void noCardPromisesTheSameLimitTwiceAndBlueNeedsNoReply() {
        for (var card : List.of("BLUE", "YELLOW", "RED")) {
            for (var stoppage : List.of(true, false)) {
                var kinds = ask(
                                "time-limits",
                                Map.of("phase", "HANDLING", "level", card, "stoppage", stoppage, "refused", false))
                        .stream()
                        .map(row -> row.get("kind"))
                        .toList();
                assertThat(kinds).doesNotHaveDuplicates();
                assertThat(kinds.contains("REPLY")).isEqualTo(!card.equals("BLUE"));
            }
        }
    }

    @Test
    void aStandstillIsContactedWithinTwoWorkingHours() {
        var row =
                ask("time-limits", Map.of("phase", "HANDLING", "level", "RED", "stoppage", true, "refused", false))
                        .stream()
                        .filter(each -> each.get("kind").equals("CONTACT"))
                        .findFirst()
                        .orElseThrow();
        assertThat(row).containsEntry("amount", 2).containsEntry("unit", "WORKING_HOURS");
    }

    @Test
    void admissionIsReviewedInThreeWorkingDaysAndTheLegalCapRunsFromRegistration() {
        var facts = new HashMap<String, Object>();
        facts.put("phase", "ADMISSION");
        facts.put("level", null);
        facts.put("stoppage", false);
        facts.put("refused", false);
        assertThat(ask("time-limits", facts).stream().map(row -> row.get("kind")))
                .containsExactlyInAnyOrder("ADMISSION", "DECIDE", "LEGAL_CAP");
    }

    @Test
    void theUnitConcernedLeadsAndEnforcementIsAssistedByTheJusticeBureau() {
        assertThat(route("tax", "appeal.plain"))
                .containsEntry("leadUnit", "tax")
                .containsEntry("assistUnits", "");
        assertThat(route("tax", "problem.arbitrary-enforcement"))
                .containsEntry("leadUnit", "tax")
                .containsEntry("assistUnits", "justice");
        assertThat(route("justice", "problem.arbitrary-enforcement")).containsEntry("assistUnits", "");
        assertThat(route(null, "problem.arbitrary-enforcement")).containsEntry("leadUnit", "justice");
        assertThat(route(null, null)).containsEntry("leadUnit", "service-center");
    }

    private Map<String, Object> route(String unit, String category) {
        var facts = new HashMap<String, Object>();
        facts.put("concernedUnit", unit);
        facts.put("category", category);
        facts.put("unitsConcerned", 1);
        return ask("unit-routing", facts).get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "EXTEND, BLUE, 1, SIGN_AND_DECIDE, 2, 0, unit-service-center-leader",
        "EXTEND, BLUE, 2, TURN_YELLOW, 0, 0, office-head",
        "EXTEND, YELLOW, 1, SIGN_AND_DECIDE, 5, 1, office-head",
        "EXTEND, YELLOW, 2, RAISE_AND_ORDER, 0, 1, group-head",
        "EXTEND, RED, 1, SIGN_AND_DECIDE, 5, 1, group-head",
        "EXTEND, RED, 3, NOT_ALLOWED, 0, 1, group-head",
        "SUSPEND, BLUE, 1, NOT_ALLOWED, 0, 0, office-head",
        "SUSPEND, YELLOW, 2, SIGN_AND_DECIDE, 0, 0, office-head",
        "SUSPEND, RED, 1, SIGN_AND_DECIDE, 0, 0, group-head",
        "RESUME, BLUE, 1, SIGN_AND_DECIDE, 0, 0, office-head",
        "RESUME, RED, 1, SIGN_AND_DECIDE, 0, 0, group-head",
        "TACKLE, YELLOW, 1, NOT_ALLOWED, 0, 0, group-head",
        "TACKLE, RED, 1, SIGN_AND_DECIDE, 30, 0, group-head"
    })
    void everyWishForTimeHasOneRule(
            String kind, String card, int wish, String course, int most, int notice, String decider) {
        var rows = ask("extension-rules", Map.of("wishKind", kind, "wishCard", card, "wish", wish));
        assertThat(rows)
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("course", course)
                        .containsEntry("most", most)
                        .containsEntry("notice", notice)
                        .containsEntry("decider", decider));
    }

    @Test
    void noWishForTimeIsLeftWithoutARule() {
        for (var kind : TimeKind.values()) {
            for (var card : Card.values()) {
                for (var wish = 1; wish <= 3; wish++) {
                    var rows = ask(
                            "extension-rules", Map.of("wishKind", kind.name(), "wishCard", card.name(), "wish", wish));
                    assertThat(rows).as("%s %s %s", kind, card, wish).hasSize(1);
                    assertThat(TimeCourse.valueOf((String) rows.get(0).get("course")))
                            .isNotNull();
                    assertThat(Duty.ofGroup((String) rows.get(0).get("decider")))
                            .isPresent();
                }
            }
        }
    }

    @Test
    void onlyAnUrgingAsksForNoExplanation() {
        for (var level : OrderLevel.values()) {
            assertThat(ask("order-rules", Map.of("pressure", level.name())))
                    .singleElement()
                    .satisfies(row -> {
                        assertThat(row).containsEntry("perDay", 1).containsKeys("dueDays", "demand");
                        assertThat(row.get("explainDays")).isEqualTo(level == OrderLevel.URGE ? 0 : 1);
                    });
        }
    }
}
