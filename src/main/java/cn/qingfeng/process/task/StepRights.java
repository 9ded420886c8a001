package cn.qingfeng.process.task;

import static cn.qingfeng.organization.Duty.CALLER;
import static cn.qingfeng.organization.Duty.COUNTY_LEADER;
import static cn.qingfeng.organization.Duty.DISCIPLINE;
import static cn.qingfeng.organization.Duty.GRADER;
import static cn.qingfeng.organization.Duty.GROUP_HEAD;
import static cn.qingfeng.organization.Duty.HANDLER;
import static cn.qingfeng.organization.Duty.OFFICE_HEAD;
import static cn.qingfeng.organization.Duty.REPORT_DESK;
import static cn.qingfeng.organization.Duty.SUPERVISOR;
import static cn.qingfeng.organization.Duty.UNIT_LEADER;
import static cn.qingfeng.organization.Duty.WINDOW_CLERK;
import static java.util.Map.entry;

import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.HeldDuty;
import cn.qingfeng.process.letter.TransferLetter;
import cn.qingfeng.process.lifecycle.ClueLifecycle;
import cn.qingfeng.process.lifecycle.CluePhase;
import cn.qingfeng.process.order.SupervisionOrderProcess;
import cn.qingfeng.process.progress.ProgressReport;
import cn.qingfeng.process.reveal.IdentityReveal;
import cn.qingfeng.process.time.DeadlineExtension;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

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

    /**
     * One row.
     *
     * @param duties every duty that may hold the right under some circumstances
     * @param among which holder of such a duty may
     * @param byOthers whether those who handled the clue may not
     */
    public record StepRight(Set<Duty> duties, BiPredicate<HeldDuty, Circumstances> among, boolean byOthers) {

        public boolean allows(HeldDuty held, Circumstances clue) {
            return duties.contains(held.duty()) && among.test(held, clue);
        }

        private StepRight by(BiPredicate<HeldDuty, Circumstances> narrower) {
            return new StepRight(duties, among.and(narrower), byOthers);
        }

        /** Not whoever had a hand in the handling. */
        private StepRight byOthersThanTheHandlers() {
            return new StepRight(duties, among, true);
        }
    }

    private static final BiPredicate<HeldDuty, Circumstances> OF_THE_UNIT =
            (held, clue) -> !held.duty().perUnit() || held.unit().equals(clue.unit());

    private static final BiPredicate<HeldDuty, Circumstances> OF_ANOTHER_UNIT =
            (held, clue) -> !held.duty().perUnit() || !held.unit().equals(clue.unit());

    private static final BiPredicate<HeldDuty, Circumstances> OF_THE_ASSISTING_UNIT =
            (held, clue) -> held.unit().equals(clue.assistUnit());

    private static final BiPredicate<HeldDuty, Circumstances> NOT_SEALED =
            (held, clue) -> clue.kind() != ClueKind.REPORT;

    /** A clerk admits what came over the own counter. */
    private static final BiPredicate<HeldDuty, Circumstances> CLERK_OVER_THE_COUNTER =
            (held, clue) -> held.duty() != WINDOW_CLERK || clue.overTheCounter();

    /** By the card; a signature for a higher card covers the lower ones. */
    private static final BiPredicate<HeldDuty, Circumstances> AS_HIGH_AS_THE_CARD = (held, clue) -> clue.card() != null
            && switch (held.duty()) {
                case WINDOW_CLERK -> clue.card() == Card.BLUE;
                case OFFICE_HEAD -> clue.card() != Card.RED;
                default -> true;
            };

    /** A grader looks through blue results; what is yellow or red the heads review. */
    private static final BiPredicate<HeldDuty, Circumstances> GRADER_FOR_BLUE =
            (held, clue) -> held.duty() != GRADER || clue.card() == Card.BLUE;

    /** Time for a blue clue another house's leader may give, the window's; for a yellow one the office, for a red one the group. */
    private static final BiPredicate<HeldDuty, Circumstances> GIVES_TIME = (held, clue) -> clue.card() != null
            && switch (held.duty()) {
                case UNIT_LEADER -> clue.card() == Card.BLUE;
                case OFFICE_HEAD -> clue.card() != Card.RED;
                default -> true;
            };

    /** A report's desk decides alone about who reported there. */
    private static final BiPredicate<HeldDuty, Circumstances> OF_THE_LANE =
            (held, clue) -> (held.duty() == REPORT_DESK) == (clue.kind() == ClueKind.REPORT);

    private static final StepRight GIVING_TIME =
            open(UNIT_LEADER, OFFICE_HEAD, GROUP_HEAD).by(OF_ANOTHER_UNIT).by(GIVES_TIME);

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

    private static final Map<String, Map<String, StepRight>> KNOWN = Map.of(
            ClueLifecycle.KEY,
            LIFECYCLE,
            DeadlineExtension.KEY,
            Map.ofEntries(
                    entry(DeadlineExtension.Tasks.SIGN, open(UNIT_LEADER).by(OF_THE_UNIT)),
                    entry(DeadlineExtension.Tasks.DECIDE_EXTENSION, GIVING_TIME),
                    entry(DeadlineExtension.Tasks.DECIDE_SUSPENSION, GIVING_TIME),
                    entry(DeadlineExtension.Tasks.DECIDE_RESUMPTION, GIVING_TIME),
                    entry(DeadlineExtension.Tasks.DECIDE_TACKLING, open(GROUP_HEAD)),
                    entry(DeadlineExtension.Tasks.DECIDE_YELLOW, open(OFFICE_HEAD, GROUP_HEAD)),
                    entry(DeadlineExtension.Tasks.DECIDE_RAISING, open(GROUP_HEAD))),
            SupervisionOrderProcess.KEY,
            Map.ofEntries(
                    entry(SupervisionOrderProcess.Tasks.APPROVE_LISTING, open(COUNTY_LEADER)),
                    entry(
                            SupervisionOrderProcess.Tasks.EXPLAIN,
                            open(UNIT_LEADER).by(OF_THE_UNIT)),
                    entry(
                            SupervisionOrderProcess.Tasks.CONCLUDE_ORDER,
                            open(SUPERVISOR).byOthersThanTheHandlers()),
                    entry(
                            SupervisionOrderProcess.Tasks.CONCLUDE_URGING,
                            open(GRADER, OFFICE_HEAD, GROUP_HEAD).byOthersThanTheHandlers()),
                    entry(SupervisionOrderProcess.Earlier.SIGN_TRANSFER, open(GROUP_HEAD)),
                    entry(SupervisionOrderProcess.Earlier.RECEIVE_TRANSFER, open(DISCIPLINE))),
            TransferLetter.KEY,
            Map.of(
                    TransferLetter.Tasks.SIGN, open(GROUP_HEAD),
                    TransferLetter.Tasks.RECEIVE, open(DISCIPLINE)),
            ProgressReport.KEY,
            Map.of(ProgressReport.Tasks.REPORT, open(HANDLER, UNIT_LEADER).by(OF_THE_UNIT)),
            IdentityReveal.KEY,
            Map.of(
                    IdentityReveal.Tasks.DECIDE,
                    right(OFFICE_HEAD, GROUP_HEAD, REPORT_DESK).by(OF_THE_LANE)));

    /**
     * A step that an owner added: whoever works for the county or for the clue's own units, never whoever owns the processes
     * or the accounts, and no sealed report. It decides nothing that another step decides, because the ledger takes those
     * answers from their own steps alone.
     */
    private static final StepRight ADDED = open(EnumSet.complementOf(
                    EnumSet.of(REPORT_DESK, Duty.PROCESS_OWNER, Duty.ADMIN)))
            .by((held, clue) -> !held.duty().perUnit()
                    || held.unit().equals(clue.unit())
                    || held.unit().equals(clue.assistUnit()));

    private StepRights() {}

    /** The right to a step of a process. */
    public static StepRight to(String process, String step) {
        return known(process, step).orElse(ADDED);
    }

    /** The right to a step that the product knows; empty for one that an owner added. */
    public static Optional<StepRight> known(String process, String step) {
        return Optional.ofNullable(
                KNOWN.getOrDefault(CluePhase.lifeOf(process), Map.of()).get(step));
    }

    /** The steps that the product knows in a process. */
    public static Set<String> steps(String process) {
        return CluePhase.of(process)
                .map(CluePhase::tasks)
                .orElseGet(() -> KNOWN.getOrDefault(process, Map.of()).keySet());
    }

    private static StepRight right(Duty... duties) {
        return new StepRight(
                Collections.unmodifiableSet(EnumSet.copyOf(Arrays.asList(duties))), (held, clue) -> true, false);
    }

    /** A right that ends where a report against a person begins. */
    private static StepRight open(Duty... duties) {
        return right(duties).by(NOT_SEALED);
    }

    private static StepRight open(Set<Duty> duties) {
        return open(duties.toArray(Duty[]::new));
    }
}
