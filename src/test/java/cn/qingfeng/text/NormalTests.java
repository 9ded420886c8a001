package cn.qingfeng.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people type differently and mean as the same. Names and numbers are invented. */
class NormalTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "顾一鸣",
                "顾　一鸣",
                "顾 一 鸣",
                "顾\u00a0一\u2009鸣",
                "顾\u200b一\u2060鸣",
                "\u202e顾一鸣\u202c",
                "顾\ufe00一\u0336鸣",
                "顧一鳴",
                "顾\n一鸣",
                "顾⼀鸣",
                "顾·一•鸣",
                "顾—鸣",
                "顾-鸣",
                "【顾】一鸣",
            })
    void aNameIsFoundHoweverItWasTyped(String typed) {
        assertThat(Names.of("顾一鸣", Normal.of("就是" + typed + "科长办的。")))
                .singleElement()
                .extracting(Names.Hit::sureness)
                .isEqualTo(Names.Sureness.WHOLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"买买提·吐尔逊", "买买提•吐尔逊", "买买提・吐尔逊", "买买提．吐尔逊", "买买提 吐尔逊", "买买提吐尔逊", "买买提.吐尔逊", "买买提-吐尔逊", "买买提‧吐尔逊"
            })
    void aNameOfSeveralPartsIsFoundWithEveryDot(String typed) {
        assertThat(Names.of("买买提·吐尔逊", Normal.of("找" + typed + "，他不收")))
                .singleElement()
                .extracting(Names.Hit::sureness)
                .isEqualTo(Names.Sureness.WHOLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"顾科长不收", "找老顾说了", "姓顾的那位", "顾某某", "顾副局长说", "叫一鸣的", "，顾局让等"})
    void aPartOfANameIsFoundAndUnclear(String text) {
        var expected = text.contains("一鸣") ? 0 : 1;
        assertThat(Names.of("顾一鸣", Normal.of(text)))
                .hasSize(expected)
                .allSatisfy(hit -> assertThat(hit.sureness()).isEqualTo(Names.Sureness.PART));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "顾%一%鸣",
                "顾$一$鸣",
                "顾→一→鸣",
                "顾\\一\\鸣",
                "顾`一`鸣",
                "顾★一★鸣",
                "顾{一}鸣",
                "顾😀一😀鸣",
                "顾<b>一</b>鸣",
                "顾&nbsp;一鸣",
                "顾丨一丨鸣",
                "顾ㆍ一ㆍ鸣",
                "顾   一       鸣",
                "顾1鸣",
                "顾①鸣",
                "顾壹鸣",
                "顾〡鸣"
            })
    void whateverIsNoLetterMayStandWithinANameAndItsDigitsBeWrittenInEveryWay(String typed) {
        assertThat(Names.of("顾一鸣", Normal.of("就是" + typed + "科长办的。")))
                .singleElement()
                .extracting(Names.Hit::sureness)
                .isEqualTo(Names.Sureness.WHOLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "顾某鸣",
                "顾*鸣",
                "顾×鸣",
                "顾x鸣",
                "顾□鸣",
                "顾y鸣",
                "顾yi鸣",
                "顾ym",
                "顾yiming",
                "某一鸣",
                "×一鸣",
                "顾，一，鸣",
                "顾、一、鸣",
                "顾的一鸣",
                "姓：顾 名：一鸣",
                "鸣哥",
                "顾__",
                "顾??"
            })
    void aNameThatIsHalfHiddenIsFoundAndUnclear(String typed) {
        assertThat(Names.of("顾一鸣", Normal.of(typed)))
                .isNotEmpty()
                .allSatisfy(hit -> assertThat(hit.sureness()).isEqualTo(Names.Sureness.PART));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "张三丰等3人",
                "张三丰夫妇",
                "张三丰本人",
                "张三丰13800138000",
                "1.张三丰 2.李四光",
                "张三丰_李四光",
                "张三丰*李四光",
                "张三丰😀李四光",
                "张三丰。李四光",
                "张三丰~李四光",
                "村民张三丰",
                "李庄村三组张三丰",
                "张三丰老婆李四光",
                "张三丰的爱人",
                "张三丰(女)"
            })
    void aNameIsTakenOutOfAFieldWhateverElseWasPutThere(String field) {
        assertThat(Names.in(field)).contains("张三丰");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WY2026-1127-0003", "WY2026/11/27-0003", "WY2026年11月27日0003", "WY20261127第0003号", "20261127-0003",
                        "W Y20261127-0003",
                "WY20261127—3", "WY20261127#0003", "WY20261127:0003", "WY20261127，0003", "WY2026.11.27.0003",
                        "WY20261127~0003",
                "WY20261127|0003", "WY٢٠٢٦١١٢٧-٠٠٠٣", "【WY20261127-0003】"
            })
    void aCluesNumberIsReadHoweverItIsParted(String typed) {
        assertThat(Numbers.clueNumber(typed)).contains("WY20261127-0003");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2026-11-27", "202611270003", "13800138000", "WY20261127", "办件20261127-0003", "2026112-0003"})
    void whatIsNoCluesNumberIsNotTakenForOne(String typed) {
        assertThat(Numbers.clueNumber(typed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "138，0013，8000",
                "138*0013*8000",
                "138~0013~8000",
                "l38OO138OOO",
                "13800138000，",
                "138 0013 8000（微信同号）",
                "〡〣〨〇〇〡〣〨〇〇〇"
            })
    void aMobileNumberIsReadWithEverySignBetweenAndLettersTakenForDigits(String typed) {
        assertThat(Numbers.phone(typed)).contains("13800138000");
    }

    @Test
    void aLongerNameIsAnotherPersonsUntilSomebodySaysSo() {
        assertThat(Names.of("王刚", Normal.of("王刚强")))
                .extracting(Names.Hit::sureness)
                .containsExactly(Names.Sureness.WITHIN);
        assertThat(Names.of("顾一鸣", Normal.of("照顾企业，一鸣惊人"))).isEmpty();
        assertThat(Names.of("高明", Normal.of("收费很高，明天再来"))).isEmpty();
    }

    @Test
    void aPlaceIsThatOfTheTextAsTyped() {
        var typed = "我叫王\u200b\u200b 小明";
        var normal = Normal.of(typed);
        var hit = Names.of("王小明", normal).get(0).at();
        var at = normal.asTyped(hit.from(), hit.to());
        assertThat(typed.substring(at.from(), at.to())).isEqualTo("王\u200b\u200b 小明");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "王小明、李四|王小明,李四",
                "王小明和李思思|王小明,李思思",
                "王小明 李思思|王小明,李思思",
                "王小明先生/李思思女士|王小明,李思思",
                "反映人：王小明（经理）|王小明",
                "王小明\u3000李思思|王小明,李思思"
            })
    void severalNamesInAFieldAreTakenApart(String field, String names) {
        assertThat(Names.in(field)).contains(names.split(","));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "13800138000|13800138000",
                "+86 138 0013 8000|13800138000",
                "０１３８－００１３－８０００|13800138000",
                "(+86)138-0013-8000|13800138000",
                "0086 13800138000|13800138000",
                "一三八〇〇一三八〇〇〇|13800138000",
                "手机：138 0013 8000|13800138000",
                "١٣٨٠٠١٣٨٠٠٠|13800138000",
                "（0395）7123456|0395-7123456",
                "0395 712 3456|0395-7123456",
                "03957123456转12|0395-7123456-12",
                "0395-7123456-12|0395-7123456-12",
                "+86 395 7123456|0395-7123456",
                "010–88886666|010-88886666",
            })
    void aTelephoneNumberHasOneForm(String typed, String kept) {
        assertThat(Numbers.phone(typed)).contains(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345", "1380013800", "138001380001", "没有电话", "12800138000", ""})
    void otherNumbersAreNoTelephoneNumbers(String typed) {
        assertThat(Numbers.phone(typed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "91350100M000100Y43",
                "91350100m000100y43",
                " 9135 0100 M000 100Y 43 ",
                "９１３５０１００Ｍ０００１００Ｙ４３",
                "91350100-M000100Y-43",
                "统一社会信用代码：91350100M000100Y43",
                "9135O1OOMOOO1OOY43"
            })
    void aCreditCodeMayBeTypedWithBlanksAndSmallLetters(String typed) {
        assertThat(Numbers.creditCode(typed)).contains("91350100M000100Y43");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"91350100M000100Y44", "91350100M000100Y4", "91350100M000100Y433", "913501OOMOOO100Y4Z", "无"})
    void aCreditCodeWithAWrongCheckDigitIsNone(String typed) {
        assertThat(Numbers.creditCode(typed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WY20261127-0003",
                "wy20261127-0003",
                "WY20261127－0003",
                "ＷＹ２０２６１１２７—０００３",
                "线索编号：WY20261127 – 0003。",
                "WY202611270003",
                "wy2026\u200b1127-0003"
            })
    void aClueNumberIsRead(String typed) {
        assertThat(Numbers.clueNumber(typed)).contains("WY20261127-0003");
    }

    @Test
    void whatIsNoOneClueNumberIsNone() {
        assertThat(Numbers.clueNumber("WY20261127")).isEmpty();
        assertThat(Numbers.clueNumber("WY20261127-0003和WY20261127-0004")).isEmpty();
        assertThat(Numbers.clueNumber(null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1234567890123456",
                "1234 5678 9012 3456",
                "1234–5678–9012–3456",
                "１２３４５６７８９０１２３４５６",
                "查询码：1234-5678-9012-3456",
                "查询码（16位）：1234 5678 9012 3456",
                "一二三四五六七八九〇一二三四五六",
                "1234\n5678\n9012\n3456"
            })
    void aReceiptIsRead(String typed) {
        assertThat(Numbers.ofLength(typed, 16)).contains("1234567890123456");
    }

    @Test
    void aLineIsKeptWithoutWhatIsInvisible() {
        assertThat(Normal.line(" 变更\u200b住所\u202e材料\u3000被退\u00a0\u2009两次\ufeff "))
                .isEqualTo("变更住所材料 被退 两次");
        assertThat(Normal.line("好👨‍👩‍👧的")).isEqualTo("好👨‍👩‍👧的");
        assertThat(Normal.key("变更 住所-材料")).isEqualTo(Normal.key("變更住所材料"));
    }
}
