package cn.qingfeng.drawing;

import cn.qingfeng.drawing.Drawing.Box;
import cn.qingfeng.drawing.Drawing.Flow;
import cn.qingfeng.drawing.Drawing.Level;
import cn.qingfeng.drawing.Drawing.Line;
import cn.qingfeng.drawing.Drawing.Node;
import cn.qingfeng.drawing.Drawing.Point;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What makes a diagram readable on one screen, computed from where its shapes, lines and labels lie. */
final class LayoutRules {

    /** Pixels: at this size a supervisor's screen of 1,280 × 800 still shows letters that can be read. */
    static final double WIDEST = 1900;

    static final double HIGHEST = 1000;

    /** Activities on a level; about twelve are aimed at. */
    static final long MOST_ACTIVITIES = 15;

    /** Lines nearer than this, in pixels, look like one. */
    private static final double APART = 6;

    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
    private static final Pattern HALF_WIDTH = Pattern.compile("[?,:;()!]");

    /** As modellers number what nobody named: seven letters and digits after the type. */
    private static final Pattern GENERATED =
            Pattern.compile("^(sid-.*|.*_(?=[a-z]*[0-9])[a-z0-9]{7}(_di|_label)?|.*[0-9a-f]{8}-[0-9a-f]{4}-.*)$");

    static final List<Rule> ALL = List.of(
            new Rule("a diagram fits on a screen", LayoutRules::tooLarge),
            new Rule("a level has no more activities than one keeps in mind", LayoutRules::tooMany),
            new Rule("every name beside its shape or line has a place that holds it", LayoutRules::unplaced),
            new Rule("every name in a task fits into it", LayoutRules::tooLong),
            new Rule("nothing lies on a label", LayoutRules::covered),
            new Rule("a note lies on nothing", LayoutRules::coveredByNotes),
            new Rule("no two flows share a line", LayoutRules::shared),
            new Rule("flows run level or upright", LayoutRules::slanted),
            new Rule("flows begin and end on the outline of their shapes", LayoutRules::loose),
            new Rule("no flow runs through a shape", LayoutRules::through),
            new Rule("no two flows cross", LayoutRules::crossing),
            new Rule("a straight line leads from the start to an end", LayoutRules::crooked),
            new Rule("flows run from left to right, but for those that go back", LayoutRules::backward),
            new Rule("shapes have the usual size", LayoutRules::misshapen),
            new Rule("Chinese names have full-width punctuation", LayoutRules::halfWidth),
            new Rule("a gateway that splits asks, and its flows answer", LayoutRules::unasked),
            new Rule("only gateways that ask have a name", LayoutRules::namedJoins),
            new Rule("no id is a modeller's number", LayoutRules::generated));

    private LayoutRules() {}

    private static Stream<String> tooLarge(Drawing drawing) {
        var boxes = new ArrayList<Box>(drawing.labels().values());
        drawing.nodes().values().stream()
                .map(Node::box)
                .filter(Objects::nonNull)
                .forEach(boxes::add);
        drawing.flows().values().stream()
                .flatMap(flow -> flow.lines().stream())
                .map(Line::box)
                .forEach(boxes::add);
        var width = boxes.stream().mapToDouble(Box::right).max().orElse(0)
                - boxes.stream().mapToDouble(Box::x).min().orElse(0);
        var height = boxes.stream().mapToDouble(Box::bottom).max().orElse(0)
                - boxes.stream().mapToDouble(Box::y).min().orElse(0);
        return width <= WIDEST && height <= HIGHEST
                ? Stream.empty()
                : Stream.of("%.0f × %.0f pixels".formatted(width, height));
    }

    private static Stream<String> tooMany(Drawing drawing) {
        return drawing.levels().keySet().stream().flatMap(level -> {
            var activities = drawing.in(level).stream()
                    .filter(node -> node.activity() && !node.byEvent())
                    .count();
            return activities > MOST_ACTIVITIES
                    ? Stream.of("%s has %d activities".formatted(level, activities))
                    : Stream.empty();
        });
    }

    private static Stream<String> unplaced(Drawing drawing) {
        return Stream.concat(
                drawing.nodes().values().stream()
                        .filter(Node::namedBeside)
                        .filter(node -> !holds(node.label(), node.name()))
                        .map(node -> node.id() + " “" + node.name() + "”"),
                drawing.flows().values().stream()
                        .filter(flow -> !flow.name().isBlank())
                        .filter(flow -> !holds(flow.label(), flow.name()))
                        .map(flow -> flow.id() + " “" + flow.name() + "”"));
    }

    private static boolean holds(Box label, String name) {
        var lines = Lettering.BESIDE.lines(name);
        return label != null
                && label.width() + 1 >= Lettering.BESIDE.width(lines)
                && label.height() + 1 >= Lettering.BESIDE.height(lines);
    }

    private static Stream<String> tooLong(Drawing drawing) {
        return drawing.nodes().values().stream()
                .filter(node -> node.activity() && node.box() != null)
                .filter(node -> Lettering.IN.height(Lettering.IN.lines(node.name()))
                        > node.box().height() - 20)
                .map(node -> node.id() + " “" + node.name() + "”");
    }

