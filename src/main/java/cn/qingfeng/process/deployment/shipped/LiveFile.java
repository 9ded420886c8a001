package cn.qingfeng.process.deployment.shipped;

import cn.qingfeng.process.deployment.Content;
import cn.qingfeng.process.deployment.Digests;
import java.util.Optional;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.repository.ResourceDefinition;

/** A file that is in force: what defines the newest version of a process, table or form. */
public record LiveFile(String name, String deploymentId, int version, byte[] bytes) {

    String digest() {
        return Digests.of(bytes);
    }

    /** @param part as {@link Content} writes it */
    public static Optional<LiveFile> of(CommandContext context, String part) {
        return definition(context, part)
                .map(known -> new LiveFile(
                        known.getResourceName(), known.getDeploymentId(), known.getVersion(), bytes(context, known)));
    }

    public static byte[] bytes(CommandContext context, ResourceDefinition definition) {
        return context.getResourceManager()
                .findResourceByDeploymentIdAndResourceName(definition.getDeploymentId(), definition.getResourceName())
                .getBytes();
    }

    private static Optional<ResourceDefinition> definition(CommandContext context, String part) {
        var key = part.substring(part.indexOf(':') + 1);
        if (part.startsWith(Content.PROCESS)) {
            return Optional.ofNullable(context.getProcessDefinitionManager().findLatestProcessDefinitionByKey(key));
        }
        return Optional.ofNullable(
                part.startsWith(Content.FORM)
                        ? context.getCamundaFormDefinitionManager().findLatestDefinitionByKey(key)
                        : context.getDecisionDefinitionManager().findLatestDefinitionByKey(key));
    }
}
