package cn.qingfeng.reporter;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.reporter.Telltales.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in a text before units read it, and what is not. Numbers and names are invented. */
class TelltalesTests {

    private static final Identity WHO = new Identity("齐安禾", "0086-138 0000 1111", "舞阳县豫禾源食品有限公司", "91411121MA45ABCD7X");

    private static List<String> found(String text, Kind kind, Optional<Identity> who) {
        return Telltales.in(text, who).stream()
                .filter(find -> find.kind() == kind)
                .map(find -> text.substring(find.from(), find.to()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "请打13812345678找我, 13812345678",
        "手机138-1234-5678。, 138-1234-5678",
        "手机 138 1234 5678 或,138 1234 5678",
        "电话+86 13812345678, 86 13812345678",
        "手机１３８１２３４５６７８谢谢, １３８１２３４５６７８",
        "我的号一三八幺二三四五六七八, 一三八幺二三四五六七八",
        "座机0395-2651234没人接, 0395-2651234",
        "座机（0395）2651234, 0395）2651234",
        "联系电话：2651234, 2651234",
    })
    void findsTelephoneNumbersAsPeopleWriteThem(String text, String number) {
        assertThat(found(text, Kind.PHONE, Optional.empty())).containsExactly(number);
    }

    @Test
    void findsTwoNumbersInARow() {
        assertThat(found("13812345678 13987654321", Kind.PHONE, Optional.empty()))
                .containsExactly("13812345678", "13987654321");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "办件号20260212138123456789",
                "二〇二六年二月十二日第三次去",
                "金额1380000元，2026年3月12日",
                "编号WY20260212-0001",
                "拨打12345热线",
                "订单6222021234567890123",
                "缴费2651234元",
            })
    void leavesOtherNumbersAlone(String text) {
        assertThat(Telltales.in(text, Optional.of(WHO))).isEmpty();
    }

    @Test
    void findsIdentityCardNumbersByTheirCheckDigit() {
        assertThat(found("身份证11010519491231002X，", Kind.ID_NUMBER, Optional.empty()))
                .containsExactly("11010519491231002X");
        assertThat(found("110105 19491231 002x", Kind.ID_NUMBER, Optional.empty()))
                .containsExactly("110105 19491231 002x");
        assertThat(found("老证110105491231002号", Kind.ID_NUMBER, Optional.empty()))
                .containsExactly("110105491231002");
        assertThat(found("110105194912310021", Kind.ID_NUMBER, Optional.empty()))
                .isEmpty();
        assertThat(found("110105491331002", Kind.ID_NUMBER, Optional.empty())).isEmpty();
    }

    @Test
    void findsMailAddressesAndAccounts() {
        assertThat(found("发到qi.anhe＠163.com", Kind.EMAIL, Optional.empty())).containsExactly("qi.anhe＠163.com");
        assertThat(found("加微信号：qianhe_88联系", Kind.ACCOUNT, Optional.empty())).containsExactly("qianhe_88");
        assertThat(found("QQ 123456789", Kind.ACCOUNT, Optional.empty())).containsExactly("123456789");
        assertThat(Telltales.in("微信小程序打不开", Optional.empty())).isEmpty();
    }

    @Test
    void findsWhatNamesTheReporter() {
        assertThat(found("我叫齐安禾，别人叫我齐总，是豫禾源食品的，全称舞阳县豫禾源食品有限公司", Kind.REPORTER, Optional.of(WHO)))
                .containsExactly("齐安禾", "齐总", "豫禾源食品", "舞阳县豫禾源食品有限公司");
        assertThat(found("统一代码９１４１１１２１ma45abcd7x", Kind.REPORTER, Optional.of(WHO)))
                .containsExactly("９１４１１１２１ma45abcd7x");
        assertThat(found("打138-0000-1111", Kind.REPORTER, Optional.of(WHO))).containsExactly("138-0000-1111");
    }

    @Test
    void doesNotTakeSomebodyElsesNameOrFirmForTheReporters() {
        assertThat(Telltales.in("王总说豫丰源食品也一样，工作人员齐全", Optional.of(WHO))).isEmpty();
        assertThat(Telltales.in("我叫齐安禾", Optional.empty())).isEmpty();
    }

    @Test
    void seesNumbersOfAPersonInWhatAnOfficeWrote() {
        assertThat(Telltales.hasNumberOfAPerson(null, "请联系138 1234 5678")).isTrue();
        assertThat(Telltales.hasNumberOfAPerson("身份证11010519491231002X")).isTrue();
        assertThat(Telltales.hasNumberOfAPerson("有疑问拨打0395-2651234", "")).isFalse();
    }
}
