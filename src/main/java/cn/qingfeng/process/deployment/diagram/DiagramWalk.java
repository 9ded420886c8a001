package cn.qingfeng.process.deployment.diagram;

import cn.qingfeng.process.deployment.Finding;
import cn.qingfeng.process.deployment.Guess;
import cn.qingfeng.process.deployment.XmlFile.Element;
import cn.qingfeng.process.deployment.diagram.Course.Move;
import cn.qingfeng.process.deployment.diagram.Course.Standing;
import cn.qingfeng.process.engine.TaskParameter;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.lifecycle.CluePhase;
import cn.qingfeng.process.order.SupervisionOrderProcess;
import cn.qingfeng.process.reveal.IdentityReveal;
import cn.qingfeng.process.time.DeadlineExtension;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Walks every path of a drawing before it is deployed, the ledger in small beside it: each step that a path comes to must be
 * one that the ledger takes then, each question must have an answer, and from wherever a path has come to, an end must be in
 * reach. What cannot be walked is refused, with the element and the way there.
 */
public final class DiagramWalk {

    /** More different situations than this no drawing of a person has; the shipped lifecycle has some thousands. */
    private static final int MOST_STATES = 60_000;

    /** So many steps in a row without anybody or any clock: it goes round in circles. */
    private static final int MOST_AT_ONCE = 400;

    /** So many tokens at once: steps multiply. */
    private static final int MOST_TOKENS = 24;

    private static final int LONGEST_WAY = 14;

    private static final String BEFORE = "|before";
    private static final String AFTER = "|after";

    /** Where the words for the states of a process stand among the messages. */
    private static final Map<String, String> STATES = Map.of(
            ClueLifecycle.KEY, "clue.status.",
            DeadlineExtension.KEY, "time.state.",
            SupervisionOrderProcess.KEY, "order.state.",
            IdentityReveal.KEY, "reveal.state.");

    /** Where the engine stands: what waits in a scope, and the scopes inside it. */
    private static final class Scope {
        final String node;
        final List<String> waits = new ArrayList<>();
        final List<Scope> inside = new ArrayList<>();
        /** Events on its border that have struck without ending it: each strikes once. */
        final Set<String> struck = new TreeSet<>();

        Scope(String node) {
            this.node = node;
        }

        Scope copy() {
            var copy = new Scope(node);
            copy.waits.addAll(waits);
            copy.struck.addAll(struck);
            inside.forEach(scope -> copy.inside.add(scope.copy()));
            return copy;
        }

        boolean isEmpty() {
            return waits.isEmpty() && inside.isEmpty();
        }

        int tokens() {
            return waits.size() + inside.stream().mapToInt(Scope::tokens).sum();
        }

        String written() {
            var sorted = new ArrayList<>(waits);
            Collections.sort(sorted);
            return node
                    + sorted
                    + struck
                    + inside.stream().map(Scope::written).sorted().collect(Collectors.joining(",", "(", ")"));
        }
    }

    /** One situation; {@code from} and {@code by} tell the shortest way there. */
    private static final class State {
        final Scope scope;
        final Standing standing;
        final String key;
        State from;
        String by;
        final List<State> next = new ArrayList<>();
        /** Where it comes to by the engine alone, each with the element that woke. */
        final Map<State, String> alone = new LinkedHashMap<>();

        boolean ended;
        boolean goesOn;

        State(Scope scope, Standing standing) {
            this.scope = scope;
            this.standing = standing;
            this.key = scope.written() + standing;
        }
    }

    /** What is still to be done at once, between two waits. */
    private static final class Run {
        final Scope root;
        Standing standing;
        String last;
        /** The element by which the engine went on alone; null where somebody did something, or a moment came that was set anew. */
        String alone;
        /** Paths of scopes, by index from the root, with the element to come to and the flow by which. */
        final Deque<Arrival> arrivals = new ArrayDeque<>();

        int steps;

        Run(Scope root, Standing standing) {
            this.root = root;
            this.standing = standing;
        }

        Run copy() {
            var map = new HashMap<Scope, Scope>();
            var copy = new Run(copy(root, map), standing);
            arrivals.forEach(arrival ->
                    copy.arrivals.add(new Arrival(map.get(arrival.scope()), arrival.node(), arrival.flow())));
            copy.steps = steps;
            copy.last = last;
            copy.alone = alone;
            return copy;
        }

        private static Scope copy(Scope scope, Map<Scope, Scope> map) {
            var copy = new Scope(scope.node);
            copy.waits.addAll(scope.waits);
            copy.struck.addAll(scope.struck);
            map.put(scope, copy);
            scope.inside.forEach(inner -> copy.inside.add(copy(inner, map)));
            return copy;
        }
    }

    private record Arrival(Scope scope, String node, String flow) {}

    /** What the walk asks the check about texts. */
    interface Reading {
        /** Whether a condition may be true and may be false, as things stand. */
        Set<Boolean> holds(String expression, Standing standing);

        /** What a step's form offers for a key; empty when it does not ask. */
        Optional<List<String>> choices(Element task, String key);

        /** Fails when the moment of a timer would not be known then. */
        void moment(String expression, Standing standing);

        /** Fails when something about the task could not be worked out then. */
        void task(Element task, Standing standing);

        String word(String key);

        /** The name of the message that an event listens for. */
        Optional<String> message(Element event);

