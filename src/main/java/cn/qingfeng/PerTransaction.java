package cn.qingfeng;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What one transaction has read and need not read again. It is nothing for the next, nor for one that runs in between; without
 * a transaction everything is read. Whoever changes what was read calls {@link #forget()}.
 *
 * @param <K> what was asked for
 * @param <V> what was read; null is not kept
 */
public final class PerTransaction<K, V> {

    /** What is known about {@code key}, read now where nothing is. */
    public V get(K key, Function<? super K, ? extends V> reading) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return reading.apply(key);
        }
        var known = known().get(key);
        if (known == null) {
            // Reading may ask for more of the same kind, or write what waits and so forget.
            known = reading.apply(key);
            known().put(key, known);
        }
        return known;
    }

    /** Something was changed by this transaction: all is read again. */
    public void forget() {
        if (TransactionSynchronizationManager.hasResource(this)) {
            known().clear();
        }
    }

    @SuppressWarnings("unchecked")
    private Map<K, V> known() {
        var known = (Map<K, V>) TransactionSynchronizationManager.getResource(this);
        if (known == null) {
            known = new HashMap<>();
            TransactionSynchronizationManager.bindResource(this, known);
            TransactionSynchronizationManager.registerSynchronization(new Forgetting());
        }
        return known;
    }

    private final class Forgetting implements TransactionSynchronization {
        private Object known;

        @Override
        public void suspend() {
            known = TransactionSynchronizationManager.unbindResource(PerTransaction.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(PerTransaction.this, known);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(PerTransaction.this);
        }
    }
}
