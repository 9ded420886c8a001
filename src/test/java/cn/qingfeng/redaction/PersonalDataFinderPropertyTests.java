package cn.qingfeng.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.reporter.Identity;
import cn.qingfeng.testing.TypedNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Over generated reporters and texts: a reporter's name never stands unmarked in what a unit is to read. */
class PersonalDataFinderPropertyTests {

    private static final long SEED = 20261128;
    private static final int CASES = 2000;
    private static final double MOST_FALSE_ALARMS = 0.1;

    @Test
    void theReportersNameIsAlwaysMarkedHoweverItStandsInFieldAndText() {
        var names = new TypedNames(SEED);
        var missed = new ArrayList<String>();
        for (var n = 0; n < CASES; n++) {
            var name = names.name();
            var who = Optional.of(new Identity(names.field(name), null, null, null));
            var telling = names.telling(name);
            if (PersonalDataFinder.in(telling, who).stream()
                    .noneMatch(find -> find.kind() == PersonalDataFinder.Kind.REPORTER)) {
                missed.add(who.get().name() + " in " + telling);
            }
        }
        assertThat(missed).isEmpty();
    }

    @Test
    @SuppressWarnings("unchecked")
    void theDemoCountysTextsAskForFewDecisions() throws IOException {
        List<Map<String, Object>> clues;
        try (var file = PersonalDataFinderPropertyTests.class.getResourceAsStream("/sample/clues.yml")) {
            clues = new Yaml().load(file);
        }
        var asked = 0;
        var alarms = new ArrayList<String>();
        for (var row : clues) {
            var clue = (Map<String, Object>) row.get("clue");
            var reporter = (Map<String, Object>) clue.getOrDefault("reporter", Map.of());
            var who = new Identity(
                    (String) reporter.get("name"),
                    (String) reporter.get("phone"),
                    (String) reporter.get("enterprise"),
                    (String) reporter.get("creditCode"));
            for (var part : List.of("title", "narrative", "request", "place", "matter")) {
                var text = String.valueOf(clue.getOrDefault(part, ""));
                asked++;
                for (var find : PersonalDataFinder.in(text, Optional.of(who))) {
                    alarms.add(find.kind() + " " + text.substring(find.from(), find.to()) + ": " + text);
                }
            }
        }
        System.out.printf(
                "Places to decide about in the demo county's texts: %d in %d texts%n%s%n",
                alarms.size(), asked, String.join("\n", alarms));
        assertThat(alarms.size()).isLessThan((int) (asked * MOST_FALSE_ALARMS));
    }
}
