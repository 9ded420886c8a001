package cn.qingfeng.process.deployment;

import cn.qingfeng.matter.MatterKinds;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.process.database.DeployedNow;
import cn.qingfeng.process.deployment.diagram.DiagramBeans;
import cn.qingfeng.process.deployment.diagram.GuardedExpressions;
import cn.qingfeng.process.deployment.shipped.OwnersFiles;
import cn.qingfeng.process.deployment.shipped.ShippedFiles;
import cn.qingfeng.process.deployment.shipped.ShippedRecord;
import cn.qingfeng.process.deployment.shipped.ShippedSource;
import cn.qingfeng.process.deployment.table.DatedTables;
import cn.qingfeng.process.deployment.table.TableDates;
import cn.qingfeng.process.deployment.table.TablesInForce;
import cn.qingfeng.process.deployment.table.ValidFrom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/**
 * Sets up the engine's walls: which expressions it evaluates, and which deployments it accepts; and puts the files beside the
 * product in force, before anybody else gets the engine.
 */
@Component
class EngineGuard extends AbstractProcessEnginePlugin {

    private final ApplicationContext application;
    private final DeploymentWords words;
    private final ObjectProvider<Contract> contracts;
    private final ShippedSource source;
    private final ShippedRecord record;
    private final TableDates dates;
    private final DeployedNow now;
    private final ValidFrom validFrom;
    private final Clock clock;
    private CheckedDeployments check;
    private ShippedFiles shipped;

    EngineGuard(
            ApplicationContext application,
            DeploymentWords words,
            ObjectProvider<Contract> contracts,
            ShippedSource source,
            ShippedRecord record,
            TableDates dates,
            DeployedNow now,
            ValidFrom validFrom,
            Clock clock) {
        this.application = application;
        this.words = words;
        this.contracts = contracts;
        this.source = source;
        this.record = record;
        this.dates = dates;
        this.now = now;
        this.validFrom = validFrom;
        this.clock = clock;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        var beans = new DiagramBeans(application);
        engine.setBeans(beans);
        engine.setExpressionManager(new GuardedExpressions(application, beans, words));
        // Both are off by default; here nobody can switch them on by a setting.
        engine.setEnableXxeProcessing(false);
        engine.setEnableFetchScriptEngineFromProcessApplication(false);
        engine.setEnableScriptEngineLoadExternalResources(false);
        engine.setEnableScriptEngineNashornCompatibility(false);
        engine.setConfigureScriptEngineHostAccess(true);

        List<Deployer> deployers = engine.getCustomPreDeployers() == null
                ? new ArrayList<>()
                : new ArrayList<>(engine.getCustomPreDeployers());
        check = new CheckedDeployments(
                beans,
                words,
                contracts,
                application.getBeanProvider(Organization.class),
                application.getBeanProvider(MatterKinds.class));
        deployers.addAll(
                0,
                List.of(
                        new OwnersFiles(check, record),
                        new WholeDeployments(),
                        check,
                        new VersionTags(check),
                        new DatedTables(check, dates, validFrom, clock)));
        engine.setCustomPreDeployers(deployers);
        engine.setRepositoryService(new UnchangedDeployments(words));
        engine.setDeploymentHandlerFactory(UnchangedDeployments.Live::new);
    }

    @Override
    public void postInit(ProcessEngineConfigurationImpl engine) {
        var tables = new TablesInForce(dates, now);
        tables.setDeployers(engine.getDeployers());
        engine.setDeploymentCache(tables);
    }

    @Override
    public void postProcessEngineBuild(ProcessEngine engine) {
        shipped = new ShippedFiles(source, record, clock, engine, check);
        shipped.follow();
    }

    /** @param engine asked for, because only a built engine has followed */
    @Bean
    ShippedFiles shippedFiles(ProcessEngine engine) {
        return shipped;
    }

    /** What this engine checks deployments with. */
    @Bean
    CheckedDeployments checkedDeployments(ProcessEngine engine) {
        return check;
    }
}
