package cn.qingfeng.process.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes the shipped files at random, as an owner might who tries, misunderstands or means harm. */
public final class Changes {

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

    private static final List<String> MOMENTS = List.of(
            "${dueDates.of(execution, 'FINISH')}",
            "${dueDates.of(execution, 'CONTACT')}",
            "${dueAt}",
            "${card}",
            "${orders.explainBy(execution)}",
            "${callBacks.next(execution)}");

    private final Random random;

    public Changes(Random random) {
        this.random = random;
    }

    /** What a file says after one or two changes. */
    public String of(String file, String before) {
        var text = before;
        for (var changes = 1 + random.nextInt(2); changes > 0; changes--) {
            text = file.endsWith(".bpmn") ? drawing(text) : file.endsWith(".dmn") ? table(text) : form(text);
        }
        return text;
    }

    /** The files of an owner's own that changed drawings name. */
    public static CheckedFiles withOwn(CheckedFiles files) {
        return files.with("own-step.form", """
                        {"id": "own-step", "type": "default", "components": [
                          {"id": "f1", "key": "note", "type": "textfield", "label": "说明", "validate": {"required": true}}]}
                        """).with("own-choice.form", """
                        {"id": "own-choice", "type": "default", "components": [
                          {"id": "f1", "key": "outcome", "type": "radio", "label": "结果", "validate": {"required": true},
                           "values": [{"label": "合格", "value": "PASS"}, {"label": "不合格", "value": "FAIL"}]}]}
                        """).with("own-process.bpmn", """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="definitions_own" targetNamespace="http://qingfeng.cn/processes">
                          <bpmn:process id="own-process" name="自画流程" isExecutable="true" camunda:versionTag="1.0" camunda:historyTimeToLive="P3650D" camunda:isStartableInTasklist="false">
                            <bpmn:startEvent id="startEvent_own" />
                            <bpmn:sequenceFlow id="flow_own_in" sourceRef="startEvent_own" targetRef="userTask_own" />
                            <bpmn:userTask id="userTask_own" name="自画步骤" camunda:formRef="own-step" camunda:formRefBinding="deployment" camunda:candidateGroups="office-head" />
                            <bpmn:sequenceFlow id="flow_own_out" sourceRef="userTask_own" targetRef="endEvent_own" />
                            <bpmn:endEvent id="endEvent_own" />
                          </bpmn:process>
                          <bpmndi:BPMNDiagram id="diagram_own"><bpmndi:BPMNPlane id="plane_own" bpmnElement="own-process">
                            <bpmndi:BPMNShape id="s1" bpmnElement="startEvent_own"><dc:Bounds x="0" y="0" width="36" height="36" /></bpmndi:BPMNShape>
                            <bpmndi:BPMNShape id="s2" bpmnElement="userTask_own"><dc:Bounds x="0" y="0" width="36" height="36" /></bpmndi:BPMNShape>
                            <bpmndi:BPMNShape id="s3" bpmnElement="endEvent_own"><dc:Bounds x="0" y="0" width="36" height="36" /></bpmndi:BPMNShape>
                            <bpmndi:BPMNEdge id="e1" bpmnElement="flow_own_in"><di:waypoint x="0" y="0" /><di:waypoint x="9" y="9" /></bpmndi:BPMNEdge>
                            <bpmndi:BPMNEdge id="e2" bpmnElement="flow_own_out"><di:waypoint x="0" y="0" /><di:waypoint x="9" y="9" /></bpmndi:BPMNEdge>
                          </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
                        </bpmn:definitions>
                        """);
    }

    public <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private String drawing(String text) {
        var nodes = all(text, "<bpmn:(?:userTask|serviceTask|exclusiveGateway|endEvent|subProcess) id=\"(\\w+)\"");
        var flows = all(text, "<bpmn:sequenceFlow id=\"(\\w+)\"");
        return switch (random.nextInt(22)) {
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
            case 12 -> added(text, one(flows), one(nodes));
            case 13, 14, 15 -> step(text, one(flows));
            case 16 -> beside(text, one(flows));
            case 17 -> several(text);
            case 18 -> late(text, one(nodes));
            case 19 -> any(text, "(<bpmn:timeDate [^>]*>)[^<]*", Matcher.quoteReplacement(one(MOMENTS)));
            case 20 ->
                any(text, "(<bpmn:(?:userTask|serviceTask) id=\"\\w+\")(?= name)", " camunda:asyncBefore=\"true\"");
            default -> called(text, one(flows));
        };
    }

    /** A step of the owner's own in a flow, which may or may not ask for an outcome. */
    private String step(String text, String flow) {
        var id = "userTask_more" + random.nextInt(1_000_000);
        var form = random.nextBoolean() ? "own-step" : "own-choice";
        return between(
                text,
                flow,
                id,
                id,
                "    <bpmn:userTask id=\"" + id + "\" name=\"" + id + "\" camunda:formRef=\"" + form
                        + "\" camunda:formRefBinding=\"deployment\" camunda:candidateGroups=\""
                        + one(List.of("office-head", "grader", "unit-${unit}", "supervisor", "process-owner"))
                        + "\" />\n");
    }

