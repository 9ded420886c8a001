package cn.qingfeng.process.deployment.diagram;

import cn.qingfeng.Refusal;
import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.form.FormOptions;
import cn.qingfeng.form.FormSchema;
import cn.qingfeng.matter.MatterKind;
import cn.qingfeng.matter.MatterKinds;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.process.Processes;
import cn.qingfeng.process.delivery.NoticeDelivery;
import cn.qingfeng.process.deployment.Contract;
import cn.qingfeng.process.deployment.DeploymentWords;
import cn.qingfeng.process.deployment.Finding;
import cn.qingfeng.process.deployment.Guess;
import cn.qingfeng.process.deployment.XmlFile.Element;
import cn.qingfeng.process.deployment.diagram.Course.Standing;
import cn.qingfeng.process.deployment.table.TableInputs;
import cn.qingfeng.process.engine.Routing;
import cn.qingfeng.process.engine.TaskParameter;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.lifecycle.CluePhase;
import cn.qingfeng.process.matter.MatterDrawing;
import cn.qingfeng.process.table.DecisionContract;
import cn.qingfeng.process.table.DecisionTables;
import cn.qingfeng.process.task.StepRights;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateVariableMapping;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.impl.juel.TreeBuilderException;

/**
 * Reads a BPMN diagram as a cautious official would: only what is known to be harmless passes, nothing is missing that the
 * code relies on, and every element can be seen. Of the engine's own extensions it knows a list; a way to run code that
 * this list does not name is refused without being known.
 */
public class DiagramCheck {

    public static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    public static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
    private static final String DI = "http://www.omg.org/spec/BPMN/20100524/DI";
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
    /** The engine reads its ancestor's names as its own. */
    private static final String ACTIVITI = "http://activiti.org/bpmn";

    /** What every process may read beside the routing variables of a clue: the notice that it delivers, and when again. */
    private static final Set<String> FURTHER_VARIABLES = Set.of("noticeId", "waitUntil");

    private static final Set<String> ATTRIBUTES = Set.of(
            "asyncAfter",
            "asyncBefore",
            "assignee",
            "calledElementBinding",
            "calledElementVersion",
            "calledElementVersionTag",
            "candidateGroups",
            "collection",
            "decisionRef",
            "decisionRefBinding",
            "decisionRefVersion",
            "decisionRefVersionTag",
            "delegateExpression",
            "dueDate",
            "elementVariable",
            "errorCodeVariable",
            "escalationCodeVariable",
            "exclusive",
            "expression",
            "followUpDate",
            "formRef",
            "formRefBinding",
            "formRefVersion",
            "historyTimeToLive",
            "isStartableInTasklist",
            "jobPriority",
            "mapDecisionResult",
            "priority",
            "resultVariable",
            "taskPriority",
            "variableMappingDelegateExpression",
            "versionTag");

    /** The engine's extension elements, each with its attributes. */
    private static final Map<String, Set<String>> EXTENSIONS = Map.ofEntries(
            Map.entry("inputOutput", Set.of()),
            Map.entry("inputParameter", Set.of("name")),
            Map.entry("outputParameter", Set.of("name")),
            Map.entry("list", Set.of()),
            Map.entry("value", Set.of("id", "name")),
            Map.entry("executionListener", Set.of("event", "delegateExpression", "expression")),
            Map.entry("taskListener", Set.of("id", "event", "delegateExpression", "expression")),
            Map.entry("failedJobRetryTimeCycle", Set.of()),
            Map.entry("properties", Set.of()),
            Map.entry("property", Set.of("id", "name", "value")),
            Map.entry("in", Set.of("source", "sourceExpression", "target", "businessKey", "local", "variables")),
            Map.entry("out", Set.of("source", "sourceExpression", "target", "local", "variables")));

    public static final Set<String> FLOW_NODES = Set.of(
            "startEvent",
            "endEvent",
            "intermediateCatchEvent",
            "intermediateThrowEvent",
            "boundaryEvent",
            "task",
            "userTask",
            "serviceTask",
            "sendTask",
            "receiveTask",
            "manualTask",
            "businessRuleTask",
            "callActivity",
            "subProcess",
            "transaction",
            "adHocSubProcess",
            "exclusiveGateway",
            "parallelGateway",
            "inclusiveGateway",
            "eventBasedGateway",
            "complexGateway");

    private static final Set<String> RUNNING_CODE = Set.of("serviceTask", "sendTask");

    /** What a drawing may be made of: all that {@link DiagramWalk} can walk, and what only people look at. */
    private static final Set<String> KNOWN = Set.of(
            "association",
            "boundaryEvent",
            "businessRuleTask",
            "callActivity",
            "category",
            "categoryValue",
            "collaboration",
            "completionCondition",
            "conditionExpression",
            "definitions",
            "documentation",
            "endEvent",
            "error",
            "errorEventDefinition",
            "exclusiveGateway",
            "extensionElements",
            "flowNodeRef",
            "group",
            "incoming",
            "intermediateCatchEvent",
            "intermediateThrowEvent",
            "lane",
            "laneSet",
            "loopCardinality",
            "manualTask",
            "message",
            "messageEventDefinition",
            "multiInstanceLoopCharacteristics",
            "outgoing",
            "parallelGateway",
            "participant",
            "process",
            "sendTask",
            "sequenceFlow",
            "serviceTask",
            "startEvent",
            "subProcess",
            "task",
            "terminateEventDefinition",
            "text",
            "textAnnotation",
            "timeDate",
            "timeDuration",
            "timerEventDefinition",
            "userTask");

    /** Told in words of their own. */
    private static final Set<String> TOLD_APART = Set.of("scriptTask", "script", "import");

    /** So often at once may the same step be asked for. */
    private static final int MOST_INSTANCES = 20;

    private static final int MOST_RETRIES = 20;
    private static final Duration SHORTEST_RETRY = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofDays(400);
    private static final Duration SHORTEST_WAIT = Duration.ofMinutes(1);

    /** The table that a listener keeps the answer of. */
    private static final Map<String, String> READS = DecisionTables.ALL.stream()
            .filter(table -> table.keptBy().isPresent())
            .collect(Collectors.toUnmodifiableMap(table -> table.keptBy().orElseThrow(), DecisionContract::key));

    /** What a deployment offers beside this file, and what is deployed already. */
    public interface Surroundings {
        boolean formInDeployment(String id);

        boolean formKnown(String id);

