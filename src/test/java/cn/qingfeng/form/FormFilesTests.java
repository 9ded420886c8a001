package cn.qingfeng.form;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.MessageFiles;
import cn.qingfeng.testing.FormsOfMatters;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The forms that the product ships: sound, in Chinese, and as strict as the office needs them. */
class FormFilesTests {

    private static final List<Option> UNITS =
            List.of(new Option("税务局", "tax"), new Option("市场监督管理局", "market-supervision"));
    private static final Map<String, List<Option>> COUNTYS =
            Map.of("units", UNITS, "classification", List.of(new Option("吃拿卡要", "problem.extortion")));
    private static final String LONG = "𠮷😀".repeat(10_000);

    @Test
    void thereIsOneForEveryStep() throws IOException {
        var ofMatters = FormsOfMatters.all();
        assertThat(ids().stream().filter(id -> !ofMatters.contains(id)))
                .containsExactly(
                        "approve-listing",
                        "ask-explanation",
                        "ask-extension",
                        "ask-resumption",
                        "ask-reveal",
                        "ask-suspension",
                        "ask-tackling",
                        "assist-clue",
                        "call-back",
                        "call-off",
                        "carry-out-decision",
                        "check-cannot-do",
                        "conclude-order",
                        "conclude-red",
                        "conclude-urging",
                        "contact-reporter",
                        "decide-card",
                        "decide-extension",
                        "decide-request",
                        "decide-reveal",
                        "decide-tackling",
                        "dispatch-clue",
                        "explain-order",
                        "finish-clue",
                        "issue-order",
                        "lower-card",
                        "move-forward",
                        "pass-up",
                        "raise-card",
                        "receive-report",
                        "receive-transfer",
                        "recheck-clue",
                        "register-clue",
                        "relay-to-reporter",
                        "reply-with-plan",
                        "report-clue",
                        "report-progress",
                        "restart-clue",
                        "review-admission",
                        "review-result",
                        "rule-on-return",
                        "run-on",
                        "send-back",
                        "settle-matter",
                        "sign-extension",
                        "sign-for-clue",
                        "sign-reply",
                        "sign-transfer",
                        "triage-clue",
                        "verify-on-site");
    }

    @ParameterizedTest
    @MethodSource("ids")
    void isNamedAfterItsFileAndMadeForThisEngine(String id) throws IOException {
        var json = json(id);
        assertThat(FormSchema.parse(text(id)).id()).isEqualTo(id);
        assertThat(json.path("type").asText()).isEqualTo("default");
        assertThat(json.path("schemaVersion").asInt()).isGreaterThanOrEqualTo(16);
        assertThat(json.path("executionPlatform").asText()).isEqualTo("Camunda Platform");
        assertThat(json.path("executionPlatformVersion").asText()).isEqualTo("7.24.0");
    }

    @ParameterizedTest
    @MethodSource("ids")
    void speaksChineseAndHasReadableIds(String id) throws IOException {
        assertThat(all(id)).allSatisfy(field -> {
            assertThat(field.id()).doesNotMatch(".*_[0-9a-z]{7}");
            if (field.type() == FieldType.TEXT) {
                assertThat(field.source().path("text").asText()).matches("(?s).*\\p{IsHan}.*");
            } else {
                assertThat(field.label()).as(field.id()).matches("(?s).*\\p{IsHan}.*");
            }
            assertThat(field.help() + field.label())
                    .as(field.id())
                    .doesNotContainPattern("\\p{IsHan}[,;:?()]|[(]\\p{IsHan}");
        });
    }

    @ParameterizedTest
    @MethodSource("ids")
    void beginsWithWhatHappensNext(String id) throws IOException {
        var first = FormSchema.parse(text(id)).fields().get(0);
        assertThat(first.type()).isEqualTo(FieldType.TEXT);
        assertThat(first.source().path("text").asText()).hasSizeGreaterThan(15);
    }