        /** The code of the error that an event catches; empty where it catches any. */
        Optional<String> error(Element event);

        /** The bean that a task or a listener calls. */
        Optional<String> bean(String expression);

        /** The diagram of a phase that is called; empty where it is not at hand. */
        Optional<Called> called(String process);
    }

    /** A diagram that another calls, with the file that it came in. */
    public record Called(String file, Element process, Element definitions) {}

    private final String process;
    private final Course course;
    private final Reading reading;
    private final Map<String, Element> nodes = new LinkedHashMap<>();
    private final Map<String, String> scopeOf = new HashMap<>();
    private final Map<String, List<Element>> outgoing = new HashMap<>();
    private final Map<String, Integer> incoming = new HashMap<>();
    private final Map<String, List<Element>> boundaries = new HashMap<>();
    private final Map<String, State> states = new LinkedHashMap<>();
    private final Deque<State> open = new ArrayDeque<>();
    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private final String file;
    /** The watch stands beside the handling and never ends: it is walked for itself, as things may stand meanwhile. */
    private final Set<String> beside = new HashSet<>();
    /** The calls whose phase is walked too, each with the phase's process. */
    private final Map<String, String> calls = new LinkedHashMap<>();
    /** The variables that the calls of a process hand over. */
    private final Map<String, Set<String>> passed = new HashMap<>();

    /** What an element goes by here: its id, behind its process where that is called. */
    private final Map<Element, String> keys = new IdentityHashMap<>();

    private final Map<Element, String> processes = new IdentityHashMap<>();
    private final Map<String, String> files = new HashMap<>();

    private boolean tooMany;

    /** What comes behind steps that multiply tells nothing new, and takes the longer the more tokens there are. */
    private boolean multiplies;

    private final Set<String> conditions = new HashSet<>();

    DiagramWalk(String file, Element process, Course course, Reading reading) {
        this.file = file;
        this.process = process.attribute("id");
        this.course = course;
        this.reading = reading;
        index(file, process);
    }

    private void index(String from, Element drawn) {
        files.put(drawn.attribute("id"), from);
        drawn.all()
                .filter(element -> element.is(DiagramCheck.BPMN, "conditionExpression"))
                .map(Element::ownText)
                .forEach(conditions::add);
        index(drawn, drawn.attribute("id"), drawn.attribute("id"));
    }

    private void index(Element scope, String scopeKey, String within) {
        for (var child : scope.children()) {
            if (!child.namespace().equals(DiagramCheck.BPMN)) {
                continue;
            }
            var key = key(within, child.attribute("id"));
            keys.put(child, key);
            processes.put(child, within);
            if (child.local().equals("sequenceFlow")) {
                outgoing.computeIfAbsent(key(within, child.attribute("sourceRef")), source -> new ArrayList<>())
                        .add(child);
                incoming.merge(key(within, child.attribute("targetRef")), 1, Integer::sum);
            } else if (DiagramCheck.FLOW_NODES.contains(child.local())) {
                nodes.put(key, child);
                scopeOf.put(key, scopeKey);
                if (child.local().equals("boundaryEvent")) {
                    boundaries
                            .computeIfAbsent(key(within, child.attribute("attachedToRef")), host -> new ArrayList<>())
                            .add(child);
                }
                if (child.local().equals("subProcess")) {
                    if (isWatch(child)) {
                        beside.add(key);
                    }
                    index(child, key, within);
                }
                if (child.local().equals("callActivity")) {
                    call(key, child, String.valueOf(child.attribute("calledElement")));
                }
            }
        }
    }

    /** A phase is walked where it is called, as if it stood there. */
    private void call(String key, Element activity, String called) {
        if (CluePhase.of(called).isEmpty()) {
            return;
        }
        reading.called(called).ifPresent(diagram -> {
            calls.put(key, called);
            passed.computeIfAbsent(called, each -> new HashSet<>()).addAll(named(activity, "in"));
            if (!files.containsKey(called)) {
                index(diagram.file(), diagram.process());
            }
        });
    }

    private String key(String within, String id) {
        return within.equals(process) ? String.valueOf(id) : within + ":" + id;
    }

    private String key(Element element) {
        return keys.get(element);
    }

    private String target(Element flow) {
        return key(processes.get(flow), flow.attribute("targetRef"));
    }

    /** The scope in which the elements of a sub-process, or of what is called, lie. */
    private String content(String node) {
        return calls.getOrDefault(node, node);
    }

    /** What the element's process may ask for: a phase carries no more than it must. */
    private Standing seen(Element at, Standing standing) {
        if (calls.isEmpty()) {
            return standing;
        }
        var within = processes.get(at);
        var carried = CluePhase.of(within).map(CluePhase::carried).orElse(CluePhase.OVERVIEW);
        var variables = new TreeMap<>(standing.variables());
        variables
                .keySet()
                .removeIf(name -> !carried.contains(name)
                        && !passed.getOrDefault(within, Set.of()).contains(name)
                        && !name.startsWith(ClueLifecycle.Variables.ANSWER.name() + "_"));
        return new Standing(standing.state(), standing.facts(), variables);
    }

    private static Set<String> named(Element call, String mapping) {
        return call.children(DiagramCheck.BPMN, "extensionElements")
                .flatMap(extensions -> extensions.children(DiagramCheck.CAMUNDA, mapping))
                .map(element -> String.valueOf(element.attribute("target")))
                .collect(Collectors.toSet());
    }

