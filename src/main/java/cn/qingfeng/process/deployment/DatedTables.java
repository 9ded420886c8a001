package cn.qingfeng.process.deployment;

import cn.qingfeng.process.deployment.XmlFile.Element;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;

/**
 * Reads from a deployed table the day from which it shall hold: a line {@code 施行日期：2027-01-01} in the decision's
 * documentation, in the county's time, with or without an hour.
 */
class DatedTables implements Deployer {

    private static final Pattern LINE = Pattern.compile(
            "^[ \\t　]*(?:施行日期|生效日期|valid from)[ \\t　]*[:：](.*)$",
            Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

    private static final List<DateTimeFormatter> FORMS = List.of(form("yyyy-M-d"), form("yyyy年M月d日"), form("yyyy/M/d"));

    private final CheckedDeployments check;
    private final TableDates dates;
    private final Clock clock;

    DatedTables(CheckedDeployments check, TableDates dates, Clock clock) {
        this.check = check;
        this.dates = dates;
        this.clock = clock;
    }

    private static DateTimeFormatter form(String day) {
        return new DateTimeFormatterBuilder()
                .appendPattern(day + "[ H:mm]")
                .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
                .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
                .toFormatter();
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
        var from = moment(line.get(), clock);
        if (from.isEmpty()) {
            findings.add(new Finding(file, key, decision.line(), "deployment.validFrom", line.get()));
        } else if (from.get().isAfter(clock.instant()) && live.isPresent()) {
            // A day that has passed holds from the deployment on, and so does the very first version.
            var by = Context.getCommandContext().getAuthenticatedUserId();
            dates.say(key, deployment, from, by == null ? ShippedRecord.PRODUCT : by, null);
        }
    }

    private static Optional<String> line(Element decision) {
        return decision.children().stream()
                .filter(child -> child.local().equals("description"))
                .map(child -> LINE.matcher(child.ownText()))
                .filter(java.util.regex.Matcher::find)
                .map(found -> found.group(1).strip())
                .findFirst();
    }

    /** A day, or a day and an hour, as people write it; empty when it is neither. */
    static Optional<Instant> moment(String text, Clock clock) {
        var plain = java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFKC)
                .replace('T', ' ')
                .strip()
                .replaceAll("(起施行|起)$", "");
        for (var form : FORMS) {
            try {
                return Optional.of(
                        LocalDateTime.parse(plain, form).atZone(clock.getZone()).toInstant());
            } catch (DateTimeParseException otherForm) {
                // The next form may fit.
            }
        }
        return Optional.empty();
    }
}
