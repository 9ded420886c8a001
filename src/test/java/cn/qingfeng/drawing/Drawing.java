package cn.qingfeng.drawing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * A diagram as it is drawn: what the model says, and where its shapes, lines and labels lie, in pixels.
 *
 * @param levels the process, and every sub-process in it, by id
 * @param notes what is written beside, and the lines to what it is about: with its place, where it has one
 * @param globals messages, errors, escalations and signals
 * @param references ids that event definitions refer to
 * @param drawn how often each model element is drawn
 * @param ids every id in the file, those of the drawing too
 */
record Drawing(
        Map<String, Level> levels,
        Map<String, Node> nodes,
        Map<String, Flow> flows,
        Map<String, Optional<Box>> notes,
        List<Global> globals,
        Set<String> references,
        Map<String, Integer> drawn,
        Set<String> ids) {

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final String DI = "http://www.omg.org/spec/BPMN/20100524/DI";
    private static final String DC = "http://www.omg.org/spec/DD/20100524/DC";
    private static final String WAY = "http://www.omg.org/spec/DD/20100524/DI";

    private static final Set<String> ACTIVITIES = Set.of(
            "task",
            "userTask",
            "serviceTask",
            "sendTask",
            "receiveTask",
            "manualTask",
            "scriptTask",
            "businessRuleTask",
            "callActivity",
            "subProcess",
            "transaction",
            "adHocSubProcess");

    private static final Set<String> NOTES = Set.of("textAnnotation", "association", "group");

    private static final Set<String> SUB_PROCESSES = Set.of("subProcess", "transaction", "adHocSubProcess");

    /** A place on the canvas. */
    record Point(double x, double y) {}

    /** A rectangle on the canvas. */
    record Box(double x, double y, double width, double height) {

        double right() {
            return x + width;
        }

        double bottom() {
            return y + height;
        }

        double middleX() {
            return x + width / 2;
        }

        double middleY() {
            return y + height / 2;
        }

        boolean meets(Box other) {
            return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
        }

        boolean holds(Box other) {
            return x <= other.x && y <= other.y && right() >= other.right() && bottom() >= other.bottom();
        }
    }

    /** A process or a sub-process: what stands in one plane. */
    record Level(String id, String type, String name, String parent, boolean byEvent) {}

    /** A message, an error, an escalation or a signal. */
    record Global(String type, String id, String name) {}

    /**
     * A task, an event, a gateway or a sub-process.
     *
     * @param box null when it is not drawn
     * @param label where its name stands beside it; null when nothing says where
     * @param events what kinds of event it waits for or throws
     */
    record Node(
            String id,
            String type,
            String name,
            String level,
            String host,
            String byDefault,
            boolean byEvent,
            boolean interrupting,
            List<String> events,
            String link,
            Box box,
            Box label) {

        boolean activity() {
            return ACTIVITIES.contains(type);
        }

        boolean subProcess() {
            return SUB_PROCESSES.contains(type);
        }

        boolean gateway() {
            return type.endsWith("Gateway");
        }

        boolean event() {
            return type.endsWith("Event");
        }

        /** Its name stands beside it, not in it. */
        boolean namedBeside() {
            return !name.isBlank() && (event() || gateway());
        }

        /** Whether the point lies in the shape itself, further than that many pixels from its outline. */
        boolean covers(Point point, double further) {
            var dx = Math.abs(point.x() - box.middleX());
            var dy = Math.abs(point.y() - box.middleY());
            if (gateway()) {
                return dx + dy < box.width() / 2 - further;
            }
            if (event()) {
                return Math.hypot(dx, dy) < box.width() / 2 - further;
            }
            return dx < box.width() / 2 - further && dy < box.height() / 2 - further;
        }
    }

    /** A sequence flow with the points of its line. */
    record Flow(
            String id,
            String name,
            String from,
            String to,
            String level,
            boolean conditional,
            List<Point> way,
            Box label) {

        List<Line> lines() {
            return IntStream.range(1, way.size())
                    .mapToObj(n -> new Line(way.get(n - 1), way.get(n)))
                    .toList();
        }
    }

    /** One straight piece of a flow. */
    record Line(Point from, Point to) {

        boolean level() {
            return Math.abs(from.y() - to.y()) < 0.5;
        }

        boolean upright() {
            return Math.abs(from.x() - to.x()) < 0.5;
        }

        Box box() {
            return new Box(
                    Math.min(from.x(), to.x()),
                    Math.min(from.y(), to.y()),
                    Math.abs(from.x() - to.x()),
                    Math.abs(from.y() - to.y()));
        }

        /** Points on it, a pixel apart. */
        Stream<Point> points() {
            var length = (int) Math.ceil(Math.hypot(to.x() - from.x(), to.y() - from.y()));
            return IntStream.rangeClosed(0, length)
                    .mapToObj(n -> new Point(
                            from.x() + (to.x() - from.x()) * n / Math.max(length, 1),
                            from.y() + (to.y() - from.y()) * n / Math.max(length, 1)));
        }
    }

    static List<Path> files() {
        try (var all = Files.walk(Path.of("processes"))) {
            return all.filter(file -> file.toString().endsWith(".bpmn"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Drawing of(Path file) {
        try {
            return of(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Drawing of(String xml) {
        Element root;
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            root = factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalArgumentException(e);
        }
        var shapes = new HashMap<String, Element>();
        var drawn = new HashMap<String, Integer>();
        var ids = new TreeSet<String>();
        all(root).forEach(element -> {
            if (!element.getAttribute("id").isEmpty()) {
                ids.add(element.getAttribute("id"));
            }
            if (DI.equals(element.getNamespaceURI()) && element.hasAttribute("bpmnElement")) {
                shapes.put(element.getAttribute("bpmnElement"), element);
                drawn.merge(element.getAttribute("bpmnElement"), 1, Integer::sum);
            }
        });
        var drawing = new Drawing(
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new ArrayList<>(),
                new HashSet<>(),
                drawn,
                ids);
        all(root)
                .flatMap(element -> Stream.of("messageRef", "errorRef", "escalationRef", "signalRef")
                        .map(element::getAttribute))
                .filter(reference -> !reference.isEmpty())
                .forEach(drawing.references::add);
        for (var child : children(root)) {
            if (Set.of("message", "error", "escalation", "signal").contains(child.getLocalName())) {
                drawing.globals.add(
                        new Global(child.getLocalName(), child.getAttribute("id"), child.getAttribute("name")));
            } else if (child.getLocalName().equals("process")) {
                drawing.read(child, "", shapes);
            }
        }
        return drawing;
    }

    private void read(Element level, String parent, Map<String, Element> shapes) {
        var id = level.getAttribute("id");
        levels.put(
                id,
                new Level(
                        id,
                        level.getLocalName(),
                        level.getAttribute("name"),
                        parent,
                        "true".equals(level.getAttribute("triggeredByEvent"))));
        for (var child : children(level)) {
            var type = child.getLocalName();
            if (type.equals("sequenceFlow")) {
                flow(child, id, shapes);
            } else if (NOTES.contains(type)) {
                notes.put(child.getAttribute("id"), Optional.ofNullable(bounds(shapes.get(child.getAttribute("id")))));
            } else if (ACTIVITIES.contains(type) || type.endsWith("Gateway") || type.endsWith("Event")) {
                node(child, id, shapes);
                if (SUB_PROCESSES.contains(type)) {
                    read(child, id, shapes);
                }
            }
        }
    }

    private void node(Element element, String level, Map<String, Element> shapes) {
        var id = element.getAttribute("id");
        var shape = shapes.get(id);
        var events = children(element).stream()
                .filter(child -> child.getLocalName().endsWith("EventDefinition"))
                .toList();
        nodes.put(
                id,
                new Node(
                        id,
                        element.getLocalName(),
                        element.getAttribute("name"),
                        level,
                        element.getAttribute("attachedToRef"),
                        element.getAttribute("default"),
                        "true".equals(element.getAttribute("triggeredByEvent")),
                        !"false".equals(element.getAttribute("isInterrupting"))
                                && !"false".equals(element.getAttribute("cancelActivity")),
                        events.stream().map(Element::getLocalName).toList(),
                        events.stream()
                                .filter(event -> event.getLocalName().startsWith("link"))
                                .map(event -> event.getAttribute("name"))
                                .findFirst()
                                .orElse(""),
                        bounds(shape),
                        label(shape)));
    }

    private void flow(Element element, String level, Map<String, Element> shapes) {
        var id = element.getAttribute("id");
        var edge = shapes.get(id);
        var way = edge == null
                ? List.<Point>of()
                : children(edge).stream()
                        .filter(child -> WAY.equals(child.getNamespaceURI())
                                && child.getLocalName().equals("waypoint"))
                        .map(point -> new Point(number(point, "x"), number(point, "y")))
                        .toList();
        flows.put(
                id,
                new Flow(
                        id,
                        element.getAttribute("name"),
                        element.getAttribute("sourceRef"),
                        element.getAttribute("targetRef"),
                        level,
                        children(element).stream()
                                .anyMatch(child -> child.getLocalName().equals("conditionExpression")),
                        way,
                        label(edge)));
    }

    List<Flow> from(String node) {
        return flows.values().stream().filter(flow -> flow.from().equals(node)).toList();
    }

    List<Flow> to(String node) {
        return flows.values().stream().filter(flow -> flow.to().equals(node)).toList();
    }

    List<Node> in(String level) {
        return nodes.values().stream()
                .filter(node -> node.level().equals(level))
                .toList();
    }

    /** Whether the node lies in that sub-process, or in one of its own. */
    boolean within(String level, String subProcess) {
        for (var at = level; !at.isEmpty(); at = levels.get(at).parent()) {
            if (at.equals(subProcess)) {
                return true;
            }
        }
        return false;
    }

    /** Every name that stands beside a shape or a line, or over a sub-process, with its owner's id. */
    Map<String, Box> labels() {
        var labels = new LinkedHashMap<String, Box>();
        nodes.values().stream()
                .filter(node -> node.namedBeside() && node.label() != null)
                .forEach(node -> labels.put(node.id(), node.label()));
        nodes.values().stream()
                .filter(node -> node.subProcess()
                        && node.box() != null
                        && !in(node.id()).isEmpty())
                .forEach(node -> labels.put(node.id(), heading(node)));
        flows.values().stream()
                .filter(flow -> !flow.name().isBlank() && flow.label() != null)
                .forEach(flow -> labels.put(flow.id(), flow.label()));
        return labels;
    }

    private static Box heading(Node node) {
        var width = Lettering.IN.width(node.name());
        return new Box(node.box().middleX() - width / 2, node.box().y() + 4, width, 16);
    }

    private static Box label(Element shape) {
        return shape == null
                ? null
                : children(shape).stream()
                        .filter(child -> child.getLocalName().equals("BPMNLabel"))
                        .map(Drawing::bounds)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    private static Box bounds(Element shape) {
        return shape == null
                ? null
                : children(shape).stream()
                        .filter(child -> DC.equals(child.getNamespaceURI())
                                && child.getLocalName().equals("Bounds"))
                        .map(bounds -> new Box(
                                number(bounds, "x"),
                                number(bounds, "y"),
                                number(bounds, "width"),
                                number(bounds, "height")))
                        .findFirst()
                        .orElse(null);
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    private static List<Element> children(Element element) {
        var children = new ArrayList<Element>();
        for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element found) {
                children.add(found);
            }
        }
        return children;
    }

    private static Stream<Element> all(Element element) {
        return Stream.concat(Stream.of(element), children(element).stream().flatMap(Drawing::all));
    }

    /** The model's elements that have to be drawn, flows too. */
    Stream<String> toDraw() {
        return Stream.of(nodes.keySet(), flows.keySet(), notes.keySet()).flatMap(Set::stream);
    }
}
