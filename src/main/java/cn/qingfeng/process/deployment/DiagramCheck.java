package cn.qingfeng.process.deployment;

import cn.qingfeng.organization.Duty;
import cn.qingfeng.process.Routing;
import cn.qingfeng.process.Told;
import cn.qingfeng.process.deployment.XmlFile.Element;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateVariableMapping;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityBehavior;

/**
 * Reads a BPMN diagram as a cautious official would: only what is known to be harmless passes, nothing is missing that the
 * code relies on, and every element can be seen. Of the engine's own extensions it knows a list; a way to run code that
 * this list does not name is refused without being known.
 */
class DiagramCheck {

    static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
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

    static final Set<String> FLOW_NODES = Set.of(
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

    /** What a deployment offers beside this file, and what is deployed already. */
    interface Surroundings {
        boolean formInDeployment(String id);

        boolean formKnown(String id);

        boolean decisionInDeployment(String id);

        boolean decisionKnown(String id);

        boolean processInDeployment(String id);

        boolean processKnown(String id);
    }

    private final String file;
    private final Element definitions;
    private final DiagramExpressions expressions;
    private final Surroundings around;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> variables;
    /** The id by which the Modeler shows an element: its own, or that of the element around an extension. */
    private final Map<Element, String> shownAs = new IdentityHashMap<>();

    DiagramCheck(String file, Element definitions, DiagramExpressions expressions, Surroundings around) {
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
    static List<String> processesIn(Element definitions) {
        return definitions
                .children(BPMN, "process")
                .map(process -> String.valueOf(process.attribute("id")))
                .toList();
    }

    List<Finding> findings(List<Contract> contracts) {
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
        var ids = process.all()
                .map(element -> String.valueOf(element.attribute("id")))
                .collect(Collectors.toSet());
        for (Contract contract : contracts) {
            if (contract.key().equals(process.attribute("id"))) {
                var missing = new TreeSet<>(contract.required());
                missing.removeAll(ids);
                missing.forEach(id -> find(process, "deployment.required", id));
            }
        }
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
                delegate(element, value, List.of(JavaDelegate.class, ActivityBehavior.class));
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
        } else if (name.equals("taskListener") && delegate != null) {
            delegate(element, delegate, List.of(TaskListener.class));
        } else if (name.endsWith("Listener") && isBlank(element.attribute("expression"))) {
            find(element, "deployment.listener");
        }
    }

    private void bpmn(Element element) {
        String name = element.local();
        switch (name) {
            case "scriptTask", "script" -> find(element, "deployment.script");
            case "userTask" -> userTask(element);
            case "businessRuleTask" -> decision(element);
            case "callActivity" -> calledProcess(element);
            default -> {
                if (RUNNING_CODE.contains(name)
                        && isBlank(element.attribute(CAMUNDA, "delegateExpression"))
                        && isBlank(element.attribute(CAMUNDA, "expression"))) {
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

    private void userTask(Element task) {
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
        if (isBlank(groups) && isBlank(task.attribute(CAMUNDA, "assignee"))) {
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
        } else if (!around.decisionKnown(decision)) {
            find(task, "deployment.decisionUnknown", decision);
        }
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
            Told.to(bean.get()).ifPresent(told -> told(element, told));
        }
    }

    /** A task that would not know what to do fails when a clue arrives there, so it is refused here. */
    private void told(Element task, Told<?> told) {
        var value = task.children(BPMN, "extensionElements")
                .flatMap(extensions -> extensions.children(CAMUNDA, "inputOutput"))
                .flatMap(parameters -> parameters.children(CAMUNDA, "inputParameter"))
                .filter(parameter -> told.parameter().equals(parameter.attribute("name")))
                .map(Element::ownText)
                .findFirst()
                .orElse(null);
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
                        element.attribute(CAMUNDA, "resultVariable")))
                .filter(name -> name != null && !name.equals("execution") && !name.equals("task"));
    }

    private void find(Element element, String key, Object... args) {
        findings.add(new Finding(file, shownAs.get(element), element.line(), key, args));
    }

    private void remember(Element element, String around) {
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
