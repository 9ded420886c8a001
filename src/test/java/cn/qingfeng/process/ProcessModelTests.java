package cn.qingfeng.process;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.form.FormSchema;
import cn.qingfeng.matter.MatterKind;
import cn.qingfeng.matter.StepLimit;
import cn.qingfeng.process.engine.TaskParameter;
import cn.qingfeng.process.letter.TransferLetter;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.lifecycle.CluePhase;
import cn.qingfeng.process.meeting.MeetingTask;
import cn.qingfeng.process.offer.Holders;
import cn.qingfeng.process.order.SupervisionOrderProcess;
import cn.qingfeng.process.progress.ProgressReport;
import cn.qingfeng.process.reveal.IdentityReveal;
import cn.qingfeng.process.time.DeadlineExtension;
import cn.qingfeng.supervision.LimitKind;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds drawings, forms, tables and code together, without starting anything. */
class ProcessModelTests {

    private static final Pattern ID = Pattern.compile(
            "(startEvent|endEvent|event|userTask|serviceTask|businessRuleTask|callActivity|gateway|subProcess|flow|timer|message|messageEvent)_[a-zA-Z_]+[a-zA-Z]");
    private static final Pattern GENERATED = Pattern.compile("[A-Za-z]+_[0-9a-z]{7}");
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

    static Stream<Path> diagrams() {
        return files("processes", ".bpmn");
    }

    static Stream<Path> tables() {
        return files("processes", ".dmn");
    }