        /** The form of that id, of this deployment or in force. */
        Optional<FormSchema> form(String id);

        /** Whether a process of the product, in this deployment or in force, calls this one. */
        boolean isCalled(String process);

        boolean decisionInDeployment(String id);

        boolean decisionKnown(String id);

        /** The decision of that id in this deployment. */
        Optional<Element> decision(String id);

        boolean processInDeployment(String id);

        boolean processKnown(String id);

        /** The diagram of a process, as it stands in this deployment. */
        Optional<DiagramWalk.Called> diagram(String process);

        /** What tells the content of a file of this deployment from any other. */
        String digest(String file);

        /** The kinds of matters that are deployed. */
        default MatterKinds matters() {
            throw new UnsupportedOperationException();
        }

        /** Whether this file was walked to its ends before, with forms that offered the same. */
        default boolean walkedBefore(String file, String offered) {
            return false;
        }

        /** It was. */
        default void walked(String file, String offered) {}
    }

    private final String file;
    private final Element definitions;
    private final DiagramExpressions expressions;
    private final Surroundings around;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> variables;
    /** The id by which the Modeler shows an element: its own, or that of the element around an extension. */
    private final Map<Element, String> shownAs = new IdentityHashMap<>();
    /** The element of the drawing around each. */
    private final Map<Element, Element> parents = new IdentityHashMap<>();

    private final Map<String, Element> nodes = new HashMap<>();
    private final DeploymentWords words;

    public DiagramCheck(
            String file,
            Element definitions,
            DiagramExpressions expressions,
            DeploymentWords words,
            Surroundings around) {
        this.words = words;
        this.file = file;
        this.definitions = definitions;
        this.expressions = expressions;
        this.around = around;
        remember(definitions, null);
        this.variables = Stream.of(Routing.NAMES.stream(), FURTHER_VARIABLES.stream(), declared(definitions))
                .flatMap(names -> names)
                .collect(Collectors.toSet());
    }

    /** Ids of the executable processes in a file. */
    public static List<String> processesIn(Element definitions) {
        return definitions
                .children(BPMN, "process")
                .map(process -> String.valueOf(process.attribute("id")))
                .toList();
    }

    public List<Finding> findings(List<Contract> contracts) {
        if (!definitions.is(BPMN, "definitions")) {
            return List.of(new Finding(file, null, definitions.line(), "deployment.notBpmn"));
        }
        ids();
        definitions.all().forEach(this::element);
        var executable = definitions
                .children(BPMN, "process")
                .filter(process -> "true".equals(process.attribute("isExecutable")))
                .toList();
        executable.forEach(process -> process(process, contracts));
        if (findings.isEmpty()) {
            var offered = offered(executable);
            if (!around.walkedBefore(file, offered)) {
                executable.forEach(this::walk);
                if (findings.isEmpty()) {
                    around.walked(file, offered);
                }
            }
        }
        if (executable.isEmpty()) {
            find(definitions, "deployment.noProcess");
        }
        drawn();
        return findings;
    }

    private void ids() {
        var seen = new HashSet<String>();
        definitions
                .all()
                .filter(element -> element.namespace().equals(BPMN) && element.attribute("id") != null)
                .filter(element -> !seen.add(element.attribute("id")))
                .forEach(element -> find(element, "deployment.doubleId", element.attribute("id")));
    }

    private void process(Element process, List<Contract> contracts) {
        if (isBlank(process.attribute(CAMUNDA, "historyTimeToLive"))) {
            find(process, "deployment.historyTimeToLive");
        }
        if (isBlank(process.attribute(CAMUNDA, "versionTag"))) {
            find(process, "deployment.versionTag");
        }
        var key = String.valueOf(process.attribute("id"));
        if (contracts.stream().noneMatch(contract -> contract.key().equals(key)) && !around.isCalled(key)) {
            if (MatterKind.is(key)) {
                findings.addAll(new MatterDrawing(file, process, around::form, around.matters()).findings());
            } else {
                find(process, "deployment.foreign", key);
            }
        }
        if (contracts.stream().noneMatch(contract -> contract.key().equals(key))) {
            process.all()
                    .filter(element -> element.is(BPMN, "callActivity"))
                    .forEach(element -> find(element, "deployment.called.deep"));
        }
        process.all().forEach(element -> inside(element, key));
        var ids = process.all()
                .map(element -> String.valueOf(element.attribute("id")))
                .collect(Collectors.toSet());
        for (Contract contract : contracts) {
            if (contract.key().equals(process.attribute("id"))) {
                // A county may keep a diagram of its own that holds the whole life.
                var whole = key.equals(ClueLifecycle.KEY) && !callsPhases(process);
                var missing = new TreeSet<>(whole ? ClueLifecycle.Earlier.REQUIRED_ELEMENTS : contract.required());
                missing.removeAll(ids);
                missing.forEach(id -> find(process, "deployment.required", id));
            }
        }
    }

    private static boolean callsPhases(Element process) {
        return process.anyBelow(element -> element.is(BPMN, "callActivity")
                && CluePhase.of(element.attribute("calledElement")).isPresent());
    }

    private void element(Element element) {
        if (element.namespace().equals(ACTIVITI)) {
            find(element, "deployment.notAllowed", "activiti:" + element.local());
            return;
        }
        element.attributes().forEach((name, value) -> attribute(element, name.namespace(), name.local(), value));
        expression(element, element.ownText());
        if (element.namespace().equals(CAMUNDA)) {
            extension(element);
        } else if (element.namespace().equals(BPMN)) {
            bpmn(element);
        }
    }

    private void attribute(Element element, String namespace, String name, String value) {
        if (namespace.equals(ACTIVITI)) {
            find(element, "deployment.notAllowed", "activiti:" + name);
        } else if (namespace.equals(CAMUNDA)) {
            if (name.equals("class") || name.equals("variableMappingClass") || name.equals("formHandlerClass")) {
                find(element, "deployment.class", value);
            } else if (!ATTRIBUTES.contains(name)) {
                find(element, "deployment.notAllowed", "camunda:" + name);
            } else if (name.equals("delegateExpression")) {
                delegate(element, value, List.of(JavaDelegate.class));
            } else if (name.equals("variableMappingDelegateExpression")) {
                delegate(element, value, List.of(DelegateVariableMapping.class));
            } else if (!value.isBlank()) {
                expression(element, value);
            }
        } else if (!isDelegateOfListener(element, name)) {
            expression(element, value);
        }
    }

