package cn.qingfeng.insight.figure;

import cn.qingfeng.schedule.JobResult;
import cn.qingfeng.schedule.JobSchedule;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.schedule.ScheduledJob;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Every night: what each open clue, and each that was closed lately, adds to the figures is read again from its timeline, and all
 * sums are added up again. What differs is set right and told: it would be a fault of the product, or a calendar that was
 * corrected backwards.
 */
@Component
class FigureCheck implements ScheduledJob {

    private static final Logger LOG = LoggerFactory.getLogger(FigureCheck.class);
    private static final int AT_ONCE = 200;

    /** So often it is compared without keeping anybody waiting, once less. */
    private static final int TRIES = 4;

    private final FigureBook book;
    private final Clock clock;
    private final TransactionTemplate apart;

    FigureCheck(FigureBook book, Clock clock, PlatformTransactionManager transactions) {
        this.book = book;
        this.clock = clock;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public String key() {
        return "figure-check";
    }

    @Override
    public JobSchedule rhythm() {
        return JobSchedule.daily(LocalTime.of(3, 20));
    }

    @Override
    public Duration worthwhile() {
        return Duration.ofHours(20);
    }

    @Override
    public JobResult run(Period period) {
        var since = clock.instant().minus(FigureBook.BACK);
        var clues = 0;
        var behind = "";
        while (behind != null) {
            var from = behind;
            var read = apart.execute(status -> book.reread(from, AT_ONCE, since));
            if (!read.wrong().isEmpty()) {
                LOG.warn("These clues added something else to the figures: {}", read.wrong());
            }
            clues += read.wrong().size();
            behind = read.last();
        }
        var sums = sums();
        return JobResult.of(
                clues + sums == 0 ? "schedule.report.figure-check.good" : "schedule.report.figure-check", clues, sums);
    }

    private int sums() {
        for (var tries = 1; ; tries++) {
            var alone = tries == TRIES;
            var wrong = apart.execute(status -> book.check(alone));
            if (wrong.isPresent()) {
                return wrong.getAsInt();
            }
        }
    }
}
