package cn.qingfeng.operation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStore.TxCounter;
import org.h2.mvstore.RandomAccessStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.stereotype.Component;

/**
 * Keeps the file of the embedded database small while it runs, from the first migration on. A commit there is written at once
 * ({@code WRITE_DELAY=0}), and with that setting the database has no thread that tidies up behind itself: every commit appends
 * some hundred kilobytes, and the file grows to many times what is alive in it (see docs/adr/0104).
 */
@Component
@ConditionalOnExpression("'${spring.datasource.url:}'.startsWith('jdbc:h2:file:')")
class EmbeddedFile implements InitializingBean, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedFile.class);

    /** Below this there is nothing to gain, in bytes. */
    private static final long SMALL = 16L << 20;

    /** How much of what is written must be alive before it is left alone, in percent. */
    private static final int ALIVE_ENOUGH = 70;

    /** What is copied together at once, in bytes: writers wait for no more than that. */
    private static final int PORTION = 4 << 20;

    /** How often at a look it asks for the lock that those who write hold most of the time. */
    private static final int TRIES = 12;

    /** Beyond twice what is alive and this, in bytes, the file is shortened though people work. */
    private static final long SLACK = 10L << 20;

    /** So many looks without a commit: nobody works, and the file may be shortened at leisure. */
    private static final int QUIET = 4;

    /** The longest that a shortening at leisure may take, in milliseconds. */
    private static final int SHORTENING = 400;

    private final DataSource source;
    private final long every;
    private final ScheduledExecutorService tidying = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "database-tidying");
        thread.setDaemon(true);
        return thread;
    });

    private MVStore store;

    /** Holds the last version that is on the disk itself: what was alive in it is not written over. */
    private TxCounter onDisk;

    private long seen = -1;
    private int quiet;

    EmbeddedFile(DataSource source, @Value("${qingfeng.database.tidy-millis:250}") long every) {
        this.source = source;
        this.every = every;
    }

    @Override
    public void afterPropertiesSet() {
        tidying.scheduleWithFixedDelay(this::tidy, every, every, TimeUnit.MILLISECONDS);
    }

    /** One look: has what was committed on the disk itself, gives free what no longer lives there, and shortens the file. */
    synchronized void tidy() {
        try (var connection = source.getConnection()) {
            var now = storeOf(connection);
            if (now != store) {
                // Opened anew after a breakdown: what was held belongs to the old one.
                store = now;
                onDisk = null;
            }
            if (store != null && !store.isClosed() && store.getFileStore() instanceof RandomAccessStore file) {
                tidy(file);
            }
        } catch (Exception later) {
            LOG.debug("Not tidied now", later);
        }
    }

    private void tidy(RandomAccessStore file) {
        if (store.getCurrentVersion() == seen) {
            if (++quiet == QUIET) {
                shortenAtLeisure(file);
                seen = store.getCurrentVersion();
            }
            return;
        }
        quiet = 0;
        seen = store.getCurrentVersion();
        putOnDisk();
        if (file.size() > SMALL) {
            copyTogether(file);
            if (isLarge(file)) {
                file.compactMoveChunks(ALIVE_ENOUGH, PORTION, store);
            }
        }
    }

    /**
     * After this a power cut finds at least what is committed now: no place is written over that the version on the disk needs.
     * So nothing else has to be kept for a time, as H2 does by default for 45 s, and hundreds of megabytes with it.
     */
    private void putOnDisk() {
        var next = store.registerVersionUsage();
        store.sync();
        letGo();
        onDisk = next;
        store.setRetentionTime(0);
    }

    private void letGo() {
        if (onDisk != null) {
            store.deregisterVersionUsage(onDisk);
            onDisk = null;
        }
    }

    private void shortenAtLeisure(RandomAccessStore file) {
        if (file.size() > SMALL && (file.getChunksFillRate() < ALIVE_ENOUGH || file.getFillRate() < ALIVE_ENOUGH)) {
            var before = file.size();
            // It has everything on the disk by itself, before each thing that it writes over.
            letGo();
            store.compactFile(SHORTENING);
            putOnDisk();
            LOG.debug("The database file has {} MB of {} MB", file.size() >> 20, before >> 20);
        }
    }

    private void copyTogether(RandomAccessStore file) {
        for (var tries = TRIES; tries > 0 && file.getChunksFillRate() < ALIVE_ENOUGH; tries--) {
            if (store.compact(ALIVE_ENOUGH, PORTION) && !isLarge(file)) {
                return;
            }
        }
    }

    private static boolean isLarge(RandomAccessStore file) {
        return file.size() > 2 * alive(file) + SLACK;
    }

    private static long alive(RandomAccessStore file) {
        return file.size() / 100 * file.getFillRate() / 100 * file.getChunksFillRate();
    }

    private static MVStore storeOf(Connection connection) throws SQLException {
        return connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session
                ? session.getDatabase().getStore().getMvStore()
                : null;
    }

    @Override
    public synchronized void destroy() {
        tidying.shutdown();
        if (store != null && !store.isClosed() && store.getFileStore() instanceof RandomAccessStore file) {
            shortenAtLeisure(file);
            letGo();
        }
    }
}