    private void extension(Element element) {
        String name = element.local();
        if (name.equals("script")) {
            find(element, "deployment.script");
            return;
        }
        if (name.equals("connector")) {
            find(element, "deployment.connector");
            return;
        }
        var allowed = EXTENSIONS.get(name);
        if (allowed == null) {
            find(element, "deployment.notAllowed", "camunda:" + name);
            return;
        }
        for (var attribute : element.attributes().keySet()) {
            if (attribute.local().equals("class")) {
                find(element, "deployment.class", element.attribute("class"));
            } else if (!attribute.namespace().isEmpty() || !allowed.contains(attribute.local())) {
                find(element, "deployment.notAllowed", name + " " + attribute.local());
            }
        }
        String delegate = element.attribute("delegateExpression");
        if (name.equals("executionListener") && delegate != null) {
            delegate(element, delegate, List.of(ExecutionListener.class));
            if (parents.get(element) != null && !parents.get(element).local().equals("businessRuleTask")) {
                find(element, "deployment.delegateKind", delegate);
            }
        } else if (name.equals("taskListener") && delegate != null) {
            delegate(element, delegate, List.of(TaskListener.class));
        } else if (name.endsWith("Listener")) {
            find(element, "deployment.listener");
        }
        if (name.equals("outputParameter")) {
            find(element, "deployment.notAllowed", "camunda:outputParameter");
        }
        if (name.equals("failedJobRetryTimeCycle") && !retriesInReason(element.ownText())) {
            find(element, "deployment.retries", element.ownText(), MOST_RETRIES);
        }
    }

    /** {@code R5/PT10M}, or one pause after the other: not for ever, and not without a pause. */
    static boolean retriesInReason(String cycle) {
        try {
            var repeated = Pattern.compile("R(\\d{1,9})/(.+)").matcher(cycle);
            if (repeated.matches()) {
                return Integer.parseInt(repeated.group(1)) <= MOST_RETRIES
                        && between(repeated.group(2), SHORTEST_RETRY, LONGEST);
            }
            var pauses = cycle.split(",");
            return pauses.length <= MOST_RETRIES
                    && Arrays.stream(pauses).allMatch(pause -> between(pause.strip(), SHORTEST_RETRY, LONGEST));
        } catch (DateTimeException unreadable) {
            return false;
        }
    }

    private static boolean between(String duration, Duration least, Duration most) {
        var read = Duration.parse(duration);
        return read.compareTo(least) >= 0 && read.compareTo(most) <= 0;
    }

    /** What is asked of an element by the process that it is in. */
    private void inside(Element element, String process) {
        for (var text : element.attributes().values()) {
            belongs(element, text, process);
        }
        belongs(element, element.ownText(), process);
        if (!element.namespace().equals(BPMN)) {
            return;
        }
        if (element.local().equals("userTask")) {
            step(element, process);
        }
        if (element.local().equals("messageEventDefinition")) {
            message(element, process);
        }
        if (element.local().equals("callActivity")) {
            CluePhase.of(element.attribute("calledElement")).ifPresent(phase -> phase(element, phase, process));
        }
        if (process.equals(NoticeDelivery.KEY)
                && RUNNING_CODE.contains(element.local())
                && !"true".equals(element.attribute(CAMUNDA, "asyncBefore"))) {
            find(element, "deployment.async");
        }
    }

    /** A phase is called from where it belongs, by the element that the code knows, and is handed what it needs by name. */
    private void phase(Element call, CluePhase phase, String process) {
        var caller = phase == CluePhase.REPORT_LANE ? CluePhase.GRADING.key() : ClueLifecycle.KEY;
        if (!process.equals(caller)) {
            find(call, "deployment.phase.caller", phase.key(), caller);
            return;
        }
        if (!phase.call().equals(call.attribute("id"))) {
            find(call, "deployment.phase.call", phase.key(), phase.call());
        }
        if (!"deployment".equals(call.attribute(CAMUNDA, "calledElementBinding"))) {
            find(call, "deployment.binding", "camunda:calledElementBinding");
        }
        mapped(call, "in", phase.passed(), "deployment.phase.in");
        mapped(call, "out", phase.back(), "deployment.phase.out");
    }

    private void mapped(Element call, String mapping, Set<String> needed, String missing) {
        var named = new TreeSet<String>();
        call.children(BPMN, "extensionElements")
                .flatMap(extensions -> extensions.children(CAMUNDA, mapping))
                .filter(element -> element.attribute("businessKey") == null)
                .forEach(element -> {
                    var name = element.attribute("source");
                    if (name == null
                            || !name.equals(element.attribute("target"))
                            || element.attributes().size() != 2
                            || !CluePhase.OVERVIEW.contains(name)
                                    && !name.startsWith(ClueLifecycle.Variables.ANSWER.name() + "_")) {
                        find(
                                call,
                                "deployment.phase.mapping",
                                mapping,
                                String.join(", ", new TreeSet<>(CluePhase.OVERVIEW)));
                    } else {
                        named.add(name);
                    }
                });
        needed.stream().filter(name -> !named.contains(name)).sorted().forEach(name -> find(call, missing, name));
    }

    private void belongs(Element element, String text, String process) {
        if (text == null || !DiagramExpressions.contains(text)) {
            return;
        }
        expressions
                .beanOf(text)
                .filter(bean -> !expressions.mayBeIn(bean, process))
                .or(() -> readable(text) ? expressions.foreign(text, process) : Optional.empty())
                .ifPresent(bean -> find(element, "deployment.delegateKind", bean));
    }

    private boolean readable(String text) {
        return expressions.check(text, variables).isEmpty();
    }

