package cn.qingfeng.process.deployment;

import cn.qingfeng.process.deployment.shipped.LiveFile;
import cn.qingfeng.web.OwnWords;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.RepositoryServiceImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.repository.DefaultDeploymentHandler;
import org.camunda.bpm.engine.impl.repository.DeploymentBuilderImpl;
import org.camunda.bpm.engine.repository.DeploymentWithDefinitions;
import org.camunda.bpm.engine.repository.Resource;

/**
 * Who sends a deployment “if something changed”, as Camunda Modeler does, is compared with what is in force, not with what an
 * earlier deployment of the same name had: going back to an earlier file is a change, and when nothing is one, it is said.
 */
class UnchangedDeployments extends RepositoryServiceImpl {

    private final DeploymentWords words;

    UnchangedDeployments(DeploymentWords words) {
        this.words = words;
    }

    @Override
    public DeploymentWithDefinitions deployWithResult(DeploymentBuilderImpl builder) {
        if (builder.isDuplicateFilterEnabled()) {
            refuseUnchanged(builder.getDeployment());
        }
        try {
            return super.deployWithResult(builder);
        } catch (ParseException unreadable) {
            throw unreadable instanceof DeploymentRefused ? unreadable : refused(unreadable);
        }
    }

    /** What only the engine's own reading finds, such as an element in the wrong place, told like every other reason. */
    private DeploymentRefused refused(ParseException unreadable) {
        var reasons = unreadable.getResorceReports().stream()
                .flatMap(report -> report.getErrors().stream()
                        .map(error -> new DeploymentRefused.Reason(
                                report.getResourceName(),
                                error.getMainElementId(),
                                error.getLine(),
                                words.say("deployment.where.line", report.getResourceName(), error.getLine())
                                        + words.say("deployment.standard", error.getMessage()))))
                .toList();
        return reasons.isEmpty()
                ? new DeploymentRefused(
                        OwnWords.said(words.say("deployment.refused", 1)),
                        List.of(new DeploymentRefused.Reason(
                                "", null, 0, words.say("deployment.standard", unreadable.getMessage()))))
                : new DeploymentRefused(OwnWords.said(words.say("deployment.refused", reasons.size())), reasons);
    }

    private void refuseUnchanged(DeploymentEntity sent) {
        var files = sent.getResources();
        var unchanged = files != null
                && !files.isEmpty()
                && commandExecutor.execute(context -> files.values().stream().allMatch(Live::has));
        if (unchanged) {
            throw new BadUserRequestException(
                    words.say("deployment.unchanged", String.join(", ", new TreeSet<>(files.keySet()))));
        }
    }

    /** Leaves out of such a deployment what is in force as it was sent. */
    static final class Live extends DefaultDeploymentHandler {

        Live(ProcessEngine engine) {
            super(engine);
        }

        @Override
        public boolean shouldDeployResource(Resource sent, Resource ofThatName) {
            return !has(sent);
        }

        private static boolean has(Resource sent) {
            return Content.identity(sent.getName(), sent.getBytes())
                    .flatMap(part -> LiveFile.of(Context.getCommandContext(), part))
                    .filter(live -> Arrays.equals(live.bytes(), sent.getBytes()))
                    .isPresent();
        }
    }
}
