package cn.qingfeng.process.deployment.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.process.deployment.CheckedFiles;
import cn.qingfeng.process.lifecycle.CluePhase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Before a deployment every path of its drawings is walked beside the ledger, its steps held against who may take them, and
 * its tables and forms against what exists: what could not go on is refused with element and reason.
 */
class DiagramWalkTests {

    private static final String LIFECYCLE = "clue-lifecycle.bpmn";
    private static final String FOLLOW_UP = "clue-follow-up.bpmn";

    /** The diagram of the clue's life that holds this text: the overview, or one of its phases. */
    private static String drawnIn(CheckedFiles files, String text) {
        return CluePhase.processes().stream()
                .map(process -> process + ".bpmn")
                .sorted()
                .filter(file -> files.text(file).contains(text))
                .findFirst()
                .orElseThrow();
    }

    /** A phase is called by name, bound to the same deployment, and handed what it needs, no more and no less. */
    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            callActivity_handling|id="callActivity_handling"|id="callActivity_hands"|callActivity_handling
            callActivity_handling|calledElement="clue-handling"|calledElement="clue-handing"|clue-handing
            callActivity_cardGrading|<camunda:in source="kind" target="kind" />||kind
            callActivity_followUp|<camunda:out source="answer" target="answer" />||answer
            callActivity_handling|<camunda:in source="unit" target="unit" />|<camunda:in source="unit" target="card" />|camunda:in
            callActivity_handling|<camunda:in source="unit" target="unit" />|<camunda:in variables="all" />|camunda:in
            callActivity_handling|<camunda:in source="unit" target="unit" />|<camunda:in sourceExpression="${card}" target="unit" />|camunda:in
            callActivity_dispatch|calledElement="clue-dispatch" camunda:calledElementBinding="deployment"|calledElement="clue-dispatch" camunda:calledElementBinding="latest"|deployment
            callActivity_dispatch|calledElement="clue-dispatch" camunda:calledElementBinding="deployment"|calledElement="clue-dispatch"|deployment
            callActivity_handling|calledElement="clue-handling"|calledElement="clue-report-lane"|clue-grading
            """)
    void aPhaseIsCalledAsTheCodeKnowsIt(String element, String found, String replacement, String word) {
        var files = CheckedFiles.shipped();
        // Within the call alone: others hand over the same.
        var drawing = files.text(LIFECYCLE);
        var from = drawing.indexOf("<bpmn:callActivity id=\"" + element + "\"");
        var to = drawing.indexOf("</bpmn:callActivity>", from);
        var changed = drawing.substring(from, to).replace(found, replacement == null ? "" : replacement);
        assertThat(changed).isNotEqualTo(drawing.substring(from, to));
        files.with(LIFECYCLE, drawing.substring(0, from) + changed + drawing.substring(to));
        assertThat(files.refusals())
                .anySatisfy(refusal ->
                        assertThat(refusal).startsWith(LIFECYCLE + " ").contains(word));
    }

    /** What a phase does not carry, no gateway in it can ask for: the overview's variables stay there. */
    @Test
    void aPhaseAsksForNothingThatItIsNotHanded() {
        var files = CheckedFiles.shipped()
                .changing("clue-handling.bpmn", "${answer == 'VIA_OFFICE'}", "${stage == 'VIA_OFFICE'}");
        assertThat(files.refusals())
                .anySatisfy(refusal -> assertThat(refusal)
                        .startsWith("clue-handling.bpmn gateway_viaOffice")
                        .contains("stage"));
        files.changing(
                LIFECYCLE,
                "<camunda:in source=\"unit\" target=\"unit\" /><camunda:in source=\"answer\" target=\"answer\" />",
                "<camunda:in source=\"unit\" target=\"unit\" /><camunda:in source=\"answer\" target=\"answer\" />"
                        + "<camunda:in source=\"stage\" target=\"stage\" />");
        assertThat(files.refusals()).isEmpty();
    }

    /** A county that keeps its own diagram of the whole life goes on with it, beside phases that nobody calls. */
    @Test
    void theWholeLifeInOneDiagramCanStillBeDeployed() throws IOException {
        try (var earlier = getClass().getResourceAsStream("/earlier/clue-lifecycle.bpmn")) {
            var text = new String(earlier.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(CheckedFiles.shipped().with(LIFECYCLE, text).refusals()).isEmpty();
            assertThat(CheckedFiles.shipped()
                            .with(LIFECYCLE, text.replace("startEvent_withdrawn", "startEvent_gone"))
                            .refusals())
                    .anySatisfy(refusal -> assertThat(refusal).contains("startEvent_withdrawn"));
        }
    }

    @Test
    void everyPathOfTheShippedFilesCanBeWalked() {
        assertThat(CheckedFiles.shipped().refusals()).isEmpty();
    }

    @ParameterizedTest(name = "{1} for {2}")
    @CsvSource({
        "clue-report-lane, userTask_receiveReport, process-owner",
        "clue-report-lane, userTask_receiveReport, discipline",
        "clue-dispatch, userTask_signFor, process-owner",
        "clue-dispatch, userTask_signFor, unit-justice",
        "clue-grading, userTask_decideRed, window-clerk",
        "clue-dispatch, userTask_dispatch, window-clerk",
        "clue-grading, userTask_reviewAdmission, window-clerk",
        "clue-follow-up, userTask_callBack, unit-${unit}",
        "clue-follow-up, userTask_signReply, unit-${unit}",
        "deadline-extension, userTask_decideExtension, unit-${unit}-leader",
        "deadline-extension, userTask_signRequest, office-head",
        "supervision-order, userTask_approveListing, supervisor"
    })
    void noDrawingGivesAStepToAnotherDuty(String process, String step, String group) {
        var files = CheckedFiles.shipped();
        var file = process + ".bpmn";
        files.with(file, attribute(files.text(file), step, "camunda:candidateGroups", group));
        assertThat(files.refusals())
                .anySatisfy(refusal ->
                        assertThat(refusal).startsWith(file + " " + step + ": ").contains("不能交给 " + group));
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({
        // flow, leads to, element that is told, word
        "flow_notifyFinished_toCallBack, gateway_toClose, serviceTask_closeClue, 回访反映人",
        "flow_reviewStarted_signReply, userTask_reviewResult, userTask_reviewResult, 单位负责人签发",
        "flow_fork_contactReporter, gateway_replyGiven, userTask_finish, 联系反映人",
        "flow_onSite_verifyOnSite, gateway_accepted, userTask_callBack, 审签",
        "flow_closeClue_isRed, endEvent_clueClosed, endEvent_clueOver, 已销号",
        "flow_dispatchAnew_setLimits, businessRuleTask_proposeUnits, userTask_dispatch, 时限"
    })
    void nothingThatEveryClueNeedsIsDrawnAround(String flow, String to, String element, String word) {
        var files = CheckedFiles.shipped();
        var file = drawnIn(files, "id=\"" + flow + "\"");
        files.with(file, attribute(files.text(file), flow, "targetRef", to));
        assertThat(files.refusals())
                .isNotEmpty()
                .anySatisfy(refusal -> assertThat(refusal).contains(".bpmn " + element));
    }

    @ParameterizedTest(name = "{0} is given {1}: {2}")
    @CsvSource({
        // input, what the drawing gives it, whether the engine could put it there
        "historical, RAISE, false",
        "historical, 1, false",
        "historical, '${facts.value(execution, ''kind'')}', false",
        "historical, '${facts.value(execution, ''unitsConcerned'')}', false",
        "historical, '${answer}', false",
        "historical, '${returnable ? 1 : true}', false",
        "unitsConcerned, several, false",
        "unitsConcerned, 2.5, false",
        "unitsConcerned, '${facts.value(execution, ''stoppage'')}', false",
        "historical, true, true",
        "historical, '${facts.value(execution, ''stoppage'')}', true",
        "historical, '${facts.value(execution, ''unitsConcerned'') > 2}', true",
        "unitsConcerned, 3, true",
        "unitsConcerned, '${facts.value(execution, ''unitsConcerned'')}', true",
        "category, '${facts.value(execution, ''card'')}', true"
    })
    void aTableIsAskedOnlyWithWhatItsInputsTake(String input, String given, boolean taken) {
        var files = CheckedFiles.shipped();
        var file = drawnIn(files, "<camunda:inputParameter name=\"" + input + "\"");
        files.with(
                file,
                files.text(file)
                        .replaceFirst(
                                "(<camunda:inputParameter name=\"" + input + "\">)[^<]*",
                                "$1" + Matcher.quoteReplacement(given.replace(">", "&gt;"))));
        if (taken) {
            assertThat(files.refusals()).isEmpty();
        } else {
            assertThat(files.refusals())
                    .anySatisfy(refusal -> assertThat(refusal)
                            .startsWith(file + " businessRuleTask_")
                            .contains("输入参数 " + input));
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"${answer}", "${card}", "${facts.value(execution, 'kind')}", "${1}", "${null}", "${answer}x"})
    void aConditionThatIsNoYesOrNoIsRefused(String condition) {
        var files = CheckedFiles.shipped();
        files.with(
                LIFECYCLE,
                files.text(LIFECYCLE)
                        .replaceFirst(
                                "(<bpmn:conditionExpression[^>]*>)\\$\\{answer[^<]*",
                                "$1" + Matcher.quoteReplacement(condition)));
        assertThat(files.refusals())
                .anySatisfy(refusal -> assertThat(refusal).startsWith(LIFECYCLE).contains("“是”或“否”"));
    }

    @ParameterizedTest(name = "{1} of {0} as {2}")
    @CsvSource({
        "time-limits, stoppage, integer",
        "time-limits, phase, boolean",
        "order-rules, pressure, integer",
        "reveal-rules, askedAs, boolean",
        "extension-rules, wishCard, long",
        "card-grading, historical, integer"
    })
    void anInputKeepsATypeThatTakesWhatItIsAskedWith(String table, String input, String type) {
        var files = CheckedFiles.shipped();
        var file = table + ".dmn";
        files.with(
                file,
                files.text(file)
                        .replaceFirst(
                                "typeRef=\"[a-z]*\"([^>]*>\\s*<text>" + input + "</text>)",
                                "typeRef=\"" + type + "\"$1"));
        assertThat(files.refusals()).anySatisfy(refusal -> assertThat(refusal).contains(input, type));
    }

    @Test
    void aWayBackThatTheLedgerDoesNotFollowIsRefusedWithTheWayThere() {
        var files = CheckedFiles.shipped();
        files.with(
                FOLLOW_UP,
                attribute(files.text(FOLLOW_UP), "flow_notifyFinished_toCallBack", "targetRef", "userTask_signReply"));
        assertThat(files.refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal)
                        .startsWith(FOLLOW_UP + " userTask_")
                        .contains("台账与流程会脱节")
                        .contains("审核办理结果"));
    }

    @Test
    void aStepThatAnOwnerAddsMaySteerAGatewayByItsOwnAnswer() {
        assertThat(withInspection("${answer_inspect == 'FAIL'}", "office-head").refusals())
                .isEmpty();
        assertThat(withInspection("${answer_inspekt == 'FAIL'}", "office-head").refusals())
                .isNotEmpty();
        assertThat(withInspection("${answer_inspect == 'FAIL'}", "process-owner")
                        .refusals())
                .anySatisfy(refusal ->
                        assertThat(refusal).contains("userTask_inspect").contains("process-owner"));
    }

    /** An inspection after the review, which a failing answer asks for again. */
    private static CheckedFiles withInspection(String again, String group) {
        var files = CheckedFiles.shipped();
        var drawing =
                attribute(files.text(FOLLOW_UP), "flow_notifyFinished_toCallBack", "targetRef", "userTask_inspect");
        drawing = drawing.replaceFirst(
                "(?=    <bpmn:sequenceFlow id=\"flow_callBack_reached\")",
                java.util.regex.Matcher.quoteReplacement("""
                        <bpmn:userTask id="userTask_inspect" name="抽查" camunda:formRef="inspect" camunda:formRefBinding="deployment" camunda:candidateGroups="%s" />
                        <bpmn:exclusiveGateway id="gateway_inspected" name="合格?" default="flow_inspected_callBack" />
                        <bpmn:sequenceFlow id="flow_inspect_inspected" sourceRef="userTask_inspect" targetRef="gateway_inspected" />
                        <bpmn:sequenceFlow id="flow_inspected_callBack" sourceRef="gateway_inspected" targetRef="userTask_callBack" />
                        <bpmn:sequenceFlow id="flow_inspected_again" sourceRef="gateway_inspected" targetRef="userTask_inspect">
                          <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">%s</bpmn:conditionExpression>
                        </bpmn:sequenceFlow>
                        """.formatted(group, again)));
        for (var id : new String[] {
            "userTask_inspect",
            "gateway_inspected",
            "flow_inspect_inspected",
            "flow_inspected_callBack",
            "flow_inspected_again"
        }) {
            drawing = drawing.replaceFirst(
                    "(?=</bpmndi:BPMNPlane>)",
                    "<bpmndi:BPMNShape id=\"shape_" + id + "\" bpmnElement=\"" + id + "\" />");
        }
        return files.with(FOLLOW_UP, drawing).with("inspect.form", """
                        {"id": "inspect", "type": "default", "components": [
                          {"id": "f1", "key": "outcome", "type": "radio", "label": "结果", "validate": {"required": true},
                           "values": [{"label": "合格", "value": "PASS"}, {"label": "不合格", "value": "FAIL"}]}]}
                        """);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            camunda:formRef="finish-clue" camunda:formRefBinding="deployment"|camunda:formRef="assist-clue" camunda:formRefBinding="deployment"|userTask_finish|finish-clue
            camunda:formRef="finish-clue" camunda:formRefBinding="deployment"|camunda:formRef="finish-clue" camunda:formRefBinding="latest"|userTask_finish|deployment
            dueDates.of(execution, 'SIGN')|dueDates.of(execution, 'NOPE')|userTask_signFor|SIGN
            <bpmn:incoming>flow_toClose_closeClue</bpmn:incoming>|<bpmn:extensionElements><camunda:executionListener event="start" delegateExpression="${closeClueDelegate}" /></bpmn:extensionElements><bpmn:incoming>flow_toClose_closeClue</bpmn:incoming>|serviceTask_closeClue|closeClueDelegate
            >DISPATCHED<|>DISPATCHT<|serviceTask_notifyDispatched|DISPATCHED
            camunda:collection="${desks.assisting(execution)}" camunda:elementVariable="assistUnit" />|><bpmn:loopCardinality>1000000</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>|userTask_assist|多实例
            targetRef="serviceTask_closeClue"|targetRef="gateway_toClose"|gateway_toClose|转圈
            ${watch.next(execution)}|${card}|startEvent_limitDue|时刻
            ${answer == 'RAISE'}|${answer == 3}|gateway_calledBack|类型
            ${answer == 'RAISE'}|${course == 'RAISE'}|gateway_calledBack|course
            camunda:candidateGroups="caller"|camunda:candidateGroups="caller" camunda:assignee="owner"|userTask_callBack|岗位
            delegateExpression="${closeClueDelegate}"|delegateExpression="${orderDelegate}"|serviceTask_closeClue|不能用在这里
            """)
    void whatCouldNotBeDoneIsRefused(String found, String replacement, String element, String word) {
        var files = CheckedFiles.shipped();
        var file = drawnIn(files, found);
        assertThat(files.changing(file, found, replacement).refusals())
                .anySatisfy(refusal ->
                        assertThat(refusal).startsWith(file + " " + element).contains(word));
    }

    /** Whoever draws a reminder so makes a second course of the same steps, and a third. */
    @Test
    void aReminderThatLeadsBackIntoTheStepsMultipliesThem() {
        var file = "supervision-order.bpmn";
        var drawing = CheckedFiles.shipped()
                .text(file)
                .replaceFirst(
                        "(?=    <bpmn:userTask id=\"userTask_explainInWriting\")",
                        java.util.regex.Matcher.quoteReplacement("""
                            <bpmn:boundaryEvent id="event_reminder" attachedToRef="userTask_explainInWriting" cancelActivity="false">
                              <bpmn:timerEventDefinition id="timer_reminder">
                                <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P2D</bpmn:timeDuration>
                              </bpmn:timerEventDefinition>
                            </bpmn:boundaryEvent>
                            <bpmn:sequenceFlow id="flow_reminder_conclude" sourceRef="event_reminder" targetRef="userTask_concludeUrging" />
                        """))
                .replaceFirst(
                        "(?=</bpmndi:BPMNPlane>)",
                        "<bpmndi:BPMNShape id=\"shape_event_reminder\" bpmnElement=\"event_reminder\" />"
                                + "<bpmndi:BPMNEdge id=\"edge_flow_reminder\" bpmnElement=\"flow_reminder_conclude\" />");
        assertThat(CheckedFiles.shipped().with(file, drawing).refusals())
                .anySatisfy(refusal -> assertThat(refusal).startsWith(file).contains("步骤会在这里越来越多"));
    }

    /** What runs beside a clue's life is held against its own ledger, waits and moments included. */
    @ParameterizedTest(name = "{0}: {1} to {2}")
    @CsvSource({
        "supervision-order, flow_noteSilence_toConclude, gateway_toExplain, event_explanationMissing, 没完没了",
        "supervision-order, flow_pressure_approveListing, serviceTask_sendListing, serviceTask_sendListing, 不能执行",
        "supervision-order, flow_conclusion_raiseAfterOrder, endEvent_orderSettled, endEvent_orderSettled, 已了结",
        "deadline-extension, flow_signed_whatIsAsked, serviceTask_changeLimits, serviceTask_, 待审批",
        "deadline-extension, flow_approved_changeLimits, serviceTask_tellGranted, serviceTask_tellGranted, 办理已批准的事项",
        "identity-reveal, flow_granted_openView, event_viewOver, event_viewOver, reveals.closesAt",
        "transfer-letter, flow_letterCalled_signLetter, userTask_receiveLetter, userTask_receiveLetter, 已提请移交",
        "progress-report, flow_progressOwed_toReport, endEvent_noMoreProgress, endEvent_noMoreProgress, 须报进展"
    })
    void whatRunsBesideIsWalkedBesideItsLedgerToo(String process, String flow, String to, String element, String word) {
        var files = CheckedFiles.shipped();
        var file = process + ".bpmn";
        files.with(file, attribute(files.text(file), flow, "targetRef", to));
        assertThat(files.refusals())
                .anySatisfy(refusal ->
                        assertThat(refusal).startsWith(file + " " + element).contains(word));
    }

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            deadline-extension.bpmn|<bpmn:serviceTask id="serviceTask_checkWish"|<bpmn:serviceTask camunda:asyncBefore="true" id="serviceTask_checkWish"|当场
            notice-delivery.bpmn|errorCode="noticePostponed"|errorCode="noticeLater"|没有接住
            notice-delivery.bpmn| camunda:asyncBefore="true"| name2="x"|异步
            conclude-order.form|"key": "days"|"key": "dayz"|days
            explain-order.form|"key": "explanation",|"key": "explanation", "conditional": {"hide": "=true"},|不显示
            """)
    void whatWouldWaitOrFailOrCannotBeFilledInIsRefused(String file, String found, String replacement, String word) {
        assertThat(CheckedFiles.shipped().changing(file, found, replacement).refusals())
                .anySatisfy(refusal -> assertThat(refusal).contains(word));
    }

    @ParameterizedTest
    @CsvSource({
        "R1000000/PT0S, false",
        "R21/PT1M, false",
        "R5/PT1S, false",
        "R5/PT10M, true",
        "'PT30S,PT1M', true",
        "sometimes, false"
    })
    void retriesEndAndPause(String cycle, boolean whether) {
        assertThat(DiagramCheck.retriesInReason(cycle)).isEqualTo(whether);
    }

    @Test
    void aProcessThatNobodyStartsOrThatStartsItselfIsRefused() {
        var files = CheckedFiles.shipped();
        var extra = files.text("notice-delivery.bpmn")
                .replace("id=\"notice-delivery\"", "id=\"of-an-owner\"")
                .replaceFirst(
                        "(<bpmn:startEvent [^>]*>)",
                        "$1<bpmn:timerEventDefinition id=\"t\"><bpmn:timeCycle>R/PT1S</bpmn:timeCycle></bpmn:timerEventDefinition>");
        assertThat(files.with("of-an-owner.bpmn", extra).refusals())
                .anySatisfy(refusal -> assertThat(refusal).contains("没有人会启动它"))
                .anySatisfy(refusal -> assertThat(refusal).contains("startEvent_noticeQueued"));
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', textBlock = """
            time-limits.dmn|limit_blue_finish_out_amount|2.5|1 到 1000
            time-limits.dmn|limit_blue_finish_out_amount|0|1 到 1000
            time-limits.dmn|limit_blue_finish_out_amount|99999|1 到 1000
            time-limits.dmn|limit_blue_finish_level|"RED"|已经有一行
            time-limits.dmn|limit_blue_finish_out_kind|"REPLY"|FINISH
            card-grading.dmn|rule_media_out_card|"PURPLE"|RED
            card-grading.dmn|rule_otherwise_kind|"APPEAL"|其余所有情形
            unit-routing.dmn|route_first_receiver_out_leadUnit|"moon-office"|单位
            unit-routing.dmn|route_first_receiver_out_leadUnit|for i in 1..100000000 return i|循环
            extension-rules.dmn|extend_yellow_out_decider|"process-owner"|岗位
            extension-rules.dmn|extend_yellow_out_decider|"moon-head"|岗位
            order-rules.dmn|urge_pressure|"ORDER"|URGE
            order-rules.dmn|urge_out_perDay|0|1 到 1000
            """)
    void tablesAreHeldAgainstWhatExists(String file, String cell, String value, String word) {
        var files = CheckedFiles.shipped();
        var changed = Pattern.compile("(id=\"" + cell + "\"[^>]*><text>)[^<]*").matcher(files.text(file));
        assertThat(changed.find()).isTrue();
        files.with(file, changed.replaceFirst("$1" + value));
        assertThat(files.refusals())
                .anySatisfy(refusal -> assertThat(refusal).startsWith(file).contains(word));
    }

    @Test
    void aFormWithoutWhatItsStepTakesIsRefused() {
        var files = CheckedFiles.shipped();
        files.changing("review-result.form", "\"key\": \"outcome\"", "\"key\": \"result\"");
        assertThat(files.refusals())
                .anySatisfy(refusal ->
                        assertThat(refusal).contains("userTask_reviewResult").contains("outcome"));
        files = CheckedFiles.shipped();
        files.changing("review-result.form", "\"SEND_BACK\"", "\"SENT\"");
        assertThat(files.refusals())
                .anySatisfy(refusal ->
                        assertThat(refusal).contains("userTask_reviewResult").contains("SENT"));
    }

    private static String attribute(String drawing, String element, String name, String value) {
        var changed = Pattern.compile("(<bpmn:\\w+ id=\"" + element + "\"[^>]*? " + name + "=\")[^\"]*")
                .matcher(drawing);
        assertThat(changed.find()).as(element + " has " + name).isTrue();
        return changed.replaceFirst("$1" + java.util.regex.Matcher.quoteReplacement(value));
    }
}
