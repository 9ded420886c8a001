package cn.qingfeng.supervision;

import cn.qingfeng.calendar.WorkingCalendar;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A limit promised for one clue: by which rule, since when it runs, until when and why, and when it was met. */
@Entity
@Table(name = "clue_limit")
public class ClueLimit {

    @Embeddable
    record Id(
            @Column(name = "clue_number") String clueNumber,

            @Enumerated(EnumType.STRING) @JdbcTypeCode(SqlTypes.VARCHAR) @Column(name = "limit_kind")
            LimitKind kind)
            implements Serializable {}

    @EmbeddedId
    private Id id;

    private int amount;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "amount_unit")
    private LimitUnit unit;

    private String basis;
    private Instant startedAt;
    private Instant dueAt;
    private String because;
    private Instant metAt;

    private String ladder;
    private int stepsTaken;
    private Instant lastStepAt;
    private Instant nextStepAt;

    /** What moved the end since the start, see {@link LimitAdjustments}. */
    private String moves = "";

    /** Since when it stands still. */
    private Instant stoppedAt;

    protected ClueLimit() {}

    ClueLimit(String clueNumber, LimitRule rule) {
        this.id = new Id(clueNumber, rule.kind());
        promise(rule);
    }

    void promise(LimitRule rule) {
        amount = rule.amount();
        unit = rule.unit();
        basis = rule.basis();
        ladder = rule.ladder().toString();
        startedAt = null;
        dueAt = null;
        because = null;
        metAt = null;
        stoppedAt = null;
        moves = "";
        stepsTaken = 0;
        lastStepAt = null;
        nextStepAt = null;
    }

    void start(Instant now, WorkingCalendar calendar) {
        startedAt = now;
        metAt = null;
        moves = "";
        count(calendar);
    }

    /** The end moves. What was said about the old end is said anew about the new one. */
    void move(String move, WorkingCalendar calendar) {
        moves = moves.isEmpty() ? move : moves + "," + move;
        count(calendar);
    }

    /** Counts the end from the start and all that moved it since; where nothing moved, steps taken stay taken. */
    private void count(WorkingCalendar calendar) {
        var before = dueAt;
        recount(calendar);
        if (!dueAt.equals(before)) {
            stepsTaken = 0;
            lastStepAt = null;
            planStep(calendar);
        }
    }

    /** The calendar was corrected. That is nobody's act: the end is counted anew, and what was done about it stays done. */
    void recount(WorkingCalendar calendar) {
        var counted = LimitAdjustments.count(startedAt, rule(), moves, calendar);
        dueAt = counted.dueAt();
        because = counted.because();
        planStep(calendar);
    }

    /** By what the end is counted now. */
    Counting counting() {
        return new Counting(startedAt, amount, unit, moves, metAt);
    }

    void meet(Instant now) {
        if (startedAt != null && metAt == null) {
            metAt = now;
            nextStepAt = null;
        }
    }

    void reopen(WorkingCalendar calendar) {
        metAt = null;
        planStep(calendar);
    }

    /** Not asked for any more. */
    void drop() {
        startedAt = null;
        dueAt = null;
        stoppedAt = null;
        nextStepAt = null;
    }

    void stop(Instant now) {
        stoppedAt = now;
        nextStepAt = null;
    }

    /** Runs on: the end moves by as much working time as it stood still. What never ran begins now. */
    void runOn(Instant now, WorkingCalendar calendar) {
        var since = stoppedAt;
        stoppedAt = null;
        if (since.equals(startedAt)) {
            start(now, calendar);
            return;
        }
        move(LimitAdjustments.stoodStill(since, now), calendar);
    }

    /** The end that {@link #runOn} would give it. */
    Instant wouldEndResumed(Instant now, WorkingCalendar calendar) {
        if (stoppedAt.equals(startedAt)) {
            return LimitAdjustments.count(now, rule(), "", calendar).dueAt();
        }
        var still = LimitAdjustments.stoodStill(stoppedAt, now);
        return LimitAdjustments.count(startedAt, rule(), moves.isEmpty() ? still : moves + "," + still, calendar)
                .dueAt();
    }

    /**
     * Takes the steps whose moment has come, and answers the last of them: what a long silence skipped is contained in it.
     * A step that counts from the one before waits for it.
     */
    Optional<StepDue> takeSteps(Instant now, WorkingCalendar calendar) {
        if (nextStepAt == null || nextStepAt.isAfter(now)) {
            return Optional.empty();
        }
        var due = due(now, calendar);
        stepsTaken += due.size();
        lastStepAt = now;
        planStep(calendar);
        return due.stream().reduce((first, second) -> second).map(step -> new StepDue(kind(), step.measure(), dueAt));
    }

    /** Whether this would be the last of the steps that are taken now. */
    boolean comesTo(Measure measure, Instant now, WorkingCalendar calendar) {
        return nextStepAt != null
                && !nextStepAt.isAfter(now)
                && due(now, calendar).stream()
                        .reduce((first, second) -> second)
                        .filter(step -> step.measure() == measure)
                        .isPresent();
    }

    private List<EscalationStep> due(Instant now, WorkingCalendar calendar) {
        var due = new ArrayList<EscalationStep>();
        for (var step : ladder().steps().subList(stepsTaken, ladder().steps().size())) {
            if (!due.isEmpty() && step.afterPrevious()
                    || step.moment(dueAt, lastStepAt, calendar).isAfter(now)) {
                break;
            }
            due.add(step);
        }
        return due;
    }

    private void planStep(WorkingCalendar calendar) {
        var steps = ladder().steps();
        nextStepAt = isRunning() && stepsTaken < steps.size()
                ? steps.get(stepsTaken).moment(dueAt, lastStepAt, calendar)
                : null;
    }

    boolean isRunning() {
        return startedAt != null && metAt == null && stoppedAt == null;
    }

    /** Whether its work is still to be done, running or standing still. */
    public boolean isOwed() {
        return startedAt != null && metAt == null;
    }

    /** Whether something was done about it already. */
    boolean isPressed() {
        return isRunning() && stepsTaken > 0;
    }

    boolean isStopped() {
        return metAt == null && stoppedAt != null;
    }

    boolean isStarted() {
        return startedAt != null;
    }

    String clueNumber() {
        return id.clueNumber();
    }

    public LimitKind kind() {
        return id.kind();
    }

    public LimitRule rule() {
        return new LimitRule(kind(), amount, unit, basis, ladder());
    }

    public Optional<Instant> startedAt() {
        return Optional.ofNullable(startedAt);
    }

    public Optional<Instant> dueAt() {
        return Optional.ofNullable(dueAt);
    }

    /** The stored form of the calendar's reason. */
    Optional<String> because() {
        return Optional.ofNullable(because);
    }

    public Optional<Instant> metAt() {
        return Optional.ofNullable(metAt);
    }

    public EscalationPlan ladder() {
        return EscalationPlan.of(ladder);
    }

    /** When the next step is due; empty where nothing more is done. */
    public Optional<Instant> nextStepAt() {
        return Optional.ofNullable(nextStepAt);
    }

    /** How often the limit was extended. */
    public int extensions() {
        return LimitAdjustments.extensions(moves);
    }

    /** Since when the limit stands still; empty while it runs. */
    public Optional<Instant> stoppedAt() {
        return Optional.ofNullable(stoppedAt);
    }
}
