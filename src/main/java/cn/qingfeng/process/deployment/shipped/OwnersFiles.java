package cn.qingfeng.process.deployment.shipped;

import cn.qingfeng.process.deployment.CheckedDeployments;
import cn.qingfeng.process.deployment.Content;
import cn.qingfeng.process.deployment.Digests;
import cn.qingfeng.process.deployment.Finding;
import java.util.ArrayList;
import java.util.TreeMap;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;

/**
 * Keeps a deployment that was made of the product's files, such as the shipped one sent once more from Cockpit, from putting
 * them in place of what an owner put live: that is done on the page of differences, file by file, with a reason.
 */
public class OwnersFiles implements Deployer {

    private final CheckedDeployments check;
    private final ShippedRecord record;

    public OwnersFiles(CheckedDeployments check, ShippedRecord record) {
        this.check = check;
        this.record = record;
    }

    @Override
    public void deploy(DeploymentEntity deployment) {
        if (!deployment.isNew()) {
            return;
        }
        record.lock();
        if (ShippedFiles.byProduct()) {
            return;
        }
        var context = Context.getCommandContext();
        var findings = new ArrayList<Finding>();
        new TreeMap<>(deployment.getResources()).forEach((name, resource) -> {
            var live = Content.identity(name, resource.getBytes()).flatMap(part -> LiveFile.of(context, part));
            if (live.isPresent()
                    && !live.get().digest().equals(Digests.of(resource.getBytes()))
                    && record.known(Digests.of(resource.getBytes()))
                    && !record.known(live.get().digest())) {
                findings.add(new Finding(
                        name, null, 0, "deployment.owners", live.get().version()));
            }
        });
        if (!findings.isEmpty()) {
            throw check.refused(findings);
        }
    }
}
