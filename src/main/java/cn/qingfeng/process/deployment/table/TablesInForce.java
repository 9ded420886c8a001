package cn.qingfeng.process.deployment.table;

import cn.qingfeng.process.database.DeployedNow;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.impl.cmd.ClaimTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.ExecuteJobsCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.deploy.cache.DefaultCacheFactory;
import org.camunda.bpm.engine.impl.persistence.deploy.cache.DeploymentCache;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.repository.DecisionDefinition;

/**
 * Hands every evaluation the version of a table that holds at its moment: a step of a diagram, which knows the versions up to
 * its own deployment, as well as our own code, which asks for the newest.
 */
public class TablesInForce extends DeploymentCache {

    /** As the engine's own. */
    private static final int CAPACITY = 1000;

    /**
     * Within these an instance goes on by the diagram on which it runs, which never changes. Whether a definition is suspended, the
     * engine's reason to read it anew each time, is asked when an instance is started, and by whoever looks at it.
     */
    private static final Set<Class<?>> GOES_ON =
            Set.of(ClaimTaskCmd.class, CompleteTaskCmd.class, SubmitTaskFormCmd.class, ExecuteJobsCmd.class);

    private final TableDates dates;
    private final DeployedNow now;

    /** The ids of diagrams by the deployment that they came with, which never changes. */
    private final Map<String, String> diagrams = new ConcurrentHashMap<>();

    /** The ids of tables by the deployment that they came with, which never changes. */
    private final Map<String, String> together = new ConcurrentHashMap<>();

    public TablesInForce(TableDates dates, DeployedNow now) {
        super(new DefaultCacheFactory(), CAPACITY);
        this.dates = dates;
        this.now = now;
    }

    /** By which diagram something new begins. */
    @Override
    public ProcessDefinitionEntity findDeployedLatestProcessDefinitionByKey(String key) {
        var known = key == null ? null : now.diagram(key).map(this::active).orElse(null);
        return known == null ? super.findDeployedLatestProcessDefinitionByKey(key) : known;
    }

    /** By which diagram an instance calls another. */
    @Override
    public ProcessDefinitionEntity findDeployedProcessDefinitionByDeploymentAndKey(String deployment, String key) {
        var which = deployment + " " + key;
        var id = diagrams.get(which);
        var known = id == null ? null : active(id);
        if (known == null) {
            known = super.findDeployedProcessDefinitionByDeploymentAndKey(deployment, key);
            diagrams.put(which, known.getId());
        }
        return known;
    }

    /** A diagram that was read before and is not suspended; else null. */
    private ProcessDefinitionEntity active(String id) {
        var known = findProcessDefinitionFromCache(id);
        return known != null && !known.isSuspended() && now.isOrdinary(id) ? known : null;
    }

    @Override
    public void addProcessDefinition(ProcessDefinitionEntity diagram) {
        now.changed();
        super.addProcessDefinition(diagram);
    }

    @Override
    public DecisionDefinition findDeployedLatestDecisionDefinitionByKey(String key) {
        return dates.inForce(key, null)
                .<DecisionDefinition>map(this::findDeployedDecisionDefinitionById)
                .orElseGet(() -> super.findDeployedLatestDecisionDefinitionByKey(key));
    }

    @Override
    public DecisionDefinition findDeployedLatestDecisionDefinitionByKeyAndTenantId(String key, String tenant) {
        return dates.inForce(key, null)
                .<DecisionDefinition>map(this::findDeployedDecisionDefinitionById)
                .orElseGet(() -> super.findDeployedLatestDecisionDefinitionByKeyAndTenantId(key, tenant));
    }

    @Override
    public DecisionDefinition findDeployedDecisionDefinitionByDeploymentAndKey(String deployment, String key) {
        return dates.inForce(key, deployment)
                .<DecisionDefinition>map(this::findDeployedDecisionDefinitionById)
                .orElseGet(() -> deployedTogether(deployment, key));
    }

    private DecisionDefinition deployedTogether(String deployment, String key) {
        var which = deployment + " " + key;
        var known = together.containsKey(which) ? getDecisionDefinitionCache().get(together.get(which)) : null;
        if (known != null) {
            return known;
        }
        var found = super.findDeployedDecisionDefinitionByDeploymentAndKey(deployment, key);
        together.put(which, found.getId());
        return found;
    }

    @Override
    public ProcessDefinitionEntity findDeployedProcessDefinitionById(String id) {
        var asked = Context.getCommandInvocationContext();
        var command = id == null || asked == null ? null : asked.getCommand().getClass();
        ProcessDefinitionEntity known = null;
        if (command != null && GOES_ON.contains(command)) {
            known = findProcessDefinitionFromCache(id);
        } else if (command == StartProcessInstanceCmd.class) {
            known = active(id);
        }
        return known == null ? super.findDeployedProcessDefinitionById(id) : known;
    }
}
