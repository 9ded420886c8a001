package cn.qingfeng.process.matter;

import cn.qingfeng.Refusal;
import cn.qingfeng.form.FormOptions;
import cn.qingfeng.form.FormSchema;
import cn.qingfeng.matter.MatterKind;
import cn.qingfeng.matter.MatterKind.Column;
import cn.qingfeng.matter.MatterKinds;
import cn.qingfeng.matter.StepLimit;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.HeldDuty;
import cn.qingfeng.organization.Right;
import cn.qingfeng.process.deployment.Finding;
import cn.qingfeng.process.deployment.XmlFile.Element;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads what a diagram says about its kind of matter, in the properties of its process and its steps, and refuses what is
 * not whole: nothing of it is taken half.
 */
public final class MatterDrawing {

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

    private static final String PREFIX = "prefix";
    private static final String START = "start";
    private static final String SEE = "see";
    private static final String COLUMNS = "columns";
    private static final List<String> PROPERTIES = List.of(PREFIX, START, SEE, COLUMNS);
    static final String LIMIT = "limit";
    /** The date from which the limit counts, and the one with which it ends at the latest. */
    static final String SINCE = "since";

    static final String UNTIL = "until";
    /** How many files must lie with the matter before the step is done. */
    static final String FILES = "files";

    private static final List<String> OF_A_STEP = List.of(LIMIT, SINCE, UNTIL, FILES);

    /** Numbers begin so; two letters are for the product's own: clues, orders, reveals. */
    private static final Pattern A_PREFIX = Pattern.compile("[A-Z]{3,6}");

    private static final Pattern A_KEY = Pattern.compile(Pattern.quote(MatterKind.KEY) + "[a-z0-9-]{2,50}");
    private static final int MOST_COLUMNS = 12;

    private final String file;
    private final Element process;
    private final Function<String, Optional<FormSchema>> forms;
    private final MatterKinds kinds;
    private final List<Finding> findings = new ArrayList<>();

    public MatterDrawing(
            String file, Element process, Function<String, Optional<FormSchema>> forms, MatterKinds kinds) {
        this.file = file;
        this.process = process;
        this.forms = forms;
        this.kinds = kinds;
    }

    /** The names by which properties call duties. */
    private static Map<String, Duty> duties(Right right) {
        var duties = new TreeMap<String, Duty>();
        for (var duty : right.anyhow()) {
            duties.put(
                    switch (duty) {
                        case HANDLER -> "unit";
                        case UNIT_LEADER -> "unit-leader";
                        default -> duty.groupId();
                    },
                    duty);
        }
        return duties;
    }

    /** What the diagram says about its kind; to be taken only when there are no {@link #findings()}. */
    public MatterKind kind() {
        findings.clear();
        var said = properties(process);
        said.keySet().stream()
                .filter(name -> !PROPERTIES.contains(name))
                .forEach(name -> find(process, "deployment.matter.property", name, String.join(", ", PROPERTIES)));
        PROPERTIES.stream()
                .filter(name -> said.getOrDefault(name, "").isBlank())
                .forEach(name -> find(process, "deployment.matter.missing", name));
        var key = String.valueOf(process.attribute("id"));
        if (!A_KEY.matcher(key).matches()) {
            find(process, "deployment.matter.key", key);
        }
        if (process.attribute("name") == null || process.attribute("name").isBlank()) {
            find(process, "deployment.matter.name");
        }
        return new MatterKind(
                key,
                String.valueOf(process.attribute("name")),
                said.getOrDefault(PREFIX, "").strip(),
                duties(START, Right.OPEN_MATTER, said),
                duties(SEE, Right.SEE_MATTER, said),
                columns(said));
    }

    /** Everything for which the diagram is refused. */
    public List<Finding> findings() {
        var kind = kind();
        prefix(kind);
        tasks().forEach(task -> step(task, kind));
        unitIsKnown(kind);
        kinds.lost(kind).forEach(column -> find(process, "deployment.matter.column.lost", column));
        return findings;
    }

    private void prefix(MatterKind kind) {
        if (kind.prefix().isEmpty()) {
            return;
        }
        if (!A_PREFIX.matcher(kind.prefix()).matches()) {
            find(process, "deployment.matter.prefix", kind.prefix());
        } else {
            kinds.ofPrefix(kind.prefix())
                    .filter(other -> !other.equals(kind.key()))
                    .ifPresent(taken -> find(process, "deployment.matter.prefix.taken", kind.prefix()));
        }
        kinds.find(kind.key())
                .map(MatterKind::prefix)
                .filter(before -> !before.equals(kind.prefix()))
                .ifPresent(before -> find(process, "deployment.matter.prefix.changed", before));
    }

    private Set<Duty> duties(String property, Right right, Map<String, String> said) {
        var named = EnumSet.noneOf(Duty.class);
        words(said.get(property)).forEach(word -> {
            var duty = duties(right).get(word);
            if (duty == null) {
                find(
                        process,
                        "deployment.matter.duty",
                        property,
                        word,
                        String.join(", ", duties(right).keySet()));
            } else {
                named.add(duty);
            }
        });
        return named;
    }

