package cn.qingfeng;

import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A table of the county's, read once and kept. A change is seen at once by the transaction that makes it, by this node as soon
 * as it is committed, and by the other nodes, which hear of nothing, within {@link #LIFE}.
 */
public final class Shelf<T> {

    private static final Duration LIFE = Duration.ofSeconds(20);

    private record Kept<T>(T value, long readAt) {
        boolean fresh() {
            return System.nanoTime() - readAt < LIFE.toNanos();
        }
    }

    private final Supplier<T> reading;
    private volatile Kept<T> kept;

    public Shelf(Supplier<T> reading) {
        this.reading = reading;
    }

    public T get() {
        if (TransactionSynchronizationManager.hasResource(this)) {
            return reading.get();
        }
        var known = kept;
        if (known == null || !known.fresh()) {
            known = new Kept<>(reading.get(), System.nanoTime());
            kept = known;
        }
        return known.value();
    }

    /** To be called by whoever changes what lies here, in the transaction that changes it. */
    public void changed() {
        kept = null;
        if (!TransactionSynchronizationManager.isSynchronizationActive()
                || TransactionSynchronizationManager.hasResource(this)) {
            return;
        }
        TransactionSynchronizationManager.bindResource(this, Boolean.TRUE);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void suspend() {
                TransactionSynchronizationManager.unbindResource(Shelf.this);
            }

            @Override
            public void resume() {
                TransactionSynchronizationManager.bindResource(Shelf.this, Boolean.TRUE);
            }

            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResourceIfPossible(Shelf.this);
                kept = null;
            }
        });
    }
}
