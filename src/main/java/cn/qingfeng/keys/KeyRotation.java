package cn.qingfeng.keys;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The command {@code --rotate-keys}: makes a new data key, seals every sealed row anew in batches, destroys the old keys,
 * carries over files that lie in an older form, and ends the program. Stopped at any moment and started again, it goes on where it was. Where {@code
 * qingfeng.keys.next-master} holds another master, the keys are then wrapped with that one. A row that does not open is
 * named, keeps the old keys alive, and makes the exit code 1.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class KeyRotation implements ApplicationRunner {

    /** What a rotation did: the key that seals now, how many rows it sealed anew, those that did not open,
     * and the same of files that lay in an older form. */
    record Outcome(int key, int resealed, List<String> closed, int files, List<String> damaged) {}

    private static final int BATCH = 200;
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final DataKeys dataKeys;
    private final Keys keys;
    private final Sealer sealer;
    private final List<SealedColumn> columns;
    private final List<SealedStore> stores;
    private final MessageSource messages;
    private final ApplicationContext context;
    private final Duration linger;
    private final String nextMaster;

    KeyRotation(
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            DataKeys dataKeys,
            Keys keys,
            Sealer sealer,
            ObjectProvider<SealedColumn> columns,
            ObjectProvider<SealedStore> stores,
            MessageSource messages,
            ApplicationContext context,
            @Value("${qingfeng.keys.linger:3m}") Duration linger,
            @Value("${qingfeng.keys.next-master:}") String nextMaster) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.dataKeys = dataKeys;
        this.keys = keys;
        this.sealer = sealer;
        this.columns = columns.orderedStream().toList();
        this.stores = stores.orderedStream().toList();
        this.messages = messages;
        this.context = context;
        this.linger = linger;
        this.nextMaster = nextMaster;
    }

    @Override
    public void run(ApplicationArguments arguments) throws InterruptedException {
        if (!arguments.containsOption("rotate-keys")) {
            return;
        }
        var outcome = rotate(linger);
        outcome.closed().forEach(row -> tell("keys.row-closed", row));
        outcome.damaged().forEach(file -> tell("keys.file-damaged", file));
        tell("keys.rotated", outcome.resealed(), outcome.key(), outcome.files());
        if (!nextMaster.isBlank() && outcome.closed().isEmpty()) {
            dataKeys.rewrap(keys, Keys.decode("qingfeng.keys.next-master", nextMaster));
            tell("keys.rewrapped");
        }
        System.exit(SpringApplication.exit(
                context, () -> outcome.closed().isEmpty() && outcome.damaged().isEmpty() ? 0 : 1));
    }

    /**
     * Rotates.
     *
     * @param linger for how long rows are looked for that other nodes, which have not yet seen the new key or have a long
     *     transaction open, still seal with the old one
     */
    Outcome rotate(Duration linger) throws InterruptedException {
        var key = begin();
        var closed = new HashSet<String>();
        var resealed = all(key, closed);
        for (var until = System.nanoTime() + linger.toNanos(); System.nanoTime() < until; ) {
            Thread.sleep(PAUSE.toMillis());
            resealed += all(key, closed);
        }
        if (closed.isEmpty()) {
            dataKeys.destroyBefore(key);
        }
        // A file that is damaged in its store is no reason to keep keys: its own key is sealed anew by now.
        var damaged = new HashSet<String>();
        var files = stores.stream().mapToInt(store -> store.carryOver(damaged)).sum();
        return new Outcome(
                key,
                resealed,
                closed.stream().sorted().toList(),
                files,
                damaged.stream().sorted().toList());
    }

    /** The key to seal with: a new one, unless a rotation was cut off, which then goes on. */
    int begin() {
        var newest = dataKeys.newest();
        return dataKeys.before(newest).isEmpty() ? dataKeys.make() : newest;
    }

    private int all(int key, Set<String> closed) {
        var resealed = 0;
        for (var column : columns) {
            for (int some; (some = batch(column, key, closed)) > 0; ) {
                resealed += some;
            }
        }
        return resealed;
    }

    /** Seals the next rows of a column anew, in a transaction of their own; 0 when none is left that opens. */
    int batch(SealedColumn column, int key, Set<String> closed) {
        return transaction.execute(status -> {
            var wanted = new ArrayList<>(column.key());
            wanted.addAll(column.boundTo());
            wanted.add(column.column());
            var rows = jdbc.query(
                    "select " + String.join(", ", wanted) + " from " + column.table() + " where " + column.column()
                            + " is not null and " + column.column() + " not like ? order by "
                            + String.join(", ", column.key()) + " limit " + (BATCH + closed.size()),
                    (row, n) -> {
                        var values = new ArrayList<String>();
                        for (var i = 1; i <= wanted.size(); i++) {
                            values.add(row.getString(i));
                        }
                        return values;
                    },
                    Sealer.prefix(key) + "%");
            var done = 0;
            for (var row : rows) {
                var id = row.subList(0, column.key().size());
                var name = column.table() + "." + column.column() + " " + String.join("/", id);
                if (!closed.contains(name)) {
                    done += reseal(column, row, id, name, closed);
                }
            }
            return done;
        });
    }

    private int reseal(SealedColumn column, List<String> row, List<String> id, String name, Set<String> closed) {
        var place = String.join("/", row.subList(id.size(), row.size() - 1)) + column.suffix();
        var old = row.get(row.size() - 1);
        String text;
        try {
            text = sealer.open(column.purpose(), place, old);
        } catch (IllegalStateException e) {
            closed.add(name);
            return 0;
        }
        var values = new ArrayList<Object>();
        values.add(sealer.seal(column.purpose(), place, text));
        values.addAll(id);
        values.add(old);
        // A row that somebody changed meanwhile is left to the next look.
        jdbc.update(
                "update " + column.table() + " set " + column.column() + " = ? where "
                        + column.key().stream().map(part -> part + " = ?").collect(Collectors.joining(" and "))
                        + " and " + column.column() + " = ?",
                values.toArray());
        return 1;
    }

    private void tell(String key, Object... args) {
        System.out.println(messages.getMessage(key, args, Locale.CHINA));
    }
}
