package cn.qingfeng.process.deployment;

import cn.qingfeng.Refusal;
import cn.qingfeng.form.FormSchema;
import cn.qingfeng.process.deployment.XmlFile.Element;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.ProcessDefinitionQueryImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.camunda.bpm.engine.repository.ResourceDefinition;

/**
 * Makes every deployment whole: a diagram takes along the forms and tables that it binds to its own deployment, and a form
 * or table takes along the diagrams that use it. So an owner may send one changed file: new clues get a new version of
 * everything, and running ones keep every file that they started with.
 */
class WholeDeployments implements Deployer {

    private static final int MOST_PROCESSES = 500;

    @Override
    public void deploy(DeploymentEntity deployment) {
        if (deployment.isNew()) {
            var context = Context.getCommandContext();
            inOwnRight(context, () -> {
                new Completion(context, deployment).run();
                return null;
            });
        }
    }

    /** What is added is the product's own, whoever deploys. */
    private static void inOwnRight(CommandContext context, Callable<Void> work) {
        try {
            context.runWithoutAuthorization(work);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** What one file of a deployment defines and what it binds to its own deployment. */
    private record Content(Set<String> processes, Set<String> parts, Set<String> bound) {}

    private static final class Completion {

        private final CommandContext context;
        private final DeploymentEntity deployment;
        private final Map<String, Content> contents = new HashMap<>();
        private final Set<String> processes = new HashSet<>();
        private final Set<String> parts = new HashSet<>();

        Completion(CommandContext context, DeploymentEntity deployment) {
            this.context = context;
            this.deployment = deployment;
        }

        void run() {
            deployment.getResources().forEach((name, resource) -> take(name, resource.getBytes()));
            if (contents.isEmpty()) {
                return;
            }
            diagramsInForce().forEach(diagram -> {
                if (deployment.getResources().containsKey(diagram.getResourceName())) {
                    // The owner sends another file of that name: it stands as it was sent.
                    return;
                }
                var bytes = bytes(diagram);
                var content = read(diagram.getResourceName(), bytes);
                if (content != null
                        && content.bound().stream().anyMatch(parts::contains)
                        && content.processes().stream().noneMatch(processes::contains)) {
                    add(diagram.getResourceName(), bytes);
                }
            });
            for (var content : List.copyOf(contents.values())) {
                content.bound().stream().filter(part -> !parts.contains(part)).forEach(this::addInForce);
            }
        }

        private List<? extends ResourceDefinition> diagramsInForce() {
            return new ProcessDefinitionQueryImpl(
                            context.getProcessEngineConfiguration().getCommandExecutorTxRequired())
                    .latestVersion()
                    .listPage(0, MOST_PROCESSES);
        }

        private void addInForce(String part) {
            var id = part.substring(part.indexOf(':') + 1);
            ResourceDefinition known = part.startsWith("form:")
                    ? context.getCamundaFormDefinitionManager().findLatestDefinitionByKey(id)
                    : context.getDecisionDefinitionManager().findLatestDefinitionByKey(id);
            if (known != null && !deployment.getResources().containsKey(known.getResourceName())) {
                add(known.getResourceName(), bytes(known));
            }
        }

        private byte[] bytes(ResourceDefinition definition) {
            return context.getResourceManager()
                    .findResourceByDeploymentIdAndResourceName(
                            definition.getDeploymentId(), definition.getResourceName())
                    .getBytes();
        }

        private void add(String name, byte[] bytes) {
            var resource = new ResourceEntity();
            resource.setName(name);
            resource.setBytes(bytes);
            resource.setDeploymentId(deployment.getId());
            deployment.addResource(resource);
            context.getResourceManager().insertResource(resource);
            take(name, bytes);
        }

        private void take(String name, byte[] bytes) {
            var content = read(name, bytes);
            if (content != null) {
                contents.put(name, content);
                processes.addAll(content.processes());
                parts.addAll(content.parts());
            }
        }

        /** Null for a file that cannot be read: the check after this one says why. */
        private static Content read(String name, byte[] bytes) {
            try {
                if (bytes == null) {
                    return null;
                }
                if (name.endsWith(".form")) {
                    var id = FormSchema.parse(new String(bytes, StandardCharsets.UTF_8))
                            .id();
                    return new Content(Set.of(), Set.of("form:" + id), Set.of());
                }
                if (name.endsWith(".dmn")) {
                    var parts = new HashSet<String>();
                    DecisionCheck.decisionsIn(XmlFile.read(bytes)).forEach(id -> parts.add("decision:" + id));
                    return new Content(Set.of(), parts, Set.of());
                }
                if (name.endsWith(".bpmn")) {
                    var diagram = XmlFile.read(bytes);
                    var bound = new HashSet<String>();
                    bound(diagram, "formRef").forEach(id -> bound.add("form:" + id));
                    bound(diagram, "decisionRef").forEach(id -> bound.add("decision:" + id));
                    return new Content(Set.copyOf(DiagramCheck.processesIn(diagram)), Set.of(), bound);
                }
                return null;
            } catch (XmlFile.Unreadable | Refusal unreadable) {
                return null;
            }
        }

        private static Stream<String> bound(Element diagram, String reference) {
            return diagram.all()
                    .filter(element ->
                            "deployment".equals(element.attribute(DiagramCheck.CAMUNDA, reference + "Binding")))
                    .map(element -> element.attribute(DiagramCheck.CAMUNDA, reference))
                    .filter(id -> id != null && !id.isBlank());
        }
    }
}
