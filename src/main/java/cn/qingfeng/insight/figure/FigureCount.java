package cn.qingfeng.insight.figure;

import cn.qingfeng.schedule.JobResult;
import cn.qingfeng.schedule.JobSchedule;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.schedule.ScheduledJob;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Every five minutes: what went on since is added to the sums, some clues at a time, each time by itself. */
@Component
class FigureCount implements ScheduledJob {

    /** After an upgrade, or many clues at once, it goes on at the next turn. */
    private static final int MOST_TURNS = 300;

    private final FigureBook book;
    private final TransactionTemplate apart;

    FigureCount(FigureBook book, PlatformTransactionManager transactions) {
        this.book = book;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public String key() {
        return "figures";
    }

    @Override
    public JobSchedule rhythm() {
        return JobSchedule.every(Duration.ofMinutes(5));
    }

    @Override
    public JobResult run(Period period) {
        var counted = 0;
        for (var turn = 0; turn < MOST_TURNS; turn++) {
            var some = apart.execute(status -> book.count());
            counted += some;
            if (some < FigureBook.A_TURN) {
                break;
            }
        }
        return JobResult.of("schedule.report.figures", counted);
    }
}
