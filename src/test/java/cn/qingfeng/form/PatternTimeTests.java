package cn.qingfeng.form;

import static cn.qingfeng.form.TestForms.component;
import static cn.qingfeng.form.TestForms.form;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import cn.qingfeng.Refusal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An owner's pattern takes time in proportion to what is typed, whatever it says: no text holds a thread. */
class PatternTimeTests {

    /** Backtracking would be at it for longer than the sun shines; the limit is there so that the build ends. */
    private static final Duration NEVER = Duration.ofMinutes(2);

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', textBlock = """
            ^(.*a){12}$;a;b
            ^(a+)+$;a;!
            ^(a|a)*$;a;!
            ^(a|aa)+$;a;!
            ^([a-zA-Z]+)*$;x;1
            (x+x+)+y;x;z
            ^(\\\\d+\\\\s?)+$;1;A
            ^((ab)*)*c$;ab;d
            ^(\\\\w+\\\\.)+\\\\w+@$;a.;#
            ^(?:.*?,){11}P;,;Q
            """)
    void aTextThatAlmostFitsIsRefusedAtOnce(String pattern, String again, String end) {
        var schema =
                form(component("textarea", "a", "\"validate\":{\"maxLength\":20000,\"pattern\":\"" + pattern + "\"}"));
        var typed = again.repeat(19_000 / again.length()) + end;
        assertTimeoutPreemptively(
                NEVER,
                () -> assertThatThrownBy(() -> TestForms.check(schema, Map.of("a", typed)))
                        .isInstanceOfSatisfying(
                                Refusal.class,
                                refusal -> assertThat(refusal.faults())
                                        .singleElement()
                                        .satisfies(
                                                fault -> assertThat(fault.key()).isEqualTo("form.pattern"))));
    }

    @Test
    void whatFitsIsTaken() {
        var schema = form(component("textfield", "a", "\"validate\":{\"pattern\":\"^(a+)+$\"}"));
        assertThat(TestForms.check(schema, Map.of("a", "aaaa"))).containsEntry("a", "aaaa");
    }

    /** What cannot be looked for in such time is refused when the form is deployed. */
    @ParameterizedTest
    @ValueSource(strings = {"(a)\\\\1", "(?=.*a)b", "(?<!a)b", "(?>a+)b", "a++b"})
    void whatNeedsBacktrackingIsRefusedWithTheForm(String pattern) {
        assertThatThrownBy(() -> form(component("textfield", "a", "\"validate\":{\"pattern\":\"" + pattern + "\"}")))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.key()).isEqualTo("form.schema.badPattern"));
    }
}
