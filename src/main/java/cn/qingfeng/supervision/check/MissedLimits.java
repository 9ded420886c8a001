package cn.qingfeng.supervision.check;

import java.time.Instant;
import java.util.List;

/** The second wall behind the engine's timers: a limit whose moment passed without its timer's effect. */
public interface MissedLimits {

    /** A clue that was caught, and what could be done. */
    record Caught(String clueNumber, Kind kind) {}

    enum Kind {
        /** The timer was there but had not fired: it was fired. */
        FIRED,
        /** It was fired and failed: an incident shows why. */
        FAILED,
        /** The clue is open but no instance or no timer waits for it: somebody must mend it. */
        NO_TIMER
    }

    /**
     * Fires what should have fired before this moment.
     *
     * @param before leaves out what the engine is just about to do
     */
    List<Caught> catchUp(Instant before);
}
