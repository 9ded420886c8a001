package cn.qingfeng.process.deployment.table;

import cn.qingfeng.process.deployment.CheckedDeployments;
import cn.qingfeng.process.deployment.Content;
import cn.qingfeng.process.deployment.Finding;
import cn.qingfeng.process.deployment.XmlFile;
import cn.qingfeng.process.deployment.XmlFile.Element;
import cn.qingfeng.process.deployment.shipped.LiveFile;
import cn.qingfeng.process.deployment.shipped.ShippedRecord;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;

/**
 * Reads from a deployed table the day from which it shall hold: a line such as {@code Valid from: 2027-01-01} in the
 * decision's documentation, in the county's time, with or without an hour.
 */
public class DatedTables implements Deployer {

    private final CheckedDeployments check;
    private final TableDates dates;
    private final ValidFrom validFrom;
    private final Clock clock;

    public DatedTables(CheckedDeployments check, TableDates dates, ValidFrom validFrom, Clock clock) {
        this.check = check;
        this.dates = dates;
        this.validFrom = validFrom;
        this.clock = clock;
    }

    @Override
    public void deploy(DeploymentEntity deployment) {
        if (!deployment.isNew()) {
            return;
        }
        var findings = new ArrayList<Finding>();
        new TreeMap<>(deployment.getResources()).forEach((name, resource) -> {
            if (name.endsWith(".dmn")) {
                table(deployment.getId(), name, resource.getBytes(), findings);
            }
        });
        if (!findings.isEmpty()) {
            throw check.refused(findings);
        }
    }

    private void table(String deployment, String file, byte[] bytes, List<Finding> findings) {
        try {
            for (var decision : XmlFile.read(bytes).children()) {
                if (decision.local().equals("decision")) {
                    decision(deployment, file, bytes, decision, findings);
                }
            }
        } catch (XmlFile.Unreadable unreadable) {
            findings.add(unreadable.in(file));
        }
    }

    private void decision(String deployment, String file, byte[] bytes, Element decision, List<Finding> findings) {
        var key = decision.attribute("id");
        var live = LiveFile.of(Context.getCommandContext(), Content.DECISION + key);
        if (live.isPresent() && Arrays.equals(live.get().bytes(), bytes)) {
            dates.takenAlong(key, deployment, live.get().deploymentId());
            return;
        }
        var line = line(decision);
        if (line.isEmpty()) {
            return;
        }
        var from = validFrom.moment(line.get());
        if (from.isEmpty()) {
            findings.add(new Finding(file, key, decision.line(), "deployment.validFrom", line.get()));
        } else if (from.get().isAfter(clock.instant()) && live.isPresent()) {
            // A day that has passed holds from the deployment on, and so does the very first version.
            var by = Context.getCommandContext().getAuthenticatedUserId();
            dates.say(key, deployment, from, by == null ? ShippedRecord.PRODUCT : by, null);
        }
    }

    private Optional<String> line(Element decision) {
        return decision.children().stream()
                .filter(child -> child.local().equals("description"))
                .flatMap(child -> validFrom.in(child.ownText()).stream())
                .findFirst();
    }
}
