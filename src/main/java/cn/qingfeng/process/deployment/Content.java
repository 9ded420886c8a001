package cn.qingfeng.process.deployment;

import cn.qingfeng.Refusal;
import cn.qingfeng.form.FormSchema;
import cn.qingfeng.process.deployment.XmlFile.Element;
import cn.qingfeng.process.deployment.diagram.DiagramCheck;
import cn.qingfeng.process.deployment.table.DecisionCheck;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one file of a deployment defines and what it binds to its own deployment, each written as kind and key:
 * {@code process:clue-lifecycle}, {@code decision:time-limits}, {@code form:sign-for-clue}.
 */
public record Content(Set<String> defined, Set<String> bound) {

    public static final String PROCESS = "process:";
    public static final String DECISION = "decision:";
    public static final String FORM = "form:";

    private static final int MOST_READ = 300;

    /** By digest: most files of a deployment are those that were in force before. */
    private static final Map<String, Content> READ = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Content> eldest) {
            return size() > MOST_READ;
        }
    });

    /** Null for a file that cannot be read: the check of deployments says why. */
    static Content read(String name, byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        var ending = name.substring(name.lastIndexOf('.') + 1);
        return READ.computeIfAbsent(ending + Digests.of(bytes), once -> parse(name, bytes));
    }

    private static Content parse(String name, byte[] bytes) {
        try {
            var defined = new LinkedHashSet<String>();
            if (name.endsWith(".form")) {
                defined.add(FORM
                        + FormSchema.parse(new String(bytes, StandardCharsets.UTF_8))
                                .id());
                return new Content(defined, Set.of());
            }
            if (name.endsWith(".dmn")) {
                DecisionCheck.decisionsIn(XmlFile.read(bytes)).forEach(id -> defined.add(DECISION + id));
                return new Content(defined, Set.of());
            }
            if (name.endsWith(".bpmn")) {
                var diagram = XmlFile.read(bytes);
                var bound = new LinkedHashSet<String>();
                bound(diagram, "formRef").forEach(id -> bound.add(FORM + id));
                bound(diagram, "decisionRef").forEach(id -> bound.add(DECISION + id));
                diagram.all()
                        .filter(element ->
                                "deployment".equals(element.attribute(DiagramCheck.CAMUNDA, "calledElementBinding")))
                        .map(element -> element.attribute("calledElement"))
                        .filter(id -> id != null && !id.isBlank())
                        .forEach(id -> bound.add(PROCESS + id));
                DiagramCheck.processesIn(diagram).forEach(id -> defined.add(PROCESS + id));
                return new Content(defined, bound);
            }
            return null;
        } catch (XmlFile.Unreadable | Refusal unreadable) {
            return null;
        }
    }

    /** The name by which a file is known whatever it is called: its first definition. */
    public static Optional<String> identity(String name, byte[] bytes) {
        var content = read(name, bytes);
        return content == null ? Optional.empty() : content.defined().stream().findFirst();
    }

    private static Stream<String> bound(Element diagram, String reference) {
        return diagram.all()
                .filter(element -> "deployment".equals(element.attribute(DiagramCheck.CAMUNDA, reference + "Binding")))
                .map(element -> element.attribute(DiagramCheck.CAMUNDA, reference))
                .filter(id -> id != null && !id.isBlank());
    }
}