    private static Stream<String> covered(Drawing drawing) {
        var labels = drawing.labels();
        var faults = new ArrayList<String>();
        labels.forEach((owner, label) -> {
            drawing.nodes().values().stream()
                    .filter(node -> node.box() != null)
                    .filter(node -> !(node.subProcess() && node.box().holds(label)))
                    .filter(node -> touches(label, node))
                    .forEach(node -> faults.add(owner + " lies on " + node.id()));
            labels.forEach((other, box) -> {
                if (owner.compareTo(other) < 0 && label.meets(box)) {
                    faults.add(owner + " lies on the label of " + other);
                }
            });
            drawing.flows().values().stream()
                    .filter(flow -> flow.lines().stream().anyMatch(line -> runsOver(line, label)))
                    .forEach(flow -> faults.add(owner + " lies on " + flow.id()));
        });
        return faults.stream();
    }

    private static Stream<String> coveredByNotes(Drawing drawing) {
        return drawing.notes().entrySet().stream()
                .filter(note -> note.getValue().isPresent())
                .flatMap(note -> {
                    var box = note.getValue().get();
                    return Stream.of(
                                    drawing.nodes().values().stream()
                                            .filter(node -> node.box() != null
                                                    && !(node.subProcess()
                                                            && node.box().holds(box)))
                                            .filter(node -> node.box().meets(box))
                                            .map(Node::id),
                                    drawing.labels().entrySet().stream()
                                            .filter(label -> label.getValue().meets(box))
                                            .map(label -> "the label of " + label.getKey()),
                                    drawing.flows().values().stream()
                                            .filter(flow ->
                                                    flow.lines().stream().anyMatch(line -> runsOver(line, box)))
                                            .map(Flow::id))
                            .flatMap(found -> found)
                            .map(found -> note.getKey() + " lies on " + found);
                });
    }

    private static boolean touches(Box label, Node node) {
        if (!label.meets(node.box())) {
            return false;
        }
        if (!node.gateway() && !node.event()) {
            return true;
        }
        var nearest = new Point(
                between(label.x(), node.box().middleX(), label.right()),
                between(label.y(), node.box().middleY(), label.bottom()));
        return node.covers(nearest, 0);
    }

    private static double between(double least, double value, double most) {
        return Math.max(least, Math.min(value, most));
    }

    private static boolean runsOver(Line line, Box label) {
        var box = line.box();
        return box.x() < label.right()
                && label.x() < box.right() + 0.01
                && box.y() < label.bottom()
                && label.y() < box.bottom() + 0.01;
    }

    private static Stream<String> shared(Drawing drawing) {
        return pairs(drawing)
                .filter(pair -> pair.first().lines().stream()
                        .anyMatch(one -> pair.second().lines().stream().anyMatch(other -> alike(one, other))))
                .map(pair -> pair.first().id() + " and " + pair.second().id());
    }

    /** Side by side, too near to be told apart, for more than a few pixels. */
    private static boolean alike(Line one, Line other) {
        if (one.level() && other.level()) {
            return Math.abs(one.from().y() - other.from().y()) < APART
                    && overlap(
                                    one.box().x(),
                                    one.box().right(),
                                    other.box().x(),
                                    other.box().right())
                            > APART;
        }
        return one.upright()
                && other.upright()
                && Math.abs(one.from().x() - other.from().x()) < APART
                && overlap(
                                one.box().y(),
                                one.box().bottom(),
                                other.box().y(),
                                other.box().bottom())
                        > APART;
    }

    private static double overlap(double from, double to, double otherFrom, double otherTo) {
        return Math.min(to, otherTo) - Math.max(from, otherFrom);
    }

    private static Stream<String> crossing(Drawing drawing) {
        return pairs(drawing)
                .filter(pair -> pair.first().lines().stream()
                        .anyMatch(one -> pair.second().lines().stream().anyMatch(other -> cross(one, other))))
                .map(pair -> pair.first().id() + " and " + pair.second().id());
    }

    private static boolean cross(Line one, Line other) {
        if (one.level() == other.level()) {
            return false;
        }
        var level = one.level() ? one.box() : other.box();
        var upright = one.level() ? other.box() : one.box();
        return level.x() < upright.x()
                && upright.x() < level.right()
                && upright.y() < level.y()
                && level.y() < upright.bottom();
    }

    private record Pair(Flow first, Flow second) {}

    private static Stream<Pair> pairs(Drawing drawing) {
        var flows = drawing.flows().values();
        return flows.stream()
                .flatMap(first -> flows.stream()
                        .filter(second -> first.id().compareTo(second.id()) < 0)
                        .map(second -> new Pair(first, second)));
    }

    private static Stream<String> slanted(Drawing drawing) {
        return drawing.flows().values().stream()
                .filter(flow -> flow.lines().stream().anyMatch(line -> !line.level() && !line.upright()))
                .map(Flow::id);
    }

