package cn.qingfeng.process.task;

import static cn.qingfeng.organization.Duty.CALLER;
import static cn.qingfeng.organization.Duty.DISCIPLINE;
import static cn.qingfeng.organization.Duty.GRADER;
import static cn.qingfeng.organization.Duty.GROUP_HEAD;
import static cn.qingfeng.organization.Duty.HANDLER;
import static cn.qingfeng.organization.Duty.OFFICE_HEAD;
import static cn.qingfeng.organization.Duty.REPORT_DESK;
import static cn.qingfeng.organization.Duty.SUPERVISOR;
import static cn.qingfeng.organization.Duty.UNIT_LEADER;
import static cn.qingfeng.organization.Duty.WINDOW_CLERK;
import static cn.qingfeng.process.task.StepRight.AS_HIGH_AS_THE_CARD;
import static cn.qingfeng.process.task.StepRight.CLERK_OVER_THE_COUNTER;
import static cn.qingfeng.process.task.StepRight.GRADER_FOR_BLUE;
import static cn.qingfeng.process.task.StepRight.OF_THE_ASSISTING_UNIT;
import static cn.qingfeng.process.task.StepRight.OF_THE_UNIT;
import static cn.qingfeng.process.task.StepRight.open;
import static cn.qingfeng.process.task.StepRight.right;
import static java.util.Map.entry;

import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.matter.MatterKind;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.Right;
import cn.qingfeng.process.ProcessContract;
import cn.qingfeng.process.Processes;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.lifecycle.CluePhase;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who may take which step: the product's rule, which no drawing gives away. A drawing says to whom a step is offered; held
 * against this are every deployment, every offer, every claim and hand-over, and every completion.
 */
public final class StepRights {

    /**
     * What of the clue decides who may.
     *
     * @param card null before it is decided
     * @param unit whose leg it is: the lead unit, or the unit that an order or a wish for time is about; null before there is one
     * @param assistUnit the unit of an assisting task, else null
     * @param overTheCounter whether the clue came in at a window
     */
    public record Circumstances(ClueKind kind, Card card, String unit, String assistUnit, boolean overTheCounter) {}

    private static final Map<String, StepRight> LIFECYCLE = Map.ofEntries(
            entry(
                    ClueLifecycle.Tasks.REVIEW_ADMISSION,
                    open(GRADER, WINDOW_CLERK).by(CLERK_OVER_THE_COUNTER)),
            entry(ClueLifecycle.Tasks.TRIAGE, open(GRADER)),
            entry(ClueLifecycle.Tasks.DECIDE_BLUE, open(WINDOW_CLERK, OFFICE_HEAD, GROUP_HEAD)),
            entry(ClueLifecycle.Tasks.DECIDE_YELLOW, open(OFFICE_HEAD, GROUP_HEAD)),
            entry(ClueLifecycle.Tasks.DECIDE_RED, open(GROUP_HEAD)),
            entry(ClueLifecycle.Tasks.RECEIVE_REPORT, right(REPORT_DESK)),
            entry(ClueLifecycle.Tasks.PASS_UP, right(REPORT_DESK)),
            entry(
                    ClueLifecycle.Tasks.DISPATCH,
                    open(WINDOW_CLERK, OFFICE_HEAD, GROUP_HEAD).by(AS_HIGH_AS_THE_CARD)),
            entry(ClueLifecycle.Tasks.SIGN_FOR, open(HANDLER, UNIT_LEADER).by(OF_THE_UNIT)),
            entry(
                    ClueLifecycle.Tasks.RULE_ON_RETURN,
                    open(OFFICE_HEAD, GROUP_HEAD).by(AS_HIGH_AS_THE_CARD)),
            entry(
                    ClueLifecycle.Tasks.CONTACT_REPORTER,
                    open(HANDLER, UNIT_LEADER).by(OF_THE_UNIT)),
            entry(
                    ClueLifecycle.Tasks.REPLY_WITH_PLAN,
                    open(HANDLER, UNIT_LEADER).by(OF_THE_UNIT)),
            entry(ClueLifecycle.Tasks.ASSIST, open(HANDLER, UNIT_LEADER).by(OF_THE_ASSISTING_UNIT)),
            entry(ClueLifecycle.Tasks.FINISH, open(HANDLER).by(OF_THE_UNIT)),
            entry(ClueLifecycle.Tasks.CHECK_CANNOT_DO, open(GRADER, OFFICE_HEAD).byOthersThanTheHandlers()),
            entry(ClueLifecycle.Tasks.SIGN_REPLY, open(UNIT_LEADER).by(OF_THE_UNIT)),
            entry(
                    ClueLifecycle.Tasks.REVIEW_RESULT,
                    open(GRADER, OFFICE_HEAD, GROUP_HEAD).by(GRADER_FOR_BLUE).byOthersThanTheHandlers()),
            entry(ClueLifecycle.Tasks.VERIFY_ON_SITE, open(SUPERVISOR).byOthersThanTheHandlers()),
            entry(ClueLifecycle.Tasks.CALL_BACK, open(CALLER).byOthersThanTheHandlers()),
            entry(ClueLifecycle.Tasks.CONCLUDE_RED, open(GROUP_HEAD).byOthersThanTheHandlers()),
            entry(ClueLifecycle.Tasks.RECHECK, open(SUPERVISOR).byOthersThanTheHandlers()),
            entry(ClueLifecycle.Tasks.RELAY, open(GRADER, OFFICE_HEAD)),
            entry(ClueLifecycle.Tasks.SETTLE_MATTER, open(HANDLER, UNIT_LEADER).by(OF_THE_UNIT)),
            entry(ClueLifecycle.Earlier.SIGN_TRANSFER, open(GROUP_HEAD)),
            entry(ClueLifecycle.Earlier.RECEIVE_TRANSFER, open(DISCIPLINE)));

    /**
     * A step that an owner added: whoever works for the county or for the clue's own units, never whoever owns the processes
     * or the accounts or sees matters alone, and no sealed report. It decides nothing that another step decides, because the ledger takes those
     * answers from their own steps alone.
     */
    private static final StepRight ADDED = ofTheUnits(
            EnumSet.complementOf(EnumSet.of(REPORT_DESK, Duty.MEDIA, Duty.OFFICER, Duty.PROCESS_OWNER, Duty.ADMIN)));

    /** A step of a matter: whoever may see matters at all; to whom of them it is offered, its drawing says. */
    private static final StepRight OF_A_MATTER = ofTheUnits(Right.SEE_MATTER.anyhow());

    private static StepRight ofTheUnits(Set<Duty> duties) {
        return open(duties)
                .by((held, clue) -> !held.duty().perUnit()
                        || held.unit().equals(clue.unit())
                        || held.unit().equals(clue.assistUnit()));
    }

    private StepRights() {}

    private static Map<String, StepRight> known(String process) {
        return process.equals(ClueLifecycle.KEY)
                ? LIFECYCLE
                : Processes.of(process).map(ProcessContract::rights).orElse(Map.of());
    }

    /** The right to a step of a process. */
    public static StepRight to(String process, String step) {
        return known(process, step).orElse(MatterKind.is(process) ? OF_A_MATTER : ADDED);
    }

    /** The right to a step that the product knows; empty for one that an owner added. */
    public static Optional<StepRight> known(String process, String step) {
        return Optional.ofNullable(known(CluePhase.lifeOf(process)).get(step));
    }

    /** The steps that the product knows in a process. */
    public static Set<String> steps(String process) {
        return CluePhase.of(process)
                .map(CluePhase::tasks)
                .orElseGet(() -> known(process).keySet());
    }
}
