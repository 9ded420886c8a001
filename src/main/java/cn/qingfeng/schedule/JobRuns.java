package cn.qingfeng.schedule;

import cn.qingfeng.Utc;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The book of runs. One row for each job and period; the database lets only one node write it. */
@Component
public class JobRuns {

    enum Status {
        RUNNING,
        DONE,
        FAILED,
        /** It was due and will not be run any more; the report says why. */
        LEFT_OUT
    }

    /** A run as it stands. */
    record Run(
            String id,
            String job,
            String period,
            Status status,
            String by,
            String node,
            int attempts,
            Instant startedAt,
            Instant finishedAt,
            JobResult report,
            long aliveAt) {}

    /** A runner that said nothing for so long is dead, and another takes its turn over. */
    static final Duration LONGEST_RUN = Duration.ofMinutes(15);

    private static final int ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofMinutes(2);
    private static final String NODE = node();

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;
    private final Clock clock;
    private final TransactionTemplate apart;

    JobRuns(JdbcTemplate jdbc, ObjectMapper json, Clock clock, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Takes the turn, if it is free: nobody took it yet, or who did has failed a while ago or died.
     *
     * @return the run's id to finish it by; empty when the turn is somebody else's or done
     */
    Optional<String> claim(String job, String period, String by) {
        try {
            return apart.execute(status -> {
                var id = UUID.randomUUID().toString();
                var known = jdbc.query(SELECT + " where job_key = ? and period_label = ?", this::run, job, period);
                if (known.isEmpty()) {
                    jdbc.update(
                            "insert into schedule_run (id, job_key, period_label, status, by_whom, node, attempts,"
                                    + " alive_at, started_at) values (?, ?, ?, 'RUNNING', ?, ?, 1, ?, ?)",
                            id,
                            job,
                            period,
                            by,
                            NODE,
                            System.currentTimeMillis(),
                            now());
                    return Optional.of(id);
                }
                var run = known.get(0);
                var silent = Duration.ofMillis(System.currentTimeMillis() - run.aliveAt());
                var free = run.status() == Status.FAILED && run.attempts() < ATTEMPTS && silent.compareTo(PAUSE) > 0
                        || run.status() == Status.RUNNING && silent.compareTo(LONGEST_RUN) > 0;
                if (!free) {
                    return Optional.empty();
                }
                // By the id that was read: of two who see the same dead run, one gets it.
                return jdbc.update(
                                        "update schedule_run set id = ?, status = 'RUNNING', node = ?,"
                                                + " attempts = attempts + 1, alive_at = ?, started_at = ? where id = ?",
                                        id,
                                        NODE,
                                        System.currentTimeMillis(),
                                        now(),
                                        run.id())
                                == 1
                        ? Optional.of(id)
                        : Optional.empty();
            });
        } catch (DuplicateKeyException other) {
            return Optional.empty();
        }
    }

    /** Notes that a turn is not made up for, and why; one that is on record already stays as it is. */
    void leftOut(String job, String period, JobResult why) {
        try {
            apart.executeWithoutResult(status -> {
                if (!exists(job, period)) {
                    jdbc.update(
                            "insert into schedule_run (id, job_key, period_label, status, by_whom, node, attempts, alive_at,"
                                    + " started_at, finished_at, report) values (?, ?, ?, 'LEFT_OUT', ?, ?, 0, ?, ?, ?, ?)",
                            UUID.randomUUID().toString(),
                            job,
                            period,
                            Schedule.ITSELF,
                            NODE,
                            System.currentTimeMillis(),
                            now(),
                            now(),
                            write(why));
                }
            });
        } catch (DuplicateKeyException other) {
            // Another node noted it this very moment.
            return;
        }
    }

    /** Notes in the work's own transaction that it is done; false when the turn was taken over meanwhile. */
    boolean done(String id, JobResult report) {
        return jdbc.update(
                        "update schedule_run set status = 'DONE', finished_at = ?, report = ?"
                                + " where id = ? and status = 'RUNNING'",
                        now(),
                        write(report),
                        id)
                == 1;
    }

    /** Notes that a run failed; it is tried again after a pause. */
    void failed(String id, JobResult report) {
        apart.executeWithoutResult(status -> jdbc.update(
                "update schedule_run set status = 'FAILED', finished_at = ?, report = ?, alive_at = ?"
                        + " where id = ? and status = 'RUNNING'",
                now(),
                write(report),
                System.currentTimeMillis(),
                id));
    }

    /** The newest runs of a job. */
    List<Run> last(String job, int most) {
        return jdbc.query(
                SELECT + " where job_key = ? order by started_at desc, period_label desc limit " + most,
                this::run,
                job);
    }

    /** The newest turn of a job that was due, whatever came of it. */
    Optional<Run> newest(String job) {
        return last(job, 1).stream().findFirst();
    }

    /** The first run of a job that is on record. */
    Optional<Run> oldest(String job) {
        return jdbc.query(SELECT + " where job_key = ? order by started_at limit 1", this::run, job).stream()
                .findFirst();
    }

    int countByHand(String job, String period) {
        return jdbc.queryForObject(
                "select count(*) from schedule_run where job_key = ? and period_label like ?",
                Integer.class,
                job,
                period + "+%");
    }

    boolean exists(String job, String period) {
        return jdbc.queryForObject(
                        "select count(*) from schedule_run where job_key = ? and period_label = ?",
                        Integer.class,
                        job,
                        period)
                > 0;
    }

    /** Forgets what was done in a job's turns before this moment; what failed stays. */
    int forget(String job, Instant before) {
        return jdbc.update(
                "delete from schedule_run where job_key = ? and started_at < ? and status = 'DONE'",
                job,
                Utc.of(before));
    }

    private static final String SELECT =
            "select id, job_key, period_label, status, by_whom, node, attempts, started_at, finished_at, report, alive_at"
                    + " from schedule_run";

    private Run run(ResultSet row, int number) throws SQLException {
        return new Run(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                Status.valueOf(row.getString(4)),
                row.getString(5),
                row.getString(6),
                row.getInt(7),
                Utc.of(row, 8),
                Utc.of(row, 9),
                read(row.getString(10)),
                row.getLong(11));
    }

    private LocalDateTime now() {
        return Utc.of(clock.instant());
    }

    private String write(JobResult report) {
        try {
            var text = json.writeValueAsString(report);
            return text.length() <= 1000 ? text : json.writeValueAsString(new JobResult(report.key(), List.of()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private JobResult read(String stored) {
        try {
            return stored == null ? null : json.readValue(stored, JobResult.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String node() {
        try {
            return InetAddress.getLocalHost().getHostName() + "/"
                    + ProcessHandle.current().pid();
        } catch (UnknownHostException e) {
            return String.valueOf(ProcessHandle.current().pid());
        }
    }
}