    private List<Column> columns(Map<String, String> said) {
        var labels = new HashMap<String, String>();
        tasks().flatMap(task -> form(task).stream())
                .forEach(form -> form.keys()
                        .forEach(key -> labels.putIfAbsent(key, form.label(key).orElse(key))));
        var columns = new ArrayList<Column>();
        words(said.get(COLUMNS)).distinct().forEach(key -> {
            if (labels.containsKey(key)) {
                columns.add(new Column(key, labels.get(key)));
            } else {
                find(process, "deployment.matter.column", key);
            }
        });
        if (columns.size() > MOST_COLUMNS) {
            find(process, "deployment.matter.columns", MOST_COLUMNS);
        }
        return columns;
    }

    private void step(Element task, MatterKind kind) {
        properties(task).forEach((name, value) -> {
            if (!OF_A_STEP.contains(name)) {
                find(task, "deployment.matter.property", name, String.join(", ", OF_A_STEP));
            } else if (name.equals(FILES)) {
                if (!value.matches("[1-9]")) {
                    find(task, "deployment.matter.files", value);
                }
            } else if (name.equals(LIMIT) && StepLimit.read(value).isEmpty()) {
                find(task, "deployment.matter.limit", value);
            } else if (!name.equals(LIMIT)) {
                date(task, name, value);
            }
        });
        if (task.attribute(CAMUNDA, "dueDate") != null) {
            find(task, "deployment.matter.dueDate");
        }
        words(task.attribute(CAMUNDA, "candidateGroups")).forEach(group -> {
            if (group.contains("{")
                    && !Set.of("unit-${unit}", "unit-${unit}-leader").contains(group)) {
                find(task, "deployment.matter.group", group);
                return;
            }
            Duty.ofGroup(group.replace("${unit}", "any"))
                    .map(HeldDuty::duty)
                    .filter(duty -> !kind.see().contains(duty))
                    .ifPresent(duty -> find(task, "deployment.matter.unseen", group));
        });
    }

    /** A limit is tied to a date that some form asks for. */
    private void date(Element task, String name, String key) {
        if (tasks().flatMap(each -> form(each).stream())
                .noneMatch(form -> form.kind(key).equals(Optional.of("date")))) {
            find(task, "deployment.matter.date", name, key);
        }
        if (!properties(task).containsKey(LIMIT)) {
            find(task, "deployment.matter.date.alone", name);
        }
    }

    /** What is offered to the unit that answers comes after a step that asks which one that is, on every way. */
    private void unitIsKnown(MatterKind kind) {
        var fromTheBeginning = !kind.start().isEmpty() && kind.start().stream().allMatch(Duty::perUnit);
        if (fromTheBeginning) {
            return;
        }
        var byId = new HashMap<String, Element>();
        process.all()
                .filter(element -> element.namespace().equals(BPMN) && element.attribute("id") != null)
                .forEach(element -> byId.put(element.attribute("id"), element));
        var open = new ArrayDeque<Element>();
        process.all().filter(element -> element.is(BPMN, "startEvent")).forEach(open::add);
        var seen = new HashSet<String>();
        while (!open.isEmpty()) {
            var at = open.poll();
            var id = at.attribute("id");
            if (!seen.add(id)) {
                continue;
            }
            if (at.is(BPMN, "userTask")) {
                if (String.valueOf(at.attribute(CAMUNDA, "candidateGroups")).contains("${unit}")) {
                    find(at, "deployment.matter.unit");
                }
                if (form(at).filter(MatterDrawing::asksForUnit).isPresent()) {
                    continue;
                }
            }
            process.all()
                    .filter(flow -> flow.is(BPMN, "sequenceFlow") && id.equals(flow.attribute("sourceRef")))
                    .map(flow -> byId.get(flow.attribute("targetRef")))
                    .filter(next -> next != null)
                    .forEach(open::add);
            process.all()
                    .filter(event -> event.is(BPMN, "boundaryEvent") && id.equals(event.attribute("attachedToRef")))
                    .forEach(open::add);
            if (at.is(BPMN, "subProcess")) {
                at.children(BPMN, "startEvent").forEach(open::add);
            }
        }
    }

    /** Whether a form cannot be sent without saying which of the county's units answers. */
    private static boolean asksForUnit(FormSchema form) {
        if (!form.kind(MatterKind.UNIT).equals(Optional.of("one:" + FormOptions.UNITS))) {
            return false;
        }
        try {
            form.check(Map.of(), Map.of(), Instant.EPOCH);
            return false;
        } catch (Refusal refused) {
            return refused.faults().stream().anyMatch(fault -> MatterKind.UNIT.equals(fault.field()));
        }
    }

    private Stream<Element> tasks() {
        return process.all().filter(element -> element.is(BPMN, "userTask"));
    }

    private Optional<FormSchema> form(Element task) {
        return Optional.ofNullable(task.attribute(CAMUNDA, "formRef")).flatMap(forms);
    }

    private static Map<String, String> properties(Element element) {
        var said = new LinkedHashMap<String, String>();
        element.children(BPMN, "extensionElements")
                .flatMap(extensions -> extensions.children(CAMUNDA, "properties"))
                .flatMap(properties -> properties.children(CAMUNDA, "property"))
                .forEach(property -> said.put(String.valueOf(property.attribute("name")), value(property)));
        return said;
    }

    private static String value(Element property) {
        return property.attribute("value") == null ? "" : property.attribute("value");
    }

    private static Stream<String> words(String list) {
        return list == null
                ? Stream.of()
                : Arrays.stream(list.split(",")).map(String::strip).filter(word -> !word.isEmpty());
    }

    private void find(Element element, String key, Object... args) {
        findings.add(new Finding(file, element.attribute("id"), element.line(), key, args));
    }
}