    /** The form that a step needs, with what the ledger takes from it; a step that an owner adds borrows no other's. */
    private void step(Element task, String process) {
        var id = task.attribute("id");
        var form = task.attribute(CAMUNDA, "formRef");
        var known = Course.step(process, id);
        var schema = form == null ? Optional.<FormSchema>empty() : around.form(form);
        if (schema.isEmpty()) {
            return;
        }
        if (known.isEmpty()) {
            if (StepRights.known(process, id).isEmpty()) {
                added(task, form, schema.get());
                fillable(task, form, schema.get(), Map.of(), Set.of());
            }
            return;
        }
        var step = known.get();
        if (!step.form().equals(form)) {
            find(task, "deployment.form.other", step.form(), form);
            return;
        }
        var missing = new TreeSet<>(step.needs());
        missing.removeAll(schema.get().keys());
        missing.forEach(key -> find(task, "deployment.form.missing", form, key));
        if (step.choice() != null && !missing.contains(step.choice())) {
            var options = step.moves().stream().map(Course.Move::option).collect(Collectors.toSet());
            schema.get()
                    .choices(step.choice())
                    .ifPresentOrElse(
                            offered -> offered.stream()
                                    .filter(option -> !options.contains(option))
                                    .forEach(option -> find(
                                            task,
                                            "deployment.form.option",
                                            form,
                                            step.choice(),
                                            option,
                                            String.join(", ", new TreeSet<>(options)))),
                            () -> find(task, "deployment.form.noChoice", form, step.choice()));
        }
        kinds(task, form, schema.get());
        if (missing.isEmpty()) {
            tries(task, form, schema.get(), step);
        }
    }

    /** What a step reads as a number or as a moment must be asked for as one. */
    private void kinds(Element task, String form, FormSchema schema) {
        Course.KINDS.forEach((key, kinds) -> schema.kind(key)
                .filter(kind -> !kinds.contains(kind))
                .ifPresent(kind -> find(task, "deployment.form.kind", form, key, String.join(", ", kinds))));
        Course.VALUES.forEach((key, values) -> schema.choices(key).stream()
                .flatMap(List::stream)
                .filter(option -> !values.contains(option))
                .forEach(option -> find(task, "deployment.form.option", form, key, option, String.join(", ", values))));
    }

    /** Every way on from the step is tried: the form must be such that somebody can hand it in. */
    private void tries(Element task, String form, FormSchema schema, Course.Step step) {
        var offered = step.choice() == null
                ? List.<String>of()
                : schema.choices(step.choice()).orElse(List.of());
        for (var move : step.moves()) {
            if (step.choice() == null) {
                fillable(task, form, schema, Map.of(), move.asked());
            } else if (offered.contains(move.option())) {
                fillable(task, form, schema, Map.of(step.choice(), move.option()), move.asked());
            }
        }
    }

    private void fillable(Element task, String form, FormSchema schema, Map<String, Object> chosen, Set<String> asked) {
        var lists = new HashMap<String, Object>();
        FormOptions.NAMES.forEach(name -> lists.put(name, List.of("any")));
        try {
            var answers = schema.example(chosen, asked, lists, ANY_DAY);
            asked.stream()
                    .filter(key -> answers.get(key) == null)
                    .forEach(key -> find(task, "deployment.form.hidden", form, key, words(chosen)));
        } catch (Refusal unanswerable) {
            var fault = unanswerable.faults().get(0);
            // Which words a pattern wants, a person knows better.
            if (!Set.of("form.pattern", "form.own", "form.email", "form.phone").contains(fault.key())) {
                find(
                        task,
                        "deployment.form.unanswerable",
                        form,
                        fault.field(),
                        words(chosen),
                        words.say(fault.key(), fault.args().toArray()));
            }
        }
    }

    private static String words(Map<String, Object> chosen) {
        return chosen.values().stream().map(String::valueOf).collect(Collectors.joining());
    }

    private void added(Element task, String form, FormSchema schema) {
        if (Course.formsOfSteps().contains(form)) {
            find(task, "deployment.form.borrowed", form);
        }
        if (schema.keys().contains("outcome")
                && schema.choices("outcome")
                        .filter(options -> options.stream().allMatch(CODE.asMatchPredicate()))
                        .isEmpty()) {
            find(task, "deployment.form.outcome", form);
        }
    }

