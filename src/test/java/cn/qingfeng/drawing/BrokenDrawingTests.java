package cn.qingfeng.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;

/** Each rule for drawings is broken by a small change to a drawing that keeps them all. */
class BrokenDrawingTests {

    private static final String MANY = IntStream.range(0, 16)
            .mapToObj("<bpmn:task id=\"task_%d\" name=\"再办一次\" />"::formatted)
            .collect(Collectors.joining());

    private static final String JOIN = "<bpmn:exclusiveGateway id=\"gateway_toHandle\" />";
    private static final String ASKING =
            "<bpmn:exclusiveGateway id=\"gateway_done\" name=\"办完了？\" default=\"flow_done_toHandle\" />";
    private static final String TASK = "<bpmn:userTask id=\"userTask_handle\" name=\"办理\" />";
    private static final String LATE = "<bpmn:timerEventDefinition id=\"timer_late\" />";
    private static final String ENDED = "<bpmn:endEvent id=\"endEvent_done\" name=\"已办完\" />";
    private static final String OVER = "<bpmn:endEvent id=\"endEvent_over\" name=\"随之结束\" />";
    private static final String OVER_BY =
            "<bpmn:messageEventDefinition id=\"messageEvent_over\" messageRef=\"message_over\" />";
    private static final String BACK = "<di:waypoint x=\"300\" y=\"120\" />";
    private static final String LEAVING = "sourceRef=\"event_late\" targetRef=\"endEvent_late\" />";

    private static final List<Broken> BROKEN = List.of(
            with("a diagram fits on a screen", "<dc:Bounds x=\"682\" y=\"182\"", "<dc:Bounds x=\"2082\" y=\"182\""),
            with("a diagram fits on a screen", "<dc:Bounds x=\"542\" y=\"302\"", "<dc:Bounds x=\"542\" y=\"1202\""),
            with("a level has no more activities", TASK, TASK + MANY),
            with(
                    "every name beside",
                    "<bpmndi:BPMNLabel><dc:Bounds x=\"684\" y=\"223\" width=\"33\" height=\"14\" /></bpmndi:BPMNLabel>",
                    ""),
            with("every name beside", "name=\"已逾期\"", "name=\"已逾期并已告知反映人和督查机构\""),
            with("every name in a task", "name=\"办理\"", "name=\"办理线索并联系反映人再书面答复后报告进展直到办结为止然后送审核\""),
            with("nothing lies on a label", "x=\"684\" y=\"223\"", "x=\"684\" y=\"210\""),
            with("nothing lies on a label", "x=\"366\" y=\"261\"", "x=\"390\" y=\"300\""),
            with("nothing lies on a label", "x=\"538\" y=\"230\"", "x=\"650\" y=\"223\""),
            with("nothing lies on a label", "x=\"538\" y=\"230\"", "x=\"430\" y=\"230\""),
            with("a note lies on nothing", "x=\"20\" y=\"400\"", "x=\"20\" y=\"170\""),
            with("no two flows share", BACK, "<di:waypoint x=\"560\" y=\"203\" /><di:waypoint x=\"300\" y=\"203\" />"),
            with("flows run level", "<di:waypoint x=\"420\" y=\"320\" />", ""),
            with("flows begin and end", "<di:waypoint x=\"370\" y=\"200\" />", "<di:waypoint x=\"360\" y=\"200\" />"),
            with("flows begin and end", "<di:waypoint x=\"300\" y=\"175\" />", "<di:waypoint x=\"300\" y=\"190\" />"),
            with(
                    "no flow runs through",
                    BACK,
                    "<di:waypoint x=\"560\" y=\"170\" /><di:waypoint x=\"300\" y=\"170\" />"),
            with(
                    "no two flows cross",
                    BACK,
                    "<di:waypoint x=\"300\" y=\"120\" /><di:waypoint x=\"250\" y=\"120\" /><di:waypoint x=\"250\" y=\"260\" />"),
            with("a straight line leads", "<dc:Bounds x=\"682\" y=\"182\"", "<dc:Bounds x=\"682\" y=\"190\""),
            with("flows run from left", "<dc:Bounds x=\"542\" y=\"302\"", "<dc:Bounds x=\"342\" y=\"302\""),
            with("shapes have the usual size", "width=\"100\" height=\"80\"", "width=\"120\" height=\"80\""),
            with("Chinese names have full-width", "name=\"办完了？\"", "name=\"办完了?\""),
            with("Chinese names have full-width", "name=\"一张合格的图\"", "name=\"一张图,合格\""),
            with("a gateway that splits asks", "name=\"办完了？\"", "name=\"办完\""),
            with("a gateway that splits asks", "name=\"是\" ", ""),
            with("only gateways that ask", JOIN, JOIN.replace("/>", "name=\"再办\" />")),
            with("no id is", "id=\"timer_late\"", "id=\"TimerEventDefinition_1k2m3n4\""),
            with("no id is", "id=\"flow_late_late_di\"", "id=\"Flow_0ab12cd_di\""),
            with("ad-hoc-sub-process", ENDED, ENDED + "<bpmn:adHocSubProcess id=\"subProcess_any\" />"),
            with("conditional-flows", " default=\"flow_done_toHandle\"", ""),
            with("end-event-required", OVER, ""),
            with("event-based-gateway", JOIN, JOIN.replace("exclusive", "eventBased")),
            with("event-sub-process-typed", OVER_BY, ""),
            with("fake-join", "targetRef=\"endEvent_late\"", "targetRef=\"endEvent_done\""),
            with("global", "messageRef=\"message_over\"", ""),
            with("global", "name=\"sound.over\"", "name=\"\""),
            with("label-required", "name=\"到期未办\"", "name=\"\""),
            with("label-required", "name=\"是\" ", ""),
            with("link-event", LATE, "<bpmn:linkEventDefinition id=\"link_late\" name=\"再来\" />"),
            with("no-bpmndi", "bpmnElement=\"event_late\"", "bpmnElement=\"event_missing\""),
            with("no-bpmndi", "bpmnElement=\"flow_late_late\"", "bpmnElement=\"flow_done_done\""),
            with("no-complex-gateway", JOIN, JOIN.replace("exclusive", "complex")),
            with("no-disconnected", ENDED, ENDED + "<bpmn:task id=\"task_alone\" name=\"没有人到\" />"),
            with("no-duplicate-sequence-flows", LEAVING, LEAVING + "<bpmn:sequenceFlow id=\"flow_again\" " + LEAVING),
            with("no-gateway-join-fork", "targetRef=\"gateway_toHandle\" />", "targetRef=\"gateway_done\" />"),
            with(
                    "no-implicit-split",
                    LEAVING,
                    LEAVING + "<bpmn:sequenceFlow id=\"flow_split\" "
                            + LEAVING.replace("endEvent_late", "endEvent_done")),
            with(
                    "no-implicit-end",
                    LEAVING,
                    LEAVING.replace("endEvent_late", "gateway_toHandle").replace("event_late", "startEvent_begun")),
            with("no-implicit-start", "targetRef=\"userTask_handle\"", "targetRef=\"gateway_done\""),
            with("no-inclusive-gateway", ASKING, ASKING.replace("exclusive", "inclusive")),
            with("no-overlapping-elements", "<dc:Bounds x=\"542\" y=\"302\"", "<dc:Bounds x=\"542\" y=\"210\""),
            with("no-overlapping-elements", "<dc:Bounds x=\"472\" y=\"432\"", "<dc:Bounds x=\"560\" y=\"432\""),
            with("single-blank-start-event", ENDED, ENDED + "<bpmn:startEvent id=\"startEvent_more\" name=\"又开始\" />"),
            with("single-event-definition", LATE, LATE + LATE.replace("timer", "error")),
            with(
                    "start-event-required",
                    "bpmn:startEvent id=\"startEvent_begun\" name=\"已开始\" /",
                    "bpmn:task id=\"startEvent_begun\" name=\"已开始\" /"),
            with("sub-process-blank-start-event", " triggeredByEvent=\"true\"", ""),
            with(
                    "superfluous-gateway",
                    "sourceRef=\"gateway_done\" targetRef=\"gateway_toHandle\"",
                    "sourceRef=\"gateway_done\" targetRef=\"userTask_handle\""),
            with("superfluous-label", "id=\"flow_late_late\"", "id=\"flow_late_late\" name=\"逾期\""),
            with(
                    "superfluous-termination",
                    OVER,
                    OVER.replace("/>", "><bpmn:terminateEventDefinition id=\"terminate_over\" /></bpmn:endEvent>")));

