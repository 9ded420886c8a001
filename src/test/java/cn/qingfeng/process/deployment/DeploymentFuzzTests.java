package cn.qingfeng.process.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Deployments made by changing the shipped files at random: each is refused in words, or every path of it can be walked. A
 * thousand: {@code mvn test -Dtest=DeploymentFuzzTests -Dqingfeng.fuzz=1000}.
 */
class DeploymentFuzzTests {

    private static final int MANY = Integer.getInteger("qingfeng.fuzz", 30);

    private static final List<String> GROUPS = List.of(
            "process-owner",
            "camunda-admin",
            "caller",
            "unit-${unit}",
            "unit-${unit}-leader",
            "office-head",
            "${card}",
            "");
    private static final List<String> CONDITIONS = List.of(
            "${answer == 'SIGN'}",
            "${answer == 1}",
            "${card == 'RED'}",
            "${course == 'X'}",
            "${true}",
            "${false}",
            "${answer}",
            "${returnable}",
            "${card == 'BLUE' && answer != 'ACCEPT'}");
    private static final List<String> CELLS = List.of(
            "2.5", "0", "99999", "\"PURPLE\"", "null", "\"RED\"", "\"moon\"", "for i in 1..9 return i", "-1", "");
    private static final List<String> ELEMENTS = List.of(
            "parallelGateway", "inclusiveGateway", "eventBasedGateway", "exclusiveGateway", "manualTask", "scriptTask");

    private final Random random = new Random(20261127);

    @Test
    void everyChangedDeploymentIsRefusedInWordsOrCanBeWalked() {
        var shipped = CheckedFiles.shipped();
        var names = new ArrayList<>(shipped.files().keySet());
        var told = new TreeMap<String, Integer>();
        for (var n = 0; n < MANY; n++) {
            // Most of what can go wrong is in the drawings.
            var file = n % 4 == 0
                    ? one(names)
                    : one(names.stream().filter(each -> each.endsWith(".bpmn")).toList());
            var before = shipped.text(file);
            var text = before;
            for (var changes = 1 + random.nextInt(2); changes > 0; changes--) {
                text = file.endsWith(".bpmn") ? drawing(text) : file.endsWith(".dmn") ? table(text) : form(text);
            }
            shipped.with(file, text);
            var refusals = shipped.refusals(file);
            assertThat(refusals)
                    .allSatisfy(refusal -> assertThat(refusal)
                            .as(file)
                            .doesNotContain(": deployment.")
                            .doesNotContain(": form.schema."));
            var outcome = text.equals(before) ? "same" : refusals.isEmpty() ? "walked" : "refused";
            told.merge(file.substring(file.indexOf('.') + 1) + " " + outcome, 1, Integer::sum);
            shipped.with(file, before);
        }
        System.out.println("Changed deployments: " + told);
        assertThat(told.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(MANY);
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private String drawing(String text) {
        var nodes = all(text, "<bpmn:(?:userTask|serviceTask|exclusiveGateway|endEvent|subProcess) id=\"(\\w+)\"");
        var flows = all(text, "<bpmn:sequenceFlow id=\"(\\w+)\"");
        return switch (random.nextInt(13)) {
            case 0, 1, 2 ->
                at(text, "(<bpmn:sequenceFlow id=\"" + one(flows) + "\"[^>]*targetRef=\")[^\"]*", one(nodes));
            case 3 -> at(text, "(<bpmn:sequenceFlow id=\"" + one(flows) + "\"[^>]*sourceRef=\")[^\"]*", one(nodes));
            case 4 -> any(text, "(camunda:candidateGroups=\")[^\"]*", Matcher.quoteReplacement(one(GROUPS)));
            case 5 -> any(text, "(tFormalExpression\">)[^<]*", Matcher.quoteReplacement(one(CONDITIONS)));
            case 6 -> any(text, "( default=\")[^\"]*", one(flows));
            case 7 -> any(text, "(<bpmn:)(?:exclusiveGateway|parallelGateway)(?= id=\"\\w+\"[^>]*/>)", one(ELEMENTS));
            case 8 -> any(text, "(camunda:formRef=\")[^\"]*", one(List.of("finish-clue", "call-back", "no-form")));
            case 9 ->
                any(
                        text,
                        "(camunda:delegateExpression=\")[^\"]*",
                        Matcher.quoteReplacement(
                                one(List.of("${notifyDelegate}", "${closeClueDelegate}", "${nobody}"))));
            case 10 ->
                any(text, "(<camunda:inputParameter name=\"\\w+\">)[^<]*", one(List.of("RAISE", "CLOSED", "NOPE")));
            case 11 -> any(text, "( id=\")\\w+(?=\" name)", "renamed_" + random.nextInt(9));
            default -> added(text, one(flows), one(nodes));
        };
    }

    /** A flow more: a way back, a jump ahead or a fork, drawn and all. */
    private String added(String text, String flow, String node) {
        var from = Pattern.compile("<bpmn:sequenceFlow id=\"" + flow + "\"[^>]*sourceRef=\"(\\w+)\"")
                .matcher(text);
        if (!from.find()) {
            return text;
        }
        var id = "flow_more_" + random.nextInt(1_000_000);
        return text.replaceFirst(
                        "(?=    <bpmn:sequenceFlow id=\"" + flow + "\")",
                        "    <bpmn:sequenceFlow id=\"" + id + "\" sourceRef=\"" + from.group(1) + "\" targetRef=\""
                                + node + "\" />\n")
                .replaceFirst(
                        "(?=</bpmndi:BPMNPlane>)",
                        "<bpmndi:BPMNEdge id=\"edge_" + id + "\" bpmnElement=\"" + id + "\" />");
    }

    private String table(String text) {
        return switch (random.nextInt(3)) {
            case 0 -> any(text, "(<outputEntry id=\"\\w+\"><text>)[^<]*", Matcher.quoteReplacement(one(CELLS)));
            case 1 -> any(text, "(<inputEntry id=\"\\w+\"><text>)[^<]*", Matcher.quoteReplacement(one(CELLS)));
            default -> any(text, "()(?s)<rule id.*?</rule>", "");
        };
    }

    private String form(String text) {
        return switch (random.nextInt(4)) {
            case 0 -> any(text, "(\"key\": \")[^\"]*", one(List.of("outcome", "other", "1", "")));
            case 1 -> any(text, "(\"value\": \")[^\"]*", one(List.of("NOPE", "ACCEPT", "")));
            case 2 -> any(text, "(\"type\": \")[^\"]*", one(List.of("textfield", "filepicker", "radio")));
            default -> any(text, "(\"required\": )true", "true, \"pattern\": \"^(.*a){12}\\$\"");
        };
    }

    private static List<String> all(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String at(String text, String pattern, String replacement) {
        return Pattern.compile(pattern).matcher(text).replaceFirst("$1" + replacement);
    }

    /** Changes one of the places, any of them. */
    private String any(String text, String pattern, String replacement) {
        var found = Pattern.compile(pattern).matcher(text);
        var places = found.results().count();
        if (places == 0) {
            return text;
        }
        var chosen = random.nextInt((int) places);
        var matcher = Pattern.compile(pattern).matcher(text);
        var changed = new StringBuilder();
        UnaryOperator<String> same = Matcher::quoteReplacement;
        for (var at = 0; matcher.find(); at++) {
            matcher.appendReplacement(changed, at == chosen ? "$1" + replacement : same.apply(matcher.group()));
        }
        return matcher.appendTail(changed).toString();
    }
}
