package cn.qingfeng.evidence.virus;

import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.evidence.Evidence;
import cn.qingfeng.evidence.storage.ContentStored;
import cn.qingfeng.evidence.storage.FileContents;
import cn.qingfeng.schedule.JobResult;
import cn.qingfeng.schedule.JobSchedule;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.schedule.ScheduledJob;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Has contents scanned: each as soon as it is stored, and every five minutes what is left because the scanner did not
 * answer. Until then nobody sees the file; where a virus was found, it is named, locked away, and put on the timeline.
 */
@Component
class VirusScans implements ScheduledJob {

    private static final Logger LOG = LoggerFactory.getLogger(VirusScans.class);

    private final Scanner scanner;
    private final FileContents contents;
    private final Evidence evidence;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    /** One after the other: a scanner has its own limits, and nobody at a page waits for it. */
    private final ExecutorService line = Executors.newSingleThreadExecutor(work -> {
        var thread = new Thread(work, "scans");
        thread.setDaemon(true);
        return thread;
    });

    VirusScans(
            Scanner scanner,
            FileContents contents,
            Evidence evidence,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events) {
        this.events = events;
        this.scanner = scanner;
        this.contents = contents;
        this.evidence = evidence;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @PreDestroy
    void stop() {
        line.shutdownNow();
    }

    @EventListener
    void on(ContentStored stored) {
        if (scanner.isOn()) {
            line.execute(() -> scan(stored.contentId()));
        }
    }

    private void scan(String contentId) {
        try (var content = contents.open(contentId)) {
            found(contentId, scanner.look(content));
        } catch (IOException | RuntimeException e) {
            LOG.warn("Content {} is not scanned yet", contentId, e);
        }
    }

    private void found(String contentId, ScanResult result) {
        transaction.executeWithoutResult(status -> {
            var first = jdbc.update(
                            "update evidence_content set scan = ? where id = ? and scan = ?",
                            result.name(),
                            contentId,
                            ScanResult.WAITING.name())
                    == 1;
            if (first && result == ScanResult.INFECTED) {
                jdbc.queryForList(
                                "select distinct clue_number from evidence_file where content_id = ?",
                                String.class,
                                contentId)
                        .forEach(number -> evidence.quarantined(ClueNumber.of(number), contentId));
                events.publishEvent(new VirusFound(contentId));
            }
        });
    }

    @Override
    public String key() {
        return "evidence-scan";
    }

    @Override
    public JobSchedule rhythm() {
        return JobSchedule.every(Duration.ofMinutes(5));
    }

    @Override
    public JobResult run(Period period) {
        var left = scanner.isOn() ? waiting() : List.<String>of();
        left.forEach(id -> line.execute(() -> scan(id)));
        return JobResult.of("schedule.report.evidence-scan", left.size());
    }

    private List<String> waiting() {
        return jdbc.queryForList(
                "select id from evidence_content where scan = ? and bytes is not null order by stored_at limit 500",
                String.class,
                ScanResult.WAITING.name());
    }
}