    /** How many days there are is the tables' to say, which an owner changes without a look at the forms. */
    @ParameterizedTest
    @MethodSource("ids")
    void namesNoTermThatATableRules(String id) throws IOException {
        assertThat(text(id)).doesNotContainPattern("[0-9一二两三四五六七八九十]+ ?个?(工作日|工作小时|小时)");
    }

    /** Likewise what is told to people when a task begins to wait, and what the public pages promise. */
    @Test
    void noNoticeOrPromiseNamesATermThatATableRules() {
        assertThat(MessageFiles.chinese())
                .allSatisfy((key, text) -> assertThat(
                                key.matches("(task\\.waits|limit|home|track|promise|report|step)\\..*"))
                        .matches(told -> !told || !text.matches(".*[0-9一二两三四五六七八九十]+ ?个?(工作日|工作小时).*"), key));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void explainsEveryPatternInItsOwnWords(String id) throws IOException {
        assertThat(all(id))
                .filteredOn(field -> field.pattern().isPresent())
                .allSatisfy(field -> assertThat(field.properties().get("validationMessage"))
                        .as(field.id())
                        .matches(".*\\p{IsHan}.*"));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void holdsOnlyWhatTasklistDrawsAndAsksForNoFile(String id) throws IOException {
        assertThat(text(id)).doesNotContain("filepicker");
        assertThat(all(id).stream().map(Field::type)).doesNotContain(FieldType.IFRAME, FieldType.HTML, FieldType.IMAGE);
    }

    static Stream<Arguments> right() {
        return Stream.of(
                Arguments.of("register-clue", registration(), Map.of()),
                Arguments.of("register-clue", changed(registration(), "narrative", LONG, "request", "𠮷"), Map.of()),
                Arguments.of("register-clue", anonymous(), Map.of()),
                Arguments.of("register-clue", changed(anonymous(), "misconduct", "收了一条烟"), Map.of()),
                Arguments.of("report-clue", report("APPEAL"), Map.of()),
                Arguments.of("report-clue", changed(report("BOTH"), "misconduct", LONG), Map.of()),
                Arguments.of("review-admission", Map.of("outcome", "ADMIT"), Map.of()),
                Arguments.of(
                        "review-admission",
                        Map.of("outcome", "REJECT", "rejectReason", "LITIGATION", "explanation", "请向法院申请再审。"),
                        Map.of()),
                Arguments.of(
                        "review-admission",
                        Map.of("outcome", "DUPLICATE", "originalNumber", "WY20260301-0001"),
                        Map.of()),
                Arguments.of(
                        "triage-clue",
                        Map.of("classification", "problem.extortion", "unitsConcerned", 2L, "stoppage", true),
                        Map.of()),
                Arguments.of("decide-card", Map.of("card", "YELLOW", "signed", true), Map.of("proposedCard", "YELLOW")),
                Arguments.of(
                        "decide-card",
                        Map.of("card", "RED", "signed", true, "reason", "已停产"),
                        Map.of("proposedCard", "YELLOW")),
                Arguments.of("receive-report", Map.of("outcome", "RECEIVED", "registerNumber", "JW-2026-1"), Map.of()),
                Arguments.of("dispatch-clue", dispatch(), Map.of()),
                Arguments.of("sign-for-clue", Map.of("outcome", "SIGN"), Map.of("returnable", true)),
                Arguments.of("sign-for-clue", returned(), Map.of("returnable", true)),
                Arguments.of("rule-on-return", Map.of("outcome", "KEEP", "reason", "职责明确"), Map.of()),
                Arguments.of(
                        "rule-on-return", Map.of("outcome", "REASSIGN", "leadUnit", "tax", "reason", "职责明确"), Map.of()),
                Arguments.of(
                        "contact-reporter",
                        Map.of("contactedAt", "2026-03-02T08:45+08:00", "method", "PHONE"),
                        Map.of()),
                Arguments.of("reply-with-plan", plan(), Map.of()),
                Arguments.of("assist-clue", Map.of("contribution", LONG, "signed", true), Map.of()),
                Arguments.of("finish-clue", finish(), Map.of("card", "BLUE")),
                Arguments.of("finish-clue", changed(finish(), "improvement", "全县排查"), Map.of("card", "RED")),
                Arguments.of(
                        "finish-clue",
                        changed(finish(), "result", "TRANSFERRED", "transferredTo", "县公安局", "improvement", "无"),
                        Map.of("card", "YELLOW")),
                Arguments.of("check-cannot-do", Map.of("outcome", "CONFIRM", "reason", "依据成立"), Map.of()),
                Arguments.of("sign-reply", Map.of("outcome", "SIGN", "signed", true), Map.of()),
                Arguments.of("review-result", Map.of("outcome", "ACCEPT"), Map.of()),
                Arguments.of("review-result", Map.of("outcome", "SEND_BACK", "reason", "缺整改照片"), Map.of()),
                Arguments.of("verify-on-site", Map.of("outcome", "PASS", "findings", "已恢复供电"), Map.of()),
                Arguments.of("call-back", callBack(), Map.of()),
                Arguments.of(
                        "call-back",
                        changed(callBack(), "rating", "DISSATISFIED", "dissatisfiedReasons", List.of("SLOW")),
                        Map.of()),
                Arguments.of(
                        "conclude-red", Map.of("outcome", "CONCLUDE", "reason", "已依法办到位", "signed", true), Map.of()),
                Arguments.of("recheck-clue", Map.of("outcome", "REBOUND", "findings", "又停电"), Map.of()),
                Arguments.of("ask-extension", extension(), Map.of()),
                Arguments.of("decide-extension", Map.of("outcome", "APPROVE", "days", 2L, "signed", true), Map.of()),
                Arguments.of(
                        "conclude-order",
                        Map.of("outcome", "CONTINUE", "days", 3L, "reason", "还差一项", "signed", true),
                        Map.of()),
                Arguments.of("issue-order", order(), Map.of()),
                Arguments.of("ask-reveal", Map.of("ground", "SAFETY", "reason", "受到威胁", "signed", true), Map.of()),
                Arguments.of("decide-reveal", Map.of("outcome", "REFUSE", "reason", "可以询问", "signed", true), Map.of()));
    }

    @ParameterizedTest
    @MethodSource("right")
    void takesRightAnswers(String id, Map<String, Object> answers, Map<String, Object> context) throws IOException {
        assertThat(TestForms.faults(open(id), answers, context)).isEmpty();
        assertThat(TestForms.check(open(id), answers, context)).containsAllEntriesOf(answers);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong("register-clue", changed(registration(), "title", ""), "请填写“问题标题”。"),
                wrong("register-clue", changed(registration(), "title", "题".repeat(101)), "“问题标题”最多 100 个字，现在有 101 个。"),
                wrong(
                        "register-clue",
                        changed(registration(), "narrative", LONG + "字"),
                        "“主要内容”最多 20,000 个字，现在有 20,001 个。"),
                wrong(
                        "register-clue",
                        changed(registration(), "reporterPhone", "12345"),
                        "联系电话应为 11 位手机号码，或带区号的座机，如 0395-7123456。"),
                wrong(
                        "register-clue",
                        changed(registration(), "reporterCreditCode", "abc"),
                        "统一社会信用代码应为 18 位数字和字母，最后一位是校验码，请对照营业执照核对。"),
                wrong("register-clue", changed(registration(), "unit", "army"), "“涉及单位”不在可选范围内。"),
                wrong("register-clue", changed(registration(), "kind", List.of("APPEAL")), "“类别”的数据类型不正确。"),
                wrong("register-clue", changed(registration(), "unitsConcerned", 0), "“需要共同办理的单位数”不能小于 1。"),
                wrong("register-clue", changed(registration(), "truthful", false), "请勾选“反映人声明所反映的情况属实”。"),
                wrong("register-clue", changed(registration(), "status", "CLOSED"), "表单中没有“status”这一项，没有提交。"),
                wrong(
                        "register-clue",
                        changed(registration(), "externalNumber", "1".repeat(61)),
                        "“原始编号”最多 60 个字，现在有 61 个。"),
                wrong("report-clue", report("BOTH"), "请填写“要举报的人和事”。"),
                wrong("report-clue", changed(report("SUGGESTION"), "reporterAnonymous", false), "请填写“联系电话”。"),
                wrong("review-admission", Map.of("outcome", "REJECT", "rejectReason", "OTHER"), "请填写“书面说明”。"),
                wrong(
                        "review-admission",
                        Map.of("outcome", "DUPLICATE", "originalNumber", "1"),
                        "线索编号应写成 WY20260301-0001 的样子。"),
                wrong("review-admission", Map.of(), "请选择“审查意见”。"),
                wrong("triage-clue", Map.of("classification", "x", "unitsConcerned", 1), "“问题类型”不在可选范围内。"),
                wrong("decide-card", Map.of("card", "GREEN", "signed", true, "reason", "x"), "“牌别”不在可选范围内。"),
                wrong("decide-card", Map.of("card", "RED", "signed", true), "请填写“改变建议牌别的理由”。"),
                wrong("decide-card", Map.of("card", "BLUE", "signed", false, "reason", "x"), "请勾选“本人已审阅并签发”。"),
                wrong("receive-report", Map.of("outcome", "RECEIVED"), "请填写“纪检监察机关登记号”。"),
                wrong("dispatch-clue", changed(dispatch(), "screened", false), "请勾选“已完成脱敏核对：摘要和要求中没有反映人身份信息”。"),
                wrong("dispatch-clue", changed(dispatch(), "assistUnits", List.of("army")), "“协办单位”不在可选范围内。"),
                wrong("dispatch-clue", changed(dispatch(), "assistUnits", "tax"), "“协办单位”的数据类型不正确。"),
                wrong("sign-for-clue", changed(returned(), "returnReason", " "), "请填写“退单理由”。"),
                wrong("rule-on-return", Map.of("outcome", "REASSIGN", "reason", "x"), "请选择“改派到”。"),
                wrong(
                        "contact-reporter",
                        Map.of("contactedAt", "2026-03-03T08:00+08:00", "method", "PHONE"),
                        "“联系时间”不能晚于现在。"),
                wrong(
                        "contact-reporter",
                        Map.of("contactedAt", "明天", "method", "PHONE"),
                        "“联系时间”不是有效的时间，请写成 2026-03-01 09:30 的样子。"),
                wrong("reply-with-plan", changed(plan(), "promisedDate", "2026-03-01"), "“预计办结日期”不能早于现在。"),
                wrong("assist-clue", Map.of("contribution", 7, "signed", true), "“本单位办理意见和已做工作”的数据类型不正确。"),
                wrong("finish-clue", changed(finish(), "improvement", ""), "请填写“举一反三措施”。"),
                wrong("finish-clue", changed(finish(), "result", "DONE", "improvement", "x"), "“办理结果”不在可选范围内。"),
                wrong("finish-clue", changed(finish(), "result", "TRANSFERRED", "improvement", "x"), "请填写“移交给”。"),
                wrong("check-cannot-do", Map.of("outcome", "CONFIRM"), "请填写“复核理由”。"),
                wrong("sign-reply", Map.of("outcome", "SEND_BACK", "signed", true), "请填写“退回理由”。"),
                wrong("review-result", Map.of("outcome", "SEND_BACK"), "请填写“退回理由”。"),
                wrong("verify-on-site", Map.of("outcome", "PASS"), "请填写“核查情况”。"),
                wrong("call-back", changed(callBack(), "rating", "DISSATISFIED"), "请选择“不满意的原因”。"),
                wrong("call-back", changed(callBack(), "starsSpeed", 6), "“办理速度（1–5 星）”不能大于 5。"),
                wrong("conclude-red", Map.of("outcome", "CONCLUDE", "signed", true), "请填写“理由”。"),
                wrong("recheck-clue", Map.of("outcome", "MAYBE", "findings", "x"), "“回头看结论”不在可选范围内。"),
                wrong("ask-extension", changed(extension(), "workDone", ""), "请填写“已做工作”。"),
                wrong("ask-extension", changed(extension(), "days", 0), "“申请延期天数（工作日）”不能小于 1。"),
                wrong("ask-extension", changed(extension(), "reporterTold", "YES"), "请填写“告知时间”。"),
                wrong("sign-extension", Map.of("outcome", "SEND_BACK", "signed", true), "请填写“退回理由”。"),
                wrong("decide-extension", Map.of("outcome", "REFUSE", "signed", true), "请填写“不同意的理由”。"),
                wrong("decide-request", Map.of("outcome", "APPROVE"), "请勾选“本人已审阅并签字”。"),
                wrong("issue-order", changed(order(), "ground", "MOOD"), "“督办原因”不在可选范围内。"),
                wrong("issue-order", changed(order(), "signed", false), "请勾选“本人已核对，没有重复督办，同意发出”。"),
                wrong("explain-order", Map.of("explanation", "人手不足", "signed", true), "请填写“整改情况和完成时间”。"),
                wrong(
                        "conclude-order",
                        Map.of("outcome", "CONTINUE", "reason", "x", "signed", true),
                        "请填写“再给的时限（工作日）”。"),
                wrong("lower-card", Map.of("card", "RED", "reason", "x", "signed", true), "“降为”不在可选范围内。"),
                wrong("ask-reveal", Map.of("ground", "CURIOUS", "reason", "x", "signed", true), "“申请理由”不在可选范围内。"),
                wrong("ask-reveal", Map.of("ground", "VERIFY", "signed", true), "请填写“理由说明”。"),
                wrong("decide-reveal", Map.of("outcome", "APPROVE", "signed", true), "请填写“审批理由”。"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void refusesWrongAnswersInPlainChinese(String id, Map<String, Object> answers, String fault) throws IOException {
        assertThat(TestForms.faults(
                        open(id),
                        answers,
                        Map.of("card", "RED", "returnable", true).entrySet().stream()
                                .filter(entry -> !id.equals("decide-card"))
                                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))))
                .containsExactly(fault);
    }

    @ParameterizedTest
    @MethodSource("right")
    void takesNoWordTooLongAndNoMarkupForMoreThanText(
            String id, Map<String, Object> answers, Map<String, Object> context) throws IOException {
        var schema = open(id);
        for (var field : FormSchema.inputs(schema.fields())
                .filter(f -> f.type().isText())
                .toList()) {
            if (answers.containsKey(field.key())
                    && field.pattern().isEmpty()
                    && !field.properties().containsKey(TypedForms.PROPERTY)) {
                var hostile = "<b onclick=x>${7*7}</b>";
                assertThat(TestForms.check(schema, changed(answers, field.key(), hostile), context))
                        .containsEntry(field.key(), hostile);
                assertThat(TestForms.faults(schema, changed(answers, field.key(), "x".repeat(20_001)), context))
                        .hasSize(1);
                assertThat(TestForms.faults(schema, changed(answers, field.key(), List.of("x")), context))
                        .hasSize(1);
            }
        }
    }

    @Test
    void keepsANumberOrAPlaqueFromElsewhereWhateverTheChannel() throws IOException {
        var answers = changed(anonymous(), "channel", "WEB", "point", "P-001", "externalNumber", "12345-6");
        assertThat(TestForms.check(open("register-clue"), answers)).containsAllEntriesOf(answers);
        var hidden = open("register-clue").hidden(anonymous(), Map.of());
        assertThat(hidden).contains("point", "externalNumber", "reporterDetails");
    }

    @Test
    void dropsTheReporterOfAnAnonymousClue() throws IOException {
        var answers = changed(anonymous(), "reporterName", "张三", "reporterPhone", "13800000000");
        assertThat(TestForms.check(open("register-clue"), answers)).doesNotContainKeys("reporterName", "reporterPhone");
    }

    private static Map<String, Object> registration() {
        return changed(
                anonymous(),
                "reporterAnonymous",
                false,
                "reporterName",
                "张三",
                "reporterPhone",
                "13800000000",
                "reporterEnterprise",
                "豫禾源食品有限公司",
                "reporterConsent",
                "UNIT_MAY_KNOW");
    }

    private static Map<String, Object> anonymous() {
        var answers = new HashMap<String, Object>();
        answers.putAll(Map.of("channel", "WINDOW", "kind", "APPEAL", "title", "变更住所材料被退两次", "narrative", "每次说缺的不一样"));
        answers.putAll(
                Map.of("place", "为民服务中心", "unit", "market-supervision", "unitsConcerned", 1L, "stoppage", false));
        answers.putAll(Map.of("reporterAnonymous", true, "truthful", true, "privacyRead", true));
        return answers;
    }

    private static Map<String, Object> report(String kind) {
        return changed(
                Map.of("kind", kind, "title", "退了两次", "narrative", "每次说缺的不一样", "place", "为民服务中心"),
                "reporterAnonymous",
                true,
                "truthful",
                true,
                "privacyRead",
                true);
    }

    private static Map<String, Object> dispatch() {
        return changed(
                Map.of(),
                "leadUnit",
                "tax",
                "assistUnits",
                List.of("market-supervision"),
                "summary",
                "某企业反映",
                "requirements",
                "查清办结",
                "screened",
                true,
                "signed",
                true);
    }

    private static Map<String, Object> returned() {
        return changed(
                Map.of(),
                "outcome",
                "RETURN",
                "returnBasis",
                "NOT_OUR_DUTY",
                "proposedUnit",
                "tax",
                "returnReason",
                "不在权责清单内");
    }

    private static Map<String, Object> plan() {
        return changed(Map.of(), "factsFound", "属实", "plan", "分两步", "toReporter", "已受理", "promisedDate", "2026-03-09");
    }

    private static Map<String, Object> finish() {
        return changed(
                Map.of(),
                "result",
                "RESOLVED",
                "factual",
                "TRUE",
                "verification",
                "属实",
                "measures",
                "当日办结",
                "basis",
                "一次性告知制度",
                "toReporter",
                "已办好");
    }

    private static Map<String, Object> extension() {
        var answers = new HashMap<String, Object>(Map.of("days", 3L, "ground", "TESTING", "explanation", "等待检测报告"));
        answers.putAll(Map.of("workDone", "已送检", "nextSteps", "出报告后当日办结", "reporterTold", "NO"));
        return answers;
    }

    private static Map<String, Object> order() {
        return changed(
                Map.of(), "ground", "NOT_FINISHED", "problem", "逾期三日", "demand", "两日内办结", "days", 2L, "signed", true);
    }

    private static Map<String, Object> callBack() {
        return changed(
                Map.of(),
                "method",
                "PHONE",
                "connected",
                true,
                "contacted",
                "YES",
                "solved",
                "SOLVED",
                "rating",
                "SATISFIED");
    }

    private static Arguments wrong(String id, Map<String, Object> answers, String fault) {
        return Arguments.of(id, answers, fault);
    }

    private static Map<String, Object> changed(Map<String, Object> answers, Object... pairs) {
        var changed = new HashMap<>(answers);
        for (int i = 0; i < pairs.length; i += 2) {
            changed.put((String) pairs[i], pairs[i + 1]);
        }
        return changed;
    }

    private static FormSchema open(String id) throws IOException {
        return FormSchema.parse(text(id)).withOptions(key -> Optional.ofNullable(COUNTYS.get(key)));
    }

    private static List<Field> all(String id) throws IOException {
        return FormSchema.all(FormSchema.parse(text(id)).fields()).toList();
    }

    private static JsonNode json(String id) throws IOException {
        return new ObjectMapper().readTree(text(id));
    }

    private static String text(String id) throws IOException {
        return Files.readString(Path.of("forms", id + ".form"));
    }

    static List<String> ids() throws IOException {
        try (var files = Files.list(Path.of("forms"))) {
            return List.copyOf(new TreeSet<>(
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".form"))
                            .map(name -> name.substring(0, name.length() - 5))
                            .toList()));
        }
    }
}