    /** What stands in the ledger is told to every phase; what was answered goes over by name alone. */
    private Standing handedOver(Standing standing, Element call, String mapping) {
        var named = named(call, mapping);
        var variables = new TreeMap<>(standing.variables());
        variables.keySet().removeIf(name -> !named.contains(name) && !CluePhase.TOLD.contains(name));
        return new Standing(standing.state(), standing.facts(), variables);
    }

    private static boolean isWatch(Element subProcess) {
        return ClueLifecycle.WATCH.equals(subProcess.attribute("id"));
    }

    private static boolean isEventSubProcess(Element node) {
        return node.local().equals("subProcess") && "true".equals(node.attribute("triggeredByEvent"));
    }

    List<Finding> findings() {
        // A suggestion goes the way of an appeal, unless the drawing asks.
        var asksForSuggestions = conditions.stream().anyMatch(text -> text.contains("SUGGESTION"));
        for (var start : course.starts()) {
            if (start.is(ClueLifecycle.Variables.KIND, "SUGGESTION") && !asksForSuggestions) {
                continue;
            }
            begin(new Scope(process), start);
        }
        explore();
        judge(state -> state.ended);
        endless();
        if (findings.isEmpty()) {
            aside();
        }
        return List.copyOf(findings.values());
    }

    /** The watch, and what an event starts: each for itself, in every situation that the handling can be in. */
    private void aside() {
        var standings = states.values().stream()
                .filter(state -> !state.ended)
                .map(state -> state.standing)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        var besideAtFirst = Set.copyOf(beside);
        for (var node : List.copyOf(nodes.values())) {
            var watch = besideAtFirst.contains(key(node));
            if (!watch && !isEventSubProcess(node)) {
                continue;
            }
            states.clear();
            open.clear();
            beside.clear();
            for (var standing : representative(standings)) {
                if (watch) {
                    begin(new Scope(key(node)), standing);
                } else {
                    told(startMessage(node), standing).forEach(after -> begin(new Scope(key(node)), after));
                }
            }
            explore();
            if (!watch) {
                judge(state -> state.ended);
            } else if (isEventSubProcess(node)) {
                // The next step is set when one was looked for.
                judge(state -> state.ended && state.standing.has(Course.STEP_TAKEN));
            } else {
                judge(state -> waitsAt(state.scope, ClueLifecycle.EARLIER_TIMER));
            }
            endless();
        }
    }

    private Optional<String> startMessage(Element eventSubProcess) {
        return Optional.ofNullable(startOf(eventSubProcess)).flatMap(reading::message);
    }

    private static Element startOf(Element subProcess) {
        return subProcess.children(DiagramCheck.BPMN, "startEvent").findFirst().orElse(null);
    }

    /** How things may stand once a message has come; as before, where it tells of nothing. */
    private List<Standing> told(Optional<String> message, Standing standing) {
        var moves = message.map(course.messages()::get).orElse(null);
        return moves == null
                ? List.of(standing)
                : moves.stream()
                        .filter(move -> move.possible(standing))
                        .map(move -> move.after(standing))
                        .toList();
    }

    /** As it is once the moment of an event has come: what must be set anew is no moment any more. */
    private Standing renewed(Element event, Standing standing) {
        var after = standing;
        for (var renewing : renewing(event)) {
            after = renewing.apply(after);
        }
        return after;
    }

