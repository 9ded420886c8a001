package cn.qingfeng.evaluation;

import cn.qingfeng.matter.MatterState;
import cn.qingfeng.matter.Matters;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Whether what a step waits for may still come: until the step's limit ends, and never while the round stands still. */
@Component
public class Terms {

    private final Matters matters;
    private final Clock clock;

    Terms(Matters matters, Clock clock) {
        this.matters = matters;
        this.clock = clock;
    }

    /** When the limit of the newest step of that id ends. */
    public Optional<Instant> endOf(String number, String step) {
        return matters.steps(number).stream()
                .filter(one -> one.step().equals(step) && one.dueAt() != null)
                .reduce((before, after) -> after)
                .map(one -> one.dueAt());
    }

    /** Whether that end has come. */
    public boolean isOver(String number, String step) {
        return endOf(number, step).filter(end -> end.isAfter(clock.instant())).isEmpty();
    }

    /** Whether the step waits, its limit has not ended and the round is not suspended. */
    public boolean runs(String number, String step) {
        return matters.find(number)
                        .filter(matter -> matter.state() == MatterState.OPEN)
                        .isPresent()
                && matters.open(number).stream().anyMatch(one -> one.step().equals(step))
                && !isOver(number, step);
    }
}
