package cn.qingfeng.process.way;

import cn.qingfeng.Refusal;
import cn.qingfeng.Utc;
import cn.qingfeng.calendar.WorkingCalendar;
import cn.qingfeng.process.lifecycle.CluePhase;
import cn.qingfeng.security.engine.EngineRights;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * How long each step of a phase took, in working time, from the engine's history of activity instances, which {@code
 * KeptHistory} keeps; and what waits there now. Steps that were taken away from somebody undone are not counted.
 */
@Component
class StepTimes {

    /** The phases whose steps are shown; that of sealed reports is its desk's alone. */
    static final List<CluePhase> PHASES =
            List.of(CluePhase.GRADING, CluePhase.DISPATCH, CluePhase.HANDLING, CluePhase.FOLLOW_UP);

    /** With fewer, a median says little: it is shown in grey. */
    static final int FEW = 20;

    /** The newest are counted; older ones change no median by much. */
    private static final int MOST = 5000;

    private static final int HOTTEST = 4;
    private static final String CANCELLED = "2";

    /**
     * One step.
     *
     * @param count how many were done in the period
     * @param median working time in which half of them were done, {@code ninety} nine of ten; null where none was done
     * @param waiting how many wait there now, {@code oldest} since when the oldest of them
     * @param heat 0 where nothing was done, else 1 to 4 by {@code ninety} against the slowest step of the phase
     */
    record Step(
            String id,
            String name,
            int count,
            Duration median,
            Duration ninety,
            int waiting,
            Instant oldest,
            int heat) {

        /** Hours with one decimal, as the pages show it. */
        static String hours(Duration time) {
            return time == null ? "" : String.format(java.util.Locale.ROOT, "%.1f", time.toMinutes() / 60.0);
        }

        @JsonProperty
        public String medianHours() {
            return hours(median);
        }

        @JsonProperty
        public String ninetyHours() {
            return hours(ninety);
        }

        public boolean few() {
            return count < FEW;
        }
    }

    /** A phase as it is drawn now, and its steps in the drawing's order. */
    record Phase(String key, String name, String xml, List<Step> steps) {}

    private record Waiting(int count, Instant oldest) {}

    private final JdbcTemplate jdbc;
    private final RepositoryService repository;
    private final EngineRights product;
    private final WorkingCalendar calendar;
    private final Clock clock;

    StepTimes(
            JdbcTemplate jdbc,
            RepositoryService repository,
            EngineRights product,
            WorkingCalendar calendar,
            Clock clock) {
        this.jdbc = jdbc;
        this.repository = repository;
        this.product = product;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** @throws Refusal not found, for a process that is no phase of a clue or a sealed one */
    @Transactional(readOnly = true)
    public Phase of(String process, int months) {
        if (PHASES.stream().noneMatch(phase -> phase.key().equals(process))) {
            throw Refusal.notFound("ways.unknown", process);
        }
        var done = done(
                process,
                clock.instant().atZone(clock.getZone()).minusMonths(months).toInstant());
        var waiting = waiting(process);
        return product.call(() -> {
            var definition = repository
                    .createProcessDefinitionQuery()
                    .processDefinitionKey(process)
                    .latestVersion()
                    .singleResult();
            var steps =
                    repository.getBpmnModelInstance(definition.getId()).getModelElementsByType(UserTask.class).stream()
                            .map(task -> step(
                                    task.getId(),
                                    task.getName() == null
                                            ? task.getId()
                                            : task.getName().replaceAll("\\s+", ""),
                                    done.getOrDefault(task.getId(), List.of()),
                                    waiting.getOrDefault(task.getId(), new Waiting(0, null))))
                            .toList();
            return new Phase(process, definition.getName(), xml(definition.getId()), heated(steps));
        });
    }

    private Map<String, List<Duration>> done(String process, Instant since) {
        var found = new HashMap<String, List<Duration>>();
        jdbc.query(
                "select ACT_ID_, START_TIME_, END_TIME_ from ACT_HI_ACTINST where PROC_DEF_KEY_ = ?"
                        + " and ACT_TYPE_ = 'userTask' and END_TIME_ >= ? and ACT_INST_STATE_ <> " + CANCELLED
                        + " order by END_TIME_ desc limit " + MOST,
                row -> {
                    found.computeIfAbsent(row.getString(1), step -> new ArrayList<>())
                            .add(calendar.workingTimeBetween(moment(row, 2), moment(row, 3)));
                },
                process,
                Utc.of(since));
        return found;
    }

    private Map<String, Waiting> waiting(String process) {
        var found = new HashMap<String, Waiting>();
        jdbc.query(
                "select t.TASK_DEF_KEY_, min(t.CREATE_TIME_), count(*) from ACT_RU_TASK t"
                        + " join ACT_RE_PROCDEF d on t.PROC_DEF_ID_ = d.ID_ where d.KEY_ = ? group by t.TASK_DEF_KEY_",
                row -> {
                    found.put(row.getString(1), new Waiting(row.getInt(3), moment(row, 2)));
                },
                process);
        return found;
    }

    private static Instant moment(ResultSet row, int column) throws SQLException {
        return Utc.of(row, column);
    }

    private static Step step(String id, String name, List<Duration> times, Waiting waiting) {
        var sorted = times.stream().sorted().toList();
        return new Step(
                id,
                name,
                sorted.size(),
                quantile(sorted, 0.5),
                quantile(sorted, 0.9),
                waiting.count(),
                waiting.oldest(),
                0);
    }

    /** The smallest time within which that share was done; null where there is none. */
    static Duration quantile(List<Duration> sorted, double share) {
        return sorted.isEmpty() ? null : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    private static List<Step> heated(List<Step> steps) {
        var most = steps.stream()
                .filter(step -> step.count() > 0)
                .map(Step::ninety)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        return steps.stream()
                .map(step -> new Step(
                        step.id(),
                        step.name(),
                        step.count(),
                        step.median(),
                        step.ninety(),
                        step.waiting(),
                        step.oldest(),
                        heat(step, most)))
                .toList();
    }

    private static int heat(Step step, Duration most) {
        if (step.count() == 0) {
            return 0;
        }
        return most.isZero()
                ? 1
                : Math.max(1, (int) Math.ceil(HOTTEST * (double) step.ninety().toSeconds() / most.toSeconds()));
    }

    private String xml(String definition) {
        try (var model = repository.getProcessModel(definition)) {
            return new String(model.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
