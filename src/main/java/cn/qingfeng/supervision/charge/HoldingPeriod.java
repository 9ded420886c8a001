package cn.qingfeng.supervision.charge;

import java.time.Instant;
import java.util.Optional;

/**
 * The time in which one side held the case.
 *
 * @param unit code of the unit that held it, empty while the office did
 * @param from when it came into that hand
 * @param to when it left it, empty while it is still there
 * @param entry ordinal of the timeline's entry that put it there
 */
public record HoldingPeriod(Optional<String> unit, Instant from, Optional<Instant> to, int entry) {

    Instant end(Instant now) {
        return to.orElse(now);
    }
}