    private List<UnaryOperator<Standing>> renewing(Element event) {
        if (event == null) {
            return List.of();
        }
        var moments = event.all()
                .filter(element -> element.is(DiagramCheck.BPMN, "timeDate"))
                .map(Element::ownText)
                .toList();
        return course.renewing().entrySet().stream()
                .filter(each -> moments.stream().anyMatch(moment -> moment.contains(each.getKey())))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** What stands beside asks for nothing but state and card, and what it did itself. */
    private static Set<Standing> representative(Set<Standing> standings) {
        var seen = new HashSet<String>();
        return standings.stream()
                .filter(standing -> seen.add(standing.state()
                        + standing.variables().keySet()
                        + standing.variables().get(ClueLifecycle.Variables.CARD.name())
                        + standing.variables().get(ClueLifecycle.Variables.KIND.name())))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean waitsAt(Scope scope, String node) {
        return scope.waits.stream().anyMatch(wait -> nodeOf(wait).equals(node))
                || scope.inside.stream().anyMatch(inner -> waitsAt(inner, node));
    }

    private void begin(Scope scope, Standing standing) {
        var starts = nodes.values().stream()
                .filter(node -> node.local().equals("startEvent") && scope.node.equals(scopeOf.get(key(node))))
                .toList();
        if (starts.size() != 1) {
            find(nodes.get(scope.node), "deployment.walk.starts", starts.size());
            return;
        }
        var run = new Run(scope, standing);
        run.arrivals.add(new Arrival(scope, key(starts.get(0)), null));
        settle(run, null, null);
    }

    private void explore() {
        while (!open.isEmpty() && !tooMany && !multiplies && findings.size() < 20) {
            go(open.poll());
        }
        if (tooMany) {
            find(null, "deployment.walk.tooMany", MOST_STATES);
        }
    }

    /** Everything that may happen next in a situation. */
    private void go(State state) {
        each(state.scope, List.of(), (path, scope) -> {
            for (var at = 0; at < scope.waits.size(); at++) {
                wake(state, path, at);
            }
            for (var inner : scope.inside) {
                for (var event : boundaries.getOrDefault(inner.node, List.of())) {
                    strike(state, path, scope.inside.indexOf(inner), event, true);
                }
            }
        });
        // What others do beside the drawing happens too, but nothing may depend on it.
        for (var move : course.around()) {
            if (move.possible(state.standing)) {
                var other = new State(state.scope.copy(), move.after(state.standing));
                remember(other, state, null, null);
            }
        }
        // What a message tells of has happened, whether the drawing listens or not.
        course.messages().forEach((message, moves) -> {
            var instead = Course.INSTEAD.get(message);
            if (!isAside(state)
                    && !Course.INSTEAD.containsValue(message)
                    && !hears(state.scope, message)
                    && (instead == null || !hears(state.scope, instead))) {
                told(Optional.of(message), state.standing)
                        .forEach(after -> remember(new State(state.scope.copy(), after), state, null, null));
            }
        });
    }

    /** Whether anything that waits now listens for a message. */
    private boolean hears(Scope root, String message) {
        var hears = new boolean[1];
        each(root, List.of(), (path, scope) -> {
            var hosts = Stream.concat(
                            scope.waits.stream().filter(wait -> !isJob(wait)).map(DiagramWalk::nodeOf),
                            scope.inside.stream().map(inner -> inner.node))
                    .flatMap(host -> boundaries.getOrDefault(host, List.of()).stream())
                    .map(reading::message);
            var beginning = nodes.values().stream()
                    .filter(node ->
                            isEventSubProcess(node) && content(scope.node).equals(scopeOf.get(key(node))))
                    .map(this::startMessage);
            hears[0] |= Stream.concat(hosts, beginning)
                    .anyMatch(name -> name.filter(message::equals).isPresent());
        });
        return hears[0];
    }

    private interface Visit {
        void at(List<Integer> path, Scope scope);
    }

    private static void each(Scope scope, List<Integer> path, Visit visit) {
        visit.at(path, scope);
        for (var at = 0; at < scope.inside.size(); at++) {
            var inner = new ArrayList<>(path);
            inner.add(at);
            each(scope.inside.get(at), inner, visit);
        }
    }

    private static Scope at(Scope root, List<Integer> path) {
        var scope = root;
        for (int index : path) {
            scope = scope.inside.get(index);
        }
        return scope;
    }

    /** A wait is written as element, how many more times, and which of its border's events have struck already. */
    private static String nodeOf(String wait) {
        var end = wait.indexOf('|');
        return end < 0 ? wait : wait.substring(0, end);
    }

    private static boolean isJoin(String wait) {
        return wait.endsWith("|join");
    }

    /** A job waits for the engine to go on by itself: before an element, or after it. */
    private static boolean isJob(String wait) {
        return wait.endsWith(BEFORE) || wait.endsWith(AFTER);
    }

    private void resume(State state, List<Integer> path, int at) {
        var run = new Run(state.scope.copy(), state.standing);
        var scope = at(run.root, path);
        var wait = scope.waits.remove(at);
        run.alone = nodeOf(wait);
        if (wait.endsWith(BEFORE)) {
            run.arrivals.add(new Arrival(scope, nodeOf(wait), BEFORE));
        } else {
            onward(run, scope, nodeOf(wait));
        }
        settle(run, state, name(nodes.get(nodeOf(wait))));
    }

    private void wake(State state, List<Integer> path, int at) {
        var wait = at(state.scope, path).waits.get(at);
        var id = nodeOf(wait);
        var node = nodes.get(id);
        if (isJob(wait)) {
            resume(state, path, at);
            return;
        }
        if (isJoin(wait) || beside.contains(id)) {
            return;
        }
        for (var event : boundaries.getOrDefault(id, List.of())) {
            strike(state, path, at, event, false);
        }
        if (!node.local().equals("userTask")) {
            leave(state, path, at, state.standing, name(node), node);
            return;
        }
        var known = Course.step(process, node.attribute("id"));
        if (known.isEmpty()) {
            added(state, path, at, node);
            return;
        }
        var step = known.get();
        var offered = step.choice() == null ? Optional.<List<String>>empty() : reading.choices(node, step.choice());
        for (var move : step.moves()) {
            if (move.possible(state.standing)
                    && (move.option() == null
                            || offered.isEmpty()
                            || offered.get().contains(move.option()))) {
                leave(
                        state,
                        path,
                        at,
                        move.after(state.standing),
                        name(node) + (move.option() == null ? "" : "（" + move.option() + "）"));
            }
        }
    }

    /** A step that an owner added: it answers what its form offers, and changes nothing in the ledger. */
    private void added(State state, List<Integer> path, int at, Element node) {
        var outcomes = reading.choices(node, "outcome");
        if (outcomes.isEmpty()) {
            leave(state, path, at, state.standing, name(node));
            return;
        }
        for (var outcome : outcomes.get()) {
            var answered = state.standing
                    .say(ClueLifecycle.Variables.ANSWER, outcome)
                    .say(ClueLifecycle.Variables.answerOf(node.attribute("id")), outcome);
            leave(state, path, at, answered, name(node) + "（" + outcome + "）");
        }
    }

    private void leave(State state, List<Integer> path, int at, Standing standing, String by) {
        leave(state, path, at, standing, by, null);
    }

    private void leave(State state, List<Integer> path, int at, Standing standing, String by, Element without) {
        var run = new Run(state.scope.copy(), standing);
        if (without != null) {
            alone(run, without);
        }
        var scope = at(run.root, path);
        var wait = scope.waits.get(at);
        var id = nodeOf(wait);
        var left = wait.substring(id.length()).replaceAll("^\\|(\\d).*$", "$1");
        if (left.equals("2")) {
            var finishing = run.copy();
            scope.waits.set(at, id + "|1");
            settle(run, state, by);
            if (completesEarly(nodes.get(id))) {
                at(finishing.root, path).waits.remove(at);
                depart(finishing, at(finishing.root, path), id);
                settle(finishing, state, by);
            }
            return;
        }
        scope.waits.remove(at);
        depart(run, scope, id);
        settle(run, state, by);
    }

    /** A timer strikes, or a process that was called ends: where its moment must be set anew, that is kept. */
    private void alone(Run run, Element event) {
        run.standing = renewed(event, run.standing);
        if (renewing(event).isEmpty()) {
            run.alone = key(event);
        }
    }

    private static boolean completesEarly(Element task) {
        return task.anyBelow(element -> element.is(DiagramCheck.BPMN, "completionCondition"));
    }

    private void strike(State state, List<Integer> path, int at, Element event, boolean onScope) {
        var id = key(event);
        var holder = at(state.scope, path);
        var struck = onScope ? holder.inside.get(at).struck.contains(id) ? "!" + id : "" : holder.waits.get(at);
        if (event.anyBelow(element -> element.is(DiagramCheck.BPMN, "errorEventDefinition"))
                || struck.contains("!" + id)) {
            return;
        }
        var message = reading.message(event);
        told(message, state.standing)
                .forEach(after -> strike(state, path, at, event, onScope, struck, message.isEmpty(), after));
    }

    private void strike(
            State state,
            List<Integer> path,
            int at,
            Element event,
            boolean onScope,
            String struck,
            boolean byItself,
            Standing after) {
        var id = key(event);
        var interrupting = !"false".equals(event.attribute("cancelActivity"));
        var run = new Run(state.scope.copy(), after);
        if (byItself) {
            alone(run, event);
        }
        var scope = at(run.root, path);
        if (interrupting) {
            if (onScope) {
                scope.inside.remove(at);
            } else {
                scope.waits.remove(at);
            }
        } else if (!onScope) {
            scope.waits.set(at, (struck.contains("|") ? struck : struck + "|") + "!" + id);
        } else {
            scope.inside.get(at).struck.add(id);
        }
        depart(run, scope, id);
        settle(run, state, name(event));
    }

    /** Lets a run go on until everything in it waits, and keeps the situations that it comes to. */
    private void settle(Run first, State from, String by) {
        var runs = new ArrayDeque<Run>();
        runs.push(first);
        while (!runs.isEmpty()) {
            var run = runs.pop();
            var broken = false;
            while (!run.arrivals.isEmpty() && !broken) {
                if (++run.steps > MOST_AT_ONCE) {
                    find(nodes.get(run.arrivals.peek().node()), "deployment.walk.circle");
                    broken = true;
                } else if (run.root.tokens() + run.arrivals.size() > MOST_TOKENS) {
                    find(nodes.get(run.arrivals.peek().node()), "deployment.walk.multiplies");
                    multiplies = true;
                    broken = true;
                } else {
                    broken = !arrive(run, run.arrivals.poll(), runs::push, from, by);
                }
            }
            if (!broken) {
                var state = new State(run.root, run.standing);
                state.ended = run.root.isEmpty();
                if (state.ended && !course.over().test(state.standing) && !isAside(state)) {
                    find(nodes.get(run.last), "deployment.walk.notOver", stateWord(state.standing), way(from, by));
                }
                if (!state.ended && !course.still().test(state.standing) && !isAside(state)) {
                    find(
                            waiting(state).stream().findFirst().map(nodes::get).orElse(null),
                            "deployment.walk.still",
                            stateWord(state.standing),
                            way(from, by));
                }
                remember(state, from, by, run.alone);
            }
        }
    }

    private void remember(State state, State from, String by, String alone) {
        var known = states.get(state.key);
        if (known == null) {
            if (states.size() >= MOST_STATES) {
                tooMany = true;
                return;
            }
            state.from = from;
            state.by = by;
            states.put(state.key, state);
            open.add(state);
            known = state;
        }
        if (from != null && by != null) {
            from.next.add(known);
            if (alone != null) {
                from.alone.putIfAbsent(known, alone);
            }
        }
    }

    private boolean isAside(State state) {
        return !state.scope.node.equals(process);
    }

    /** One element is come to; false when the way ends in a fault that has been told. */
    private boolean arrive(Run run, Arrival arrival, Consumer<Run> branch, State from, String by) {
        var node = nodes.get(arrival.node());
        var scope = arrival.scope();
        if (node == null) {
            return false;
        }
        if ("true".equals(node.attribute(DiagramCheck.CAMUNDA, "asyncBefore")) && !BEFORE.equals(arrival.flow())) {
            scope.waits.add(arrival.node() + BEFORE);
            return true;
        }
        try {
            switch (node.local()) {
                case "exclusiveGateway" -> {
                    return choose(run, scope, node, branch, from, by);
                }
                case "parallelGateway" -> join(run, scope, node);
                case "userTask" -> {
                    reading.task(node, seen(node, run.standing));
                    timers(node, run.standing);
                    wait(run, scope, node, branch);
                }
                case "startEvent" -> {
                    timers(node, run.standing);
                    depart(run, scope, arrival.node());
                }
                case "intermediateCatchEvent" -> {
                    timers(node, run.standing);
                    scope.waits.add(arrival.node());
                }
                case "callActivity" -> {
                    if (calls.containsKey(arrival.node())) {
                        run.standing = handedOver(run.standing, node, "in");
                        enter(run, scope, node);
                    } else {
                        timers(node, run.standing);
                        scope.waits.add(arrival.node());
                    }
                }
                case "subProcess" -> enter(run, scope, node);
                case "endEvent" -> end(run, scope, node);
                case "serviceTask", "sendTask", "businessRuleTask" -> {
                    return work(run, scope, node, branch, from, by);
                }
                default -> depart(run, scope, arrival.node());
            }
            return true;
        } catch (Guess.Fails fails) {
            var args = new ArrayList<Object>(List.of(fails.args()));
            args.add(way(from, by));
            find(node, fails.key(), args.toArray());
            return false;
        }
    }

    private void timers(Element node, Standing standing) {
        var own = node.children().stream().filter(child -> child.is(DiagramCheck.BPMN, "timerEventDefinition"));
        var border = boundaries.getOrDefault(key(node), List.of()).stream()
                .flatMap(event -> event.children().stream())
                .filter(child -> child.is(DiagramCheck.BPMN, "timerEventDefinition"));
        Stream.concat(own, border)
                .flatMap(timer -> timer.children(DiagramCheck.BPMN, "timeDate"))
                .forEach(moment -> reading.moment(moment.ownText(), seen(node, standing)));
    }

    private void wait(Run run, Scope scope, Element task, Consumer<Run> branch) {
        var id = key(task);
        var several = task.children(DiagramCheck.BPMN, "multiInstanceLoopCharacteristics")
                .findFirst();
        if (several.isEmpty()) {
            scope.waits.add(id);
            return;
        }
        var listed = several.get().attribute(DiagramCheck.CAMUNDA, "collection") != null;
        if (listed) {
            var none = run.copy();
            depart(none, twin(run, none, scope), id);
            branch.accept(none);
            var one = run.copy();
            twin(run, one, scope).waits.add(id + "|1");
            branch.accept(one);
        }
        scope.waits.add(id + "|2");
    }

    /** The same scope in a copy of the run. */
    private static Scope twin(Run run, Run copy, Scope scope) {
        var path = new ArrayList<List<Integer>>();
        each(run.root, List.of(), (at, each) -> {
            if (each == scope) {
                path.add(at);
            }
        });
        return at(copy.root, path.get(0));
    }

    private boolean choose(Run run, Scope scope, Element gateway, Consumer<Run> branch, State from, String by) {
        var flows = outgoing.getOrDefault(key(gateway), List.of());
        var otherwise = gateway.attribute("default");
        for (var flow : flows) {
            var id = flow.attribute("id");
            if (id.equals(otherwise)) {
                continue;
            }
            var condition = condition(flow);
            var holds = condition == null ? Set.of(true) : reading.holds(condition, seen(gateway, run.standing));
            if (holds.contains(true)) {
                var taken = holds.contains(false) ? run.copy() : run;
                var here = taken == run ? scope : twin(run, taken, scope);
                taken.arrivals.add(new Arrival(here, target(flow), id));
                if (taken == run) {
                    return true;
                }
                branch.accept(taken);
            }
        }
        var last = flows.stream()
                .filter(flow -> flow.attribute("id").equals(otherwise))
                .findFirst();
        if (last.isPresent()) {
            run.arrivals.add(new Arrival(scope, target(last.get()), otherwise));
            return true;
        }
        find(gateway, "deployment.walk.noWay", variables(seen(gateway, run.standing)), way(from, by));
        return false;
    }

    private static String condition(Element flow) {
        return flow.children(DiagramCheck.BPMN, "conditionExpression")
                .map(Element::ownText)
                .findFirst()
                .orElse(null);
    }

    private void join(Run run, Scope scope, Element gateway) {
        var mark = key(gateway) + "|join";
        scope.waits.add(mark);
        if (Collections.frequency(scope.waits, mark) >= incoming.getOrDefault(key(gateway), 1)) {
            scope.waits.removeIf(mark::equals);
            depart(run, scope, key(gateway));
        }
    }

    private void enter(Run run, Scope scope, Element subProcess) {
        var id = key(subProcess);
        timers(subProcess, run.standing);
        if (beside.contains(id)) {
            scope.waits.add(id);
            return;
        }
        var starts = nodes.values().stream()
                .filter(node -> node.local().equals("startEvent") && content(id).equals(scopeOf.get(key(node))))
                .toList();
        if (starts.size() != 1) {
            throw new Guess.Fails("deployment.walk.starts", starts.size());
        }
        var inner = new Scope(id);
        scope.inside.add(inner);
        run.arrivals.add(new Arrival(inner, key(starts.get(0)), null));
    }

    private void end(Run run, Scope scope, Element event) {
        run.last = key(event);
        if (event.anyBelow(element -> element.is(DiagramCheck.BPMN, "terminateEventDefinition"))) {
            scope.waits.clear();
            scope.inside.clear();
            run.arrivals.removeIf(arrival -> !isIn(run.root, arrival.scope()) || arrival.scope() == scope);
        }
        over(run, scope);
    }

    private static boolean isIn(Scope root, Scope scope) {
        return root == scope || root.inside.stream().anyMatch(inner -> isIn(inner, scope));
    }

    /** A token ended: a scope in which nothing is left is done. */
    private void over(Run run, Scope scope) {
        if (!scope.isEmpty() || run.arrivals.stream().anyMatch(arrival -> isIn(scope, arrival.scope()))) {
            return;
        }
        parent(run.root, scope).ifPresent(parent -> {
            parent.inside.remove(scope);
            if (calls.containsKey(scope.node)) {
                run.standing = handedOver(run.standing, nodes.get(scope.node), "out");
            }
            depart(run, parent, scope.node);
        });
    }

    private static Optional<Scope> parent(Scope root, Scope scope) {
        if (root.inside.contains(scope)) {
            return Optional.of(root);
        }
        return root.inside.stream()
                .map(inner -> parent(inner, scope))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Leaves an element by all its flows, at once or by a job. */
    private void depart(Run run, Scope scope, String id) {
        if ("true".equals(nodes.get(id).attribute(DiagramCheck.CAMUNDA, "asyncAfter"))) {
            scope.waits.add(id + AFTER);
        } else {
            onward(run, scope, id);
        }
    }

    private void onward(Run run, Scope scope, String id) {
        var flows = outgoing.getOrDefault(id, List.of());
        flows.forEach(flow -> run.arrivals.add(new Arrival(scope, target(flow), flow.attribute("id"))));
        if (flows.isEmpty()) {
            over(run, scope);
        }
    }

    /** What a task without people does. */
    private boolean work(Run run, Scope scope, Element task, Consumer<Run> branch, State from, String by) {
        var moves = moves(task);
        if (moves == null) {
            depart(run, scope, key(task));
            return true;
        }
        var before = run.standing;
        var possible = moves.stream().filter(move -> move.possible(before)).toList();
        if (possible.isEmpty()) {
            find(task, "deployment.walk.refused", stateWord(before), missing(moves, before), way(from, by));
            return false;
        }
        for (var move : possible.subList(1, possible.size())) {
            var other = run.copy();
            other.standing = move.after(before);
            if (!depart(other, twin(run, other, scope), task, move)) {
                find(task, "deployment.walk.uncaught", move.error(), way(from, by));
                return false;
            }
            branch.accept(other);
        }
        run.standing = possible.get(0).after(before);
        return depart(run, scope, task, possible.get(0));
    }

    /** Leaves a task by its flows, or by the border that catches its error; false where nothing catches it. */
    private boolean depart(Run run, Scope scope, Element task, Move move) {
        var id = key(task);
        if (move.error() == null) {
            depart(run, scope, id);
            return true;
        }
        var catching = boundaries.getOrDefault(id, List.of()).stream()
                .filter(event -> event.anyBelow(element -> element.is(DiagramCheck.BPMN, "errorEventDefinition")))
                .filter(event -> reading.error(event).map(move.error()::equals).orElse(true))
                .findFirst();
        catching.ifPresent(event -> depart(run, scope, key(event)));
        return catching.isPresent();
    }

    /** The moves of the ledger that a task makes; null when it touches nothing. */
    private List<Move> moves(Element task) {
        if (task.local().equals("businessRuleTask")) {
            return task.all()
                    .filter(element -> element.is(DiagramCheck.CAMUNDA, "executionListener"))
                    .map(listener -> reading.bean(String.valueOf(listener.attribute("delegateExpression"))))
                    .flatMap(Optional::stream)
                    .filter(course.readings()::containsKey)
                    .findFirst()
                    .map(bean -> course.readings().get(bean).stream()
                            .filter(move -> move.option() == null
                                    || move.option().equals(DiagramCheck.parameter(task, "phase")))
                            .toList())
                    .orElse(null);
        }
        var bean = reading.bean(String.valueOf(task.attribute(DiagramCheck.CAMUNDA, "delegateExpression")));
        return bean.map(name -> course.works()
                        .getOrDefault(
                                name
                                        + TaskParameter.to(name)
                                                .flatMap(told -> told.meaning(
                                                        DiagramCheck.parameter(task, told.parameter()),
                                                        task.attribute("id")))
                                                .map(meant -> ":" + meant)
                                                .orElse(""),
                                course.works().get(name)))
                .orElse(null);
    }

    /** Whether every situation that can be come to has an end in reach; tells the nearest that has not. */
    private void judge(Predicate<State> good) {
        if (!findings.isEmpty()) {
            return;
        }
        var before = new HashMap<State, List<State>>();
        states.values()
                .forEach(state -> state.next.forEach(next ->
                        before.computeIfAbsent(next, each -> new ArrayList<>()).add(state)));
        var reached = new ArrayDeque<State>();
        states.values().stream().filter(good).forEach(state -> {
            state.goesOn = true;
            reached.add(state);
        });
        while (!reached.isEmpty()) {
            for (var earlier : before.getOrDefault(reached.poll(), List.of())) {
                if (!earlier.goesOn) {
                    earlier.goesOn = true;
                    reached.add(earlier);
                }
            }
        }
        var lost = states.values().stream().filter(state -> !state.goesOn).toList();
        lost.stream()
                .filter(state -> state.next.isEmpty())
                .findFirst()
                .or(() -> lost.stream().filter(this::waitsForMore).findFirst())
                .or(() -> lost.stream().findFirst())
                .ifPresent(this::tellStuck);
    }

    /** Whether a step waits for something that should have happened before. */
    private boolean waitsForMore(State state) {
        var more = new boolean[1];
        each(
                state.scope,
                List.of(),
                (path, scope) -> scope.waits.stream()
                        .map(wait -> Course.step(process, plain(nodeOf(wait))))
                        .flatMap(Optional::stream)
                        .flatMap(step -> step.moves().stream())
                        .filter(move -> move.states().contains(state.standing.state())
                                && !state.standing.facts().containsAll(move.needed()))
                        .forEach(move -> more[0] = true));
        return more[0];
    }

    /** A circle in which the engine goes by itself, by jobs and by moments that nothing sets anew, would never rest. */
    private void endless() {
        if (!findings.isEmpty()) {
            return;
        }
        var done = new HashSet<State>();
        for (var start : states.values()) {
            var path = new LinkedHashSet<State>();
            var ways = new ArrayDeque<java.util.Iterator<State>>();
            if (!done.contains(start)) {
                path.add(start);
                ways.push(start.alone.keySet().iterator());
            }
            var at = new ArrayDeque<State>(path);
            while (!ways.isEmpty()) {
                if (!ways.peek().hasNext()) {
                    ways.pop();
                    done.add(at.peek());
                    path.remove(at.pop());
                    continue;
                }
                var next = ways.peek().next();
                if (path.contains(next)) {
                    find(nodes.get(at.peek().alone.get(next)), "deployment.walk.endless", way(next));
                    return;
                }
                if (!done.contains(next)) {
                    path.add(next);
                    at.push(next);
                    ways.push(next.alone.keySet().iterator());
                }
            }
        }
    }

    private String plain(String key) {
        return nodes.get(key).attribute("id");
    }

    private List<String> waiting(State state) {
        var waiting = new ArrayList<String>();
        each(
                state.scope,
                List.of(),
                (path, scope) -> scope.waits.stream()
                        .map(DiagramWalk::nodeOf)
                        .filter(id -> !beside.contains(id))
                        .forEach(waiting::add));
        return waiting;
    }

    private void tellStuck(State state) {
        var waiting = waiting(state);
        var at = waiting.stream().findFirst().map(nodes::get).orElse(null);
        var needed = waiting.stream()
                .map(id -> Course.step(process, plain(id)))
                .flatMap(Optional::stream)
                .map(step -> missing(step.moves(), state.standing))
                .distinct()
                .collect(Collectors.joining("、"));
        find(at, "deployment.walk.stuck", stateWord(state.standing), needed, way(state));
    }

    /** What would have to have happened, in words of the ledger. */
    private String missing(List<Move> moves, Standing standing) {
        var facts = new TreeSet<String>();
        moves.stream()
                .filter(move -> move.states().isEmpty() || move.states().contains(standing.state()))
                .forEach(move -> facts.addAll(move.needed()));
        facts.removeAll(standing.facts());
        return facts.isEmpty()
                ? reading.word("deployment.walk.nothing")
                : facts.stream()
                        .map(fact -> reading.word("deployment.walk.fact." + fact))
                        .collect(Collectors.joining("、"));
    }

    private String stateWord(Standing standing) {
        return standing.state().isEmpty()
                ? ""
                : reading.word(STATES.getOrDefault(process, "deployment.walk.state.") + standing.state());
    }

    private static String variables(Standing standing) {
        return standing.variables().entrySet().stream()
                .filter(variable -> !Course.ANY.equals(variable.getValue()))
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .collect(Collectors.joining(", "));
    }

    /** The way to a situation, as the people on it would tell it. */
    private static String way(State state) {
        var steps = new ArrayDeque<String>();
        for (var at = state; at != null; at = at.from) {
            if (at.by != null) {
                steps.push(at.by);
            }
        }
        var told = List.copyOf(steps);
        var shown = told.size() > LONGEST_WAY ? told.subList(told.size() - LONGEST_WAY, told.size()) : told;
        return (shown.size() < told.size() ? "… → " : "") + String.join(" → ", shown);
    }

    private static String way(State from, String by) {
        var before = from == null ? "" : way(from);
        return by == null ? before : before.isEmpty() ? by : before + " → " + by;
    }

    private static String name(Element node) {
        var name = node.attribute("name");
        return name == null || name.isBlank() ? node.attribute("id") : name;
    }

    /** One finding for each element and reason. */
    private void find(Element node, String key, Object... args) {
        var id = node == null ? process : node.attribute("id");
        var from = node == null ? file : files.getOrDefault(processes.get(node), file);
        findings.putIfAbsent(from + id + key, new Finding(from, id, node == null ? 0 : node.line(), key, args));
    }
}
