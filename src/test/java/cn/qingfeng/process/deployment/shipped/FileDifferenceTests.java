package cn.qingfeng.process.deployment.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.Messages;
import cn.qingfeng.process.deployment.shipped.FileDifference.Change;
import cn.qingfeng.process.deployment.shipped.FileDifference.Detail;
import cn.qingfeng.process.deployment.shipped.FileDifference.Kind;
import cn.qingfeng.process.deployment.shipped.FileDifference.Side;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.ResourceBundleMessageSource;

/** Two files side by side, told so that an official sees what would change: row by row, field by field, step by step. */
class FileDifferenceTests {

    private final ResourceBundleMessageSource messages = messages();

    private static ResourceBundleMessageSource messages() {
        return Messages.source();
    }

    private static String shipped(String file) throws IOException {
        return Files.readString(Path.of(file.endsWith(".form") ? "forms" : "processes", file));
    }

    private List<Change> between(String file, String base, String live, String shipped) {
        return FileDifference.between(outline(file, base), outline(file, live), outline(file, shipped));
    }

    private java.util.Map<String, FileOutline.Part> outline(String file, String text) {
        return FileOutline.of(file, text.getBytes(StandardCharsets.UTF_8), messages, Locale.SIMPLIFIED_CHINESE);
    }

    private static String replaced(String text, String found, String instead) {
        assertThat(text).contains(found);
        return text.replace(found, instead);
    }

    @Test
    void aTableIsToldRowByRowAndCellByCellWithWhoChangedIt() throws IOException {
        var file = "time-limits.dmn";
        var base = shipped(file);
        var amount = "limit_any_admission_out_amount\"><text>";
        var live = replaced(base, amount + "3", amount + "4");
        var next = replaced(base, "\"河南省优化营商环境条例\"", "\"新条例\"");
        assertThat(between(file, base, live, next))
                .anySatisfy(change -> {
                    assertThat(change.subject()).startsWith("第 1 行").contains("受理审查");
                    assertThat(change.kind()).isEqualTo(Kind.CHANGED);
                    assertThat(change.details()).containsExactly(new Detail("数量", "4", "3", Side.OWNER));
                })
                .anySatisfy(change -> assertThat(change.details())
                        .containsExactly(new Detail("依据", "\"河南省优化营商环境条例\"", "\"新条例\"", Side.PRODUCT)));
    }

    @Test
    void aFormIsToldFieldByField() throws IOException {
        var file = "contact-reporter.form";
        var base = shipped(file);
        var live = replaced(base, "\"联系时间\"", "\"与反映人联系的时间\"");
        var next = base.replaceFirst(
                "\"components\"\\s*:\\s*\\[",
                "\"components\": [{\"id\": \"field_mood\", \"key\": \"mood\", \"type\": \"textfield\","
                        + " \"label\": \"心情\", \"validate\": {\"required\": true}},");
        assertThat(between(file, base, live, next))
                .anySatisfy(change -> {
                    assertThat(change.kind()).isEqualTo(Kind.ADDED);
                    assertThat(change.subject()).isEqualTo("字段“心情”");
                    assertThat(change.side()).isEqualTo(Side.PRODUCT);
                    assertThat(change.details()).contains(new Detail("必填", "", "是", Side.PRODUCT));
                })
                .anySatisfy(change ->
                        assertThat(change.details()).contains(new Detail("标签", "与反映人联系的时间", "联系时间", Side.OWNER)));
    }

    @Test
    void aDiagramIsToldElementByElementWithWhoFormAndLimit() throws IOException {
        var file = "clue-grading.bpmn";
        var base = shipped(file);
        var task = base.substring(base.indexOf("<bpmn:userTask"));
        var name = task.replaceFirst("(?s)^.*?name=\"([^\"]*)\".*$", "$1");
        var next = base.replaceFirst(
                        "(<bpmn:userTask [^>]*)name=\"" + java.util.regex.Pattern.quote(name) + "\"", "$1name=\"新名称\"")
                .replaceFirst("camunda:candidateGroups=\"grader\"", "camunda:candidateGroups=\"office-head\"");
        assertThat(between(file, base, base, next))
                .anySatisfy(change -> {
                    assertThat(change.subject()).isEqualTo("人工任务“新名称”");
                    assertThat(change.details()).contains(new Detail("名称", name, "新名称", Side.PRODUCT));
                })
                .anySatisfy(change -> assertThat(change.details())
                        .anySatisfy(detail -> assertThat(detail.property()).isEqualTo("由谁办理")));
        var moved = base.replaceFirst("<dc:Bounds x=\"\\d+\"", "<dc:Bounds x=\"77\"");
        assertThat(between(file, base, base, moved))
                .singleElement()
                .satisfies(change -> assertThat(change.subject()).isEqualTo("图形的位置和走线"));
    }

    @Test
    void rowsInAnotherOrderAreTold() throws IOException {
        var file = "card-grading.dmn";
        var base = shipped(file);
        var first = base.substring(base.indexOf("<rule "), base.indexOf("</rule>") + 7);
        var without = base.replace(first, "");
        var moved = without.replaceFirst("</rule>", "</rule>" + java.util.regex.Matcher.quoteReplacement(first));
        assertThat(between(file, base, base, moved))
                .anySatisfy(change -> assertThat(change.kind()).isEqualTo(Kind.ORDER));
    }

    @ParameterizedTest
    @CsvSource({"clue-lifecycle.bpmn", "time-limits.dmn", "register-clue.form"})
    void theSameSaidWithOtherBlanksIsNoDifference(String file) throws IOException {
        var base = shipped(file);
        var respaced = file.endsWith(".form") ? base.replace("\n", " \n  ") : base.replace("/>", " />");
        assertThat(between(file, base, base, respaced)).isEmpty();
        assertThat(outline(file, base)).hasSizeGreaterThan(5);
    }
}
