package cn.qingfeng.schedule;

import cn.qingfeng.Refusal;
import cn.qingfeng.calendar.WorkingCalendar;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs what is due by the county's clock. Quartz gives the cue; which turn that is and whether it is still to be run, the
 * county's clock and the book of runs say. So a cue too many does nothing, and one that was missed is made up for.
 */
@Service
public class Schedule {

    /** A job as its page shows it; {@code next} is empty where the calendar has no turn within two months. */
    public record View(String key, Optional<Instant> next, List<JobRuns.Run> runs) {}

    static final String ITSELF = "system";

    /** How long the runs of what runs all day are on record; the others' are few and stay. */
    private static final Duration KEPT = Duration.ofDays(7);

    private static final Logger log = LoggerFactory.getLogger(Schedule.class);

    private final Map<String, ScheduledJob> jobs;
    private final JobRuns runs;
    private final WorkingCalendar calendar;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private volatile boolean stopping;

    Schedule(
            List<ScheduledJob> jobs,
            JobRuns runs,
            WorkingCalendar calendar,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.jobs = jobs.stream().collect(Collectors.toMap(ScheduledJob::key, Function.identity()));
        this.runs = runs;
        this.calendar = calendar;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** The turn that runs is waited for; what is still due, the next start makes up for. */
    @EventListener
    void on(ContextClosedEvent closing) {
        stopping = true;
    }

    /** Runs of one job what is due and was not run. */
    void runDue(String key) {
        var job = job(key);
        var now = clock.instant();
        var due = due(job, now);
        sayWhatIsLeftOut(job, due, now);
        for (var turn : due) {
            if (!stopping && isWorthwhile(job, turn, now)) {
                run(job, turn, ITSELF);
            }
        }
    }

    private static boolean isWorthwhile(ScheduledJob job, Period turn, Instant now) {
        return !turn.dueAt().plus(job.worthwhile()).isBefore(now);
    }

    /** Turns that passed since the last run and are not made up for: whoever looks for one reads why there is none. */
    private void sayWhatIsLeftOut(ScheduledJob job, List<Period> due, Instant now) {
        var newest = runs.newest(job.key());
        if (newest.isEmpty() || job.rhythm().isFrequent()) {
            return;
        }
        for (var turn : job.rhythm().between(newest.get().startedAt(), now, clock.getZone(), calendar::isWorkingDay)) {
            if (!due.contains(turn) || !isWorthwhile(job, turn, now)) {
                runs.leftOut(job.key(), turn.label(), JobResult.of("schedule.left-out"));
            }
        }
    }

    private List<Period> due(ScheduledJob job, Instant now) {
        var rhythm = job.rhythm();
        var last = rhythm.last(now, clock.getZone(), calendar::isWorkingDay);
        if (last.isEmpty() || !job.everyTurnCounts()) {
            return last.stream().toList();
        }
        // What lies before the first run is nobody's turn: there was no such job yet.
        var oldest = runs.oldest(job.key());
        if (oldest.isEmpty()) {
            return List.of(last.get());
        }
        var since = oldest.get().startedAt().isAfter(now.minus(job.worthwhile()))
                ? oldest.get().startedAt()
                : now.minus(job.worthwhile());
        var turns = new ArrayList<>(rhythm.between(since, now, clock.getZone(), calendar::isWorkingDay));
        if (!turns.contains(last.get())) {
            turns.add(last.get());
        }
        return turns;
    }

    /** Runs of every job what is due and was not run: after a stop, or when the clock was moved. */
    void catchUp() {
        jobs.keySet().stream().sorted().forEach(this::runDue);
    }

    /**
     * Runs a job's last turn, or once more when it was run.
     *
     * @param by user name of the administrator who wants it
     * @throws Refusal when there is no such job, or it is running
     */
    void runNow(String key, String by) {
        var job = job(key);
        var turn = job.rhythm()
                .last(clock.instant(), clock.getZone(), calendar::isWorkingDay)
                .orElseThrow(() -> Refusal.conflict("schedule.noTurn"));
        run(
                job,
                runs.exists(key, turn.label()) ? turn.startedByHand(runs.countByHand(key, turn.label()) + 1) : turn,
                by);
    }

    /** Whether somebody runs this job just now. */
    boolean running(String key) {
        return runs.newest(key)
                .filter(run -> run.status() == JobRuns.Status.RUNNING)
                .filter(run -> System.currentTimeMillis() - run.aliveAt() < JobRuns.LONGEST_RUN.toMillis())
                .isPresent();
    }

    private void run(ScheduledJob job, Period turn, String by) {
        var claimed = runs.claim(job.key(), turn.label(), by);
        if (claimed.isEmpty()) {
            return;
        }
        var id = claimed.get();
        try {
            transaction.executeWithoutResult(status -> {
                var report = job.run(turn);
                if (job.rhythm().isFrequent()) {
                    runs.forget(job.key(), clock.instant().minus(KEPT));
                }
                if (!runs.done(id, report)) {
                    throw new IllegalStateException(job.key() + " " + turn.label() + " was taken over by another node");
                }
            });
            log.info("{} {} done", job.key(), turn.label());
        } catch (RuntimeException e) {
            log.error("{} {} failed", job.key(), turn.label(), e);
            runs.failed(id, JobResult.of("schedule.failed", e.getClass().getSimpleName()));
        }
    }

    /** Every job with its next turn and its last runs. */
    public List<View> views(int most) {
        return jobs.values().stream()
                .sorted(Comparator.comparing(ScheduledJob::key))
                .map(job -> new View(
                        job.key(),
                        job.rhythm().next(clock.instant(), clock.getZone(), calendar::isWorkingDay),
                        runs.last(job.key(), most)))
                .toList();
    }

    ScheduledJob job(String key) {
        return Optional.ofNullable(jobs.get(key)).orElseThrow(() -> Refusal.notFound("schedule.unknown", key));
    }

    /** How many findings of all jobs still wait for somebody. */
    int open() {
        return jobs.values().stream().mapToInt(ScheduledJob::open).sum();
    }
}
