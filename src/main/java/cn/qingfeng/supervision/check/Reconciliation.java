package cn.qingfeng.supervision.check;

import cn.qingfeng.clue.numbering.VoidedNumbers;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.schedule.ChecksFailed;
import cn.qingfeng.schedule.JobResult;
import cn.qingfeng.schedule.JobSchedule;
import cn.qingfeng.schedule.Period;
import cn.qingfeng.schedule.ScheduledJob;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Every night: the ledger against the engine, and against what was chained when it was written. */
@Component
class Reconciliation implements ScheduledJob {

    /** Of a chain without its key nothing is right: more need not be named. */
    private static final int MOST_BREACHES = 1000;

    /** So many registrations of one day came to nothing that somebody should look why. */
    private static final int MANY_VOID = 10;

    /** For so long a day with many void numbers stays on the book. */
    private static final int DAYS = 7;

    private final LedgerAgainstEngine both;
    private final VoidedNumbers voided;
    private final Clock clock;
    private final Timeline timeline;
    private final Differences differences;
    private final ApplicationEventPublisher events;

    Reconciliation(
            LedgerAgainstEngine both,
            VoidedNumbers voided,
            Timeline timeline,
            Differences differences,
            ApplicationEventPublisher events,
            Clock clock) {
        this.both = both;
        this.voided = voided;
        this.clock = clock;
        this.timeline = timeline;
        this.differences = differences;
        this.events = events;
    }

    @Override
    public String key() {
        return "reconciliation";
    }

    @Override
    public JobSchedule rhythm() {
        return JobSchedule.daily(LocalTime.of(2, 30));
    }

    @Override
    public Duration worthwhile() {
        return Duration.ofHours(23);
    }

    @Override
    public int open() {
        return differences.open();
    }

    @Override
    public JobResult run(Period period) {
        var found = new ArrayList<>(twice());
        timeline.verifyTonight(period.date(), differences.subjects("CHAIN"), breach -> {
            if (found.size() < MOST_BREACHES) {
                found.add(new Difference("CHAIN", breach.clueNumber(), breach.fault() + " " + breach.ordinal(), null));
            }
        });
        voided.daysWith(MANY_VOID, LocalDate.now(clock).minusDays(DAYS))
                .forEach((day, many) -> found.add(new Difference("MANY_VOID", day, Integer.toString(many), null)));
        var fresh = differences.keep("reconciliation", found);
        if (fresh > 0) {
            events.publishEvent(new ChecksFailed(key(), period.label(), fresh));
        }
        return JobResult.of("schedule.report.reconciliation", found.size(), fresh);
    }

    /** People may be at work: a clue that moved between two readings is no difference. */
    private List<Difference> twice() {
        var first = both.compare();
        if (first.isEmpty()) {
            return first;
        }
        var again = new HashSet<>(both.compare());
        return first.stream().filter(again::contains).toList();
    }
}
