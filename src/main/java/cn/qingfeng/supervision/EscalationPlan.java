package cn.qingfeng.supervision;

import cn.qingfeng.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The steps about one limit, one after the other, as the column {@code ladder} of {@code time-limits} writes them. */
public record EscalationPlan(List<EscalationStep> steps) {

    /** Nothing is done about the limit. */
    public static final EscalationPlan NONE = new EscalationPlan(List.of());

    public EscalationPlan {
        steps = List.copyOf(steps);
    }

    /**
     * Reads {@code REMIND -1WD, TELL, URGE +1WD, RAISE_AND_ORDER +3WD}.
     *
     * @throws Refusal invalid, naming the text that is none
     */
    public static EscalationPlan of(String text) {
        if (text == null || text.isBlank()) {
            return NONE;
        }
        try {
            var steps = Arrays.stream(text.split(","))
                    .map(step -> EscalationStep.of(step.strip()))
                    .toList();
            if (steps.get(0).afterPrevious()) {
                throw new IllegalArgumentException(text);
            }
            return new EscalationPlan(steps);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("limit.ladder.wrong", text);
        }
    }

    @Override
    public String toString() {
        return steps.stream().map(EscalationStep::toString).collect(Collectors.joining(", "));
    }
}
