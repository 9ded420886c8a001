package cn.qingfeng.process.deployment;

import cn.qingfeng.Messages;
import cn.qingfeng.form.FormSchema;
import cn.qingfeng.matter.MatterKinds;
import cn.qingfeng.process.deployment.diagram.DiagramBeans;
import cn.qingfeng.process.deployment.diagram.DiagramCheck;
import cn.qingfeng.process.deployment.diagram.DiagramExpressions;
import cn.qingfeng.process.deployment.diagram.DiagramWalk;
import cn.qingfeng.process.deployment.table.DecisionCheck;
import cn.qingfeng.process.engine.BpmnBean;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.lifecycle.CluePhase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mockito.Mockito;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** The shipped files, changed at will, before the same check that a deployment passes; nothing is started for it. */
public final class CheckedFiles {

    private static final DiagramExpressions EXPRESSIONS = new DiagramExpressions(beans());
    private static final DeploymentWords WORDS = words();
    private static final List<Contract> CONTRACTS = Contracts.ofTheProduct().toList();

    private static final Set<String> UNITS = Set.of("justice", "service-center", "market-supervision");

    private final Map<String, String> files = new TreeMap<>();

    /** What is only read is read once, however many changed files stand beside it. */
    private static final Map<String, XmlFile.Element> READ = new java.util.concurrent.ConcurrentHashMap<>();

    /** What is said of a table hangs on nothing beside it. */
    private static final Map<String, List<Finding>> TABLES = new java.util.concurrent.ConcurrentHashMap<>();

    private static final Map<String, FormSchema> FORMS = new java.util.concurrent.ConcurrentHashMap<>();

    private static XmlFile.Element read(String text) throws XmlFile.Unreadable {
        var known = READ.get(text);
        if (known == null) {
            known = XmlFile.read(text.getBytes(StandardCharsets.UTF_8));
            if (READ.size() > 100) {
                READ.clear();
                FORMS.clear();
            }
            READ.put(text, known);
        }
        return known;
    }

    public static CheckedFiles shipped() {
        var shipped = new CheckedFiles();
        for (var folder : List.of("processes", "forms")) {
            try (var files = Files.list(Path.of(folder))) {
                for (var file : files.toList()) {
                    shipped.files.put(file.getFileName().toString(), Files.readString(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return shipped;
    }

    public Map<String, String> files() {
        return files;
    }

    public String text(String file) {
        return files.get(file);
    }

    public CheckedFiles with(String file, String text) {
        files.put(file, text);
        return this;
    }

    /** Changes a file; fails when there is nothing to change. */
    public CheckedFiles changing(String file, String found, String replacement) {
        if (!files.get(file).contains(found)) {
            throw new IllegalArgumentException(file + " does not contain " + found);
        }
        return with(file, files.get(file).replace(found, replacement));
    }

    /** What the check says of all files, in words. */
    public List<String> refusals() {
        return refusals(null);
    }

    /** What it says of one file, the others beside it; of a form, what the drawings say that use it. */
    public List<String> refusals(String only) {
        var findings = new ArrayList<Finding>();
        var diagrams = new LinkedHashMap<String, XmlFile.Element>();
        var tables = new LinkedHashMap<String, XmlFile.Element>();
        var forms = new LinkedHashMap<String, FormSchema>();
        files.forEach((name, text) -> {
            try {
                if (name.endsWith(".bpmn")) {
                    diagrams.put(name, read(text));
                } else if (name.endsWith(".dmn")) {
                    tables.put(name, read(text));
                } else {
                    var form = FORMS.computeIfAbsent(text, FormSchema::parse);
                    forms.put(form.id(), form);
                }
            } catch (XmlFile.Unreadable unreadable) {
                findings.add(unreadable.in(name));
            } catch (cn.qingfeng.Refusal unusable) {
                findings.add(new Finding(
                        name, null, 0, unusable.key(), unusable.args().toArray()));
            }
        });
        var called = diagrams.values().stream()
                .flatMap(XmlFile.Element::all)
                .map(element -> element.attribute("calledElement"))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        var decisions = tables.values().stream()
                .flatMap(table -> DecisionCheck.decisionsIn(table).stream())
                .distinct()
                .collect(Collectors.toMap(
                        Function.identity(),
                        id -> DecisionCheck.decision(tables.values(), id).orElseThrow()));
        var around = new DiagramCheck.Surroundings() {
            @Override
            public boolean formInDeployment(String id) {
                return forms.containsKey(id);
            }

            @Override
            public boolean formKnown(String id) {
                return forms.containsKey(id);
            }

            @Override
            public Optional<FormSchema> form(String id) {
                return Optional.ofNullable(forms.get(id));
            }

            @Override
            public boolean isCalled(String process) {
                return called.contains(process);
            }

            @Override
            public boolean decisionInDeployment(String id) {
                return decisions.containsKey(id);
            }

            @Override
            public Optional<XmlFile.Element> decision(String id) {
                return Optional.ofNullable(decisions.get(id));
            }

            @Override
            public boolean decisionKnown(String id) {
                return decisionInDeployment(id);
            }

            @Override
            public boolean processInDeployment(String id) {
                return diagrams.values().stream()
                        .anyMatch(diagram -> DiagramCheck.processesIn(diagram).contains(id));
            }

            @Override
            public boolean processKnown(String id) {
                return processInDeployment(id);
            }

            @Override
            public Optional<DiagramWalk.Called> diagram(String process) {
                return diagrams.entrySet().stream()
                        .flatMap(diagram -> diagram.getValue()
                                .children(DiagramCheck.BPMN, "process")
                                .filter(drawn -> process.equals(drawn.attribute("id")))
                                .map(drawn -> new DiagramWalk.Called(diagram.getKey(), drawn, diagram.getValue())))
                        .findFirst();
            }

            /** None is deployed yet, as on a county's first start. */
            @Override
            public MatterKinds matters() {
                return Mockito.mock(MatterKinds.class);
            }

            @Override
            public String digest(String file) {
                return files.get(file);
            }
        };
        diagrams.forEach((name, diagram) -> {
            if (only == null || only.equals(name) || only.endsWith(".form") || isPhase(only) && name.equals(OVERVIEW)) {
                findings.addAll(new DiagramCheck(name, diagram, EXPRESSIONS, WORDS, around).findings(CONTRACTS));
            }
        });
        tables.forEach((name, table) -> {
            if (only == null || only.equals(name)) {
                findings.addAll(TABLES.computeIfAbsent(
                        name + "\n" + files.get(name),
                        unread -> new DecisionCheck(name, table, UNITS).findings(CONTRACTS)));
            }
        });
        return findings.stream()
                .map(finding ->
                        finding.file() + " " + finding.element() + ": " + WORDS.say(finding.key(), finding.args()))
                .toList();
    }

    /** What is drawn in a phase is walked where it is called. */
    private static final String OVERVIEW = ClueLifecycle.KEY + ".bpmn";

    private static boolean isPhase(String file) {
        return CluePhase.of(file.replace(".bpmn", "")).isPresent();
    }

    private static DiagramBeans beans() {
        var context = new AnnotationConfigApplicationContext();
        var scanner = new ClassPathBeanDefinitionScanner(context, false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(BpmnBean.class));
        scanner.scan("cn.qingfeng.process");
        return new DiagramBeans(context.getDefaultListableBeanFactory());
    }

    private static DeploymentWords words() {
        Locale.setDefault(Locale.SIMPLIFIED_CHINESE);
        var messages = Messages.source();
        messages.setUseCodeAsDefaultMessage(true);
        return new DeploymentWords(messages);
    }
}
