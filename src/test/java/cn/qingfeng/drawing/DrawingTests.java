package cn.qingfeng.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every diagram below {@code processes/} can be read on one screen, and keeps what bpmnlint recommends. */
class DrawingTests {

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource
    void everyDiagramKeepsTheRules(Path file, Rule rule) {
        assertThat(rule.faults().apply(Drawing.of(file)))
                .as("%s: %s", file, rule.claim())
                .isEmpty();
    }

    static Stream<Arguments> everyDiagramKeepsTheRules() {
        return Drawing.files().stream().flatMap(file -> rules().map(rule -> Arguments.of(file, rule)));
    }

    static Stream<Rule> rules() {
        return Stream.concat(LayoutRules.ALL.stream(), LintRules.ALL.stream());
    }
}
