package cn.qingfeng.recusal;

import static cn.qingfeng.recusal.Told.Finding.BY_NAME;
import static cn.qingfeng.recusal.Told.Finding.NOBODY;
import static cn.qingfeng.recusal.Told.Finding.PERHAPS;
import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.text.Normal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToldTests {

    private static Told told(String names, String text) {
        return new Told(Normal.of(names), List.of(Normal.of("标题"), Normal.of(text)));
    }

    @ParameterizedTest
    @CsvSource({"王建国", "某局王建国", "王建国、李红", "王 建 国"})
    void aFullNameAmongTheNamedPeopleIsSure(String names) {
        assertThat(told(names, "没有别的").find("王建国", true)).isEqualTo(BY_NAME);
        assertThat(told(names, "没有别的").find("王建国", false)).isEqualTo(BY_NAME);
    }

    @Test
    void aNameInTheTextsCountsForWhoeverMayBeGivenTheClueAndNeverForSure() {
        var told = told(null, "窗口的王建国让我改天再来");

        assertThat(told.find("王建国", true)).isEqualTo(PERHAPS);
        assertThat(told.find("王建国", false)).isEqualTo(NOBODY);
        assertThat(told.mentions("王建国")).isTrue();
    }

    @Test
    void aPartOfANameCountsForWhoeverMayBeGivenTheClueAlone() {
        var told = told("王科长", "没有别的");

        assertThat(told.find("王建国", true)).isEqualTo(PERHAPS);
        assertThat(told.find("王建国", false)).isEqualTo(NOBODY);
    }

    @Test
    void nobodyIsFoundWhereNobodyIsNamed() {
        var told = told("张三", "材料齐全，不给办");

        assertThat(told.find("王建国", true)).isEqualTo(NOBODY);
        assertThat(told.mentions("王建国")).isFalse();
        assertThat(Told.ofText(Normal.of("李红说王建国不在")).find("王建国", true)).isEqualTo(PERHAPS);
    }
}
