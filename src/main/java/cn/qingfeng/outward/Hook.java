package cn.qingfeng.outward;

import java.time.Instant;

/**
 * A system that is told.
 *
 * @param failures how many deliveries in a row did not arrive
 * @param previousUntil until when a key from before a change signs too; null where there is none
 */
record Hook(
        String id,
        String name,
        String url,
        State state,
        int failures,
        String createdBy,
        Instant createdAt,
        Instant previousUntil) {

    /** Words for readers: {@code outward.state.<NAME>}. */
    enum State {
        ACTIVE,
        /** Nothing is sent; what happens meanwhile waits. */
        PAUSED,
        /** It did not answer for a while: what happens waits, and the oldest is tried now and then until it arrives. */
        STALLED,
        /** For good; what waited is dropped. */
        REMOVED
    }
}
