package cn.qingfeng.process.task;

import cn.qingfeng.Refusal;
import cn.qingfeng.form.FormSchema;
import cn.qingfeng.form.FormSource;
import cn.qingfeng.process.database.DeployedNow;
import cn.qingfeng.security.engine.EngineRights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.form.entity.CamundaFormDefinitionManager;
import org.camunda.bpm.engine.impl.persistence.entity.CamundaFormDefinitionEntity;
import org.springframework.stereotype.Component;

/** The forms that are deployed in the engine, newest first: what an owner deploys is asked and checked from then on. */
@Component
class DeployedForms implements FormSource {

    private final ProcessEngineConfigurationImpl engine;
    private final RepositoryService repository;
    private final EngineRights rights;
    private final DeployedNow now;
    /** A deployed version never changes, so what was read of it stays true. */
    private final Map<String, FormSchema> read = new ConcurrentHashMap<>();
    /** By deployment and key: what was deployed together stays together. */
    private final Map<List<String>, FormSchema> together = new ConcurrentHashMap<>();

    DeployedForms(
            ProcessEngineConfigurationImpl engine, RepositoryService repository, EngineRights rights, DeployedNow now) {
        this.now = now;
        this.engine = engine;
        this.repository = repository;
        this.rights = rights;
    }

    @Override
    public FormSchema latest(String formId) {
        var known = now.form(formId).map(read::get).orElse(null);
        return known == null ? schema(formId, forms -> forms.findLatestDefinitionByKey(formId)) : known;
    }

    /** The version of the form that was deployed together with a diagram: what a running clue keeps. */
    FormSchema deployedWith(String deploymentId, String formId) {
        var key = List.of(deploymentId, formId);
        var known = together.get(key);
        if (known == null) {
            known = schema(formId, forms -> forms.findDefinitionByDeploymentAndKey(deploymentId, formId));
            together.put(key, known);
        }
        return known;
    }

    private FormSchema schema(
            String formId, Function<CamundaFormDefinitionManager, CamundaFormDefinitionEntity> search) {
        var definition = rights.call(() -> engine.getCommandExecutorTxRequired()
                .execute(context -> search.apply(context.getCamundaFormDefinitionManager())));
        if (definition == null) {
            throw Refusal.notFound("form.notFound", formId);
        }
        return read.computeIfAbsent(definition.getId(), id -> rights.call(() -> read(definition)));
    }

    private FormSchema read(CamundaFormDefinitionEntity definition) {
        try (var resource =
                repository.getResourceAsStream(definition.getDeploymentId(), definition.getResourceName())) {
            return FormSchema.parse(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
