package cn.qingfeng.recusal;

import static cn.qingfeng.recusal.RecusalCause.APART;
import static cn.qingfeng.recusal.RecusalCause.CLEARED;
import static cn.qingfeng.recusal.RecusalCause.DECLARED;
import static cn.qingfeng.recusal.RecusalCause.NAMED;
import static cn.qingfeng.recusal.RecusalCause.POSSIBLE;
import static cn.qingfeng.recusal.RecusalCause.SET;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecusalCauseTests {

    private static Set<RecusalCause> thatChange(RecusalCause earlier) {
        var change = EnumSet.noneOf(RecusalCause.class);
        for (var now : RecusalCause.values()) {
            if (!earlier.holdsAgainst(now)) {
                change.add(now);
            }
        }
        return change;
    }

    @ParameterizedTest
    @EnumSource(names = {"NAMED", "DECLARED", "SET"})
    void whoIsKeptOutStaysSoUntilSomebodyLiftsIt(RecusalCause out) {
        assertThat(thatChange(out)).isEmpty();
    }

    @Test
    void whoWasLetInAgainIsNotKeptOutByWhatIsFoundButByWhatSomebodySays() {
        assertThat(thatChange(CLEARED)).containsExactlyInAnyOrder(DECLARED, SET, CLEARED);
    }

    @ParameterizedTest
    @EnumSource(names = {"POSSIBLE", "APART"})
    void aQuestionIsAnsweredByAnythingSurer(RecusalCause open) {
        assertThat(thatChange(open)).containsExactlyInAnyOrder(NAMED, DECLARED, SET, CLEARED);
        assertThat(open.holdsAgainst(POSSIBLE)).isTrue();
        assertThat(open.holdsAgainst(APART)).isTrue();
    }
}