    /** Two things at once, that come together again. */
    private String beside(String text, String flow) {
        var n = random.nextInt(1_000_000);
        var fork = "gateway_fork" + n;
        var join = "gateway_join" + n;
        var task = "userTask_beside" + n;
        var more = new StringBuilder(
                "    <bpmn:parallelGateway id=\"" + fork + "\" />\n    <bpmn:parallelGateway id=\"" + join
                        + "\" />\n    <bpmn:userTask id=\"" + task + "\" name=\"" + task
                        + "\" camunda:formRef=\"own-step\" camunda:formRefBinding=\"deployment\" camunda:candidateGroups=\"office-head\" />\n");
        var drawn = new ArrayList<String>(List.of(join, task));
        for (var way : List.of(fork + " " + task, task + " " + join, fork + " " + join)) {
            var ends = way.split(" ");
            var id = "flow_" + ends[0].substring(8) + "_" + ends[1].substring(8);
            more.append("    <bpmn:sequenceFlow id=\"" + id + "\" sourceRef=\"" + ends[0] + "\" targetRef=\"" + ends[1]
                    + "\" />\n");
            drawn.add(id);
        }
        var changed = between(text, flow, fork, join, more.toString());
        for (var id : drawn) {
            changed = drawn(changed, id);
        }
        return changed;
    }

    /** The same step for several at once. */
    private String several(String text) {
        return any(
                text,
                "(<bpmn:userTask id=\"\\w+\"[^>]*[^/]>)",
                Matcher.quoteReplacement(
                        "<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>"));
    }

    /** A clock on a step, after which it goes elsewhere. */
    private String late(String text, String to) {
        var tasks = all(text, "<bpmn:userTask id=\"(\\w+)\"");
        if (tasks.isEmpty()) {
            return text;
        }
        var n = random.nextInt(1_000_000);
        var task = one(tasks);
        var event = "event_late" + n;
        var flow = "flow_late" + n + "_on";
        var found = Pattern.compile("    <bpmn:userTask id=\"" + task + "\"").matcher(text);
        if (!found.find()) {
            return text;
        }
        var border = "    <bpmn:boundaryEvent id=\"" + event + "\" attachedToRef=\"" + task + "\""
                + (random.nextBoolean() ? " cancelActivity=\"false\"" : "")
                + "><bpmn:timerEventDefinition id=\"timer_late" + n
                + "\"><bpmn:timeDuration xsi:type=\"bpmn:tFormalExpression\">" + one(List.of("PT2H", "PT1S", "P2D"))
                + "</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>\n    <bpmn:sequenceFlow id=\""
                + flow
                + "\" sourceRef=\"" + event + "\" targetRef=\"" + to + "\" />\n";
        return drawn(drawn(text.substring(0, found.start()) + border + text.substring(found.start()), event), flow);
    }

    /** A process of the owner's own, called on the way. */
    private String called(String text, String flow) {
        var id = "callActivity_more" + random.nextInt(1_000_000);
        return between(
                text,
                flow,
                id,
                id,
                "    <bpmn:callActivity id=\"" + id + "\" name=\"" + id
                        + "\" calledElement=\"own-process\" camunda:calledElementBinding=\"deployment\">"
                        + (random.nextInt(4) == 0
                                ? ""
                                : "<bpmn:extensionElements><camunda:in businessKey=\"#{execution.processBusinessKey}\" /></bpmn:extensionElements>")
                        + "</bpmn:callActivity>\n");
    }

    /** Puts something into a flow: it leads to {@code first}, and from {@code last} on to where it led. */
    private static String between(String text, String flow, String first, String last, String more) {
        var at = Pattern.compile("    <bpmn:sequenceFlow id=\"" + flow + "\"[^>]*targetRef=\"(\\w+)\"")
                .matcher(text);
        if (!at.find()) {
            return text;
        }
        var on = "flow_" + last.replaceAll("^[a-zA-Z]+_", "") + "_on";
        var before = text.substring(0, at.start()) + more + "    <bpmn:sequenceFlow id=\"" + on + "\" sourceRef=\""
                + last + "\" targetRef=\"" + at.group(1) + "\" />\n";
        var way = at.group().replaceFirst("targetRef=\"\\w+\"", "targetRef=\"" + first + "\"");
        return drawn(drawn(before + way + text.substring(at.end()), first), on);
    }

    private static String drawn(String text, String id) {
        return text.replaceFirst(
                "(?=</bpmndi:BPMNPlane>)",
                id.startsWith("flow_")
                        ? "<bpmndi:BPMNEdge id=\"edge_" + id + "\" bpmnElement=\"" + id
                                + "\"><di:waypoint x=\"0\" y=\"0\" /><di:waypoint x=\"9\" y=\"9\" /></bpmndi:BPMNEdge>"
                        : "<bpmndi:BPMNShape id=\"shape_" + id + "\" bpmnElement=\"" + id
                                + "\"><dc:Bounds x=\"0\" y=\"0\" width=\"36\" height=\"36\" /></bpmndi:BPMNShape>");
    }

    /** A flow more: a way back, a jump ahead or a fork, drawn and all. */
    private String added(String text, String flow, String node) {
        var from = Pattern.compile("<bpmn:sequenceFlow id=\"" + flow + "\"[^>]*sourceRef=\"(\\w+)\"")
                .matcher(text);
        if (!from.find()) {
            return text;
        }
        var id = "flow_more_" + random.nextInt(1_000_000);
        return drawn(
                text.replaceFirst(
                        "(?=    <bpmn:sequenceFlow id=\"" + flow + "\")",
                        "    <bpmn:sequenceFlow id=\"" + id + "\" sourceRef=\"" + from.group(1) + "\" targetRef=\""
                                + node + "\" />\n"),
                id);
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
