package cn.qingfeng.form;

import static cn.qingfeng.form.TestForms.check;
import static cn.qingfeng.form.TestForms.component;
import static cn.qingfeng.form.TestForms.faults;
import static cn.qingfeng.form.TestForms.form;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.MessageFiles;
import cn.qingfeng.Refusal;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormCheckTests {

    private static final String AB =
            "\"values\":[{\"label\":\"甲\",\"value\":\"A\"},{\"label\":\"乙\",\"value\":\"B\"},{\"label\":\"三\",\"value\":3}]";

    @Test
    void asksForWhatIsRequiredByItsLabel() {
        var schema = form(
                component("textfield", "a", "\"validate\":{\"required\":true}"),
                component("radio", "b", AB, "\"validate\":{\"required\":true}"),
                component("checkbox", "c", "\"validate\":{\"required\":true}"),
                component("checklist", "d", AB, "\"validate\":{\"required\":true}"),
                component("number", "e", "\"validate\":{\"required\":true}"));

        var untouched = new HashMap<String, Object>();
        untouched.put("a", "");
        untouched.put("b", null);
        untouched.put("c", false);
        untouched.put("d", List.of());
        untouched.put("e", null);
        var expected = List.of("请填写“标签a”。", "请选择“标签b”。", "请勾选“标签c”。", "请选择“标签d”。", "请填写“标签e”。");
        assertThat(faults(schema, untouched)).isEqualTo(expected);
        assertThat(faults(schema, Map.of())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\u3000\u3000", "\n\t", "\u200b\ufeff", "\u00a0"})
    void takesBlankForMissing(String blank) {
        var schema = form(component("textarea", "a", "\"validate\":{\"required\":true}"));
        assertThat(faults(schema, Map.of("a", blank))).containsExactly("请填写“标签a”。");
    }

    @Test
    void leavesOutWhatWasNotAnswered() {
        var schema = form(component("textfield", "a"), component("checkbox", "b"), component("taglist", "c", AB));
        assertThat(check(schema, Map.of("a", "", "c", List.of()))).isEqualTo(Map.of("b", false));
    }

    @Test
    void acceptsTwentyThousandCharactersOutsideTheBasicPlane() {
        var schema = form(component("textarea", "a"));
        var long20000 = "𠮷😀".repeat(10_000);
        assertThat(check(schema, Map.of("a", long20000))).containsEntry("a", long20000);
        assertThat(faults(schema, Map.of("a", long20000 + "字"))).containsExactly("“标签a”最多 20,000 个字，现在有 20,001 个。");
    }

    @Test
    void countsCharactersNotUnits() {
        var schema = form(component("textfield", "a", "\"validate\":{\"minLength\":2,\"maxLength\":3}"));
        assertThat(faults(schema, Map.of("a", "𠮷𠮷𠮷"))).isEmpty();
        assertThat(faults(schema, Map.of("a", "𠮷"))).containsExactly("“标签a”至少要写 2 个字。");
        assertThat(faults(schema, Map.of("a", "𠮷𠮷𠮷𠮷"))).containsExactly("“标签a”最多 3 个字，现在有 4 个。");
        assertThat(faults(form(component("textfield", "a")), Map.of("a", "字".repeat(201))))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "x\udc00y", "a\uffffb"})
    void refusesControlAndBrokenCharacters(String text) {
        var schema = form(component("textarea", "a"));
        assertThat(faults(schema, Map.of("a", text))).containsExactly("“标签a”含有不能使用的字符（控制字符或不完整的字符）。");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "${7*7}",
                "#{T(java.lang.Runtime)}",
                "__${7*7}__::.x",
                "=1+1",
                "'; drop table clue; --",
                "{{constructor.constructor('x')()}}",
                "\u202eabc"
            })
    void keepsHostileTextAsText(String text) {
        var schema = form(component("textarea", "a"), component("textfield", "b"));
        // A line is kept without what is invisible, several lines as they were typed.
        assertThat(check(schema, Map.of("a", text, "b", text)))
                .isEqualTo(Map.of("a", text, "b", text.replace("\u202e", "")));
    }

    @Test
    void turnsLineBreaksOfASingleLineIntoBlanksAndKeepsThoseOfALongAnswer() {
        var schema = form(component("textarea", "a"), component("textfield", "b"));
        assertThat(check(schema, Map.of("a", "一\r\n二", "b", " 一\r\n二 "))).isEqualTo(Map.of("a", "一\n二", "b", "一 二"));
    }

    @Test
    void refusesValuesOfAnotherType() {
        var schema = form(
                component("textfield", "a"),
                component("number", "b"),
                component("checkbox", "c"),
                component("radio", "d", AB),
                component("checklist", "e", AB),
                component("datetime", "f", "\"subtype\":\"date\",\"dateLabel\":\"日期\""),
                component("dynamiclist", "", "\"path\":\"g\",\"components\":[" + component("textfield", "x") + "]"));

        assertThat(faults(
                        schema,
                        Map.of(
                                "a",
                                1,
                                "b",
                                "12",
                                "c",
                                "true",
                                "d",
                                List.of("A"),
                                "e",
                                "A",
                                "f",
                                20260301,
                                "g",
                                List.of("row"))))
                .containsExactly(
                        "“标签a”的数据类型不正确。",
                        "“标签b”必须是数字。",
                        "“标签c”的数据类型不正确。",
                        "“标签d”的数据类型不正确。",
                        "“标签e”的数据类型不正确。",
                        "“日期”的数据类型不正确。",
                        "“标签”的数据类型不正确。");
        assertThat(faults(schema, Map.of("a", Map.of("$where", "1")))).containsExactly("“标签a”的数据类型不正确。");
    }

    @Test
    void holdsTextAgainstThePatternWithTheOwnersOwnWords() {
        var plain = form(component("textfield", "a", "\"validate\":{\"pattern\":\"^\\\\d{4}$\"}"));
        assertThat(faults(plain, Map.of("a", "12345"))).containsExactly("“标签a”的格式不正确。");
        assertThat(faults(plain, Map.of("a", "1234"))).isEmpty();
        assertThat(faults(plain, Map.of("a", ""))).isEmpty();

        var own = form(component(
                "textfield",
                "a",
                "\"validate\":{\"pattern\":\"^\\\\d{4}$\"},\"properties\":{\"validationMessage\":\"请写 4 位数字 {0}。\"}"));
        assertThat(faults(own, Map.of("a", "x"))).containsExactly("请写 4 位数字 {0}。");
    }

    @Test
    void holdsNumbersAgainstTheirBounds() {
        var schema = form(component("number", "a", "\"decimalDigits\":1,\"validate\":{\"min\":0,\"max\":10}"));
        assertThat(check(schema, Map.of("a", 3))).containsEntry("a", 3L);
        assertThat(check(schema, Map.of("a", 3.5))).containsEntry("a", new BigDecimal("3.5"));
        assertThat(faults(schema, Map.of("a", -1))).containsExactly("“标签a”不能小于 0。");
        assertThat(faults(schema, Map.of("a", 11))).containsExactly("“标签a”不能大于 10。");
        assertThat(faults(schema, Map.of("a", 1.25))).containsExactly("“标签a”最多 1 位小数。");
        assertThat(faults(schema, Map.of("a", Double.NaN))).containsExactly("“标签a”必须是数字。");
        assertThat(faults(schema, Map.of("a", new BigDecimal("1e999999999")))).containsExactly("“标签a”必须是数字。");
        assertThat(faults(form(component("number", "a", "\"decimalDigits\":0")), Map.of("a", 1.5)))
                .containsExactly("“标签a”必须是整数。");
        assertThat(faults(form(component("number", "a", "\"increment\":\"0.5\"")), Map.of("a", 1.2)))
                .containsExactly("“标签a”必须是 0.5 的整数倍。");
    }

    @Test
    void takesBoundsFromExpressions() {
        var schema = form(component("number", "a", "\"validate\":{\"max\":\"=limit\"}"));
        assertThat(faults(schema, Map.of("a", 6), Map.of("limit", 5))).containsExactly("“标签a”不能大于 5。");
        assertThat(faults(schema, Map.of("a", 5), Map.of("limit", 5))).isEmpty();
    }

    @Test
    void acceptsOnlyTheChoicesOfTheForm() {
        var schema = form(component("select", "a", AB), component("taglist", "b", AB));
        assertThat(check(schema, Map.of("a", 3, "b", List.of("A", "A", 3.0))))
                .isEqualTo(Map.of("a", 3, "b", List.of("A", 3)));
        assertThat(faults(schema, Map.of("a", "C", "b", Arrays.asList("A", null))))
                .containsExactly("“标签a”不在可选范围内。", "“标签b”不在可选范围内。");
    }

    @Test
    void takesNamedChoicesFromTheContextAndRefusesAllWithoutThem() {
        var schema = form(component("select", "unit", "\"valuesKey\":\"units\""));
        var units = List.of(Map.of("label", "税务局", "value", "tax"));
        assertThat(check(schema, Map.of("unit", "tax"), Map.of("units", units))).isEqualTo(Map.of("unit", "tax"));
        assertThat(faults(schema, Map.of("unit", "army"), Map.of("units", units)))
                .containsExactly("“标签unit”不在可选范围内。");
        assertThat(faults(schema, Map.of("unit", "tax"))).containsExactly("“标签unit”不在可选范围内。");
    }

    @Test
    void readsDatesAndTimesInAllTheWaysThatTasklistWritesThem() {
        var schema = form(
                component("datetime", "d", "\"subtype\":\"date\""),
                component("datetime", "t", "\"subtype\":\"time\""),
                component("datetime", "dt", "\"subtype\":\"datetime\""));
        for (var moment :
                List.of("2026-03-01T09:30+08:00", "2026-03-01T01:30Z", "2026-03-01T09:30", "2026-03-01T09:30:59")) {
            assertThat(check(schema, Map.of("dt", moment))).containsEntry("dt", "2026-03-01T09:30+08:00");
        }
        for (var time : List.of("09:30+08:00", "01:30Z", "09:30")) {
            assertThat(check(schema, Map.of("t", time))).containsEntry("t", "09:30");
        }
        assertThat(check(schema, Map.of("d", "2026-03-01"))).containsEntry("d", "2026-03-01");
        assertThat(faults(schema, Map.of("d", "2026-02-30", "t", "25:00", "dt", "yesterday")))
                .hasSize(3);
        assertThat(faults(schema, Map.of("d", "9999-01-01"))).hasSize(1);
    }

    @Test
    void knowsPastAndFuture() {
        var schema = form(
                component("datetime", "a", "\"subtype\":\"date\",\"dateLabel\":\"承诺时间\",\"disallowPassedDates\":true"),
                component(
                        "datetime",
                        "b",
                        "\"subtype\":\"datetime\",\"dateLabel\":\"联系时间\",\"properties\":{\"notFuture\":\"true\"}"));
        assertThat(faults(schema, Map.of("a", "2026-03-02", "b", "2026-03-02T09:00+08:00")))
                .isEmpty();
        assertThat(faults(schema, Map.of("a", "2026-03-01", "b", "2026-03-02T09:30+08:00")))
                .containsExactly("“承诺时间”不能早于现在。", "“联系时间”不能晚于现在。");
    }

    @Test
    void neitherAsksForNorKeepsWhatIsHidden() {
        var schema = form(
                component("radio", "outcome", AB),
                component(
                        "textarea",
                        "reason",
                        "\"conditional\":{\"hide\":\"=outcome != \\\"B\\\"\"},\"validate\":{\"required\":true}"));
        assertThat(check(schema, Map.of("outcome", "A", "reason", "x"))).isEqualTo(Map.of("outcome", "A"));
        assertThat(faults(schema, Map.of("outcome", "B"))).containsExactly("请填写“标签reason”。");
        assertThat(check(schema, Map.of())).isEmpty();
    }

    @Test
    void followsConditionsThatHangOnHiddenAnswers() {
        var schema = form(
                component("checkbox", "a"),
                component("checkbox", "b", "\"conditional\":{\"hide\":\"=a\"}"),
                component(
                        "textfield",
                        "c",
                        "\"conditional\":{\"hide\":\"=b != true\"},\"validate\":{\"required\":true}"));
        assertThat(faults(schema, Map.of("a", false, "b", true))).containsExactly("请填写“标签c”。");
        assertThat(faults(schema, Map.of("a", true, "b", true))).isEmpty();
    }

    @Test
    void hidesGroupsWithAllTheyHold() {
        var schema = form(
                component("checkbox", "anonymous"),
                component(
                        "group",
                        "",
                        "\"conditional\":{\"hide\":\"=anonymous\"},\"components\":["
                                + component("textfield", "name", "\"validate\":{\"required\":true}") + "]"));
        assertThat(faults(schema, Map.of("anonymous", false))).containsExactly("请填写“标签name”。");
        assertThat(check(schema, Map.of("anonymous", true, "name", "张三"))).isEqualTo(Map.of("anonymous", true));
    }

    @Test
    void letsConditionsReadTheContext() {
        var schema = form(component(
                "textarea",
                "improvement",
                "\"conditional\":{\"hide\":\"=card = \\\"BLUE\\\"\"},\"validate\":{\"required\":true}"));
        assertThat(faults(schema, Map.of(), Map.of("card", "BLUE"))).isEmpty();
        assertThat(faults(schema, Map.of(), Map.of("card", "RED"))).hasSize(1);
    }

    @Test
    void refusesWhatTheFormDoesNotAskForButDropsWhatTheContextHolds() {
        var schema = form(component("textfield", "a"));
        assertThat(faults(schema, Map.of("a", "x", "card", "BLUE"))).containsExactly("表单中没有“card”这一项，没有提交。");
        assertThat(check(schema, Map.of("a", "x", "card", "BLUE"), Map.of("card", "RED")))
                .isEqualTo(Map.of("a", "x"));
    }

    @Test
    void checksEveryRowOfAList() {
        var schema = new ClasspathForms().latest("test-sample");
        var answers = new HashMap<String, Object>(
                Map.of("title", "t", "narrative", "n", "kind", "APPEAL", "anonymous", true));
        answers.put("visits", List.of(Map.of("office", "税务局", "visited", "2026-01-05"), Map.of("visited", "soon")));
        assertThatThrownBy(() -> check(schema, answers)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.faults())
                    .extracting(Refusal.Fault::field)
                    .containsExactly("visits[1].office", "visits[1].visited");
            assertThat(TestForms.text(refusal.faults().get(0))).isEqualTo("请填写“部门 #2”。");
        });
        answers.put("visits", java.util.Collections.nCopies(51, Map.of("office", "x")));
        assertThat(faults(schema, answers)).containsExactly("“找过的部门”最多 50 行。");
        answers.put("visits", List.of(Map.of("office", "x", "other", 1)));
        assertThat(faults(schema, answers)).containsExactly("表单中没有“other”这一项，没有提交。");
    }

    @Test
    void worksOutExpressionsItselfAndTrustsNoSubmittedResult() {
        var schema = form(component("number", "a"), component("expression", "sum", "\"expression\":\"=a * 2\""));
        assertThat(check(schema, Map.of("a", 4, "sum", 1000)).get("sum")).hasToString("8");
    }

    @ParameterizedTest
    @CsvSource({
        "phone, +86 138 0013 8000, 13800138000",
        "phone, （0395）7123456, 0395-7123456",
        "phone, １３８００１３８０００, 13800138000",
        "creditCode, 9135 0100 m000 100y 43, 91350100M000100Y43",
        "clueNumber, wy20261127－0003, WY20261127-0003"
    })
    void keepsANumberInOneFormHoweverItWasTyped(String kind, String typed, String kept) {
        var schema = form(component("textfield", "a", "\"properties\":{\"normal\":\"" + kind + "\"}"));
        assertThat(check(schema, Map.of("a", typed))).isEqualTo(Map.of("a", kept));
        assertThat(faults(schema, Map.of("a", "1"))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "^[A-Z]{2}[0-9]{4}$, ab 12 34, AB1234",
        "^[A-Z]{2}[0-9]{4}$, ＡＢ１２３４, AB1234",
        "^[0-9]{3}-[0-9]{2}$, 123 — 45, 123-45",
        "^[0-9]{6}$, 12 34 56, 123456",
        "^1[0-9]{10}$, +86 138-0013-8000, 13800138000"
    })
    void triesWhatAnOwnersPatternAsksForInItsPlainForms(String pattern, String typed, String kept) {
        var schema = form(component("textfield", "a", "\"validate\":{\"pattern\":\"" + pattern + "\"}"));
        assertThat(check(schema, Map.of("a", typed))).isEqualTo(Map.of("a", kept));
        assertThat(faults(schema, Map.of("a", "nothing of that"))).hasSize(1);
    }

    @Test
    void saysEveryFaultInEnglishToo() {
        var texts = TestForms.messages();
        assertThat(MessageFiles.chinese().keySet().stream().filter(key -> key.startsWith("form.")))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(texts.getMessage(key, null, java.util.Locale.ENGLISH))
                        .isNotEmpty()
                        .doesNotContain("“"));
    }
}
