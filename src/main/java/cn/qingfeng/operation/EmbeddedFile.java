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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Keeps the file of the embedded database small while it runs. A commit there is written at once ({@code WRITE_DELAY=0}), and
 * with that setting the database has no thread that tidies up behind itself: every commit appends, and the file grows to many
 * times what is alive in it.
 */
@Component
@ConditionalOnExpression("'${spring.datasource.url:}'.startsWith('jdbc:h2:file:')")
class EmbeddedFile implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedFile.class);

    /** Below this there is nothing to gain, in bytes. */
    private static final long SMALL = 24L << 20;

    /** How much of what is written must be alive before it is left alone, in percent. */
    private static final int ALIVE_ENOUGH = 70;

    /** What is copied together at once, in bytes: writers wait for no more than that. */
    private static final int PORTION = 4 << 20;

    /** For how long one look may copy, in nanoseconds. */
    private static final long AT_ONCE = 250_000_000L;

    /** Fewer commits than this since the last look: nobody works, and the file may be shortened. */
    private static final int QUIET = 12;

    /** The longest that a shortening may take, in milliseconds. */
    private static final int SHORTENING = 400;

    /**
     * How long the place of what is dead is kept, in milliseconds: longer than from one look to the next, each of which has all
     * that was written before on the disk itself. So a power cut finds either the old or the new.
     */
    private static final int KEPT = 6000;

    private final DataSource source;
    private final long every;
    private final ScheduledExecutorService tidying = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "database-tidying");
        thread.setDaemon(true);
        return thread;
    });

    private long seen;

    EmbeddedFile(DataSource source, @Value("${qingfeng.database.tidy-seconds:2}") long every) {
        this.source = source;
        this.every = every;
    }

    @EventListener
    void on(ApplicationReadyEvent ready) {
        tidying.scheduleWithFixedDelay(this::tidy, every, every, TimeUnit.SECONDS);
    }

    void tidy() {
        try (var connection = source.getConnection()) {
            var store = storeOf(connection);
            if (store == null || store.isClosed() || store.getFileStore() == null) {
                return;
            }
            var file = store.getFileStore();
            file.sync();
            store.setRetentionTime(KEPT);
            var commits = store.getCurrentVersion() - seen;
            if (file.size() > SMALL) {
                var before = file.size();
                if (commits >= QUIET) {
                    copyTogether(store);
                } else if (file.getChunksFillRate() < ALIVE_ENOUGH || file.getFillRate() < ALIVE_ENOUGH) {
                    // Sets the time to zero for itself.
                    store.compactFile(SHORTENING);
                    store.setRetentionTime(KEPT);
                }
                LOG.debug("The database file has {} MB of {} MB", file.size() >> 20, before >> 20);
            }
            seen = store.getCurrentVersion();
        } catch (Exception later) {
            LOG.debug("Not tidied now", later);
        }
    }

    private static void copyTogether(MVStore store) {
        for (var until = System.nanoTime() + AT_ONCE; System.nanoTime() < until; ) {
            if (store.getFileStore().getChunksFillRate() >= ALIVE_ENOUGH || !store.compact(ALIVE_ENOUGH, PORTION)) {
                return;
            }
        }
    }

    private static MVStore storeOf(Connection connection) throws SQLException {
        return connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session
                ? session.getDatabase().getStore().getMvStore()
                : null;
    }

    @Override
    public void destroy() {
        tidying.shutdown();
    }
}
