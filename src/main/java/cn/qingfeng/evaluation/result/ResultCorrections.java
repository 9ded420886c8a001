package cn.qingfeng.evaluation.result;

import cn.qingfeng.schedule.JobResult;
import cn.qingfeng.schedule.JobSchedule;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.schedule.ScheduledJob;
import java.time.LocalTime;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Each night: published results whose clues turned out untrue, mistaken or another's have a new version in the morning. */
@Component
class ResultCorrections implements ScheduledJob {

    /** A year of quarters, and the one before. */
    private static final int MOST = 5;

    private final ResultBook book;
    private final Results results;
    private final TransactionTemplate apart;

    ResultCorrections(ResultBook book, Results results, PlatformTransactionManager transactions) {
        this.book = book;
        this.results = results;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public String key() {
        return "result-corrections";
    }

    @Override
    public JobSchedule rhythm() {
        return JobSchedule.daily(LocalTime.of(4, 10));
    }

    @Override
    public JobResult run(Period period) {
        var out = 0;
        for (var round : book.all(true, MOST)) {
            out += apart.execute(status -> results.correct(round.round()));
        }
        return JobResult.of("schedule.report.result-corrections", out);
    }
}
