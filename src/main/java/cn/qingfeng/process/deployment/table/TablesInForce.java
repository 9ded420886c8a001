package cn.qingfeng.process.deployment.table;

import org.camunda.bpm.engine.impl.persistence.deploy.cache.DefaultCacheFactory;
import org.camunda.bpm.engine.impl.persistence.deploy.cache.DeploymentCache;
import org.camunda.bpm.engine.repository.DecisionDefinition;

/**
 * Hands every evaluation the version of a table that holds at its moment: a step of a diagram, which knows the versions up to
 * its own deployment, as well as our own code, which asks for the newest.
 */
public class TablesInForce extends DeploymentCache {

    /** As the engine's own. */
    private static final int CAPACITY = 1000;

    private final TableDates dates;

    public TablesInForce(TableDates dates) {
        super(new DefaultCacheFactory(), CAPACITY);
        this.dates = dates;
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
                .orElseGet(() -> super.findDeployedDecisionDefinitionByDeploymentAndKey(deployment, key));
    }
}
