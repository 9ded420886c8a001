package cn.qingfeng.form;

import static cn.qingfeng.form.TestForms.component;
import static cn.qingfeng.form.TestForms.form;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.qingfeng.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class FormSchemaTests {

    @Test
    void readsEveryTypeThatTasklistDraws() {
        var schema = form(
                component("textfield", "a"),
                component("textarea", "b"),
                component("number", "c"),
                component("checkbox", "d"),
                component("checklist", "e", "\"values\":[{\"label\":\"甲\",\"value\":\"x\"}]"),
                component("radio", "f", "\"values\":[{\"label\":\"甲\",\"value\":\"x\"}]"),
                component("select", "g", "\"valuesKey\":\"units\""),
                component("taglist", "h", "\"valuesKey\":\"units\""),
                component("datetime", "i", "\"subtype\":\"date\",\"dateLabel\":\"日期\""),
                component("group", "", "\"components\":[" + component("textfield", "j") + "]"),
                component(
                        "dynamiclist",
                        "",
                        "\"path\":\"k\",\"components\":[{\"type\":\"textfield\",\"id\":\"row-a\",\"key\":\"a\"}]"),
                component("expression", "l", "\"expression\":\"=c * 2\""),
                component("text", ""),
                component("table", "", "\"dataSource\":\"=rows\",\"columns\":[]"),
                component("html", ""),
                component("image", ""),
                component("separator", ""),
                component("spacer", ""),
                component("button", "", "\"action\":\"submit\""),
                component("iframe", ""));

        assertThat(schema.id()).isEqualTo("test");
        assertThat(schema.keys()).containsExactly("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l");
        assertThat(schema.optionLists()).containsExactly("units");
    }

    @Test
    void refusesWhatTasklistCannotDrawAndNamesIt() {
        assertRefused(() -> form(component("filepicker", "files")), "form.schema.unknownType", "c-files", "filepicker");
    }

    @Test
    void refusesBrokenFormsWithTheReason() {
        assertRefused(() -> FormSchema.parse("{\n\"id\": \"x\",\n oops"), "form.schema.json", 3);
        assertRefused(() -> FormSchema.parse("[]"), "form.schema.notAForm");
        assertRefused(() -> FormSchema.parse(""), "form.schema.notAForm");
        assertRefused(() -> form("{\"type\":\"textfield\",\"key\":\"a\"}"), "form.schema.noId", "");
        assertRefused(() -> form(component("textfield", "a.b")), "form.schema.badKey", "c-a.b");
        assertRefused(() -> form(component("textfield", "__proto__")), "form.schema.badKey", "c-__proto__");
        assertRefused(
                () -> form(component("textfield", "a"), "{\"type\":\"number\",\"id\":\"z\",\"key\":\"a\"}"),
                "form.schema.doubleKey",
                "z",
                "a");
        assertRefused(
                () -> form(component("textfield", "a"), "{\"type\":\"number\",\"id\":\"c-a\",\"key\":\"b\"}"),
                "form.schema.doubleId",
                "c-a");
        assertRefused(
                () -> form(component("textfield", "a", "\"validate\":{\"pattern\":\"[\"}")),
                "form.schema.badPattern",
                "c-a");
        assertRefused(
                () -> form(component("textfield", "a", "\"conditional\":{\"hide\":\"=if then\"}")),
                "form.schema.badExpression",
                "c-a");
        assertRefused(() -> form(component("radio", "a")), "form.schema.noOptions", "c-a");
    }

    @Test
    void fillsInTheChoicesThatARoomKnowsAndLeavesTheRest() {
        var schema = form(
                component("select", "unit", "\"valuesKey\":\"units\""),
                component(
                        "group",
                        "",
                        "\"components\":[" + component("select", "town", "\"valuesKey\":\"towns\"") + "]"));

        var filled = schema.withOptions(
                key -> key.equals("units") ? Optional.of(List.of(new Option("税务局", "tax"))) : Optional.empty());

        assertThat(filled.optionLists()).containsExactly("towns");
        assertThat(filled.toJson())
                .contains("\"label\":\"税务局\",\"value\":\"tax\"")
                .doesNotContain("\"units\"");
        assertThat(TestForms.check(filled, Map.of("unit", "tax"))).containsEntry("unit", "tax");
    }

    /** A county that has not written a list yet still fills in the form. */
    @Test
    void aListWithNothingInItLeavesItsFieldWithoutAChoice() {
        var schema = form(component("select", "rule", "\"valuesKey\":\"rules\""));
        var filled = schema.withOptions(key -> Optional.of(List.of()));

        assertThat(TestForms.check(filled, Map.of())).doesNotContainKey("rule");
        assertThatThrownBy(() -> TestForms.check(filled, Map.of("rule", "1"))).isInstanceOf(Refusal.class);
    }

    @Test
    void readsAFormAgainOnlyWhenItsChoicesHaveChanged() {
        var schema = form(component("select", "unit", "\"valuesKey\":\"units\""));
        var units = new java.util.ArrayList<>(List.of(new Option("税务局", "tax")));
        var forms = new Forms(id -> schema, List.of(key -> Optional.of(List.copyOf(units))));

        var first = forms.open("test");
        assertThat(forms.open("test")).isSameAs(first);
        units.add(new Option("住建局", "housing"));
        assertThat(forms.open("test").toJson()).contains("housing");
    }

    @Test
    void presetsFieldsWithoutAnsweringThem() {
        var schema = form(
                        component("textfield", "a", "\"validate\":{\"required\":true}"),
                        component("taglist", "b", "\"valuesKey\":\"units\""))
                .withDefaults(Map.of("a", "税务局", "b", List.of("tax"), "other", 1));
        assertThat(schema.defaults()).isEqualTo(Map.of("a", "税务局", "b", List.of("tax")));
        assertThat(TestForms.faults(schema, Map.of())).hasSize(1);
    }

    @Test
    void takesTheNewestFormFromTheSourceAndSaysWhenThereIsNone() {
        assertThat(new ClasspathForms().latest("test-sample").id()).isEqualTo("test-sample");
        assertThatThrownBy(() -> new ClasspathForms().latest("../application"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_FOUND));
    }

    private static void assertRefused(ThrowingCallable reading, String key, Object... args) {
        assertThatThrownBy(reading).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.key()).isEqualTo(key);
            assertThat(refusal.args()).isEqualTo(List.of(args));
        });
    }
}
