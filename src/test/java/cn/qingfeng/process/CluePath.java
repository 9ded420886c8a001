package cn.qingfeng.process;

import java.time.Instant;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.MapAssert;

/** Where a clue has been and where it stands, in its overview and all its phases together. */
final class CluePath extends AbstractAssert<CluePath, Walk.Started> {

    private CluePath(Walk.Started clue) {
        super(clue, CluePath.class);
    }

    static CluePath assertThat(Walk.Started clue) {
        return new CluePath(clue);
    }

    CluePath hasPassed(String... elements) {
        Assertions.assertThat(actual.passed()).contains(elements);
        return this;
    }

    CluePath hasNotPassed(String... elements) {
        Assertions.assertThat(actual.passed()).doesNotContain(elements);
        return this;
    }

    CluePath hasPassedInOrder(String... elements) {
        Assertions.assertThat(actual.passed()).containsSubsequence(elements);
        return this;
    }

    CluePath isWaitingAt(String... elements) {
        Assertions.assertThat(actual.standing()).contains(elements);
        return this;
    }

    CluePath isEnded() {
        Assertions.assertThat(actual.standing()).isEmpty();
        return this;
    }

    CluePath isDue(String task, Instant moment) {
        Assertions.assertThat(actual.due(task)).contains(moment);
        return this;
    }

    MapAssert<String, Object> variables() {
        return Assertions.assertThat(actual.variables());
    }
}
