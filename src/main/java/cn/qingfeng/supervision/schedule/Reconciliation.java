package cn.qingfeng.supervision.schedule;

import java.time.Duration;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Every night: the ledger against the engine. */
@Component
class Reconciliation implements CountyJob {

    private final LedgerAgainstEngine both;
    private final Differences differences;
    private final ApplicationEventPublisher events;

    Reconciliation(LedgerAgainstEngine both, Differences differences, ApplicationEventPublisher events) {
        this.both = both;
        this.differences = differences;
        this.events = events;
    }

    @Override
    public String key() {
        return "reconciliation";
    }

    @Override
    public Rhythm rhythm() {
        return Rhythm.daily(LocalTime.of(2, 30));
    }

    @Override
    public Duration worthwhile() {
        return Duration.ofHours(23);
    }

    @Override
    public Report run(Period period) {
        var found = twice();
        var fresh = differences.keep("reconciliation", found);
        if (fresh > 0) {
            events.publishEvent(new ChecksFailed(key(), period.label(), fresh));
        }
        return Report.of("schedule.report.reconciliation", found.size(), fresh);
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
