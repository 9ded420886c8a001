package cn.qingfeng.process.repair;

import cn.qingfeng.Refusal;
import cn.qingfeng.Utc;
import cn.qingfeng.clue.Clue;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.clue.ClueLedger;
import cn.qingfeng.clue.ClueNumber;
import cn.qingfeng.clue.ClueStatus;
import cn.qingfeng.clue.access.ClueAccess;
import cn.qingfeng.clue.timeline.Timeline;
import cn.qingfeng.clue.timeline.TimelineAction;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Organization;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.lifecycle.ClueLifecycle.Tasks;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A report against a person that is stuck on a bad version is repaired by two: its desk, which may see it, says what is to be
 * done and why; an administrator, who may not, carries it out and learns neither its number nor its words.
 */
@Service
@Transactional
class SealedRepairs {

    enum State {
        ASKED,
        DONE,
        TAKEN_BACK
    }

    /**
     * One repair that the desk asked for.
     *
     * @param stands where the report waited, by name
     * @param target the step or the version to which it goes, by name
     */
    record Asked(
            String id,
            ClueNumber number,
            String place,
            String stands,
            String step,
            Integer version,
            String target,
            String reason,
            String askedBy,
            Instant askedAt,
            State state,
            String settledBy) {}

    private final Repairs repairs;
    private final ClueLedger ledger;
    private final ClueAccess access;
    private final Timeline timeline;
    private final Organization organization;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    SealedRepairs(
            Repairs repairs,
            ClueLedger ledger,
            ClueAccess access,
            Timeline timeline,
            Organization organization,
            JdbcTemplate jdbc,
            Clock clock) {
        this.repairs = repairs;
        this.ledger = ledger;
        this.access = access;
        this.timeline = timeline;
        this.organization = organization;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The report as it stands.
     *
     * @throws Refusal notFound, for anything but a report that this person of the desk may see
     */
    @Transactional(readOnly = true)
    public Repairs.Stuck stuck(ClueNumber number, String person) {
        var report = ledger.find(number)
                .filter(clue -> clue.content().kind() == ClueKind.REPORT)
                .filter(clue ->
                        organization.holds(person, Duty.REPORT_DESK) && access.maySee(access.viewer(person), clue))
                .orElseThrow(() -> Refusal.notFound("repair.sealed"));
        return repairs.standing(report, steps(report));
    }

    /** The steps that agree with the ledger: what was entered in the sealed register waits to be passed up. */
    private List<String> steps(Clue report) {
        if (report.status() != ClueStatus.REGISTERED) {
            return List.of();
        }
        var entered =
                timeline.of(report.number()).stream().anyMatch(entry -> entry.act() == TimelineAction.SEALED_ENTERED);
        return List.of(entered ? Tasks.PASS_UP : Tasks.RECEIVE_REPORT);
    }

    /** Versions other than its own to which a report may be taken. */
    @Transactional(readOnly = true)
    public List<Repairs.Version> versions(Repairs.Stuck stuck) {
        return repairs.versions(ClueLifecycle.KEY).stream()
                .filter(version -> version.number() != stuck.version())
                .limit(20)
                .toList();
    }

    /**
     * The desk asks that the report be taken to another step, or along to another version.
     *
     * @param target {@code step:} with the step's id, or {@code version:} with the number
     * @throws Refusal invalid without a reason; conflict, when it waits elsewhere by now or the step does not agree
     */
    public Asked ask(ClueNumber number, String place, String target, String by, String reason) {
        var why = Repairs.reason(reason);
        var stuck = stuck(number, by);
        var stands = stuck.places().stream()
                .filter(each -> each.instance().equals(place))
                .findFirst()
                .orElseThrow(() -> Refusal.conflict("repair.step.wrong"));
        var kind = target.substring(0, Math.max(0, target.indexOf(':')));
        var name = target.substring(target.indexOf(':') + 1);
        var step = stuck.targets().stream()
                .filter(each -> kind.equals("step") && each.step().equals(name))
                .findFirst();
        var version = versions(stuck).stream()
                .filter(each ->
                        kind.equals("version") && String.valueOf(each.number()).equals(name))
                .findFirst();
        if (step.isEmpty() && version.isEmpty()) {
            throw Refusal.conflict("repair.step.wrong");
        }
        var id = UUID.randomUUID().toString();
        jdbc.update(
                "insert into sealed_repair (id, clue_number, place, stands, step, version, target, reason, asked_by,"
                        + " asked_at, state) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                number.value(),
                place,
                stands.name(),
                step.map(Repairs.Place::step).orElse(null),
                version.map(Repairs.Version::number).orElse(null),
                step.map(Repairs.Place::name)
                        .orElseGet(() -> version.map(each -> each.number() + " (" + each.tag() + ")")
                                .orElseThrow()),
                why,
                by,
                now(),
                State.ASKED.name());
        return get(id);
    }

    /** What the desk asked for, the newest first; without their number and reason what an administrator reads. */
    @Transactional(readOnly = true)
    public List<Asked> asked() {
        return jdbc.query("select * from sealed_repair order by asked_at desc, id limit 50", (row, n) -> repair(row));
    }

    /** What waits for an administrator, the oldest first. */
    @Transactional(readOnly = true)
    public List<Asked> waiting() {
        var waiting = new ArrayList<>(
                asked().stream().filter(repair -> repair.state() == State.ASKED).toList());
        java.util.Collections.reverse(waiting);
        return waiting;
    }

    /** Whether this person may read which report it is about. */
    @Transactional(readOnly = true)
    public boolean maySee(Asked repair, String person) {
        return organization.holds(person, Duty.REPORT_DESK)
                && ledger.find(repair.number())
                        .filter(clue -> access.maySee(access.viewer(person), clue))
                        .isPresent();
    }

    /** The desk does not want it any more. */
    public void takeBack(String id, String by) {
        if (!maySee(get(id), by)) {
            throw Refusal.notFound("repair.sealed");
        }
        settle(id, State.TAKEN_BACK, by);
    }

    /**
     * An administrator carries it out. It is on the report's timeline in both names.
     *
     * @throws Refusal forbidden, for whoever asked; conflict, when it was settled already or the report waits elsewhere
     */
    public void carryOut(String id, String by) {
        var repair = get(id);
        if (repair.askedBy().equals(by)) {
            throw Refusal.forbidden("repair.sealed.two");
        }
        settle(id, State.DONE, by);
        var clue = ledger.get(repair.number());
        var stuck = repairs.standing(clue, steps(clue));
        if (stuck.places().stream().noneMatch(each -> each.instance().equals(repair.place()))) {
            throw Refusal.conflict("repair.step.wrong");
        }
        if (repair.version() != null) {
            repairs.migrate(repair.number(), repair.version());
        } else if (stuck.targets().stream().anyMatch(each -> each.step().equals(repair.step()))) {
            repairs.take(repair.number(), repair.place(), repair.step());
        } else {
            throw Refusal.conflict("repair.step.wrong");
        }
        ledger.processRepaired(
                repair.number(),
                by,
                repair.version() != null ? TimelineAction.VERSION_CHANGED : TimelineAction.STEP_REPAIRED,
                repair.stands(),
                repair.target(),
                organization.personName(repair.askedBy()) + ": " + repair.reason());
    }

    private void settle(String id, State state, String by) {
        var changed = jdbc.update(
                "update sealed_repair set state = ?, settled_by = ?, settled_at = ? where id = ? and state = ?",
                state.name(),
                by,
                now(),
                id,
                State.ASKED.name());
        if (changed == 0) {
            throw Refusal.conflict("refusal.overtaken");
        }
    }

    private Asked get(String id) {
        return jdbc.query("select * from sealed_repair where id = ?", (row, n) -> repair(row), id).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("repair.sealed"));
    }

    private LocalDateTime now() {
        return Utc.of(clock.instant());
    }

    private static Asked repair(ResultSet row) throws SQLException {
        return new Asked(
                row.getString("id"),
                ClueNumber.of(row.getString("clue_number")),
                row.getString("place"),
                row.getString("stands"),
                row.getString("step"),
                row.getObject("version") == null ? null : row.getInt("version"),
                row.getString("target"),
                row.getString("reason"),
                row.getString("asked_by"),
                Utc.of(row, "asked_at"),
                State.valueOf(row.getString("state")),
                row.getString("settled_by"));
    }
}
