package cn.qingfeng.process.task;

import cn.qingfeng.clue.Card;
import cn.qingfeng.clue.ClueKind;
import cn.qingfeng.organization.Duty;
import cn.qingfeng.organization.HeldDuty;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Who may take a step.
 *
 * @param duties every duty that may hold the right under some circumstances
 * @param among which holder of such a duty may
 * @param byOthers whether those who handled the clue may not
 */
public record StepRight(Set<Duty> duties, BiPredicate<HeldDuty, StepRights.Circumstances> among, boolean byOthers) {

    public static final BiPredicate<HeldDuty, StepRights.Circumstances> OF_THE_UNIT =
            (held, clue) -> !held.duty().perUnit() || held.unit().equals(clue.unit());

    public static final BiPredicate<HeldDuty, StepRights.Circumstances> OF_ANOTHER_UNIT =
            (held, clue) -> !held.duty().perUnit() || !held.unit().equals(clue.unit());

    public static final BiPredicate<HeldDuty, StepRights.Circumstances> OF_THE_ASSISTING_UNIT =
            (held, clue) -> held.unit().equals(clue.assistUnit());

    public static final BiPredicate<HeldDuty, StepRights.Circumstances> NOT_SEALED =
            (held, clue) -> clue.kind() != ClueKind.REPORT;

    /** A clerk admits what came over the own counter. */
    public static final BiPredicate<HeldDuty, StepRights.Circumstances> CLERK_OVER_THE_COUNTER =
            (held, clue) -> held.duty() != Duty.WINDOW_CLERK || clue.overTheCounter();

    /** By the card; a signature for a higher card covers the lower ones. */
    public static final BiPredicate<HeldDuty, StepRights.Circumstances> AS_HIGH_AS_THE_CARD =
            (held, clue) -> clue.card() != null
                    && switch (held.duty()) {
                        case WINDOW_CLERK -> clue.card() == Card.BLUE;
                        case OFFICE_HEAD -> clue.card() != Card.RED;
                        default -> true;
                    };

    /** A grader looks through blue results; what is yellow or red the heads review. */
    public static final BiPredicate<HeldDuty, StepRights.Circumstances> GRADER_FOR_BLUE =
            (held, clue) -> held.duty() != Duty.GRADER || clue.card() == Card.BLUE;

    public boolean allows(HeldDuty held, StepRights.Circumstances clue) {
        return duties.contains(held.duty()) && among.test(held, clue);
    }

    /** The same, for those alone who meet this too. */
    public StepRight by(BiPredicate<HeldDuty, StepRights.Circumstances> narrower) {
        return new StepRight(duties, among.and(narrower), byOthers);
    }

    /** Not whoever had a hand in the handling. */
    public StepRight byOthersThanTheHandlers() {
        return new StepRight(duties, among, true);
    }

    /** A right whatever the clue, a report against a person too. */
    public static StepRight right(Duty... duties) {
        return new StepRight(
                Collections.unmodifiableSet(EnumSet.copyOf(Arrays.asList(duties))), (held, clue) -> true, false);
    }

    /** A right that ends where a report against a person begins. */
    public static StepRight open(Duty... duties) {
        return right(duties).by(NOT_SEALED);
    }

    public static StepRight open(Set<Duty> duties) {
        return open(duties.toArray(Duty[]::new));
    }
}
