package cn.qingfeng.process.deployment.shipped;

import cn.qingfeng.notification.Notice;
import cn.qingfeng.notification.NoticeEvent;
import cn.qingfeng.notification.Notices;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.organization.Person;
import cn.qingfeng.process.deployment.Digests;
import cn.qingfeng.process.deployment.shipped.ShippedFiles.Standing;
import cn.qingfeng.process.deployment.shipped.ShippedFiles.State;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** After a start: tells owners, once for each set of files, what waits for their decision, and says it in the log. */
@Component
class ShippedNotices {

    private static final Logger LOG = LoggerFactory.getLogger(ShippedNotices.class);
    private static final String PAGE = "/shipped";

    private final ShippedFiles files;
    private final Notices notices;
    private final Organization organization;
    private final TransactionTemplate transactions;
    private final MessageSource messages;

    ShippedNotices(
            ShippedFiles files,
            Notices notices,
            Organization organization,
            TransactionTemplate transactions,
            MessageSource messages) {
        this.files = files;
        this.notices = notices;
        this.organization = organization;
        this.transactions = transactions;
        this.messages = messages;
    }

    @EventListener(ApplicationReadyEvent.class)
    void tell() {
        var standings = files.standings();
        var waiting = standings.stream()
                .filter(standing -> standing.state() == State.WAITING)
                .toList();
        if (!waiting.isEmpty()) {
            log("shipped.log.waiting", waiting.size(), names(waiting));
            tell(
                    NoticeEvent.FILES_TO_DECIDE,
                    waiting.stream()
                            .map(standing -> standing.shipped().digest())
                            .collect(Collectors.joining()),
                    waiting.size(),
                    EnumSet.of(Duty.PROCESS_OWNER));
        }
        var held = standings.stream()
                .filter(standing -> standing.state() == State.FOLLOWS)
                .toList();
        var missing = files.missingInForce();
        if (!missing.isEmpty() || !held.isEmpty()) {
            log("shipped.log.misfit", names(held), String.join("\n", missing));
            tell(
                    NoticeEvent.FILES_MISFIT,
                    names(held) + missing,
                    Math.max(missing.size(), held.size()),
                    EnumSet.of(Duty.PROCESS_OWNER, Duty.ADMIN));
        }
    }

    private static String names(List<Standing> standings) {
        return standings.stream().map(Standing::file).collect(Collectors.joining(", "));
    }

    private void log(String key, Object... args) {
        LOG.warn(messages.getMessage(key, args, Locale.getDefault()));
    }

    /** @param what tells one set of files from another: the same is told once */
    private void tell(NoticeEvent event, String what, int count, Set<Duty> duties) {
        var people =
                organization.peopleWith(duties).stream().map(Person::username).collect(Collectors.toSet());
        var key =
                event + "/" + Digests.of(what.getBytes(StandardCharsets.UTF_8)).substring(0, 40);
        try {
            transactions.executeWithoutResult(begun -> notices.send(
                    new Notice(key, event, "", people, Map.of(Notice.OPEN, String.valueOf(count), Notice.LINK, PAGE))));
        } catch (DataIntegrityViolationException otherNode) {
            LOG.info("Another node told it at the same moment: {}", key);
        }
    }
}
