package cn.qingfeng.calendar.clock;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Where several nodes share a clock that can be moved (a demo on MySQL), each follows what another one was moved to. */
@Component
@ConditionalOnExpression("${qingfeng.clock.movable:false} and ${qingfeng.clock.shared:false}")
class ClockFollower {

    private static final Logger log = LoggerFactory.getLogger(ClockFollower.class);
    private static final Duration EVERY = Duration.ofSeconds(2);

    /** Where another clock stands in the county's place, there is nothing to follow. */
    private final ObjectProvider<CountyClock> clock;

    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "clock-follower");
        thread.setDaemon(true);
        return thread;
    });

    ClockFollower(ObjectProvider<CountyClock> clock) {
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        watch.scheduleWithFixedDelay(this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            clock.ifAvailable(CountyClock::follow);
        } catch (RuntimeException e) {
            // An executor drops work that threw; the database comes back, and so must the looking.
            log.warn("the shared clock could not be read: {}", e.toString());
        }
    }

    @PreDestroy
    void end() {
        watch.shutdownNow();
    }
}
