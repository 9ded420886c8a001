package cn.qingfeng.process.deployment;

import cn.qingfeng.Refusal;
import cn.qingfeng.form.FormSchema;
import cn.qingfeng.matter.MatterKind;
import cn.qingfeng.matter.MatterKinds;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Unit;
import cn.qingfeng.process.deployment.XmlFile.Element;
import cn.qingfeng.process.deployment.diagram.DiagramBeans;
import cn.qingfeng.process.deployment.diagram.DiagramCheck;
import cn.qingfeng.process.deployment.diagram.DiagramExpressions;
import cn.qingfeng.process.deployment.diagram.DiagramWalk;
import cn.qingfeng.process.deployment.shipped.ShippedFiles;
import cn.qingfeng.process.deployment.table.DecisionCheck;
import cn.qingfeng.process.matter.MatterDrawing;
import cn.qingfeng.web.OwnWords;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Stands before the engine's own deployers, so that every deployment passes here, whoever sends it and by whatever way:
 * Camunda Modeler over REST, Cockpit, or the files beside the product at its start. Nothing is parsed by the engine, and
 * nothing is stored, before this agrees.
 */
public class CheckedDeployments implements Deployer {

    /** In bytes. The largest of our diagrams has a tenth of it. */
    private static final int LARGEST_FILE = 2 << 20;

    private static final int MOST_REASONS = 50;

    /** So many walks are remembered; a county's files are about seven drawings. */
    private static final int MOST_WALKS = 200;

    private final DiagramExpressions expressions;
    private final DeploymentWords words;
    private final ObjectProvider<Contract> contracts;
    private final ObjectProvider<Organization> organization;
    private final ObjectProvider<MatterKinds> matters;

