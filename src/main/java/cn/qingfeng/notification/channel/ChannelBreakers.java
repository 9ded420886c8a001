package cn.qingfeng.notification.channel;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * A circuit breaker for each channel out of this node, so that a slow or dead one holds up no other. At most {@link #WIDTH}
 * messages are under way in a channel; the next gets a time at which a place should be free. After {@link #PATIENCE} failures
 * in a row the breaker opens, and a message that comes meanwhile is turned back at once instead of waiting for a timeout; then
 * one message tries whether it works again. Nothing here is shared by nodes: each learns for itself, within seconds.
 */
@Component
public class ChannelBreakers {

    /** Half of the five workers that the engine keeps could hang in two dead channels, and the rest still works. */
    static final int WIDTH = 2;

    static final int PATIENCE = 3;
    static final Duration FIRST_REST = Duration.ofSeconds(20);
    static final Duration LONGEST_REST = Duration.ofMinutes(2);

    private final Map<NoticeChannel, Guarded> channels = new EnumMap<>(NoticeChannel.class);
    private final Clock clock;

    ChannelBreakers(Clock clock) {
        this.clock = clock;
        var config = CircuitBreakerConfig.custom()
                .slidingWindowSize(PATIENCE)
                .minimumNumberOfCalls(PATIENCE)
                .failureRateThreshold(100)
                .permittedNumberOfCallsInHalfOpenState(1)
                .waitIntervalFunctionInOpenState(IntervalFunction.ofExponentialBackoff(FIRST_REST, 2, LONGEST_REST))
                .recordResult(outcome -> ((Outcome) outcome).kind() == Outcome.Kind.CHANNEL_DOWN)
                .build();
        for (var channel : NoticeChannel.values()) {
            channels.put(channel, new Guarded(CircuitBreaker.of(channel.name(), config)));
        }
    }

    /** What a message finds. */
    public enum Entry {
        /** Go; {@link #leave} must follow. */
        OPEN,
        /** All places are taken: come back at {@link #nextPlace}. */
        FULL,
        /** Nothing gets through. */
        CLOSED
    }

    public Entry enter(NoticeChannel channel) {
        return channels.get(channel).enter();
    }

    /** @param took how long the message was under way */
    public void leave(NoticeChannel channel, Outcome outcome, Duration took) {
        channels.get(channel).leave(outcome, took);
    }

    /** Why nothing gets through the channel, or did not last. */
    public Outcome why(NoticeChannel channel) {
        return channels.get(channel).down;
    }

    /** When a place should be free, by the county's clock; each asker gets a later one. */
    public Instant nextPlace(NoticeChannel channel) {
        return clock.instant().plus(channels.get(channel).nextPlace());
    }

    /** Whether nothing gets through the channel, as far as this node knows, for whoever watches. */
    boolean closed(NoticeChannel channel) {
        return channels.get(channel).breaker.getState() == CircuitBreaker.State.OPEN;
    }

    /** Lets messages through every channel: somebody mended something and does not want to wait. */
    public void reopen() {
        channels.values().forEach(channel -> channel.breaker.reset());
    }

    private static final class Guarded {
        private final CircuitBreaker breaker;
        private final Semaphore places = new Semaphore(WIDTH);
        private volatile Outcome down;
        private double average = Duration.ofSeconds(1).toNanos();
        private long nextFree = System.nanoTime();

        Guarded(CircuitBreaker breaker) {
            this.breaker = breaker;
        }

        Entry enter() {
            if (!places.tryAcquire()) {
                return breaker.getState() == CircuitBreaker.State.CLOSED ? Entry.FULL : Entry.CLOSED;
            }
            if (!breaker.tryAcquirePermission()) {
                places.release();
                return Entry.CLOSED;
            }
            return Entry.OPEN;
        }

        void leave(Outcome outcome, Duration took) {
            if (outcome.kind() == Outcome.Kind.CHANNEL_DOWN) {
                down = outcome;
            }
            // First what came of it, then the place: nobody enters in between.
            breaker.onResult(took.toNanos(), TimeUnit.NANOSECONDS, outcome);
            places.release();
            synchronized (this) {
                average += (took.toNanos() - average) / 8;
            }
        }

        /** Resilience4j's bulkhead does not say when a place should be free. */
        synchronized Duration nextPlace() {
            var now = System.nanoTime();
            nextFree = Math.max(now, nextFree) + (long) (Math.max(average, 1e6) / WIDTH);
            return Duration.ofNanos(nextFree - now)
                    .plusMillis(1000 + ThreadLocalRandom.current().nextInt(1000));
        }
    }
}
