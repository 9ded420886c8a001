package cn.qingfeng.process.deployment;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/** Sets up the engine's walls: which expressions it evaluates, and which deployments it accepts. */
@Component
class EngineGuard extends AbstractProcessEnginePlugin {

    private final ApplicationContext application;
    private final Words words;
    private final ObjectProvider<Contract> contracts;

    EngineGuard(ApplicationContext application, Words words, ObjectProvider<Contract> contracts) {
        this.application = application;
        this.words = words;
        this.contracts = contracts;
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
        deployers.add(0, new WholeDeployments());
        deployers.add(1, new CheckedDeployments(beans, words, contracts));
        engine.setCustomPreDeployers(deployers);
    }
}
