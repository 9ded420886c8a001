package cn.qingfeng;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an upgrade still has to add to what was there before. The first of it is done at once; what is left goes on beside the
 * work, because a start that waited for a million clues would keep the county out for an hour. It ends with the product and goes
 * on at the next start, so each part is a transaction of its own that finds what is missing by itself.
 */
public final class AfterStart {

    private static final Logger LOG = LoggerFactory.getLogger(AfterStart.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private volatile boolean stopping;

    private final ExecutorService beside = Executors.newSingleThreadExecutor(work -> {
        var thread = new Thread(work, "after-start");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Does the first part, and the others beside the work.
     *
     * @param what for the log
     * @param part does some, and tells whether there may be more
     */
    public void add(String what, BooleanSupplier part) {
        if (part.getAsBoolean()) {
            LOG.info("Goes on beside the work: {}", what);
            beside.execute(() -> goOn(what, part));
        }
    }

    private void goOn(String what, BooleanSupplier part) {
        try {
            while (!stopping) {
                if (!part.getAsBoolean()) {
                    LOG.info("Done: {}", what);
                    return;
                }
            }
        } catch (RuntimeException broken) {
            if (!stopping) {
                LOG.error("Broke off and goes on at the next start: {}", what, broken);
            }
        }
    }

    /** Before the database goes; a part that runs comes to its end, because nobody may interrupt a thread that writes. */
    public void end() {
        stopping = true;
        beside.shutdown();
        try {
            beside.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
