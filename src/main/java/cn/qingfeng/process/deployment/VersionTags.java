package cn.qingfeng.process.deployment;

import cn.qingfeng.process.deployment.XmlFile.Element;
import cn.qingfeng.process.deployment.diagram.DiagramCheck;
import cn.qingfeng.process.deployment.shipped.LiveFile;
import cn.qingfeng.process.deployment.shipped.ShippedFiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.camunda.bpm.engine.impl.ProcessDefinitionQueryImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.dmn.entity.repository.DecisionDefinitionQueryImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.repository.ResourceDefinition;

/**
 * Holds what a version tag says: one tag, one content, and a changed diagram or table carries a higher one. A deployment by
 * the product itself is not held to it, because its tag was given by others.
 */
class VersionTags implements Deployer {

    private final CheckedDeployments check;

    VersionTags(CheckedDeployments check) {
        this.check = check;
    }

    @Override
    public void deploy(DeploymentEntity deployment) {
        if (!deployment.isNew() || ShippedFiles.byProduct()) {
            return;
        }
        var context = Context.getCommandContext();
        var findings = new ArrayList<Finding>();
        new TreeMap<>(deployment.getResources()).forEach((name, resource) -> {
            if (name.endsWith(".form")) {
                return; // Forms carry no tag.
            }
            var live = Content.identity(name, resource.getBytes()).flatMap(part -> LiveFile.of(context, part));
            if (live.isPresent() && !Arrays.equals(live.get().bytes(), resource.getBytes())) {
                tagged(name, resource.getBytes())
                        .forEach(element -> finding(context, name, element, resource.getBytes(), live.get())
                                .ifPresent(findings::add));
            }
        });
        if (!findings.isEmpty()) {
            throw check.refused(findings);
        }
    }

    private static Optional<Finding> finding(
            CommandContext context, String file, Element element, byte[] bytes, LiveFile live) {
        var id = element.attribute("id");
        var tag = tag(element);
        var same = withTag(context, element, id, tag);
        if (same.isPresent()) {
            return Arrays.equals(LiveFile.bytes(context, same.get()), bytes)
                    ? Optional.empty()
                    : Optional.of(new Finding(
                            file,
                            id,
                            element.line(),
                            "deployment.versionTag.used",
                            tag,
                            same.get().getVersion()));
        }
        return tagged(live.name(), live.bytes()).stream()
                .filter(known -> id.equals(known.attribute("id")))
                .map(VersionTags::tag)
                .filter(known -> known != null && lower(tag, known))
                .findFirst()
                .map(known -> new Finding(file, id, element.line(), "deployment.versionTag.back", tag, known));
    }

    private static Optional<? extends ResourceDefinition> withTag(
            CommandContext context, Element element, String key, String tag) {
        var executor = context.getProcessEngineConfiguration().getCommandExecutorTxRequired();
        return context
                .runWithoutAuthorization(() -> element.local().equals("process")
                        ? new ProcessDefinitionQueryImpl(executor)
                                .processDefinitionKey(key)
                                .versionTag(tag)
                                .orderByProcessDefinitionVersion()
                                .desc()
                                .listPage(0, 1)
                        : new DecisionDefinitionQueryImpl(executor)
                                .decisionDefinitionKey(key)
                                .versionTag(tag)
                                .orderByDecisionDefinitionVersion()
                                .desc()
                                .listPage(0, 1))
                .stream()
                .findFirst();
    }

    /** Processes and decisions of the file that carry a tag. */
    private static List<Element> tagged(String name, byte[] bytes) {
        try {
            return XmlFile.read(bytes)
                    .all()
                    .filter(element -> element.is(DiagramCheck.BPMN, "process")
                            || element.local().equals("decision")
                                    && !element.namespace().equals(DiagramCheck.BPMN))
                    .filter(element -> element.attribute("id") != null && tag(element) != null)
                    .toList();
        } catch (XmlFile.Unreadable unreadable) {
            return List.of();
        }
    }

    private static String tag(Element element) {
        return element.attributes().entrySet().stream()
                .filter(attribute -> attribute.getKey().local().equals("versionTag"))
                .map(java.util.Map.Entry::getValue)
                .filter(tag -> !tag.isBlank())
                .findFirst()
                .orElse(null);
    }

    /** Whether both are numbers with dots and the first is lower; other tags have no order. */
    static boolean lower(String tag, String than) {
        if (!numbered(tag) || !numbered(than)) {
            return false;
        }
        var mine = numbers(tag);
        var theirs = numbers(than);
        return Arrays.compare(mine, theirs) < 0;
    }

    private static boolean numbered(String tag) {
        return tag.matches("\\d{1,9}(\\.\\d{1,9}){0,5}");
    }

    /** Padded, because 1.1 and 1.1.0 are the same. */
    private static int[] numbers(String tag) {
        return Arrays.copyOf(
                Arrays.stream(tag.split("\\.")).mapToInt(Integer::parseInt).toArray(), 6);
    }
}
