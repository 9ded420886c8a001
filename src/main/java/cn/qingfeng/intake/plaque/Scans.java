package cn.qingfeng.intake.plaque;

import cn.qingfeng.clue.ClueNumber;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** By which plaque a report came, for those who look at it. */
@Component
public class Scans {

    /**
     * A scanned code.
     *
     * @param place the plaque's place in words; empty when the code named none
     * @param standing {@code VALID}, {@code ROTATED} or {@code UNVERIFIED}
     */
    public record Seen(Optional<String> place, String standing) {}

    private final Plaques plaques;

    Scans(Plaques plaques) {
        this.plaques = plaques;
    }

    /** The code by which the report came, if by any. */
    public Optional<Seen> of(ClueNumber number) {
        return plaques.originOf(number)
                .map(origin -> new Seen(
                        origin.code().map(code -> plaques.nameOf(origin.kind(), code)),
                        origin.standing().name()));
    }
}
