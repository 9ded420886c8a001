package cn.qingfeng.process;

import java.time.Instant;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.MapAssert;

/** Where a clue has been and where it stands, in its overview and all its phases together. */
public final class CluePath extends AbstractAssert<CluePath, Walk.Started> {

    private CluePath(Walk.Started clue) {
        super(clue, CluePath.class);
    }

    public static CluePath assertThat(Walk.Started clue) {
        return new CluePath(clue);
    }

    public CluePath hasPassed(String... elements) {
        Assertions.assertThat(actual.passed()).contains(elements);
        return this;
    }

    public CluePath hasNotPassed(String... elements) {
        Assertions.assertThat(actual.passed()).doesNotContain(elements);
        return this;
    }

    public CluePath hasPassedInOrder(String... elements) {
        Assertions.assertThat(actual.passed()).containsSubsequence(elements);
        return this;
    }

    public CluePath isWaitingAt(String... elements) {
        Assertions.assertThat(actual.standing()).contains(elements);
        return this;
    }

    public CluePath isEnded() {
        Assertions.assertThat(actual.standing()).isEmpty();
        return this;
    }

    public CluePath isDue(String task, Instant moment) {
        Assertions.assertThat(actual.due(task)).contains(moment);
        return this;
    }

    public MapAssert<String, Object> variables() {
        return Assertions.assertThat(actual.variables());
    }
}
