package cn.qingfeng.insight.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What anybody reads tells of nobody, not by subtracting either. */
class PublicFiguresTests {

    private static final OptionalLong LEFT_OUT = OptionalLong.empty();

    private static OptionalLong month(long clues) {
        return OptionalLong.of(clues);
    }

    @Test
    void aYearOfSmallMonthsHasASumOnceItIsLarge() {
        assertThat(PublicFigures.sum(36, List.of(LEFT_OUT, LEFT_OUT, LEFT_OUT))).hasValue(36);
        assertThat(PublicFigures.sum(19, List.of(LEFT_OUT, LEFT_OUT, LEFT_OUT))).isEmpty();
    }

    @Test
    void aSingleMonthThatIsLeftOutIsNotFoundBySubtracting() {
        assertThat(PublicFigures.sum(59, List.of(month(40), LEFT_OUT))).hasValue(40);
    }

    @Test
    void nothingSmallIsLeftBetweenTheSumAndTheMonths() {
        assertThat(PublicFigures.sum(52, List.of(month(40), LEFT_OUT, LEFT_OUT)))
                .hasValue(40);
        assertThat(PublicFigures.sum(60, List.of(month(40), LEFT_OUT, LEFT_OUT)))
                .hasValue(60);
    }

    @Test
    void monthsThatAreAllToldAddUp() {
        assertThat(PublicFigures.sum(65, List.of(month(40), month(25)))).hasValue(65);
    }
}