    /** Walks that came to their ends: what they depend on, as a digest. A form's new label walks no drawing again. */
    private final Set<String> walks =
            Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<String, Boolean>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                    return size() > MOST_WALKS;
                }
            }));

    CheckedDeployments(
            DiagramBeans beans,
            DeploymentWords words,
            ObjectProvider<Contract> contracts,
            ObjectProvider<Organization> organization,
            ObjectProvider<MatterKinds> matters) {
        this.matters = matters;
        this.organization = organization;
        this.expressions = new DiagramExpressions(beans);
        this.words = words;
        this.contracts = contracts;
    }

    @Override
    public void deploy(DeploymentEntity deployment) {
        // The engine calls its deployers again whenever it reads an accepted deployment from the database.
        if (!deployment.isNew()) {
            return;
        }
        var check = new Check(deployment);
        var findings = check.findings();
        if (!findings.isEmpty()) {
            throw refused(findings);
        }
        check.ofMatters().forEach(kind -> matters.getObject().deployed(kind));
    }

    /** Why this would be refused, in words; empty when it would be accepted. */
    public List<String> reasons(DeploymentEntity deployment) {
        return new Check(deployment).findings().stream().map(this::sentence).toList();
    }

    public DeploymentRefused refused(List<Finding> findings) {
        var reasons = findings.stream()
                .limit(MOST_REASONS)
                .map(finding -> new DeploymentRefused.Reason(
                        finding.file(), finding.element(), finding.line(), sentence(finding)))
                .toList();
        return new DeploymentRefused(OwnWords.said(words.say("deployment.refused", findings.size())), reasons);
    }

    private String sentence(Finding finding) {
        String what = words.say(finding.key(), finding.args());
        String where = finding.element() != null
                ? words.say("deployment.where.element", finding.file(), finding.element(), finding.line())
                : finding.line() > 0
                        ? words.say("deployment.where.line", finding.file(), finding.line())
                        : words.say("deployment.where.file", finding.file());
        return where + what;
    }

    /** One deployment: its files, read once, and what each of them names. */
    private final class Check implements DiagramCheck.Surroundings {

        private final List<Finding> findings = new ArrayList<>();
        private final Map<String, Element> diagrams = new LinkedHashMap<>();
        private final Map<String, Element> tables = new LinkedHashMap<>();
        private final Set<String> forms = new HashSet<>();
        private final Map<String, Optional<FormSchema>> schemas = new HashMap<>();
        private final Set<String> decisions = new HashSet<>();
        private final Set<String> processes = new HashSet<>();
        private final Map<String, String> digests = new HashMap<>();

        Check(DeploymentEntity deployment) {
            // In the order of names, so that the same mistakes are always told in the same words.
            new TreeMap<>(deployment.getResources()).values().forEach(this::read);
        }

        List<Finding> findings() {
            var known = Contracts.all(contracts);
            diagrams.forEach((file, diagram) ->
                    findings.addAll(new DiagramCheck(file, diagram, expressions, words, this).findings(known)));
            tables.forEach((file, table) -> findings.addAll(new DecisionCheck(file, table, units()).findings(known)));
            return findings;
        }

        /** The kinds of matters that this deployment describes. */
        List<MatterKind> ofMatters() {
            return diagrams.entrySet().stream()
                    .flatMap(diagram -> diagram.getValue()
                            .children(DiagramCheck.BPMN, "process")
                            .filter(process -> MatterKind.is(process.attribute("id")))
                            .map(process -> new MatterDrawing(diagram.getKey(), process, this::form, matters()).kind()))
                    .toList();
        }

        @Override
        public MatterKinds matters() {
            return matters.getObject();
        }

        private Set<String> units() {
            // What the product brings along names the units of the sample county, which a county may not have.
            if (Context.getCommandContext().getAuthenticatedUserId() == null) {
                return Set.of();
            }
            return organization.getObject().units().stream().map(Unit::code).collect(Collectors.toSet());
        }

        private void read(ResourceEntity resource) {
            String file = resource.getName();
            byte[] bytes = resource.getBytes();
            if (bytes == null || bytes.length == 0) {
                find(file, "deployment.empty");
            } else if (bytes.length > LARGEST_FILE) {
                find(file, "deployment.tooLarge", LARGEST_FILE >> 20);
            } else if (endsWith(file, ".bpmn", ".bpmn20.xml")) {
                xml(file, bytes, diagrams);
            } else if (endsWith(file, ".dmn", ".dmn11.xml")) {
                xml(file, bytes, tables);
            } else if (endsWith(file, ".form")) {
                form(file, bytes);
            } else {
                find(file, "deployment.fileType");
            }
        }

        private void xml(String file, byte[] bytes, Map<String, Element> read) {
            digests.put(file, Digests.of(bytes));
            try {
                var root = XmlFile.read(bytes);
                read.put(file, root);
                if (read == diagrams) {
                    name(file, DiagramCheck.processesIn(root), processes, "deployment.doubleProcess");
                } else {
                    name(file, DecisionCheck.decisionsIn(root), decisions, "deployment.doubleDecision");
                }
            } catch (XmlFile.Unreadable unreadable) {
                findings.add(unreadable.in(file));
            }
        }

        @Override
        public boolean walkedBefore(String file, String offered) {
            return ShippedFiles.asBuilt() || walks.contains(walk(file, offered));
        }

        @Override
        public void walked(String file, String offered) {
            walks.add(walk(file, offered));
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

        @Override
        public String digest(String file) {
            return digests.get(file);
        }

        private String walk(String file, String offered) {
            return digests.get(file) + Digests.of(offered.getBytes(StandardCharsets.UTF_8));
        }

        private void form(String file, byte[] bytes) {
            try {
                var schema = FormSchema.parse(new String(bytes, StandardCharsets.UTF_8));
                var id = schema.id();
                schemas.put(id, Optional.of(schema));
                name(file, List.of(id), forms, "deployment.doubleForm");
            } catch (Refusal unusable) {
                findings.add(new Finding(
                        file, null, 0, unusable.key(), unusable.args().toArray()));
            }
        }

        private void name(String file, List<String> ids, Set<String> names, String doubled) {
            ids.stream().filter(id -> !names.add(id)).forEach(id -> find(file, doubled, id));
        }

        private void find(String file, String key, Object... args) {
            findings.add(new Finding(file, null, 0, key, args));
        }

        @Override
        public boolean formInDeployment(String id) {
            return forms.contains(id);
        }

        @Override
        public boolean formKnown(String id) {
            return forms.contains(id)
                    || Context.getCommandContext()
                                    .getCamundaFormDefinitionManager()
                                    .findLatestDefinitionByKey(id)
                            != null;
        }

        @Override
        public Optional<FormSchema> form(String id) {
            return schemas.computeIfAbsent(id, this::inForce);
        }

        private Optional<FormSchema> inForce(String id) {
            var context = Context.getCommandContext();
            return Optional.ofNullable(context.getCamundaFormDefinitionManager().findLatestDefinitionByKey(id))
                    .map(form -> context.getResourceManager()
                            .findResourceByDeploymentIdAndResourceName(form.getDeploymentId(), form.getResourceName()))
                    .map(file -> FormSchema.parse(new String(file.getBytes(), StandardCharsets.UTF_8)));
        }

        @Override
        public boolean isCalled(String process) {
            return diagrams.values().stream()
                    .flatMap(Element::all)
                    .anyMatch(element -> element.local().equals("callActivity")
                            && process.equals(element.attribute("calledElement")));
        }

        @Override
        public boolean decisionInDeployment(String id) {
            return decisions.contains(id);
        }

        @Override
        public Optional<Element> decision(String id) {
            return DecisionCheck.decision(tables.values(), id);
        }

        @Override
        public boolean decisionKnown(String id) {
            return decisions.contains(id)
                    || Context.getCommandContext()
                                    .getDecisionDefinitionManager()
                                    .findLatestDefinitionByKey(id)
                            != null;
        }

        @Override
        public boolean processInDeployment(String id) {
            return processes.contains(id);
        }

        @Override
        public boolean processKnown(String id) {
            return processes.contains(id)
                    || Context.getCommandContext().getProcessDefinitionManager().findLatestProcessDefinitionByKey(id)
                            != null;
        }
    }

    private static boolean endsWith(String file, String... suffixes) {
        return Arrays.stream(suffixes).anyMatch(file::endsWith);
    }
}
