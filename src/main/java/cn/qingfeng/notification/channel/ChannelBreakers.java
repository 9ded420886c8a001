package cn.qingfeng.notification.channel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;

/**
 * One lane for each channel out of this node, so that a slow or dead one holds up no other. At most {@link #WIDTH} letters
 * are under way in a lane; the next gets a time at which a place should be free. After {@link #PATIENCE} failures in a row
 * the lane closes, and a letter that comes meanwhile is turned back at once instead of waiting for a timeout; then one letter
 * tries whether it works again. Nothing here is shared by nodes: each learns for itself, within seconds.
 */
@Component
public class ChannelBreakers {

    /** Half of the five workers that the engine keeps could hang in two dead channels, and the rest still works. */
    static final int WIDTH = 2;

    static final int PATIENCE = 3;
    static final Duration FIRST_REST = Duration.ofSeconds(20);
    static final Duration LONGEST_REST = Duration.ofMinutes(2);

    private final Map<NoticeChannel, Lane> lanes = new EnumMap<>(NoticeChannel.class);
    private final Clock clock;

    ChannelBreakers(Clock clock) {
        this.clock = clock;
        for (var channel : NoticeChannel.values()) {
            lanes.put(channel, new Lane());
        }
    }

    /** What a letter finds. */
    public enum Entry {
        /** Go; {@link #leave} must follow. */
        OPEN,
        /** All places are taken: come back at {@link #nextPlace}. */
        FULL,
        /** Nothing gets through. */
        CLOSED
    }

    public Entry enter(NoticeChannel channel) {
        return lanes.get(channel).enter();
    }

    public void leave(NoticeChannel channel, Outcome outcome) {
        lanes.get(channel).leave(outcome);
    }

    /** Why the lane is closed, or was last. */
    public Outcome why(NoticeChannel channel) {
        return lanes.get(channel).why();
    }

    /** When a place should be free, by the county's clock; each asker gets a later one. */
    public Instant nextPlace(NoticeChannel channel) {
        return clock.instant().plus(lanes.get(channel).nextPlace());
    }

    /** Whether the lane is closed now, for whoever watches. */
    boolean closed(NoticeChannel channel) {
        return lanes.get(channel).resting().isPresent();
    }

    /** Opens every lane: somebody mended something and does not want to wait. */
    public void reopen() {
        lanes.values().forEach(Lane::reopen);
    }

    private static final class Lane {
        private int inside;
        private int failures;
        private Outcome last;
        private long closedUntil;
        private boolean closed;
        private Duration rest = FIRST_REST;
        private long enteredAt;
        private double average = Duration.ofSeconds(1).toNanos();
        private long nextFree = System.nanoTime();

        public synchronized Entry enter() {
            if (closed && (resting().isPresent() || inside > 0)) {
                return Entry.CLOSED;
            }
            if (inside >= WIDTH) {
                return Entry.FULL;
            }
            inside++;
            enteredAt = System.nanoTime();
            return Entry.OPEN;
        }

        synchronized Optional<Duration> resting() {
            var left = closedUntil - System.nanoTime();
            return closed && left > 0 ? Optional.of(Duration.ofNanos(left)) : Optional.empty();
        }

        public synchronized Outcome why() {
            return last;
        }

        public synchronized void leave(Outcome outcome) {
            inside--;
            average += (System.nanoTime() - enteredAt - average) / 8;
            if (outcome.kind() != Outcome.Kind.CHANNEL_DOWN) {
                reopen();
                return;
            }
            last = outcome;
            failures++;
            if (failures >= PATIENCE) {
                if (closed) {
                    rest = rest.multipliedBy(2).compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest.multipliedBy(2);
                }
                closed = true;
                closedUntil = System.nanoTime() + rest.toNanos();
            }
        }

        public synchronized void reopen() {
            failures = 0;
            closed = false;
            rest = FIRST_REST;
        }

        public synchronized Duration nextPlace() {
            var now = System.nanoTime();
            nextFree = Math.max(now, nextFree) + (long) (Math.max(average, 1e6) / WIDTH);
            return Duration.ofNanos(nextFree - now)
                    .plusMillis(1000 + ThreadLocalRandom.current().nextInt(1000));
        }
    }
}
