package cn.qingfeng.drawing;

import cn.qingfeng.drawing.Drawing.Flow;
import cn.qingfeng.drawing.Drawing.Global;
import cn.qingfeng.drawing.Drawing.Level;
import cn.qingfeng.drawing.Drawing.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules that <a href="https://github.com/bpmn-io/bpmnlint">bpmnlint</a> recommends, warnings and errors alike, under its
 * names: checked here because neither the build nor an official's machine has Node.
 */
final class LintRules {

    private static final Set<String> LABELLED = Set.of("exclusiveGateway", "inclusiveGateway");

    static final List<Rule> ALL = List.of(
            nodes(
                    "ad-hoc-sub-process: none is used",
                    (drawing, node) -> node.type().equals("adHocSubProcess")),
            flows(
                    "conditional-flows: where one way out of a fork has a condition, each other has one or is the default",
                    LintRules::unconditional),
            levels("end-event-required: every level has an end event", without("endEvent")),
            nodes("event-based-gateway: at least two ways lead out of it, to events", LintRules::eventless),
            nodes(
                    "event-sub-process-typed-start-event: what sets off an event sub-process is said",
                    (drawing, node) -> start(node)
                            && drawing.levels().get(node.level()).byEvent()
                            && node.events().isEmpty()),
            nodes(
                    "fake-join: only gateways join",
                    (drawing, node) -> (node.activity() || node.event())
                            && drawing.to(node.id()).size() > 1),
            new Rule(
                    "global: messages, errors, escalations and signals have their own names and are used",
                    LintRules::globals),
            new Rule("label-required: what is read has a name", LintRules::unlabelled),
            new Rule("link-event: every link has its two ends", LintRules::links),
            new Rule(
                    "no-bpmndi: every element is drawn, once",
                    drawing -> drawing.toDraw().filter(id -> drawing.drawn().getOrDefault(id, 0) != 1)),
            nodes(
                    "no-complex-gateway: none is used",
                    (drawing, node) -> node.type().equals("complexGateway")),
            nodes(
                    "no-disconnected: every element is reached or left",
                    (drawing, node) -> !apart(node)
                            && drawing.from(node.id()).isEmpty()
                            && drawing.to(node.id()).isEmpty()),
            flows(
                    "no-duplicate-sequence-flows: one way leads from one element to another",
                    (drawing, flow) -> drawing.from(flow.from()).stream()
                                    .filter(other -> other.to().equals(flow.to()))
                                    .count()
                            > 1),
            nodes(
                    "no-gateway-join-fork: a gateway joins or forks, not both",
                    (drawing, node) -> node.gateway()
                            && drawing.from(node.id()).size() > 1
                            && drawing.to(node.id()).size() > 1),
            nodes(
                    "no-implicit-split: only gateways split",
                    (drawing, node) -> !node.gateway()
                            && drawing.from(node.id()).stream()
                                            .filter(flow -> !flow.conditional()
                                                    && !flow.id().equals(node.byDefault()))
                                            .count()
                                    > 1),
            nodes(
                    "no-implicit-end: only end events end",
                    (drawing, node) -> !apart(node)
                            && !node.type().equals("endEvent")
                            && !(node.events().contains("linkEventDefinition")
                                    && node.type().contains("Throw"))
                            && drawing.from(node.id()).isEmpty()),
            nodes(
                    "no-implicit-start: only start events start",
                    (drawing, node) -> !apart(node)
                            && !start(node)
                            && node.host().isEmpty()
                            && !(node.events().contains("linkEventDefinition")
                                    && node.type().contains("Catch"))
                            && drawing.to(node.id()).isEmpty()),
            nodes(
                    "no-inclusive-gateway: none is used",
                    (drawing, node) -> node.type().equals("inclusiveGateway")),
            new Rule(
                    "no-overlapping-elements: shapes lie beside each other, and in their level",
                    LintRules::overlapping),
            levels(
                    "single-blank-start-event: a level has at most one start that waits for nothing",
                    (drawing, level) -> drawing.in(level.id()).stream()
                                    .filter(node -> start(node) && node.events().isEmpty())
                                    .count()
                            > 1),
            nodes(
                    "single-event-definition: an event is of one kind",
                    (drawing, node) -> node.events().size() > 1),
            levels("start-event-required: every level has a start event", without("startEvent")),
            nodes(
                    "sub-process-blank-start-event: a sub-process begins when it is reached",
                    (drawing, node) -> start(node)
                            && !node.events().isEmpty()
                            && !drawing.levels().get(node.level()).type().equals("process")
                            && !drawing.levels().get(node.level()).byEvent()),
            nodes(
                    "superfluous-gateway: a gateway has more than one way in or out",
                    (drawing, node) -> node.gateway()
                            && drawing.from(node.id()).size() == 1
                            && drawing.to(node.id()).size() == 1),
            flows(
                    "superfluous-label: only a way that is chosen has a name",
                    (drawing, flow) -> !flow.name().isBlank()
                            && !flow.conditional()
                            && !flow.id()
                                    .equals(drawing.nodes().get(flow.from()).byDefault())
                            && !(LABELLED.contains(
                                            drawing.nodes().get(flow.from()).type())
                                    && drawing.from(flow.from()).size() > 1)),
            nodes("superfluous-termination: the only end of a level need not stop it", LintRules::superfluousEnd));