    /** A form is filled in to try it; the day does not matter. */
    private static final Instant ANY_DAY = Instant.parse("2026-03-02T02:00:00Z");

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,39}");

    /** An attribute of what an event's definition refers to. */
    private static Optional<String> referred(
            Element definitions, Element definition, String reference, String kind, String attribute) {
        return definitions
                .children(BPMN, kind)
                .filter(each -> String.valueOf(definition.attribute(reference)).equals(each.attribute("id")))
                .map(each -> String.valueOf(each.attribute(attribute)))
                .findFirst();
    }

    private void message(Element event, String process) {
        var name = referred(definitions, event, "messageRef", "message", "name").orElse("");
        // A process of the product that no row names says in its own code what it hears.
        if (MESSAGES.containsKey(process) ? !MESSAGES.get(process).contains(name) : around.isCalled(process)) {
            find(event, "deployment.message", name);
        }
    }

    /** The messages that the code sends. */
    private static final Map<String, Set<String>> MESSAGES = messages();

    private static Map<String, Set<String>> messages() {
        var all = new HashMap<String, Set<String>>();
        all.put(
                ClueLifecycle.KEY,
                Set.of(
                        ClueLifecycle.Messages.WITHDRAWN,
                        ClueLifecycle.Messages.MERGED,
                        ClueLifecycle.Messages.CORRECTED,
                        ClueLifecycle.Messages.ENDED_EARLY,
                        ClueLifecycle.Messages.REPLY_NOT_OWED));
        for (var process : Processes.BESIDE) {
            if (!process.messages().isEmpty()) {
                all.put(process.key(), process.messages());
            }
        }
        for (var phase : CluePhase.values()) {
            all.put(
                    phase.key(),
                    phase == CluePhase.HANDLING ? Set.of(ClueLifecycle.Messages.REPLY_NOT_OWED) : Set.of());
        }
        return all;
    }

    /** All that a walk asks beside the drawing: what the forms offer, and which processes are called. */
    private String offered(List<Element> executable) {
        var offered = new StringBuilder();
        var processes = new ArrayList<>(executable);
        for (var at = 0; at < processes.size(); at++) {
            phases(processes.get(at)).forEach(phase -> {
                if (!processes.contains(phase.process())) {
                    processes.add(phase.process());
                    offered.append(around.digest(phase.file())).append('\n');
                }
            });
        }
        processes.forEach(process -> {
            offered.append(around.isCalled(process.attribute("id"))).append('\n');
            process.all()
                    .filter(element -> element.is(BPMN, "userTask"))
                    .map(task -> String.valueOf(task.attribute(CAMUNDA, "formRef")))
                    .distinct()
                    .forEach(form -> {
                        offered.append(form);
                        around.form(form)
                                .ifPresent(schema -> schema.keys()
                                        .forEach(key ->
                                                offered.append(' ').append(key).append(schema.choices(key))));
                        offered.append('\n');
                    });
        });
        return offered.toString();
    }

    /** The diagrams of the phases that a process calls. */
    private Stream<DiagramWalk.Called> phases(Element process) {
        return process.all()
                .filter(element -> element.is(BPMN, "callActivity"))
                .map(call -> String.valueOf(call.attribute("calledElement")))
                .filter(called -> CluePhase.of(called).isPresent())
                .flatMap(called -> around.diagram(called).stream());
    }

    private void walk(Element process) {
        var key = process.attribute("id");
        if (CluePhase.of(key).isPresent()) {
            // Walked where it is called; a phase that no diagram calls begins nowhere.
            return;
        }
        var course = Course.of(key)
                .orElseGet(() -> around.isCalled(key) ? Course.beside(Set.of()) : Course.beside(variables()));
        findings.addAll(new DiagramWalk(file, process, course, new Reader(key)).findings());
    }

    /** What an instance carries whose life is not walked along: all that may be, but for what its own steps answer. */
    private static Set<String> variables() {
        var variables = new TreeSet<>(FURTHER_VARIABLES);
        variables.addAll(Routing.NAMES);
        variables.removeAll(Set.of(ClueLifecycle.Variables.ANSWER.name(), ClueLifecycle.Variables.ASSIST_UNIT.name()));
        return variables;
    }

    /** Reads texts for the walk. */
    private final class Reader implements DiagramWalk.Reading {

        private final String process;
        private final Map<List<Object>, Object> read = new HashMap<>();
        private final Map<Element, Element> homes = new IdentityHashMap<>();

        Reader(String process) {
            this.process = process;
        }

        @SuppressWarnings("unchecked")
        private <T> T once(Supplier<T> reading, Object... question) {
            return (T) read.computeIfAbsent(List.of(question), asked -> {
                try {
                    return reading.get();
                } catch (Guess.Fails fails) {
                    return fails;
                }
            });
        }

        private static <T> T or(Object answer) {
            if (answer instanceof Guess.Fails fails) {
                throw fails;
            }
            @SuppressWarnings("unchecked")
            var read = (T) answer;
            return read;
        }

        @Override
        public Set<Boolean> holds(String expression, Standing standing) {
            return or(once(
                    () -> (Object) Guess.truths(requireTruths(values(expression, standing))),
                    expression,
                    standing.variables()));
        }

        private static Set<Object> requireTruths(Set<Object> values) {
            if (!areTruths(values)) {
                throw new Guess.Fails("deployment.walk.truth");
            }
            return values;
        }

        private Set<Object> values(String expression, Standing standing) {
            return expressions.guess(expression, Guess.seen(standing.variables(), KINDS), false);
        }

        @Override
        public Optional<List<String>> choices(Element task, String key) {
            return around.form(task.attribute(CAMUNDA, "formRef")).flatMap(form -> form.choices(key));
        }

        @Override
        public void moment(String expression, Standing standing) {
            requireMoment(values(expression, standing));
            var timers = Course.of(process).map(Course::timers).orElse(Map.of());
            for (var call : expressions.calls(expression)) {
                var known = timers.get(call);
                if (Course.of(process).isPresent() && (known == null || !known.test(standing))) {
                    throw new Guess.Fails("deployment.walk.noMoment", call);
                }
            }
        }

        private void requireMoment(Set<Object> values) {
            if (!values.stream().allMatch(value -> value == Guess.Some.MOMENT)) {
                throw new Guess.Fails("deployment.walk.moment");
            }
        }

        @Override
        public void task(Element task, Standing standing) {
            or(once(
                    () -> {
                        require(task, standing);
                        return (Object) "";
                    },
                    task.attribute("id") + task.line(),
                    standing.variables()));
        }

        private void require(Element task, Standing standing) {
            var here = task.children(BPMN, "multiInstanceLoopCharacteristics")
                            .anyMatch(several -> ClueLifecycle.Variables.ASSIST_UNIT
                                    .name()
                                    .equals(several.attribute(CAMUNDA, "elementVariable")))
                    ? standing.say(ClueLifecycle.Variables.ASSIST_UNIT, Course.ANY)
                    : standing;
            for (var date : List.of("dueDate", "followUpDate")) {
                var text = task.attribute(CAMUNDA, date);
                if (text != null && !text.isBlank()) {
                    requireMoment(values(text, here));
                }
            }
            for (var counter : List.of(true, false)) {
                var seen = Guess.seen(here.variables(), KINDS);
                UNIT_MARKS.forEach((name, mark) -> seen.computeIfPresent(name, (any, values) -> Set.of(mark)));
                for (var groups : expressions.guess(task.attribute(CAMUNDA, "candidateGroups"), seen, counter)) {
                    if (groups != Guess.Some.BY_TABLE) {
                        right(task, groups, here, counter);
                    }
                }
            }
        }

        private void right(Element task, Object groups, Standing standing, boolean counter) {
            if (!(groups instanceof String text)) {
                throw new Guess.Fails("deployment.right.unclear");
            }
            var right = StepRights.to(process, task.attribute("id"));
            for (var group : text.split(",")) {
                var held = Duty.ofGroup(group.strip());
                for (var clue : circumstances(standing, counter)) {
                    if (held.filter(one -> right.allows(one, clue)).isEmpty()) {
                        throw new Guess.Fails(
                                "deployment.right",
                                name(task),
                                shown(group.strip()),
                                right.duties().stream()
                                        .map(duty -> words.say("organization.duty." + duty))
                                        .collect(Collectors.joining("、")));
                    }
                }
            }
        }

        private List<StepRights.Circumstances> circumstances(Standing standing, boolean counter) {
            // Nothing but its own decision is ever asked about a sealed report outside the lifecycle.
            var kinds = CluePhase.lifeOf(process).equals(ClueLifecycle.KEY)
                    ? of(standing, ClueLifecycle.Variables.KIND.name(), ClueKind.values(), ClueKind.APPEAL)
                    : List.of(ClueKind.APPEAL);
            var cards = standing.knows(ClueLifecycle.Variables.CARD)
                    ? of(standing, ClueLifecycle.Variables.CARD.name(), Card.values(), null)
                    : of(standing, ClueLifecycle.Variables.PROPOSED_CARD.name(), Card.values(), null);
            return kinds.stream()
                    .flatMap(kind -> cards.stream()
                            .map(card -> new StepRights.Circumstances(
                                    kind,
                                    card,
                                    UNIT_MARKS.get(ClueLifecycle.Variables.UNIT.name()),
                                    UNIT_MARKS.get(ClueLifecycle.Variables.ASSIST_UNIT.name()),
                                    counter)))
                    .toList();
        }

        private static <E extends Enum<E>> List<E> of(Standing standing, String variable, E[] all, E otherwise) {
            var value = standing.variables().get(variable);
            return value == null
                    ? Collections.singletonList(otherwise)
                    : Arrays.stream(all)
                            .filter(each ->
                                    value.equals(Course.ANY) || each.name().equals(value))
                            .toList();
        }

        @Override
        public String word(String key) {
            return words.say(key);
        }

        @Override
        public Optional<String> bean(String expression) {
            return expressions.beanOf(expression);
        }

        @Override
        public Optional<String> message(Element event) {
            return event.children(BPMN, "messageEventDefinition")
                    .findFirst()
                    .flatMap(definition -> referred(home(event), definition, "messageRef", "message", "name"));
        }

        @Override
        public Optional<String> error(Element event) {
            return event.children(BPMN, "errorEventDefinition")
                    .findFirst()
                    .flatMap(definition -> referred(home(event), definition, "errorRef", "error", "errorCode"));
        }

        /** The file's root in which an element of a phase stands. */
        private Element home(Element event) {
            return homes.getOrDefault(event, definitions);
        }

        @Override
        public Optional<DiagramWalk.Called> called(String phase) {
            var diagram = around.diagram(phase);
            diagram.ifPresent(
                    drawn -> drawn.process().all().forEach(element -> homes.put(element, drawn.definitions())));
            return diagram;
        }
    }

    private static String shown(String group) {
        var text = group;
        for (var mark : UNIT_MARKS.entrySet()) {
            text = text.replace(mark.getValue(), "${" + mark.getKey() + "}");
        }
        return text;
    }

    /** Stand for the unit of a clue, whichever it is. */
    private static final Map<String, String> UNIT_MARKS = Map.of(
            ClueLifecycle.Variables.UNIT.name(),
            "\u00a7unit",
            ClueLifecycle.Variables.ASSIST_UNIT.name(),
            "\u00a7assist");

    private static final Map<String, Guess.Some> KINDS = Map.of(
            ClueLifecycle.Variables.DUE_AT.name(),
            Guess.Some.MOMENT,
            "waitUntil",
            Guess.Some.MOMENT,
            ClueLifecycle.Variables.RETURNABLE.name(),
            Guess.Some.TRUTH);

    private void bpmn(Element element) {
        String name = element.local();
        if (!KNOWN.contains(name) && !TOLD_APART.contains(name)) {
            find(element, "deployment.notAllowed", "bpmn:" + name);
        }
        shape(element);
        switch (name) {
            case "scriptTask", "script" -> find(element, "deployment.script");
            case "userTask" -> userTask(element);
            case "businessRuleTask" -> decision(element);
            case "callActivity" -> calledProcess(element);
            default -> {
                if (RUNNING_CODE.contains(name) && isBlank(element.attribute(CAMUNDA, "delegateExpression"))) {
                    find(element, "deployment.nothingToRun");
                }
            }
        }
        // A condition, and anything else that is evaluated, could name a script language.
        if (element.attribute("language") != null || element.attribute("scriptFormat") != null) {
            find(element, "deployment.script");
        }
        if (element.attribute(XSI, "schemaLocation") != null && !element.local().equals("definitions")) {
            find(element, "deployment.notAllowed", "xsi:schemaLocation");
        }
        if (name.equals("import")) {
            find(element, "deployment.notAllowed", "bpmn:import");
        }
    }

    /** What would never end, or could not be walked. */
    private void shape(Element element) {
        var inEventSubProcess = parents.get(element) != null
                && "true".equals(parents.get(element).attribute("triggeredByEvent"));
        switch (element.local()) {
            case "startEvent" -> {
                var byMessage = element.children(BPMN, "messageEventDefinition")
                        .findAny()
                        .isPresent();
                var byOther = element.children().stream()
                        .anyMatch(child -> child.local().endsWith("EventDefinition")
                                && !child.local().equals("messageEventDefinition"));
                var ofWatch = inEventSubProcess
                        && ClueLifecycle.WATCH.equals(parents.get(element).attribute("id"))
                        && ClueLifecycle.TIMERS.contains(element.attribute("id"))
                        && "false".equals(element.attribute("isInterrupting"))
                        && element.children(BPMN, "timerEventDefinition")
                                .findAny()
                                .isPresent();
                if (!ofWatch && (byOther || byMessage != inEventSubProcess)) {
                    find(element, "deployment.start");
                }
            }
            case "intermediateCatchEvent" -> {
                if (element.children(BPMN, "timerEventDefinition").findAny().isEmpty()) {
                    find(element, "deployment.event");
                }
            }
            case "intermediateThrowEvent" -> {
                if (element.children().stream().anyMatch(child -> child.local().endsWith("EventDefinition"))) {
                    find(element, "deployment.event");
                }
            }
            case "endEvent" -> {
                if (element.children().stream()
                        .anyMatch(child -> child.local().endsWith("EventDefinition")
                                && !child.local().equals("terminateEventDefinition"))) {
                    find(element, "deployment.event");
                }
            }
            case "boundaryEvent" -> border(element);
            case "exclusiveGateway" -> choice(element);
            case "timerEventDefinition" -> {
                var dates = element.children(BPMN, "timeDate").toList();
                var durations = element.children(BPMN, "timeDuration").toList();
                if (dates.size() + durations.size() != 1
                        || dates.stream().anyMatch(date -> !DiagramExpressions.contains(date.ownText()))
                        || durations.stream().anyMatch(duration -> !waitsInReason(duration.ownText()))) {
                    find(element, "deployment.timer");
                }
            }
            case "multiInstanceLoopCharacteristics" -> several(element);
            case "sequenceFlow" -> {
                var source = nodes.get(String.valueOf(element.attribute("sourceRef")));
                var target = nodes.get(String.valueOf(element.attribute("targetRef")));
                if (source == null || target == null) {
                    find(element, "deployment.flow");
                } else if (parents.get(element) != parents.get(source)
                        || parents.get(element) != parents.get(target)
                        || Set.of("startEvent", "boundaryEvent").contains(target.local())
                        || source.local().equals("endEvent")
                        || Stream.of(source, target)
                                .anyMatch(end -> "true".equals(end.attribute("triggeredByEvent")))) {
                    find(element, "deployment.flow.where");
                } else if (element.children(BPMN, "conditionExpression")
                                .findAny()
                                .isPresent()
                        && !source.local().equals("exclusiveGateway")) {
                    find(element, "deployment.condition");
                }
            }
            case "subProcess" -> {
                if (element.children(BPMN, "multiInstanceLoopCharacteristics")
                        .findAny()
                        .isPresent()) {
                    find(element, "deployment.several", MOST_INSTANCES);
                }
            }
            default -> {}
        }
        var parameters = element.children(BPMN, "extensionElements")
                .flatMap(extensions -> extensions.children(CAMUNDA, "inputOutput"))
                .findAny();
        if (parameters.isPresent()
                && !RUNNING_CODE.contains(element.local())
                && !element.local().equals("businessRuleTask")) {
            find(element, "deployment.notAllowed", "camunda:inputOutput");
        }
        for (var number : List.of("priority", "jobPriority", "taskPriority")) {
            var value = element.attribute(CAMUNDA, number);
            if (value != null && !value.matches("\\d{1,6}")) {
                find(element, "deployment.number", "camunda:" + number, value);
            }
        }
    }

    private void border(Element event) {
        var host = nodes.get(String.valueOf(event.attribute("attachedToRef")));
        if (event.children().stream()
                                .filter(child -> child.local().endsWith("EventDefinition"))
                                .count()
                        != 1
                || host == null
                || parents.get(host) != parents.get(event)
                || !(host.local().endsWith("Task")
                        || Set.of("task", "callActivity", "subProcess").contains(host.local()))
                || "true".equals(host.attribute("triggeredByEvent"))) {
            find(event, "deployment.border");
        }
    }

    /** As the engine wants the ways out of a choice: each but one says when it is taken. */
    private void choice(Element gateway) {
        var ways = definitions
                .all()
                .filter(element -> element.is(BPMN, "sequenceFlow")
                        && String.valueOf(gateway.attribute("id")).equals(element.attribute("sourceRef")))
                .toList();
        var otherwise = gateway.attribute("default");
        var open = ways.stream()
                .filter(way ->
                        way.children(BPMN, "conditionExpression").findAny().isEmpty()
                                && !String.valueOf(way.attribute("id")).equals(otherwise))
                .count();
        var conditional = ways.stream()
                .filter(way ->
                        way.children(BPMN, "conditionExpression").findAny().isPresent())
                .toList();
        if (ways.isEmpty()
                || ways.size() == 1 && !conditional.isEmpty()
                || ways.size() > 1
                        && (open > (otherwise == null || otherwise.isBlank() ? 1 : 0)
                                || conditional.stream()
                                        .anyMatch(way -> String.valueOf(way.attribute("id"))
                                                .equals(otherwise)))) {
            find(gateway, "deployment.choice");
        }
    }

    private static boolean waitsInReason(String duration) {
        try {
            return between(duration, SHORTEST_WAIT, LONGEST);
        } catch (DateTimeException unreadable) {
            return false;
        }
    }

    private void several(Element loop) {
        var count = loop.children(BPMN, "loopCardinality").map(Element::ownText).findFirst();
        var collection = loop.attribute(CAMUNDA, "collection");
        var ofUserTask = parents.get(loop) != null && parents.get(loop).local().equals("userTask");
        var counted = count.filter(text -> text.matches("[1-9]|1\\d|" + MOST_INSTANCES))
                        .isPresent()
                && collection == null;
        var listed = count.isEmpty()
                && "${desks.assisting(execution)}".equals(collection)
                && ClueLifecycle.Variables.ASSIST_UNIT.name().equals(loop.attribute(CAMUNDA, "elementVariable"));
        var assists = parents.get(loop) != null
                && ClueLifecycle.Tasks.ASSIST.equals(parents.get(loop).attribute("id"));
        if (!ofUserTask || !(counted && !assists || listed)) {
            find(loop, "deployment.several", MOST_INSTANCES);
        }
        loop.children(BPMN, "completionCondition")
                .filter(condition -> !areTruths(mayBe(condition.ownText())))
                .forEach(condition -> find(loop, "deployment.several.truth"));
    }

    /** The engine takes no word for a yes, and no number. */
    private static boolean areTruths(Set<Object> values) {
        return values.stream()
                .allMatch(
                        value -> value instanceof Boolean || value == Guess.Some.TRUTH || value == Guess.Some.ANYTHING);
    }

    private void userTask(Element task) {
        if (task.attribute(CAMUNDA, "assignee") != null) {
            find(task, "deployment.assignee");
        }
        if (task.attribute(CAMUNDA, "formRef") != null
                && !"deployment".equals(task.attribute(CAMUNDA, "formRefBinding"))) {
            find(task, "deployment.binding", "camunda:formRefBinding");
        }
        String form = task.attribute(CAMUNDA, "formRef");
        if (isBlank(form)) {
            find(task, "deployment.noForm");
        } else {
            String binding = task.attribute(CAMUNDA, "formRefBinding");
            if ("deployment".equals(binding)) {
                if (!around.formInDeployment(form)) {
                    find(task, "deployment.formNotHere", form);
                }
            } else if (!around.formKnown(form)) {
                find(task, "deployment.formUnknown", form);
            }
        }
        String groups = task.attribute(CAMUNDA, "candidateGroups");
        if (isBlank(groups)) {
            find(task, "deployment.nobody");
        } else if (!isBlank(groups) && !DiagramExpressions.contains(groups)) {
            Arrays.stream(groups.split(","))
                    .map(String::strip)
                    .filter(group -> Duty.ofGroup(group).isEmpty())
                    .forEach(group -> find(task, "deployment.groupUnknown", group));
        }
    }

    private void decision(Element task) {
        String decision = task.attribute(CAMUNDA, "decisionRef");
        if (isBlank(decision)) {
            find(task, "deployment.noDecisionRef");
        } else if ("deployment".equals(task.attribute(CAMUNDA, "decisionRefBinding"))) {
            if (!around.decisionInDeployment(decision)) {
                find(task, "deployment.decisionNotHere", decision);
            }
        } else {
            find(task, "deployment.binding", "camunda:decisionRefBinding");
            if (!around.decisionKnown(decision)) {
                find(task, "deployment.decisionUnknown", decision);
            }
        }
        if (task.attribute(CAMUNDA, "resultVariable") != null) {
            find(task, "deployment.notAllowed", "camunda:resultVariable");
        }
        around.decision(String.valueOf(decision))
                .ifPresent(table -> TableInputs.of(table)
                        .forEach((name, type) -> Optional.ofNullable(parameter(task, name))
                                .filter(given ->
                                        !mayBe(given).stream().allMatch(value -> TableInputs.takes(type, value)))
                                .ifPresent(given ->
                                        find(task, "deployment.decision.input", name, decision, type, given))));
        task.all()
                .filter(element -> element.is(CAMUNDA, "executionListener"))
                .forEach(listener -> expressions
                        .beanOf(String.valueOf(listener.attribute("delegateExpression")))
                        .filter(bean -> !"end".equals(listener.attribute("event"))
                                || !String.valueOf(decision).equals(READS.get(bean))
                                || bean.equals("recordLimits") && parameter(task, "phase") == null)
                        .ifPresent(bean -> find(task, "deployment.reads", bean, READS.getOrDefault(bean, ""))));
    }

    /** What a text may come to, whatever happened before. */
    private Set<Object> mayBe(String text) {
        if (!DiagramExpressions.contains(text)) {
            return Set.of(text);
        }
        var seen = new HashMap<String, Set<Object>>();
        DiagramExpressions.LOOP.forEach(name -> seen.put(name, Set.of(Guess.Some.NUMBER)));
        variables.forEach(name -> seen.put(
                name,
                Set.of(KINDS.getOrDefault(
                        name, Routing.NAMES.contains(name) ? Guess.Some.TEXT : Guess.Some.ANYTHING))));
        try {
            return expressions.guess(text, seen, false);
        } catch (Guess.Fails | TreeBuilderException toldElsewhere) {
            return Set.of();
        }
    }

    /** What an input parameter of a task says; null when it has none of that name. */
    static String parameter(Element task, String name) {
        return task.children(BPMN, "extensionElements")
                .flatMap(extensions -> extensions.children(CAMUNDA, "inputOutput"))
                .flatMap(parameters -> parameters.children(CAMUNDA, "inputParameter"))
                .filter(parameter -> name.equals(parameter.attribute("name")))
                .map(Element::ownText)
                .findFirst()
                .orElse(null);
    }

    private void calledProcess(Element activity) {
        String called = activity.attribute("calledElement");
        if (isBlank(called)) {
            find(activity, "deployment.processUnknown", "");
        } else if ("deployment".equals(activity.attribute(CAMUNDA, "calledElementBinding"))) {
            if (!around.processInDeployment(called)) {
                find(activity, "deployment.processNotHere", called);
            }
        } else if (!around.processKnown(called)) {
            find(activity, "deployment.processUnknown", called);
        }
        if (called != null
                && Course.of(called).isPresent()
                && CluePhase.of(called).isEmpty()) {
            find(activity, "deployment.called", called);
        }
        if (activity.all()
                .noneMatch(element -> element.is(CAMUNDA, "in")
                        && String.valueOf(element.attribute("businessKey"))
                                .matches("[$#]\\{\\s*execution\\.(processBusinessKey|businessKey)\\s*}"))) {
            find(activity, "deployment.called.key");
        }
    }

    private void drawn() {
        var drawn = definitions
                .all()
                .filter(element -> element.namespace().equals(DI))
                .map(element -> element.attribute("bpmnElement"))
                .collect(Collectors.toSet());
        definitions
                .all()
                .filter(element -> element.namespace().equals(BPMN))
                .filter(element ->
                        FLOW_NODES.contains(element.local()) || element.local().equals("sequenceFlow"))
                .filter(element -> !drawn.contains(element.attribute("id")))
                .forEach(element -> find(element, "deployment.notDrawn", name(element)));
    }

    private void expression(Element element, String text) {
        if (text == null || !DiagramExpressions.contains(text)) {
            return;
        }
        expressions.check(text, variables).ifPresent(fault -> find(element, fault.key(), fault.args()));
    }

    private void delegate(Element element, String text, List<Class<?>> types) {
        var bean = expressions.beanOf(text);
        if (bean.isEmpty()) {
            find(element, "deployment.delegateUnknown", text);
        } else if (!expressions.isOneOf(bean.get(), types)) {
            find(element, "deployment.delegateKind", bean.get());
        } else {
            TaskParameter.to(bean.get()).ifPresent(told -> told(element, told));
        }
    }

    /** A task that would not know what to do fails when a clue arrives there, so it is refused here. */
    private void told(Element task, TaskParameter<?> told) {
        var value = parameter(task, told.parameter());
        if (told.meaning(value, task.attribute("id")).isEmpty()) {
            find(task, "deployment.told", told.parameter(), value == null ? "" : value, told.names());
        }
    }

    private static boolean isDelegateOfListener(Element element, String attribute) {
        return element.namespace().equals(CAMUNDA) && attribute.equals("delegateExpression");
    }

    /** Names that the diagram itself gives: parameters, loop elements, results. */
    private static Stream<String> declared(Element definitions) {
        return definitions
                .all()
                .flatMap(element -> Stream.of(
                        element.is(CAMUNDA, "inputParameter") || element.is(CAMUNDA, "outputParameter")
                                ? element.attribute("name")
                                : null,
                        element.attribute(CAMUNDA, "elementVariable"),
                        element.is(BPMN, "userTask")
                                ? ClueLifecycle.Variables.answerOf(String.valueOf(element.attribute("id")))
                                : null))
                .filter(name -> name != null && !name.equals("execution") && !name.equals("task"));
    }

    private void find(Element element, String key, Object... args) {
        findings.add(new Finding(file, shownAs.get(element), element.line(), key, args));
    }

    private void remember(Element element, String around) {
        if (FLOW_NODES.contains(element.local()) && element.namespace().equals(BPMN)) {
            nodes.put(String.valueOf(element.attribute("id")), element);
        }
        element.children()
                .forEach(child -> parents.put(
                        child,
                        element.namespace().equals(BPMN) && !element.local().equals("extensionElements")
                                ? element
                                : parents.get(element)));
        String id = element.namespace().equals(BPMN) ? element.attribute("id") : null;
        String shown = id != null ? id : around;
        if (shown != null) {
            shownAs.put(element, shown);
        }
        element.children().forEach(child -> remember(child, shown));
    }

    private static String name(Element element) {
        String name = element.attribute("name");
        return isBlank(name) ? String.valueOf(element.attribute("id")) : name;
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
