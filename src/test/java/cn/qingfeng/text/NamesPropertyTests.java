package cn.qingfeng.text;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.testing.TypedNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Over generated names of Chinese and minority people and the ways of typing them: none is missed. */
class NamesPropertyTests {

    private static final long SEED = 20261127;
    private static final int CASES = 3000;

    /** Of all pairs of a sample's text and somebody of its unit who is not in it. */
    private static final double MOST_FALSE_ALARMS = 0.02;

    @Test
    void anOfficialsNameIsFoundInAnyFieldAndTellingAtThePlaceWhereItWasTyped() {
        var names = new TypedNames(SEED);
        var missed = new ArrayList<String>();
        for (var n = 0; n < CASES; n++) {
            var name = names.name();
            var typed = n % 2 == 0 ? names.field(name) : names.telling(name);
            var normal = Normal.of(typed);
            var there = Names.of(name, normal).stream()
                    .filter(hit -> hit.sureness() != Names.Sureness.PART)
                    .map(hit -> normal.asTyped(hit.at().from(), hit.at().to()))
                    .map(at -> Normal.key(typed.substring(at.from(), at.to())))
                    .anyMatch(key -> key.equals(Normal.key(name))
                            || name.contains("一") && key.equals(Normal.key(name.replace("一", ""))));
            if (!there) {
                missed.add(name + " in " + typed);
            }
        }
        assertThat(missed).isEmpty();
    }

    @Test
    void everyNameOfAFieldOfSeveralIsAmongItsNames() {
        var names = new TypedNames(SEED + 1);
        var missed = new ArrayList<String>();
        for (var n = 0; n < CASES; n++) {
            var name = names.name();
            var field = names.field(name);
            var text = Normal.of("我叫" + name + "，请回电。");
            if (Names.in(field).stream().allMatch(one -> Names.of(one, text).isEmpty())) {
                missed.add(name + " of " + field);
            }
        }
        assertThat(missed).isEmpty();
    }

    @Test
    @SuppressWarnings("unchecked")
    void fewOfTheDemoCountysOwnPeopleAreSuspectedByMistake() throws IOException {
        var people = (List<Map<String, Object>>) read("people.yml");
        var clues = (List<Map<String, Object>>) read("clues.yml");
        var asked = 0;
        var alarms = new ArrayList<String>();
        for (var row : clues) {
            var clue = (Map<String, Object>) row.get("clue");
            for (var person : people) {
                var name = (String) person.get("name");
                for (var part : List.of("title", "narrative", "request", "place", "matter")) {
                    var text = String.valueOf(clue.getOrDefault(part, ""));
                    asked++;
                    if (!text.contains(name) && !Names.of(name, Normal.of(text)).isEmpty()) {
                        alarms.add(name + ": " + text);
                    }
                }
            }
        }
        var rate = (double) alarms.size() / asked;
        System.out.printf(
                "False alarms of names on the demo county's texts: %d of %d (%.3f %%)%n%s%n",
                alarms.size(), asked, 100 * rate, String.join("\n", alarms));
        assertThat(asked).isGreaterThan(10_000);
        assertThat(rate).isLessThan(MOST_FALSE_ALARMS);
    }

    private static Object read(String file) throws IOException {
        try (var stream = NamesPropertyTests.class.getResourceAsStream("/sample/" + file)) {
            return new Yaml().load(stream);
        }
    }
}