    private interface Found<T> {
        boolean in(Drawing drawing, T element);
    }

    private LintRules() {}

    private static Rule nodes(String claim, Found<Node> broken) {
        return rule(claim, drawing -> drawing.nodes().values().stream(), Node::id, broken);
    }

    private static Rule flows(String claim, Found<Flow> broken) {
        return rule(claim, drawing -> drawing.flows().values().stream(), Flow::id, broken);
    }

    private static Rule levels(String claim, Found<Level> broken) {
        return rule(claim, drawing -> drawing.levels().values().stream(), Level::id, broken);
    }

    private static <T> Rule rule(
            String claim, Function<Drawing, Stream<T>> elements, Function<T, String> id, Found<T> broken) {
        return new Rule(
                claim,
                drawing -> elements.apply(drawing)
                        .filter(element -> broken.in(drawing, element))
                        .map(id));
    }

    private static Found<Level> without(String type) {
        return (drawing, level) ->
                drawing.in(level.id()).stream().map(Node::type).noneMatch(Predicate.isEqual(type));
    }

    private static boolean start(Node node) {
        return node.type().equals("startEvent");
    }

    /** Set off by an event, or by what it undoes: nothing leads to it or out of it. */
    private static boolean apart(Node node) {
        return node.byEvent()
                || node.events().contains("compensateEventDefinition")
                        && !node.host().isEmpty();
    }

    private static boolean unconditional(Drawing drawing, Flow flow) {
        var source = drawing.nodes().get(flow.from());
        var ways = drawing.from(flow.from());
        return ways.size() > 1
                && !source.type().equals("parallelGateway")
                && (ways.stream().anyMatch(Flow::conditional)
                        || !source.byDefault().isEmpty())
                && !flow.conditional()
                && !flow.id().equals(source.byDefault());
    }

    private static boolean eventless(Drawing drawing, Node node) {
        return node.type().equals("eventBasedGateway")
                && (drawing.from(node.id()).size() < 2
                        || drawing.from(node.id()).stream()
                                .map(flow -> drawing.nodes().get(flow.to()).type())
                                .anyMatch(type -> !Set.of("intermediateCatchEvent", "receiveTask")
                                        .contains(type)));
    }

    private static Stream<String> globals(Drawing drawing) {
        var names = drawing.globals().stream()
                .collect(Collectors.groupingBy(global -> global.type() + " " + global.name()));
        return drawing.globals().stream()
                .filter(global -> global.name().isBlank()
                        || !drawing.references().contains(global.id())
                        || names.get(global.type() + " " + global.name()).size() > 1)
                .map(Global::id);
    }

    private static Stream<String> unlabelled(Drawing drawing) {
        return Stream.concat(
                drawing.nodes().values().stream()
                        .filter(node -> node.name().isBlank())
                        .filter(node -> !node.gateway()
                                || LABELLED.contains(node.type())
                                        && drawing.from(node.id()).size() > 1)
                        .map(Node::id),
                drawing.flows().values().stream()
                        .filter(flow -> flow.name().isBlank() && flow.conditional())
                        .map(Flow::id));
    }

    private static Stream<String> links(Drawing drawing) {
        var links = drawing.nodes().values().stream()
                .filter(node -> node.events().contains("linkEventDefinition"))
                .toList();
        return links.stream()
                .filter(link -> {
                    var same = links.stream()
                            .filter(other -> other.level().equals(link.level())
                                    && other.link().equals(link.link()))
                            .map(Node::type)
                            .toList();
                    var caught =
                            same.stream().filter(type -> type.contains("Catch")).count();
                    return link.link().isBlank() || caught != 1 || same.size() == caught;
                })
                .map(Node::id);
    }

    private static Stream<String> overlapping(Drawing drawing) {
        var faults = new ArrayList<String>();
        for (var level : drawing.levels().values()) {
            var shapes = drawing.in(level.id()).stream()
                    .filter(node -> node.box() != null)
                    .toList();
            var frame = drawing.nodes().get(level.id());
            for (var one : shapes) {
                if (frame != null && frame.box() != null && !frame.box().holds(one.box())) {
                    faults.add(one.id());
                }
                shapes.stream()
                        .filter(other -> one.id().compareTo(other.id()) < 0)
                        .filter(other ->
                                !one.host().equals(other.id()) && !other.host().equals(one.id()))
                        .filter(other -> one.box().meets(other.box()))
                        .forEach(other -> faults.add(one.id() + " and " + other.id()));
            }
        }
        return new HashSet<>(faults).stream();
    }

    private static boolean superfluousEnd(Drawing drawing, Node node) {
        if (!node.events().contains("terminateEventDefinition")) {
            return false;
        }
        return drawing.in(node.level()).stream()
                .filter(other -> !other.id().equals(node.id()))
                .filter(other -> drawing.from(other.id()).isEmpty())
                .allMatch(other -> other.byEvent()
                        && drawing.in(other.id()).stream().anyMatch(inner -> start(inner) && inner.interrupting()));
    }
}
