package cn.qingfeng.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.redaction.PersonalDataFinder.Kind;
import cn.qingfeng.reporter.Identity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in a text before units read it, and what is not. Numbers and names are invented. */
class PersonalDataFinderTests {

    private static final Identity WHO = new Identity("齐安禾", "0086-138 0000 1111", "舞阳县豫禾源食品有限公司", "91411121MA45ABCD7X");

    private static List<String> found(String text, Kind kind, Optional<Identity> who) {
        return PersonalDataFinder.in(text, who).stream()
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
        assertThat(PersonalDataFinder.in(text, Optional.of(WHO))).isEmpty();
    }

    @Test
    void findsIdentityCardNumbersAMistypedDigitIncluded() {
        assertThat(found("身份证11010519491231002X，", Kind.ID_NUMBER, Optional.empty()))
                .containsExactly("11010519491231002X");
        assertThat(found("110105 19491231 002x", Kind.ID_NUMBER, Optional.empty()))
                .containsExactly("110105 19491231 002x");
        assertThat(found("老证110105491231002号", Kind.ID_NUMBER, Optional.empty()))
                .containsExactly("110105491231002");
        assertThat(found("110105194912310021", Kind.ID_NUMBER, Optional.empty()))
                .containsExactly("110105194912310021");
        assertThat(found("办件号411121202602120017", Kind.ID_NUMBER, Optional.empty()))
                .as("region, day and serial number of a matter")
                .isEmpty();
        assertThat(found("110105491331002", Kind.ID_NUMBER, Optional.empty())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"王 小明", "王小明", "王小明、李思思", "王小明先生", "王·小明", "王\u200b小明", "李思思\n王小明", "反映人：王小明"})
    void findsTheReportersNameHoweverEitherWasTyped(String name) {
        var who = Optional.of(new Identity(name, null, null, null));
        for (var typed : List.of("王小明", "王　小明", "王\u2060小 明", "王•小明", "王\n小明")) {
            assertThat(found("我叫" + typed + "，请回电。", Kind.REPORTER, who))
                    .as(typed)
                    .containsExactly(typed);
        }
        assertThat(found("王经理请回电", Kind.REPORTER, who)).containsExactly("王经理");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "138\n00131234",
                "138\u200b0013\u200b1234",
                "138\r\n   0013 1234",
                "①③⑧00131234",
                "١٣٨٠٠١٣١٢٣٤",
                "一三八零零一三一二三四",
                "壹叁捌零零壹叁壹贰叁肆",
                "138一一二二幺二三四",
                "138oo131234",
                "1-3-8-0-0-1-3-1-2-3-4"
            })
    void findsATelephoneNumberInEveryScriptAndBrokenAnywhere(String number) {
        assertThat(found("请打" + number + "找我", Kind.PHONE, Optional.empty())).containsExactly(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "138/0013/8000", "138，0013，8000", "138|0013|8000", "138~0013~8000", "138=0013=8000", "138【0013】8000",
                        "138😀0013😀8000",
                "138<br>0013<br>8000", "138杠0013杠8000", "138x0013x8000", "l3800138000", "13800l38000", "〡〣〨〇〇〡〣〨〇〇〇",
                        "一三八，零零一三，八零零零",
                "00852-51234567"
            })
    void findsATelephoneNumberWhateverStandsBetweenItsDigits(String number) {
        assertThat(found("请打" + number + "找我", Kind.PHONE, Optional.empty())).containsExactly(number);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    打到6222 0212 0901 2345 670上|BANK_CARD|6222 0212 0901 2345 670
                    工行卡4367421234567890123|BANK_CARD|4367421234567890123
                    卡号：6222-0212-0901-2345|BANK_CARD|6222-0212-0901-2345
                    我的E12345678可查|PAPER|E12345678
                    护照 EA1234567|PAPER|EA1234567
                    台胞证：12345678|PAPER|12345678
                    我的车豫L·A1234停在门口|PLATE|豫L·A1234
                    车牌号 豫Ｌ　Ａ１２３４|PLATE|豫Ｌ　Ａ１２３４
                    豫LD12345|PLATE|豫LD12345
                    微信（abc_12345）|ACCOUNT|abc_12345
                    加我V：abc12345|ACCOUNT|abc12345
                    vx:abc12345|ACCOUNT|abc12345
                    薇信abc12345|ACCOUNT|abc12345
                    WeChat ID: abc12345|ACCOUNT|abc12345
                    扣扣123456789|ACCOUNT|123456789
                    wxid_abc123456|ACCOUNT|wxid_abc123456
                    抖音号abc12345|ACCOUNT|abc12345
                    abc(at)163.com|EMAIL|abc(at)163.com
                    abc艾特163点com|EMAIL|abc艾特163点com
                    abc#163.com|EMAIL|abc#163.com
                    abc @ 163 . com|EMAIL|abc @ 163 . com
                    """)
    void findsCardsPapersPlatesAndAccountsHoweverTheyAreCalled(String text, Kind kind, String place) {
        assertThat(found(text, kind, Optional.empty())).containsExactly(place);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "微信转账12345元",
                "G107国道",
                "3#楼5单元",
                "豫政办2026第12345号",
                "编号E20261",
                "发票号码12345678",
                "合同金额6,200,000元",
                "2026-11-27 13:00-18:00"
            })
    void leavesWhatOnlyLooksAlikeAlone(String text) {
        assertThat(PersonalDataFinder.in(text, Optional.empty())).isEmpty();
    }

    @Test
    void seesTheReporterInWhatAnOfficeWrote() {
        assertThat(PersonalDataFinder.naming(WHO, "请与齐·安禾联系")).containsExactly("齐·安禾");
        assertThat(PersonalDataFinder.naming(WHO, "请向豫禾源食品核实")).containsExactly("豫禾源食品");
        assertThat(PersonalDataFinder.naming(WHO, "请齐科长办理"))
                .as("an official of that surname")
                .isEmpty();
        assertThat(PersonalDataFinder.naming(WHO, null)).isEmpty();
    }

    @Test
    void findsTheReportersNumberByItsLastFourDigitsAndWithoutAreaCode() {
        var who = Optional.of(new Identity(null, "（0395）712 3456", null, null));
        assertThat(found("座机7123456，尾号3456", Kind.REPORTER, who)).containsExactly("7123456", "尾号3456");
        assertThat(found("车牌尾号1456", Kind.REPORTER, who)).isEmpty();
    }

    @Test
    void findsMailAddressesAndAccounts() {
        assertThat(found("发到qi.anhe＠163.com", Kind.EMAIL, Optional.empty())).containsExactly("qi.anhe＠163.com");
        assertThat(found("加微信号：qianhe_88联系", Kind.ACCOUNT, Optional.empty())).containsExactly("qianhe_88");
        assertThat(found("QQ 123456789", Kind.ACCOUNT, Optional.empty())).containsExactly("123456789");
        assertThat(PersonalDataFinder.in("微信小程序打不开", Optional.empty())).isEmpty();
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
        assertThat(PersonalDataFinder.in("王总说豫丰源食品也一样，工作人员齐全", Optional.of(WHO)))
                .isEmpty();
        assertThat(PersonalDataFinder.in("我叫齐安禾", Optional.empty())).isEmpty();
    }

    @Test
    void seesNumbersOfAPersonInWhatAnOfficeWrote() {
        assertThat(PersonalDataFinder.hasNumberOfAPerson(null, "请联系138 1234 5678"))
                .isTrue();
        assertThat(PersonalDataFinder.hasNumberOfAPerson("身份证11010519491231002X"))
                .isTrue();
        assertThat(PersonalDataFinder.hasNumberOfAPerson("有疑问拨打0395-2651234", ""))
                .isFalse();
    }
}
