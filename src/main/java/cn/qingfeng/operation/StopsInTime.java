package cn.qingfeng.operation;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Ends a stop that does not end: whatever still works after the grace time is named in the log, and the program goes. Nothing
 * that was answered is lost by that; it is the same as a power cut, which the database is made for.
 */
@Component
class StopsInTime {

    private static final Logger LOG = LoggerFactory.getLogger(StopsInTime.class);

    private final Duration grace;

    StopsInTime(@Value("${qingfeng.stop-within:45s}") Duration grace) {
        this.grace = grace;
    }

    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(ContextClosedEvent closing) {
        if (closing.getApplicationContext().getParent() != null || !isEnding()) {
            return;
        }
        var last = new Thread(this::end, "stops-in-time");
        last.setDaemon(true);
        last.start();
    }

    /** Whether the program itself ends, not only this context, as in a test. */
    private static boolean isEnding() {
        var hook = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            Runtime.getRuntime().removeShutdownHook(hook);
            return false;
        } catch (IllegalStateException ending) {
            return true;
        }
    }

    private void end() {
        try {
            Thread.sleep(grace.toMillis());
        } catch (InterruptedException gone) {
            return;
        }
        var still = new StringBuilder();
        Thread.getAllStackTraces().forEach((thread, frames) -> {
            if (!thread.isDaemon()
                    || thread.getName().contains("qingfeng")
                    || thread.getName().contains("Hook")) {
                still.append("\n").append(thread.getName()).append(' ').append(thread.getState());
                for (var frame : frames) {
                    still.append("\n    at ").append(frame);
                }
            }
        });
        LOG.error("Did not stop within {} s; ended now. Still at work:{}", grace.toSeconds(), still);
        Runtime.getRuntime().halt(1);
    }
}
