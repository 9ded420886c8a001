package cn.qingfeng.operation;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Writes into the database every few seconds, so that health tells whether it still takes what people send: a connection
 * that answers is not enough, a full disk answers too. When it does not, the pool's connections are given up, so that the
 * embedded database is opened anew as soon as it can be. Beside it, the space on the disk of the data folder is watched.
 */
@Component("databaseWrites")
public class DatabaseWatch implements HealthIndicator, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);

    private final DataSource source;
    private final Path data;
    private final long least;
    private final long every;
    private final ApplicationEventPublisher events;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "database-watch");
        thread.setDaemon(true);
        return thread;
    });

    private volatile String trouble;
    private volatile Instant lastWritten;
    private volatile boolean low;

    DatabaseWatch(
            DataSource source,
            ApplicationEventPublisher events,
            @Value("${qingfeng.data:}") String data,
            @Value("${qingfeng.disk.least-megabytes:200}") long least,
            @Value("${qingfeng.database.probe-seconds:5}") long every) {
        this.source = source;
        this.events = events;
        this.data = data.isBlank() ? null : Path.of(data);
        this.least = least << 20;
        this.every = every;
    }

    @EventListener
    void on(ApplicationReadyEvent ready) {
        watch.scheduleWithFixedDelay(this::look, every, every, TimeUnit.SECONDS);
    }

    /** Whether nothing can be written at the moment. */
    public boolean isDown() {
        return trouble != null;
    }

    /** Writes, and remembers how that went. */
    void look() {
        try {
            write();
            if (trouble != null) {
                LOG.warn("The database takes writes again");
            }
            trouble = null;
            // The machine's time: the county's may be moved.
            lastWritten = Instant.ofEpochMilli(System.currentTimeMillis());
        } catch (Exception | LinkageError broken) {
            if (trouble == null) {
                LOG.error("The database takes no writes: {}", broken.toString());
            }
            trouble = broken.getClass().getSimpleName();
            giveUpConnections();
        }
        try {
            lookAtTheDisk();
        } catch (Exception broken) {
            LOG.warn("The disk's space is not known: {}", broken.toString());
        }
    }

    private void write() throws Exception {
        try (var connection = source.getConnection();
                var statement = connection.prepareStatement("update write_probe set written_at = ? where id = 1")) {
            statement.setQueryTimeout(10);
            statement.setTimestamp(1, new Timestamp(System.currentTimeMillis()));
            statement.executeUpdate();
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
    }

    /** An embedded database that met a full disk has closed its file; the last connection that knows it must go first. */
    private void giveUpConnections() {
        events.publishEvent(new DatabaseAway());
        try {
            var pool = source.isWrapperFor(HikariDataSource.class) ? source.unwrap(HikariDataSource.class) : null;
            if (pool != null && pool.getHikariPoolMXBean() != null) {
                pool.getHikariPoolMXBean().softEvictConnections();
            }
        } catch (Exception unknown) {
            LOG.debug("The pool keeps its connections", unknown);
        }
    }

    private void lookAtTheDisk() throws IOException {
        var free = free();
        var now = free.isPresent() && free.get() < least;
        if (now && !low) {
            LOG.warn("Little space is left for the data: {} MB", free.get() >> 20);
            events.publishEvent(new DiskLow(free.get() >> 20));
        }
        low = now;
    }

    private Optional<Long> free() throws IOException {
        return data == null || !Files.exists(data)
                ? Optional.empty()
                : Optional.of(Files.getFileStore(data).getUsableSpace());
    }

    @Override
    public Health health() {
        var health = trouble == null ? Health.up() : Health.down().withDetail("trouble", trouble);
        if (lastWritten != null) {
            health.withDetail("lastWritten", lastWritten.toString());
        }
        try {
            free().ifPresent(bytes -> health.withDetail("freeMegabytes", bytes >> 20));
        } catch (IOException unknown) {
            health.withDetail("freeMegabytes", "?");
        }
        return health.withDetail("low", low).build();
    }

    @Override
    public void destroy() {
        watch.shutdown();
    }
}