    /**
     * A change that breaks a rule.
     *
     * @param claim how the rule's claim begins
     */
    private record Broken(String claim, String found, String replacement) {

        @Override
        public String toString() {
            return claim + ": " + replacement;
        }
    }

    private static Broken with(String claim, String found, String replacement) {
        return new Broken(claim, found, replacement);
    }

    @Test
    void aSoundDrawingKeepsEveryRule() throws IOException {
        var sound = Drawing.of(sound());
        assertThat(DrawingTests.rules()
                        .flatMap(rule -> rule.faults().apply(sound).map(fault -> rule + ": " + fault)))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void everyRuleFindsWhatBreaksIt(Broken broken) throws IOException {
        assertThat(sound()).contains(broken.found());
        var drawing = Drawing.of(sound().replace(broken.found(), broken.replacement()));
        assertThat(rule(broken.claim()).faults().apply(drawing)).isNotEmpty();
    }

    static List<Broken> everyRuleFindsWhatBreaksIt() {
        return BROKEN;
    }

    @Test
    void noRuleGoesUntried() {
        assertThat(BROKEN.stream().map(broken -> rule(broken.claim())))
                .containsAll(DrawingTests.rules().toList());
    }

    private static Rule rule(String claim) {
        return DrawingTests.rules()
                .filter(rule -> rule.claim().startsWith(claim))
                .findFirst()
                .orElseThrow();
    }

    private static String sound() throws IOException {
        return new ClassPathResource("drawing/sound.bpmn").getContentAsString(StandardCharsets.UTF_8);
    }
}
