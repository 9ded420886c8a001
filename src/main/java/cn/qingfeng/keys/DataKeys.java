package cn.qingfeng.keys;

import cn.qingfeng.Utc;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The data keys, random, wrapped by the master in table {@code data_key}. The newest seals; an older one opens what it
 * sealed until a rotation has sealed all of that anew and destroys it.
 */
@Component
class DataKeys {

    /** The row that keeps the root of all derived keys once the master was changed. */
    static final int ROOT = 0;

    /** How long a node goes on sealing with a key before it looks for a newer one. */
    static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    private record Newest(int id, long lookedAt) {}

    private final JdbcTemplate jdbc;
    private final TransactionTemplate apart;
    private final Clock clock;
    private final Map<Integer, Aead> opened = new ConcurrentHashMap<>();
    private volatile Wrapping wrapping;
    private volatile Newest newest;

    DataKeys(JdbcTemplate jdbc, PlatformTransactionManager transactions, Keys keys, Clock clock) {
        this.jdbc = jdbc;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.wrapping = keys.wrapping();
        this.clock = clock;
        if (look() == ROOT) {
            try {
                make();
            } catch (DuplicateKeyException anotherNodeDid) {
                look();
            }
        }
        // A wrong master stops the start here, not somebody's report later.
        key(newest());
    }

    /** The key that seals. */
    int newest() {
        var known = newest;
        return System.nanoTime() - known.lookedAt() < LOOK_AGAIN.toNanos() ? known.id() : look();
    }

    private int look() {
        var id = jdbc.queryForObject("select coalesce(max(id), 0) from data_key", Integer.class);
        newest = new Newest(id, System.nanoTime());
        return id;
    }

    Aead key(int id) {
        return opened.computeIfAbsent(id, wanted -> Wrapping.aead(keyset(wanted)));
    }

    private KeysetHandle keyset(int id) {
        return jdbc
                .queryForList("select wrapped from data_key where id = ? and wrapped is not null", String.class, id)
                .stream()
                .findFirst()
                .map(wrapped -> wrapping.keyset(id, wrapped))
                .orElseThrow(() -> new IllegalStateException("data key " + id + " is not there any more"));
    }

    /** Makes a new key, which seals from now on; other nodes follow within {@link #LOOK_AGAIN}. */
    int make() {
        var key = Wrapping.fresh();
        apart.executeWithoutResult(transaction -> {
            var id = jdbc.queryForObject("select coalesce(max(id), 0) from data_key", Integer.class) + 1;
            jdbc.update(
                    "insert into data_key (id, wrapped, made_at) values (?, ?, ?)", id, wrapping.wrap(id, key), now());
        });
        return look();
    }

    /** Keys before this one that still open something. */
    List<Integer> before(int id) {
        return jdbc.queryForList(
                "select id from data_key where id > ? and id < ? and wrapped is not null order by id",
                Integer.class,
                ROOT,
                id);
    }

    /** Destroys every key before this one. */
    void destroyBefore(int id) {
        apart.executeWithoutResult(transaction -> jdbc.update(
                "update data_key set wrapped = null, destroyed_at = ? where id > ? and id < ? and wrapped is not null",
                now(),
                ROOT,
                id));
        opened.keySet().removeIf(known -> known < id);
    }

    /** Wraps all keys, and the root of the derived ones, with another master, all or none. */
    void rewrap(Keys keys, byte[] nextMaster) {
        var next = Keys.wrapping(nextMaster);
        apart.executeWithoutResult(transaction -> {
            for (var id : jdbc.queryForList(
                    "select id from data_key where id > ? and wrapped is not null", Integer.class, ROOT)) {
                jdbc.update("update data_key set wrapped = ? where id = ?", next.wrap(id, keyset(id)), id);
            }
            var root = next.wrap(ROOT, keys.root());
            if (jdbc.update("update data_key set wrapped = ? where id = ?", root, ROOT) == 0) {
                jdbc.update("insert into data_key (id, wrapped, made_at) values (?, ?, ?)", ROOT, root, now());
            }
        });
        wrapping = next;
    }

    private LocalDateTime now() {
        return Utc.of(clock.instant());
    }
}
