package cn.qingfeng.process.deployment;

import cn.qingfeng.process.deployment.shipped.LiveFile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.camunda.bpm.engine.impl.ProcessDefinitionQueryImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.camunda.bpm.engine.repository.ResourceDefinition;

/**
 * Makes every deployment whole: a diagram takes along the forms, tables and diagrams that it binds to its own deployment, and a form,
 * table or called diagram takes along the diagrams that use it. So an owner may send one changed file: new clues get a new version of
 * everything, and running ones keep every file that they started with.
 */
public class WholeDeployments implements Deployer {

    private static final int MOST_PROCESSES = 500;

    @Override
    public void deploy(DeploymentEntity deployment) {
        if (deployment.isNew()) {
            var context = Context.getCommandContext();
            complete(context, deployment, true);
        }
    }

    /**
     * Adds to the deployment what it must be whole with, as it is in force.
     *
     * @param stored whether what is added is stored too; otherwise the deployment is only tried
     */
    public static void complete(CommandContext context, DeploymentEntity deployment, boolean stored) {
        inOwnRight(context, () -> {
            new Completion(context, deployment, stored).run();
            return null;
        });
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

    private static final class Completion {

        private final CommandContext context;
        private final DeploymentEntity deployment;
        private final boolean stored;
        private final Map<String, Content> contents = new HashMap<>();
        private final Set<String> defined = new HashSet<>();

        Completion(CommandContext context, DeploymentEntity deployment, boolean stored) {
            this.context = context;
            this.deployment = deployment;
            this.stored = stored;
        }

        void run() {
            deployment.getResources().forEach((name, resource) -> take(name, resource.getBytes()));
            if (contents.isEmpty()) {
                return;
            }
            var inForce = diagramsInForce();
            while (inForce.stream().filter(this::addUser).count() > 0) {
                // A phase that came along brings the diagram that calls it, which may be called itself.
            }
            while (List.copyOf(contents.values()).stream()
                            .flatMap(content -> content.bound().stream())
                            .filter(part -> !defined.contains(part))
                            .filter(this::addInForce)
                            .count()
                    > 0) {
                // A diagram that came along because it is called brings its own forms and tables, and what it calls.
            }
        }

        /** Adds a diagram in force that uses something of the deployment; whether it did. */
        private boolean addUser(ResourceDefinition diagram) {
            if (deployment.getResources().containsKey(diagram.getResourceName())) {
                // The owner sends another file of that name: it stands as it was sent.
                return false;
            }
            var bytes = LiveFile.bytes(context, diagram);
            var content = Content.read(diagram.getResourceName(), bytes);
            if (content == null
                    || content.bound().stream().noneMatch(defined::contains)
                    || content.defined().stream().anyMatch(defined::contains)) {
                return false;
            }
            add(diagram.getResourceName(), bytes);
            return true;
        }

        private List<? extends ResourceDefinition> diagramsInForce() {
            return new ProcessDefinitionQueryImpl(
                            context.getProcessEngineConfiguration().getCommandExecutorTxRequired())
                    .latestVersion()
                    .listPage(0, MOST_PROCESSES);
        }

        private boolean addInForce(String part) {
            var found = LiveFile.of(context, part)
                    .filter(known -> !deployment.getResources().containsKey(known.name()));
            found.ifPresent(known -> add(known.name(), known.bytes()));
            return found.isPresent();
        }

        private void add(String name, byte[] bytes) {
            var resource = new ResourceEntity();
            resource.setName(name);
            resource.setBytes(bytes);
            resource.setDeploymentId(deployment.getId());
            deployment.addResource(resource);
            if (stored) {
                context.getResourceManager().insertResource(resource);
            }
            take(name, bytes);
        }

        private void take(String name, byte[] bytes) {
            var content = Content.read(name, bytes);
            if (content != null) {
                contents.put(name, content);
                defined.addAll(content.defined());
            }
        }
    }
}