    private static Stream<Path> files(String folder, String ending) {
        try (var files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String baseName(Path file) {
        return file.getFileName().toString().replaceFirst("\\.[a-z]+$", "");
    }

    private static BpmnModelInstance model(Path file) {
        return Bpmn.readModelFromFile(file.toFile());
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void everyProcessIsNamedLikeItsFileVersionedDocumentedAndKeptForATime(Path file) {
        for (var process : model(file).getModelElementsByType(Process.class)) {
            assertThat(process.getId()).isEqualTo(baseName(file));
            assertThat(process.getName()).containsPattern(CHINESE);
            assertThat(process.getCamundaVersionTag()).isNotBlank();
            assertThat(process.getCamundaHistoryTimeToLiveString()).startsWith("P");
            assertThat(process.getDocumentations()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void everythingIsDrawn(Path file) {
        var drawn = new TreeSet<String>();
        var model = model(file);
        model.getModelElementsByType(BpmnShape.class)
                .forEach(shape -> drawn.add(shape.getBpmnElement().getId()));
        model.getModelElementsByType(BpmnEdge.class)
                .forEach(edge -> drawn.add(edge.getBpmnElement().getId()));
        model.getModelElementsByType(FlowNode.class)
                .forEach(node -> assertThat(drawn).contains(node.getId()));
        model.getModelElementsByType(SequenceFlow.class)
                .forEach(flow -> assertThat(drawn).contains(flow.getId()));
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void idsSayWhatTheyAreAndLabelsSpeakChinese(Path file) {
        var model = model(file);
        for (var node : model.getModelElementsByType(FlowNode.class)) {
            assertThat(node.getId()).matches(ID).doesNotMatch(GENERATED);
            var splits = node instanceof ExclusiveGateway && node.getOutgoing().size() > 1;
            if (splits || !(node instanceof Gateway)) {
                assertThat(node.getName()).as(node.getId()).containsPattern(CHINESE);
            }
        }
        for (var flow : model.getModelElementsByType(SequenceFlow.class)) {
            assertThat(flow.getId()).matches(ID).doesNotMatch(GENERATED);
            if (flow.getConditionExpression() != null) {
                assertThat(flow.getName()).as(flow.getId()).isNotBlank();
            }
        }
        var ends = model.getModelElementsByType(Event.class).stream()
                .filter(event -> event.getId().startsWith("endEvent_"))
                .map(Event::getName)
                .toList();
        assertThat(ends).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void everyQuestionHasAConditionOrADefaultOnEachAnswer(Path file) {
        for (var gateway : model(file).getModelElementsByType(ExclusiveGateway.class)) {
            if (gateway.getOutgoing().size() > 1) {
                for (var flow : gateway.getOutgoing()) {
                    assertThat(flow.getConditionExpression() != null || flow.equals(gateway.getDefault()))
                            .as(flow.getId())
                            .isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void everyReferenceLeadsToSomething(Path file) {
        var forms = files("forms", ".form").map(ProcessModelTests::baseName).collect(Collectors.toSet());
        var tables = tables().map(ProcessModelTests::baseName).collect(Collectors.toSet());
        var processes = diagrams().map(ProcessModelTests::baseName).collect(Collectors.toSet());
        var model = model(file);
        assertThat(model.getModelElementsByType(ScriptTask.class)).isEmpty();
        model.getModelElementsByType(UserTask.class).forEach(task -> {
            assertThat(forms).contains(task.getCamundaFormRef());
            assertThat(task.getCamundaCandidateGroups()).as(task.getId()).isNotBlank();
            assertThat(task.getDocumentations()).as(task.getId()).isNotEmpty();
        });
        model.getModelElementsByType(BusinessRuleTask.class)
                .forEach(task -> assertThat(tables).contains(task.getCamundaDecisionRef()));
        model.getModelElementsByType(CallActivity.class)
                .forEach(call -> assertThat(processes).contains(call.getCalledElement()));
        model.getModelElementsByType(ServiceTask.class)
                .forEach(task -> assertThat(beans()).as(task.getId()).contains(task.getCamundaDelegateExpression()));
    }

    /** The beans that diagrams may name, found in the sources so that no context is needed. */
    private static Set<String> beans() {
        var names = new TreeSet<String>();
        files("src/main/java/cn/qingfeng/process", ".java").forEach(file -> {
            try {
                var matcher =
                        Pattern.compile("@BpmnBean\\((?:value = )?\"(\\w+)\"").matcher(Files.readString(file));
                while (matcher.find()) {
                    names.add("${" + matcher.group(1) + "}");
                }
                names.add("${" + TaskParameter.MATTER_NOTICE_BEAN + "}");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return names;
    }

    @Test
    void theContractOfTheLifecycleIsDrawn() {
        assertThat(ids(ClueLifecycle.KEY)).containsAll(ClueLifecycle.REQUIRED_ELEMENTS);
        var tasks = new ArrayList<String>();
        var messages = new ArrayList<String>();
        for (var process : CluePhase.processes()) {
            var model = model(Path.of("processes", process + ".bpmn"));
            var drawn = model.getModelElementsByType(UserTask.class).stream()
                    .map(UserTask::getId)
                    .toList();
            assertThat(drawn)
                    .as(process)
                    .containsExactlyInAnyOrderElementsOf(
                            CluePhase.of(process).map(CluePhase::tasks).orElse(Set.of()));
            tasks.addAll(drawn);
            model.getModelElementsByType(Message.class).forEach(message -> messages.add(message.getName()));
        }
        assertThat(tasks).containsExactlyInAnyOrderElementsOf(constants(ClueLifecycle.Tasks.class));
        assertThat(messages)
                .containsExactlyInAnyOrder(ClueLifecycle.Messages.ENDED_EARLY, ClueLifecycle.Messages.REPLY_NOT_OWED);
    }

    @Test
    void everyPhaseIsCalledByNameAndIsHandedWhatItNeeds() {
        for (var phase : CluePhase.values()) {
            assertThat(ids(phase.key())).as(phase.key()).containsAll(phase.required());
            var call = CluePhase.processes().stream()
                    .flatMap(
                            process -> model(Path.of("processes", process + ".bpmn"))
                                    .getModelElementsByType(CallActivity.class)
                                    .stream())
                    .filter(each -> each.getCalledElement().equals(phase.key()))
                    .toList();
            assertThat(call).singleElement().satisfies(one -> {
                assertThat(one.getId()).isEqualTo(phase.call());
                assertThat(one.getCamundaCalledElementBinding()).isEqualTo("deployment");
                assertThat(one.getDocumentations())
                        .singleElement()
                        .satisfies(said -> assertThat(said.getTextContent()).contains("同一次部署绑定"));
            });
        }
    }

    @Test
    void theOverviewIsReadAtAGlanceAndEndsOnce() {
        var model = model(Path.of("processes/clue-lifecycle.bpmn"));
        var process = model.getModelElementsByType(Process.class).iterator().next();
        assertThat(process.getFlowElements().stream().filter(FlowNode.class::isInstance))
                .hasSizeLessThanOrEqualTo(12);
        diagrams()
                .forEach(file -> assertThat(model(file)
                                .getModelElementsByType(
                                        org.camunda.bpm.model.bpmn.instance.TerminateEventDefinition.class))
                        .as(file.toString())
                        .hasSize(file.endsWith("clue-lifecycle.bpmn") ? 1 : 0));
    }

    @Test
    void theDiagramFromBeforeThePhasesStillHoldsItsContract() {
        var model = Bpmn.readModelFromStream(getClass().getResourceAsStream("/earlier/clue-lifecycle.bpmn"));
        assertThat(model.getModelElementsByType(FlowNode.class).stream().map(FlowNode::getId))
                .containsAll(ClueLifecycle.Earlier.REQUIRED_ELEMENTS)
                .containsAll(ClueLifecycle.NOTICES.keySet());
    }

    private static Set<String> ids(String process) {
        return model(Path.of("processes", process + ".bpmn")).getModelElementsByType(FlowNode.class).stream()
                .map(FlowNode::getId)
                .collect(Collectors.toSet());
    }

    @Test
    void theContractsBesideTheLifecycleAreDrawn() {
        held(
                "deadline-extension",
                DeadlineExtension.CONTRACT.required(),
                Set.of(),
                DeadlineExtension.Tasks.class,
                DeadlineExtension.Messages.class);
        held(
                "supervision-order",
                SupervisionOrderProcess.CONTRACT.required(),
                Set.of(SupervisionOrderProcess.DOINGS.keySet()),
                SupervisionOrderProcess.Tasks.class,
                SupervisionOrderProcess.Messages.class);
        held(
                TransferLetter.KEY,
                TransferLetter.CONTRACT.required(),
                Set.of(),
                TransferLetter.Tasks.class,
                TransferLetter.Messages.class);
        held(
                ProgressReport.KEY,
                ProgressReport.CONTRACT.required(),
                Set.of(),
                ProgressReport.Tasks.class,
                ProgressReport.Messages.class);
        held(
                MeetingTask.KEY,
                MeetingTask.CONTRACT.required(),
                Set.of(),
                MeetingTask.Tasks.class,
                MeetingTask.Messages.class);
        held(
                IdentityReveal.KEY,
                IdentityReveal.CONTRACT.required(),
                Set.of(IdentityReveal.DOINGS.keySet()),
                IdentityReveal.Tasks.class,
                IdentityReveal.Messages.class);
    }

    private static void held(
            String process, Set<String> required, Set<Set<String>> mapped, Class<?> tasks, Class<?> messages) {
        var model = model(Path.of("processes", process + ".bpmn"));
        var ids = model.getModelElementsByType(FlowNode.class).stream()
                .map(FlowNode::getId)
                .collect(Collectors.toSet());
        assertThat(ids).containsAll(required);
        mapped.forEach(keys -> assertThat(ids).containsAll(keys));
        assertThat(constants(tasks))
                .containsExactlyInAnyOrderElementsOf(model.getModelElementsByType(UserTask.class).stream()
                        .map(UserTask::getId)
                        .toList());
        assertThat(model.getModelElementsByType(Message.class).stream().map(Message::getName))
                .containsExactlyInAnyOrderElementsOf(constants(messages));
    }

    /** Where a task's or timer's moment comes from, when it is no limit of the clue: each is drawn with what happens then. */
    private static final Set<String> DRAWN_MOMENTS = Set.of(
            // The unit's explanation: the boundary timer on it goes on without.
            "${orders.explainBy(execution)}",
            // What a meeting decided: the watch over decisions tells of it.
            "${decisions.dueBy(execution)}",
            // The wait of an urging; what follows has a limit.
            "${orders.dueBy(execution)}",
            // The wish to know a reporter lapses by the diagram's own timer, and the view ends by one.
            "${reveals.decideBy(execution)}",
            "${reveals.closesAt(execution)}",
            // The watch itself, and the next try of a call while the call's limit runs.
            "${watch.next(execution)}",
            "${callBacks.next(execution)}");

    @ParameterizedTest
    @MethodSource("diagrams")
    void whateverWaitsHasALimitThatIsWatched(Path file) {
        var model = model(file);
        model.getModelElementsByType(UserTask.class)
                .forEach(task -> assertThat(isLimited(task.getCamundaDueDate()) || hasLimitOfMatter(file, task))
                        .as("%s waits until %s", task.getId(), task.getCamundaDueDate())
                        .isTrue());
        model.getModelElementsByType(TimerEventDefinition.class)
                .forEach(timer -> assertThat(timer.getTimeDate() == null
                                || isLimited(
                                        timer.getTimeDate().getTextContent().strip()))
                        .as(timer.getId())
                        .isTrue());
    }

    /** A step of a matter says its limit itself; the watch over matters tells when it passes. */
    private static boolean hasLimitOfMatter(Path file, UserTask task) {
        return MatterKind.is(baseName(file))
                && task.getExtensionElements().getElementsQuery().filterByType(CamundaProperties.class).list().stream()
                        .flatMap(said -> said.getCamundaProperties().stream())
                        .anyMatch(said -> said.getCamundaName().equals("limit")
                                && StepLimit.read(said.getCamundaValue()).isPresent());
    }

    private static boolean isLimited(String moment) {
        if (moment == null) {
            return false;
        }
        var kind = Holders.limitIn(moment);
        return kind.isEmpty()
                ? DRAWN_MOMENTS.contains(moment) || moment.contains("waitUntil")
                : watched().contains(kind.get()) || kind.get() == LimitKind.RECHECK;
    }

    /** The limits about which the shipped table has the holder reminded before and told after. */
    private static Set<LimitKind> watched() {
        var kinds = EnumSet.noneOf(LimitKind.class);
        for (var rule :
                Dmn.readModelFromFile(new File("processes/time-limits.dmn")).getModelElementsByType(Rule.class)) {
            var cells = rule.getOutputEntries().stream()
                    .map(cell -> cell.getText().getTextContent().replace("\"", ""))
                    .toList();
            var kind = LimitKind.valueOf(cells.get(0));
            // Admission goes on by itself once its time is over.
            if (cells.get(4).contains("REMIND") && (cells.get(4).contains("TELL") || kind == LimitKind.ADMISSION)) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    private static List<String> constants(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> field.getType() == String.class)
                .map(field -> {
                    try {
                        return (String) field.get(null);
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyRuleOfEveryTableSaysInWordsWhatItIs(Path file) {
        var model = Dmn.readModelFromFile(file.toFile());
        for (var decision : model.getModelElementsByType(Decision.class)) {
            assertThat(decision.getId()).isEqualTo(baseName(file));
            assertThat(decision.getName()).containsPattern(CHINESE);
            assertThat(decision.getCamundaHistoryTimeToLiveString()).startsWith("P");
        }
        for (var rule : model.getModelElementsByType(Rule.class)) {
            assertThat(rule.getDescription().getTextContent()).containsPattern(CHINESE);
        }
    }

    @Test
    void everyFormIsReadableByTheRoomThatChecksIt() {
        var broken = new ArrayList<Path>();
        files("forms", ".form").forEach(file -> {
            try {
                if (!FormSchema.parse(Files.readString(file)).id().equals(baseName(file))) {
                    broken.add(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(broken).isEmpty();
    }
}
