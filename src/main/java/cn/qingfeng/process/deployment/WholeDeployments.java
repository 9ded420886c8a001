package cn.qingfeng.process.deployment;

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
            complete(context, deployment, true);
        }
    }

    /**
     * Adds to the deployment what it must be whole with, as it is in force.
     *
     * @param stored whether what is added is stored too; otherwise the deployment is only tried
     */
    static void complete(CommandContext context, DeploymentEntity deployment, boolean stored) {
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
            diagramsInForce().forEach(diagram -> {
                if (deployment.getResources().containsKey(diagram.getResourceName())) {
                    // The owner sends another file of that name: it stands as it was sent.
                    return;
                }
                var bytes = LiveFile.bytes(context, diagram);
                var content = Content.read(diagram.getResourceName(), bytes);
                if (content != null
                        && content.bound().stream().anyMatch(defined::contains)
                        && content.defined().stream().noneMatch(defined::contains)) {
                    add(diagram.getResourceName(), bytes);
                }
            });
            for (var content : List.copyOf(contents.values())) {
                content.bound().stream().filter(part -> !defined.contains(part)).forEach(this::addInForce);
            }
        }

        private List<? extends ResourceDefinition> diagramsInForce() {
            return new ProcessDefinitionQueryImpl(
                            context.getProcessEngineConfiguration().getCommandExecutorTxRequired())
                    .latestVersion()
                    .listPage(0, MOST_PROCESSES);
        }

        private void addInForce(String part) {
            LiveFile.of(context, part)
                    .filter(known -> !deployment.getResources().containsKey(known.name()))
                    .ifPresent(known -> add(known.name(), known.bytes()));
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
