package cn.qingfeng.notification;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeTests {

    private static Notice with(String fact, String value) {
        return new Notice(
                "WY20260212-0001/x", NoticeEvent.CLOSED, "WY20260212-0001", Set.of("handler"), Map.of(fact, value));
    }

    @Test
    void carriesTheFactsThatItsTextNeeds() {
        assertThatNoException().isThrownBy(() -> with(Notice.UNIT, "市场监管局"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"title", "narrative", "reporter", "phone", "request"})
    void carriesNothingOfTheClueOrItsReporter(String fact) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(fact, "张三 13800000000"))
                .withMessageNotContaining("张三")
                .withMessageNotContaining("138");
    }

    @Test
    void refusesAFactThatIsATextRatherThanAName() {
        assertThatIllegalArgumentException().isThrownBy(() -> with(Notice.UNIT, "很长".repeat(200)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "clues"})
    void linksToOurOwnPagesOnly(String link) {
        assertThatIllegalArgumentException().isThrownBy(() -> with(Notice.LINK, link));
    }

    @Test
    void needsAKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Notice(" ", NoticeEvent.CLOSED, "WY20260212-0001", Set.of()));
    }
}
