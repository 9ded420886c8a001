package cn.qingfeng.notification.text;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateCheckTests {

    private static final TemplateCheck CHECK = new TemplateCheck(
            Map.of("编号", Placeholder.NUMBER, "牌别", Placeholder.CARD, "事由", Placeholder.REASON),
            Set.of(Placeholder.NUMBER, Placeholder.CARD),
            List.of("苏晚晴", "李"));

    private static List<String> faults(String written) {
        var faults = new ArrayList<Refusal.Fault>();
        CHECK.stored("body", written, 40, faults);
        return faults.stream().map(Refusal.Fault::key).toList();
    }

    @Test
    void storesPlacesByNamesThatNoTranslationChanges() {
        var faults = new ArrayList<Refusal.Fault>();
        assertThat(CHECK.stored("body", " {牌别}线索 { 编号 } ", 40, faults)).isEqualTo("{card}线索 {number}");
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', notice.template.length",
        "'请联系 138-0000-1111', notice.template.digits",
        "'请联系 １３８００００１１１１', notice.template.digits",
        "'身份证 41112119900101123X', notice.template.digits",
        "'代码 91411121MA4XXXXX1A', notice.template.digits",
        "'写信 a@b.cn', notice.template.address",
        "'见 HTTPS://x.cn', notice.template.address",
        "'请找苏晚晴', notice.template.person",
        "'{电话}', notice.template.unknown",
        "'{0}', notice.template.unknown",
        "'{number}', notice.template.unknown",
        "'{事由}', notice.template.notHere",
        "'{编号', notice.template.braces",
        "'编号}', notice.template.braces"
    })
    void refusesWhatIsWrongOrTellsOfAPerson(String written, String key) {
        assertThat(faults(written)).contains(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"请李主任所在单位在 3 日内办理", "{编号}（2026 年）", "依条例第 102 条办理"})
    void takesOrdinaryWords(String written) {
        assertThat(faults(written)).isEmpty();
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThat(faults("长".repeat(41))).containsExactly("notice.template.length");
    }

    @Test
    void readsNothingThatWasFilledInAsAPlaceAgain() {
        assertThat(TemplateCheck.filled(
                        "{card}{number}{other}", Map.of(Placeholder.CARD, "{number}$1\\", Placeholder.NUMBER, "7")))
                .isEqualTo("{number}$1\\7");
    }
}