    private static Stream<String> loose(Drawing drawing) {
        return drawing.flows().values().stream()
                .filter(flow -> !flow.way().isEmpty())
                .filter(flow ->
                        !onOutline(drawing.nodes().get(flow.from()), flow.way().get(0))
                                || !onOutline(
                                        drawing.nodes().get(flow.to()),
                                        flow.way().get(flow.way().size() - 1)))
                .map(Flow::id);
    }

    private static boolean onOutline(Node node, Point point) {
        return node != null && node.box() != null && node.covers(point, -2) && !node.covers(point, 2);
    }

    private static Stream<String> through(Drawing drawing) {
        return drawing.flows().values().stream()
                .flatMap(flow -> drawing.nodes().values().stream()
                        .filter(node -> node.box() != null && !drawing.within(flow.level(), node.id()))
                        .filter(node ->
                                flow.lines().stream().flatMap(Line::points).anyMatch(point -> node.covers(point, 2)))
                        .map(node -> flow.id() + " runs through " + node.id()));
    }

    private static Stream<String> crooked(Drawing drawing) {
        return drawing.levels().values().stream()
                .filter(level -> !drawing.in(level.id()).isEmpty())
                .filter(level -> drawing.in(level.id()).stream()
                        .filter(node -> node.type().equals("startEvent"))
                        .noneMatch(start -> straightToAnEnd(drawing, start, new HashSet<>())))
                .map(Level::id);
    }

    private static boolean straightToAnEnd(Drawing drawing, Node node, Set<String> seen) {
        if (node.type().equals("endEvent")) {
            return true;
        }
        return seen.add(node.id())
                && drawing.from(node.id()).stream()
                        .filter(flow -> flow.lines().size() == 1
                                && flow.lines().get(0).level()
                                && flow.way().get(0).x() < flow.way().get(1).x())
                        .map(flow -> drawing.nodes().get(flow.to()))
                        .filter(next ->
                                Math.abs(next.box().middleY() - node.box().middleY()) < 1)
                        .anyMatch(next -> straightToAnEnd(drawing, next, seen));
    }

    private static Stream<String> backward(Drawing drawing) {
        return drawing.flows().values().stream()
                .filter(flow -> drawing.nodes().get(flow.to()).box().middleX() + 1
                        < drawing.nodes().get(flow.from()).box().middleX())
                .filter(flow -> !leads(drawing, flow.to(), flow.from(), new HashSet<>()))
                .map(Flow::id);
    }

    /** A boundary event is reached where its host is. */
    private static boolean leads(Drawing drawing, String from, String to, Collection<String> seen) {
        if (from.equals(to)) {
            return true;
        }
        return seen.add(from)
                && Stream.concat(
                                drawing.from(from).stream().map(Flow::to),
                                drawing.nodes().values().stream()
                                        .filter(node -> node.host().equals(from))
                                        .map(Node::id))
                        .anyMatch(next -> leads(drawing, next, to, seen));
    }

    private static Stream<String> misshapen(Drawing drawing) {
        return drawing.nodes().values().stream()
                .filter(node -> node.box() != null)
                .filter(node -> node.event() && !sized(node, 36, 36)
                        || node.gateway() && !sized(node, 50, 50)
                        || node.activity() && !node.subProcess() && !sized(node, 100, 80))
                .map(Node::id);
    }

    private static boolean sized(Node node, double width, double height) {
        return node.box().width() == width && node.box().height() == height;
    }

    private static Stream<String> halfWidth(Drawing drawing) {
        return Stream.concat(
                        drawing.levels().values().stream().map(level -> List.of(level.id(), level.name())),
                        Stream.concat(
                                drawing.nodes().values().stream().map(node -> List.of(node.id(), node.name())),
                                drawing.flows().values().stream().map(flow -> List.of(flow.id(), flow.name()))))
                .filter(named -> CHINESE.matcher(named.get(1)).find()
                        && HALF_WIDTH.matcher(named.get(1)).find())
                .map(named -> named.get(0) + " “" + named.get(1) + "”")
                .distinct();
    }

    private static Stream<String> unasked(Drawing drawing) {
        return drawing.nodes().values().stream()
                .filter(node -> asks(drawing, node))
                .flatMap(node -> Stream.concat(
                        node.name().endsWith("？") ? Stream.empty() : Stream.of(node.id()),
                        drawing.from(node.id()).stream()
                                .filter(flow -> flow.name().isBlank())
                                .map(Flow::id)));
    }

    private static boolean asks(Drawing drawing, Node node) {
        return Set.of("exclusiveGateway", "inclusiveGateway").contains(node.type())
                && drawing.from(node.id()).size() > 1;
    }

    private static Stream<String> namedJoins(Drawing drawing) {
        return drawing.nodes().values().stream()
                .filter(node ->
                        node.gateway() && !asks(drawing, node) && !node.name().isBlank())
                .map(Node::id);
    }

    private static Stream<String> generated(Drawing drawing) {
        return drawing.ids().stream().filter(id -> GENERATED.matcher(id).matches());
    }
}
